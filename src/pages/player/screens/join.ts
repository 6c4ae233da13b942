/** The door: first the PIN, then who one is, as the room knows people. */
import { locale } from "../../shared/language.ts";
import type { Context, Screen } from "../screen.ts";
import { texts } from "../texts.ts";
import { codeStep } from "./join-code.ts";
import { drawnStep } from "./join-drawn.ts";
import { lookingSays, lookingStep } from "./join-looking.ts";
import { nicknameStep } from "./join-nickname.ts";
import { peopleStep } from "./join-people.ts";
import { pinStep } from "./join-pin.ts";
import { teamStep } from "./join-team.ts";

const BY = {
  pin: pinStep,
  looking: lookingStep,
  name: nicknameStep,
  person: peopleStep,
  code: codeStep,
  team: teamStep,
};

export const joinScreen = (context: Context): Screen => {
  const { form } = context.play;
  const { step, by, look } = form;
  const { join } = texts().player;
  const here = step === "pin" ? step : look === null ? "looking" : step === "team" ? step : by;
  const people = here === "person" && look?.people?.map(({ personId, taken }) => `${personId}${taken}`);
  const teams = here === "team" && look?.teams?.map(({ id, name, members }) => `${id}${name}${members}`);
  const shape = [
    here,
    teams,
    look?.identity,
    look?.names,
    people,
    form.withCode,
    form.code !== "",
    form.busy,
    form.crowded,
    form.fault?.say(texts()),
  ];
  return {
    key: ["join", ...shape, locale()].join("|"),
    say: here === "looking" ? lookingSays(form) : form.crowded ? join.crowded : "",
    build: () => (here === "name" && look?.names === "generated" ? drawnStep : BY[here])(context),
  };
};

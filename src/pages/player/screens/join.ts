/** The door: first the PIN, then the name. */
import { locale } from "../../shared/language.ts";
import type { Context, Screen } from "../screen.ts";
import { texts } from "../texts.ts";
import { nicknameStep } from "./join-nickname.ts";
import { pinStep } from "./join-pin.ts";

export const joinScreen = (context: Context): Screen => {
  const { form } = context.play;
  return {
    key: ["join", form.step, form.withCode, form.code !== "", form.busy, form.fault?.say(texts()), locale()].join("|"),
    say: "",
    build: () => (form.step === "pin" ? pinStep(context) : nicknameStep(context)),
  };
};

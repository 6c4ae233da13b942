/** A phone's reveal in two parts: what all phones of the room are told, made once a look, and what each is told alone. */
import { typeOf } from "../items/index.ts";
import type { Seat } from "../room.ts";
import { frame, type Look, liveItem, phonePrompt } from "./look.ts";
import { liveRound } from "./phases.ts";
import { ownTeam, standing } from "./standing.ts";

const verdictPrompt = (look: Look, playerId: string) => {
  const { id, widget, options, points } = phonePrompt(liveItem(look.game), look, playerId);
  return { prompt: { id, widget, ...(options ? { options } : {}), points } };
};

/** Whether each phone has an order of its own. */
const isShuffled = ({ game }: Look): boolean => game.room.options.shuffleOptions;

const drawCommon = (look: Look) => {
  const item = liveItem(look.game);
  return {
    ...frame(look),
    phase: "reveal" as const,
    ...(liveRound(look.game.room)?.voided ? { voided: true } : {}),
    ...(isShuffled(look) ? {} : verdictPrompt(look, "")),
    key: typeOf(item).key(item),
    ...(item.explanation === undefined ? {} : { explanation: item.explanation }),
  };
};

const drawn = new WeakMap<Look, ReturnType<typeof drawCommon>>();

/** The same object for all phones of a look. */
export const commonReveal = (look: Look): ReturnType<typeof drawCommon> => {
  const common = drawn.get(look) ?? drawCommon(look);
  drawn.set(look, common);
  return common;
};

/** What it adds for one phone; the two have no field in common. */
export const ownReveal = (look: Look, seat: Seat) => {
  const own = look.standings.get(seat.playerId);
  const verdict = own?.verdicts[look.game.room.round];
  return {
    ...(isShuffled(look) ? verdictPrompt(look, seat.playerId) : {}),
    ...(verdict ? { verdict } : {}),
    ...standing(look, seat),
    ...(own?.behind ? { behind: own.behind } : {}),
    ...ownTeam(look, seat),
  };
};

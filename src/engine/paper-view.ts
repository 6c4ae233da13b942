import type { PaperAnswerOf } from "../../protocol/snapshots.ts";
import { questionOf, type Seat } from "../room.ts";
import { closedRounds } from "../verdicts.ts";
import { type Look, promptOf } from "./look.ts";

/** The rounds to which a seat's answers can be typed in, as a projector may show them: no key, nothing a phone answered. */
export const paperView = (look: Look, { playerId }: Seat): PaperAnswerOf[] =>
  closedRounds(look.game).flatMap(({ position, item, round }): PaperAnswerOf[] => {
    if (round.openedAt === null) return [];
    const { question } = questionOf(look.game.room, position);
    const response = look.game.responses.get(position)?.get(playerId);
    return [
      {
        round: position,
        ...(question === undefined ? {} : { question }),
        prompt: promptOf(item, look),
        voided: round.voided,
        source: response ? (response.paper ? "paper" : "phone") : null,
        ...(response?.paper ? { value: response.value } : {}),
      },
    ];
  });

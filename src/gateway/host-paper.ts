/** What a host does for people without a phone, and with phones without people. */
import type { HostAnswers } from "../../protocol/events.ts";
import type { HOST_EVENTS } from "../../protocol/payloads.ts";
import { parseNickname } from "../nickname.ts";
import type { Draw } from "../rooms/draw.ts";
import { identify } from "../rooms/identify.ts";
import type { LiveRoom } from "../rooms/live-room.ts";
import { addPaperSeat, enterAnswers } from "../rooms/paper.ts";
import type { Rehearsals } from "../rooms/rehearsal.ts";
import type { Store } from "../store/store.ts";
import type { Handlers, Refuse } from "./dispatch.ts";

type Name = "player:add" | "answer:list" | "answer:enter" | "rehearsal:phones";

export interface PaperParts {
  store: Store;
  draw: Draw;
  capacity: number;
  rehearsals: Rehearsals;
}

/** Runs work in the room that the socket is bound to; `act` is what somebody does, `read` what a page asks. */
type InRoom = <T extends object>(work: (live: LiveRoom) => Promise<T | Refuse>) => Promise<T | Refuse>;

/** Handlers of one host's socket. */
export const paperHandlers = (
  parts: PaperParts,
  { act, read }: { act: InRoom; read: InRoom },
): Pick<Handlers<typeof HOST_EVENTS, HostAnswers>, Name> => ({
  "player:add": (said) =>
    act(async (live) => {
      // A person on paper is named by the host, where names are drawn too.
      const typed = parseNickname(said.nickname);
      const joining = identify(live.room, said, "rejected" in typed ? "" : typed.nickname);
      if (!("rejected" in joining) && joining.nickname === "") return { rejected: "nickname_invalid" };
      const added = "rejected" in joining ? joining : await addPaperSeat(parts, live, joining);
      if ("rejected" in added) return added;
      return { playerId: added.seat.playerId, code: added.seat.code };
    }),

  "answer:list": ({ playerId }) =>
    read(async (live) => {
      if (!live.roster.byId(playerId)) await live.readNewSeats();
      const seat = live.roster.byId(playerId);
      return seat && !seat.removed ? { answers: live.paperAnswers(seat) } : { rejected: "player_not_found" };
    }),

  "answer:enter": ({ playerId, answers }) => act((live) => enterAnswers(parts, live, playerId, answers)),

  "rehearsal:phones": ({ count }) =>
    act(async (live) => (parts.rehearsals.phones(live, count) ? { count } : { rejected: "wrong_phase" })),
});

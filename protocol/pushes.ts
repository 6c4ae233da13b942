/** What the server sends beside snapshots. All times are ms. */
import { z } from "zod";
import { RosterPlayer } from "./snapshots.ts";

const id = z.string();
const ms = z.number();
const count = z.int().min(0);

export const ResponsesCounted = z.object({
  round: count,
  responded: count,
  of: count,
  /** Who has answered since the last such event; in rooms of up to 200 seats. */
  answered: z.array(id).optional(),
});
/** `since`, `until`: when the first and the last of them joined; `over`: they come at an ordinary pace again. */
export const JoinsSurging = z.object({ since: ms, until: ms, count, over: z.boolean() });
export const RosterChanged = z.object({
  joined: z.array(RosterPlayer),
  left: z.array(id),
  changed: z.array(RosterPlayer),
});
export const RoomClosed = z.object({ reason: z.enum(["finished", "removed", "replaced", "expired"]) });
export const RoomMoved = z.object({ pin: z.string() });
export const HostAsked = z.object({ askId: id, label: z.string() });
export const HostSettled = z.object({ askId: id });
export const StoreAway = z.object({ away: z.boolean() });
export const HostAnswered = z.object({ askId: id, allow: z.boolean(), token: z.string().optional() });

export type JoinsSurgingOf = z.infer<typeof JoinsSurging>;
export type ResponsesCountedOf = z.infer<typeof ResponsesCounted>;
export type RosterChangedOf = z.infer<typeof RosterChanged>;
export type RoomClosedOf = z.infer<typeof RoomClosed>;
export type RoomMovedOf = z.infer<typeof RoomMoved>;
export type HostAskedOf = z.infer<typeof HostAsked>;
export type HostSettledOf = z.infer<typeof HostSettled>;
export type StoreAwayOf = z.infer<typeof StoreAway>;
export type HostAnsweredOf = z.infer<typeof HostAnswered>;

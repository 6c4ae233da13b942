/** What a screen of the host page is: a drawing of one snapshot that may follow later ones in place. */
import type { ResponsesCountedOf, RosterChangedOf } from "../../../protocol/pushes.ts";
import type { HostSnapshotOf } from "../../../protocol/snapshots.ts";
import type { Session } from "./session.ts";

type Phase = HostSnapshotOf["phase"];
export type SnapshotAt<Name extends Phase> = Extract<HostSnapshotOf, { phase: Name }>;

export interface Step {
  label: string;
  take: () => void;
}
export interface Steps {
  forward: Step | null;
  back: Step | null;
}

export interface Screen<Snapshot> {
  root: HTMLElement;
  /** What a screen reader hears when the screen appears. */
  said: string;
  /** Takes a newer snapshot of the same phase and round; false: draw anew. */
  update?: (snapshot: Snapshot) => boolean;
  /** After the root is in the page, and whenever its size changes: text is fitted to its place. */
  placed?: () => void;
  counted?: (counted: ResponsesCountedOf) => void;
  roster?: (changed: RosterChangedOf) => void;
  /** The screen's own steps (podium -> summary), which the room knows nothing of. */
  steps?: () => Steps;
  /** What keys of the screen's own do, by key in lower case. */
  keys?: Readonly<Record<string, () => void>>;
  /** Ends timers. */
  stop?: () => void;
}

export type Draw<Name extends Phase> = (snapshot: SnapshotAt<Name>, session: Session) => Screen<SnapshotAt<Name>>;

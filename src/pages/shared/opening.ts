/** When the options of an open round show: at one instant on every screen, which a pause moves. */
interface Opened {
  openedAt: number;
  deadline: number | null;
  paused: boolean;
  remainingMs?: number | undefined;
}

/** Ms until they show; 0 or less: they do. In a pause the time stands still, as far as the room has told when it began. */
export const untilOptions = ({ openedAt, deadline, paused, remainingMs }: Opened, now: number): number =>
  openedAt - (paused && deadline !== null && remainingMs !== undefined ? deadline - remainingMs : now);

/** Processes that tests started, so that none outlives the file whose test gave up on it. */
import type { ChildProcess } from "node:child_process";

const alive = new Set<ChildProcess>();

/** Remembers a process until it is gone; gives it back. */
export const remembered = <Child extends ChildProcess>(child: Child): Child => {
  alive.add(child);
  child.once("exit", () => alive.delete(child));
  return child;
};

/** Ends those that are still there, also stopped ones. */
export const endRemembered = (): void => {
  for (const child of alive) child.kill("SIGKILL");
};

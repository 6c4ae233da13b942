/** Night for halls, light for bright rooms; full screen. */
import { recall, remember } from "../shared/storage.ts";

const KEY = "cermat.host.theme";
const root = document.documentElement;

/** Whether the page is dark now. */
export const isNight = (): boolean => root.classList.contains("night");

const apply = (night: boolean): void => {
  root.classList.toggle("night", night);
  document.querySelector('meta[name="theme-color"]')?.setAttribute("content", night ? "#0f1424" : "#fbf7f0");
};

/** Draws the theme chosen earlier on this device; night when none was. */
export const applyTheme = (): void => apply(recall(KEY) !== "light");

/** Changes to the other theme and remembers it. */
export const toggleTheme = (): void => {
  const night = !isNight();
  remember(KEY, night ? "night" : "light");
  apply(night);
};

/** Whether the page fills the screen. */
export const isFull = (): boolean => document.fullscreenElement !== null;

/** Into full screen or out of it; browsers that forbid it are left as they are. */
export const toggleFull = (): void => {
  const change = isFull() ? document.exitFullscreen() : root.requestFullscreen?.();
  change?.catch(() => undefined);
};

import { accessSync, constants, statSync } from "node:fs";

/** Where Debian puts it. The headless shell is the same engine without windows: the browser tests take a quarter less time with it. */
const PLACES = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];

/** Whether there is a program of this path that may be run. */
export const isProgram = (path) => {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
};

/** The Chromium to use: CHROMIUM_PATH when it is set, else the first that is there; undefined when there is none. */
export const findChromium = () => [process.env.CHROMIUM_PATH || PLACES].flat().find(isProgram);

/** As `findChromium`; throws an Error of one sentence when there is none. */
export const chromiumPath = () => {
  const path = findChromium();
  if (!path)
    throw new Error(`There is no Chromium at ${process.env.CHROMIUM_PATH || PLACES.join(" or ")}; set CHROMIUM_PATH.`);
  return path;
};

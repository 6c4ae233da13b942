/** What goes over the sockets of a page, and what a host page shows one after the other. */

import type { Page } from "playwright-core";
import type { PromptOf } from "../../protocol/snapshots.ts";
import type { Watched } from "./browser.ts";

/** Listens to a page that is not loaded yet: what it is sent, its own prompt of a round, and how often it asks for the next step. */
export const heard = ({ page }: Watched) => {
  const frames: string[] = [];
  const sent: string[] = [];
  page.on("websocket", (socket) => {
    socket.on("framereceived", ({ payload }) => frames.push(String(payload)));
    socket.on("framesent", ({ payload }) => sent.push(String(payload)));
  });
  const prompt = (round: number): PromptOf | undefined =>
    frames
      .filter((frame) => frame.includes('"snapshot"'))
      .map((frame) => JSON.parse(frame.slice(frame.indexOf("[")))[1])
      .find((snapshot) => snapshot?.phase === "open" && snapshot.round === round)?.prompt;
  return { frames, prompt, presses: () => sent.filter((frame) => frame.includes("room:advance")).length };
};

/** The phases that a host page comes to from now on, in order. */
export const phasesOf = async (page: Page): Promise<() => Promise<string[]>> => {
  await page.evaluate(`(() => {
    const stage = document.querySelector(".stage");
    const watch = () => phases.at(-1) !== stage.dataset.phase && phases.push(stage.dataset.phase);
    window.phases = [];
    new MutationObserver(watch).observe(stage, { attributes: true });
  })()`);
  return () => page.evaluate("phases");
};

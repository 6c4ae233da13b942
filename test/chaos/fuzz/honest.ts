/** A host and a player who play on the same server and must not notice what is thrown at it. */
import { setTimeout as sleep } from "node:timers/promises";
import { joinRoom, openRoom, SMALL_QUIZ } from "../../support.ts";

const ITEMS = Array.from({ length: 60 }, (_, index) => ({ ...SMALL_QUIZ.items[0], id: `i${index}`, seconds: null }));

/** Plays games until it is told to stop. Every response must be acknowledged, and the connections must hold. */
export const playHonestly = async (url: string) => {
  let going = true;
  let acknowledged = 0;
  let longest = 0;
  let dropped = 0;
  const game = async (): Promise<void> => {
    const quiz = { ...SMALL_QUIZ, items: ITEMS };
    const { host, pin } = await openRoom(url, { quiz, options: { previewSeconds: 0, leaderboard: "none" } });
    using player = (await joinRoom(url, { pin, nickname: "Ani" })).player;
    using _host = host;
    for (const socket of [host.socket, player.socket])
      socket.on("disconnect", (reason) => {
        if (reason !== "io client disconnect") dropped++;
      });
    for (let round = 1; going && round <= ITEMS.length; round++) {
      await host.get("room:advance", { version: host.last?.version ?? 0 });
      const open = await player.phase("open", round);
      await sleep(Math.max(0, open.openedAt - open.serverNow) + 5);
      const from = performance.now();
      await player.get("response:submit", { round, attempt: `a${round}`, value: "b" });
      longest = Math.max(longest, performance.now() - from);
      acknowledged++;
      await host.phase("reveal", round);
    }
  };
  const playing = (async () => {
    while (going) await game();
  })();
  return {
    /** Ends the game; what became of it. Rejects when a response was not acknowledged. */
    async stop() {
      going = false;
      await playing;
      return { acknowledged, longestAckMs: Math.round(longest), dropped };
    },
  };
};

/** What a host does to the room; each act asks back where it cannot be undone. */
import { randomId } from "../shared/random.ts";
import { confirmed } from "./notices.ts";
import type { Session } from "./session.ts";
import { texts } from "./texts.ts";

export interface Acts {
  advance(): Promise<void>;
  pause(): void;
  lock(): void;
  /** More time for the open round. */
  extend(seconds: number): void;
  skip(): Promise<void>;
  voidRound(): Promise<void>;
  end(): Promise<void>;
}

/** Each act is about the session's newest snapshot. */
export const createActs = (session: Session): Acts => {
  const text = () => texts().host;

  return {
    advance: async () => {
      const { lobby } = text();
      // The session's snapshot knows who has come since the screen was drawn.
      const now = session.snapshot;
      if (now?.phase === "lobby" && now.players.length === 0) {
        const wanted = await confirmed({ title: lobby.startEmpty, why: lobby.startEmptyWhy, yes: lobby.startAnyway });
        // Another host may have started while the question was open.
        if (!wanted || session.snapshot?.phase !== "lobby") return;
      }
      if (session.snapshot !== null) await session.command("room:advance", { version: session.snapshot.version });
    },
    pause: () => {
      const { snapshot } = session;
      // A pause that came just after the close is still to be ended.
      const timed = snapshot?.phase === "preview" || snapshot?.phase === "open" || snapshot?.ahead?.at !== undefined;
      if (snapshot !== null && (snapshot.paused || timed)) {
        void session.command("room:pause", { paused: !snapshot.paused });
      }
    },
    lock: () => {
      const { snapshot } = session;
      if (snapshot !== null && snapshot.phase !== "finished") {
        void session.command("room:lock", { locked: !snapshot.locked });
      }
    },
    extend: (seconds) => {
      const { snapshot } = session;
      if (snapshot?.phase !== "open" || snapshot.deadline === null) return;
      void session.command("round:extend", { round: snapshot.round, seconds, attempt: randomId() });
    },
    skip: async () => {
      const { snapshot } = session;
      if (snapshot === null) return;
      const { round } = snapshot;
      const { control } = text();
      const lost = snapshot.phase === "open" && snapshot.responded > 0;
      if (lost && !(await confirmed({ title: control.skipTitle, why: control.skipWhy, yes: control.skip }))) return;
      await session.command("round:skip", { round });
    },
    voidRound: async () => {
      const { round } = session.snapshot ?? {};
      const { control } = text();
      const wanted = await confirmed({ title: control.voidTitle, why: control.voidWhy, yes: control.void });
      if (wanted && round !== undefined) await session.command("round:void", { round });
    },
    end: async () => {
      const { control } = text();
      const wanted = await confirmed({ title: control.endTitle, why: control.endWhy, yes: control.end });
      if (wanted) await session.command("room:finish", {});
    },
  };
};

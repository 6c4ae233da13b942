import { expect, test } from "vitest";
import { connectPlayer, joinRoom } from "../support.ts";
import { bring, codeOf, nth, startGame } from "./protocol-play.ts";
import { overStores } from "./stores.ts";

const ATTEMPT = "an-attempt-of-22-letters";
const CODE = /^[A-HJKMNP-Z2-9]{5}$/;

overStores(
  "joining",
  (app) => {
    /** The answer's code to a join from a socket of its own. */
    const join = async (payload: object): Promise<string> => {
      using player = await connectPlayer(app().url);
      return await codeOf(player.ask("room:join", payload));
    };

    test("[RM8] a join gives a seat in any phase but finished", async () => {
      using game = await startGame(app(), [], { options: { previewSeconds: 60 } });
      for (const phase of ["lobby", "preview", "open"] as const) {
        await bring(game.host, phase);
        using player = (await joinRoom(app().url, { pin: game.pin, nickname: `in ${phase}` })).player;
        expect(player.last?.phase).toBe(phase);
      }
      await bring(game.host, "reveal");
      expect(await join({ pin: game.pin, nickname: "a fourth" })).toBe("room_full");
      await game.host.get("room:finish", {});
      expect(await join({ pin: game.pin, nickname: "too late" })).toBe("room_not_found");
    });

    test("[RM8] a PIN without a live room answers room_not_found", async () => {
      expect(await join({ pin: "000000", nickname: "Ani" })).toBe("room_not_found");
    });

    test("[RM9] the same attempt with the same nickname gives the same seat from any socket, once", async () => {
      using game = await startGame(app(), []);
      const payload = { pin: game.pin, nickname: "Bu Rina", attempt: ATTEMPT };
      const first = await joinRoom(app().url, payload);
      const again = await joinRoom(app().url, payload);
      const typed = await joinRoom(app().url, { ...payload, nickname: "  bu  rina " });
      const { playerId, token, code, nickname } = first;
      expect(again).toMatchObject({ playerId, token, code, nickname });
      expect(typed).toMatchObject({ playerId, token, code, nickname: "Bu Rina" });
      expect((await game.stored()).seats).toHaveLength(1);
      for (const { player } of [first, again, typed]) player[Symbol.dispose]();
    });

    test("[RM9] two sockets that send one attempt at the same moment share one seat", async () => {
      using game = await startGame(app(), []);
      const payload = { pin: game.pin, nickname: "Ani", attempt: ATTEMPT };
      const both = await Promise.all([joinRoom(app().url, payload), joinRoom(app().url, payload)]);
      expect(new Set(both.map(({ token }) => token)).size).toBe(1);
      expect((await game.stored()).seats).toHaveLength(1);
      for (const { player } of both) player[Symbol.dispose]();
    });

    test("[RM9] a known attempt keeps its seat when the room is locked, full or has moved on", async () => {
      using game = await startGame(app(), ["Budi", "Citra"]);
      const payload = { pin: game.pin, nickname: "Ani", attempt: ATTEMPT };
      using first = (await joinRoom(app().url, payload)).player;
      await game.host.get("room:lock", { locked: true });
      await bring(game.host, "open");
      expect(await join(payload)).toBe("ok");
      expect(await join({ ...payload, attempt: `another-${ATTEMPT}` })).toBe("room_locked");
      expect((await game.stored()).seats).toHaveLength(3);
      first[Symbol.dispose]();
    });

    test("[RM9] a known attempt keeps its seat after the game has finished", async () => {
      using game = await startGame(app(), ["Budi"]);
      const payload = { pin: game.pin, nickname: "Ani", attempt: ATTEMPT };
      const { player, playerId } = await joinRoom(app().url, payload);
      await game.host.get("room:finish", {});
      const again = await joinRoom(app().url, payload);
      expect(again).toMatchObject({ playerId, snapshot: { phase: "finished" } });
      player[Symbol.dispose]();
      again.player[Symbol.dispose]();
    });

    test("[RM9] a known attempt with another nickname answers attempt_reused", async () => {
      using game = await startGame(app(), []);
      using first = (await joinRoom(app().url, { pin: game.pin, nickname: "Ani", attempt: ATTEMPT })).player;
      expect(await join({ pin: game.pin, nickname: "Budi", attempt: ATTEMPT })).toBe("attempt_reused");
      await game.host.get("room:lock", { locked: true });
      expect(await join({ pin: game.pin, nickname: "Budi", attempt: ATTEMPT })).toBe("attempt_reused");
      expect(first.last?.phase).toBe("lobby");
    });

    test("[RM11] a refused attempt may be sent again; one that is too short is no attempt", async () => {
      using game = await startGame(app(), []);
      await game.host.get("room:lock", { locked: true });
      const payload = { pin: game.pin, nickname: "Ani", attempt: ATTEMPT };
      expect(await join(payload)).toBe("room_locked");
      await game.host.get("room:lock", { locked: false });
      expect(await join({ ...payload, nickname: "Budi" })).toBe("ok");
      expect(await join({ ...payload, attempt: "a".repeat(21) })).toBe("invalid_payload");
      expect(await join({ ...payload, attempt: "a".repeat(65) })).toBe("invalid_payload");
    });

    test("[RM10] the room is full at its last seat, and a removal frees one", async () => {
      using game = await startGame(app(), ["Ani", "Budi", "Citra"]);
      expect(await join({ pin: game.pin, nickname: "Dewi" })).toBe("room_full");
      await game.host.get("player:remove", { playerIds: [nth(game.seats, 0).playerId] });
      expect(await join({ pin: game.pin, nickname: "Dewi" })).toBe("ok");
      expect(await join({ pin: game.pin, nickname: "Eka" })).toBe("room_full");
    });

    test("[RM10] one seat is left for many at once, and one gets it", async () => {
      using game = await startGame(app(), ["Ani", "Budi"]);
      const codes = await Promise.all([1, 2, 3, 4, 5].map((n) => join({ pin: game.pin, nickname: "x".repeat(n) })));
      expect(codes.toSorted()).toEqual(["ok", ...Array(4).fill("room_full")]);
    });

    test("[NM4] a look-alike of a nickname in the room answers nickname_taken, however it is written", async () => {
      using game = await startGame(app(), ["Bu Rina"]);
      for (const nickname of ["Bu Rina", "burina", "BU  RINA", "Bu\u200b Rina", "Вu Rіna", "Bü Rina", "Bu Rlna"]) {
        expect([nickname, await join({ pin: game.pin, nickname })]).toEqual([nickname, "nickname_taken"]);
      }
      expect(await join({ pin: game.pin, nickname: "Bu Rani" })).toBe("ok");
    });

    test("[NM2] a nickname that is empty, unseen or too long answers nickname_invalid", async () => {
      using game = await startGame(app(), []);
      for (const nickname of [" ", "\u200b\u2060", "\u0301", "x".repeat(21), "\ud800", "a\u0301\u0301\u0301\u0301"]) {
        expect(await join({ pin: game.pin, nickname })).toBe("nickname_invalid");
      }
      expect(await join({ pin: game.pin, nickname: "" })).toBe("invalid_payload");
      expect((await game.stored()).seats).toEqual([]);
    });

    test("[CD1] every seat has a code of five unmistakable signs, and no two of a room share one", async () => {
      using game = await startGame(app(), ["Ani", "Budi", "Citra"]);
      const codes = game.seats.map(({ code }) => code);
      for (const code of codes) expect(code).toMatch(CODE);
      expect(new Set(codes).size).toBe(3);
      expect(nth(game.players, 0).last).toMatchObject({ phase: "lobby", nickname: "Ani", code: nth(codes, 0) });
    });

    test("[CD2] a well-formed code is kept, in whatever case and spacing it was typed", async () => {
      using game = await startGame(app(), []);
      const { player, code } = await joinRoom(app().url, { pin: game.pin, nickname: "Ani", code: " 7kq-2m " });
      expect(code).toBe("7KQ2M");
      player[Symbol.dispose]();
    });

    test("[CD2] a malformed code answers code_invalid and takes no seat", async () => {
      using game = await startGame(app(), []);
      for (const code of ["", "7KQ2", "7KQ2MM", "0KQ2M", "OKQ2M", "1KQ2M", "IKQ2M", "LKQ2M", "7KQ2Ä", "7KQ2!"]) {
        expect([code, await join({ pin: game.pin, nickname: "Ani", code })]).toEqual([code, "code_invalid"]);
      }
      expect((await game.stored()).seats).toEqual([]);
    });

    test("[CD3] the code of a seat of this room resumes that seat, in a locked and full room too", async () => {
      using game = await startGame(app(), ["Ani", "Budi", "Citra"]);
      const { player: before, playerId, code } = nth(game.seats, 0);
      await game.host.get("room:lock", { locked: true });
      const other = { pin: game.pin, nickname: "Another name", code: code.toLowerCase(), attempt: ATTEMPT };
      const again = await joinRoom(app().url, other);
      expect(again).toMatchObject({ playerId, code, nickname: "Ani" });
      await before.until(({ events }) => events.some(({ name }) => name === "room:closed"));
      expect(before.events.at(-1)).toEqual({ name: "room:closed", payload: { reason: "replaced" } });
      expect((await game.stored()).seats).toHaveLength(3);
      again.player[Symbol.dispose]();
    });

    test("[CD4] the code of another room's seat is kept for a new seat here", async () => {
      using morning = await startGame(app(), ["Ani"]);
      using afternoon = await startGame(app(), []);
      const { code, playerId } = nth(morning.seats, 0);
      const seat = await joinRoom(app().url, { pin: afternoon.pin, nickname: "Ani", code });
      expect(seat.code).toBe(code);
      expect(seat.playerId).not.toBe(playerId);
      seat.player[Symbol.dispose]();
    });

    test("[RM10] a wrong code in a locked room is no way in", async () => {
      using game = await startGame(app(), ["Ani"]);
      await game.host.get("room:lock", { locked: true });
      expect(await join({ pin: game.pin, nickname: "Budi", code: "ZZZZZ" })).toBe("room_locked");
    });
  },
  { ROOM_SEATS: "3" },
);

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Options } from "../../protocol/payloads.ts";
import { HostSnapshot, PlayerSnapshot, type PlayerSnapshotOf } from "../../protocol/snapshots.ts";
import { ITEM_TYPES, type Item } from "../../src/items/index.ts";
import type { Quiz } from "../../src/quiz.ts";
import { advanced, EVERY_TYPE, live, OPTIONS, quizOf, roomOf, seatOf } from "./fixtures.ts";
import { itemPair } from "./items-arbitrary.ts";
import { ANSWERS, type Screen, SEATS, screenIn, screenOf, screensOf } from "./screens.ts";

const IMAGE = { image: { file: "q1.png", alt: "A circle" } };
const QUIZ = quizOf(EVERY_TYPE.map((item, index) => (index === 0 ? { ...item, ...IMAGE } : item)));
const ALL = screensOf(QUIZ);
/** As it goes over the wire. */
const wire = ({ players, host }: Screen): string => JSON.stringify({ players, host });
const COMMON = ["version", "serverNow", "round", "rounds", "question", "questions", "language", "paused", "phase"];
const HOST = [...COMMON, "pin", "joinUrl", "title", "locked"];

describe("the shape of snapshots", () => {
  test("[VW8] the quiz of these tests has an item of every type", () => {
    expect(QUIZ.items.map(({ type }) => type).toSorted()).toEqual(ITEM_TYPES.map(({ type }) => type).toSorted());
  });

  test.each<[string, Partial<Options>]>([
    ["by default", {}],
    ["under the pre-test preset", { preset: "pretest" }],
    ["with the question on the projector only, shuffled", { questionOnPhone: false, shuffleOptions: true }],
    ["under gentle scoring", { scoring: "gentle" }],
    ["with teams", { teams: { mode: "dealt", names: ["Merah", "Putih"] } }],
  ])("[RM43] every snapshot of a game %s has the documented fields and no other", (_, options) => {
    const phases = new Set<string>();
    for (const { players, host, room } of screensOf(QUIZ, options)) {
      phases.add(host.phase);
      expect(HostSnapshot.parse(host)).toStrictEqual(host);
      for (const player of players) {
        expect(PlayerSnapshot.parse(player)).toStrictEqual(player);
        expect([player.phase, player.version]).toEqual([room.phase, room.version]);
      }
    }
    expect(phases.size).toBe(options.preset === "pretest" ? 5 : 6);
  });

  test("[TM5] remainingMs stands in paused previews and rounds with a limit only, and does not run", () => {
    for (const { room, host, players } of ALL) {
      const end = room.phase === "preview" ? room.opensAt : room.phase === "open" ? live(room).deadline : null;
      const rest = room.pausedAt !== null && end !== null ? end - room.pausedAt : undefined;
      for (const snapshot of [host, ...players])
        expect([snapshot.paused, snapshot.remainingMs]).toEqual([room.pausedAt !== null, rest]);
    }
  });

  test("[WC7] what a phone is told of its own response is whether it is stored", () => {
    const { players } = screenIn(ALL, "open");
    expect(players.map((player) => "responded" in player && player.responded)).toEqual([true, true, true, false]);
  });
});

describe("what stays on the server", () => {
  /** Items that differ in nothing but key and explanation. */
  const anyPair = fc
    .constantFrom(...ITEM_TYPES.map(({ type }) => type))
    .chain((type) => itemPair(type))
    .map(([one, two]): [Item, Item] => [
      { ...one, explanation: "Because of this." },
      { ...two, explanation: "Because of that, which is longer." },
    ]);
  const withItem = (position: number, item: Item): Quiz => ({
    ...QUIZ,
    items: QUIZ.items.map((other, index) => (index === position ? { ...item, id: other.id } : other)),
  });
  const anyOptions = fc.record({
    questionOnPhone: fc.boolean(),
    shuffleOptions: fc.boolean(),
    previewSeconds: fc.constantFrom(0, 5),
    scoring: fc.constantFrom("classic" as const, "accuracy" as const),
  });
  const revealed = ({ room }: Screen, position: number) => (room.rounds[position]?.closedAt ?? null) !== null;

  test("[VW1] two games that differ in one item's key are the same bytes on every screen before its reveal", () => {
    fc.assert(
      fc.property(fc.nat(7), anyPair, anyOptions, (position, [one, two], options) => {
        const left = screensOf(withItem(position, one), options).filter((screen) => !revealed(screen, position));
        const right = screensOf(withItem(position, two), options).filter((screen) => !revealed(screen, position));
        expect(left.length).toBeGreaterThan(position * 12);
        expect(right.map(wire)).toEqual(left.map(wire));
      }),
      { numRuns: 40 },
    );
  });

  test("[VW1] at its reveal they differ, in what both host and players see", () => {
    const left = screenIn(ALL, "reveal");
    const right = screenIn(screensOf(withItem(0, { ...QUIZ.items[0], key: ["a"] } as Item)), "reveal");
    expect(left.players[0]).toMatchObject({ key: ["b"], verdict: { correct: true }, explanation: "Because b." });
    expect(right.players[0]).toMatchObject({ key: ["a"], verdict: { correct: false } });
    expect([left.host, right.host]).toMatchObject([{ key: ["b"] }, { key: ["a"] }]);
  });

  test("[VW2] under the pre-test preset they are the same bytes on every screen of the whole game", () => {
    fc.assert(
      fc.property(fc.nat(7), anyPair, (position, [one, two]) => {
        const [left, right] = [one, two].map((item) => screensOf(withItem(position, item), { preset: "pretest" }));
        expect(right?.map(wire)).toEqual(left?.map(wire));
      }),
      { numRuns: 20 },
    );
  });

  test("[VW2] a pre-test's reveal and finished hold the common fields, for hosts also responded and of, and that nothing is shown", () => {
    const screens = screensOf(QUIZ, { preset: "pretest" });
    for (const phase of ["reveal", "finished"] as const) {
      const { players, host } = screenIn(screens, phase);
      for (const player of players) expect(Object.keys(player).toSorted()).toEqual(COMMON.toSorted());
      const more = phase === "reveal" ? ["ahead", "responded", "of"] : ["of", "reportUrl", "pretest", "options"];
      expect(Object.keys(host).toSorted()).toEqual([...HOST, ...more].toSorted());
    }
  });

  test("[RM42] what is pushed is what sync gives, in the same bytes", () => {
    for (const { players, pushed } of [...ALL, ...screensOf(QUIZ, { shuffleOptions: true })]) {
      expect(pushed).toEqual(players.map((player) => `2/player,${JSON.stringify(["snapshot", player])}`));
    }
  });

  test("[VW18] of a prompt a phone's reveal repeats what its verdict is drawn with, and nothing else", () => {
    const reveals = ALL.flatMap(({ players }) => players).filter(({ phase }) => phase === "reveal");
    const fields = reveals.map((player) =>
      Object.keys(("prompt" in player && player.prompt) || {})
        .toSorted()
        .join(" "),
    );
    expect(new Set(fields)).toEqual(new Set(["id options points widget", "id points widget"]));
  });

  test("[VW3] a player's snapshot holds nobody else's id, token, code or answer, no room token and no title", () => {
    for (const { players } of ALL)
      for (const [index, player] of players.entries()) {
        const text = JSON.stringify(player);
        const others = SEATS.filter((_, other) => other !== index);
        const secrets = others.flatMap((seat) => [`"${seat.playerId}"`, seat.token, seat.code, seat.nicknameKey]);
        const never = [
          ...secrets,
          "host-token",
          QUIZ.title,
          "planted words",
          "words planted",
          SEATS[index]?.token ?? "token of",
        ];
        const told = never.filter((secret) => text.includes(secret));
        expect(told, player.phase).toEqual([]);
        expect(text.includes(SEATS[index]?.code ?? ""), player.phase).toBe(player.phase === "lobby");
      }
  });

  test("[VW4] no snapshot of a host holds a token or a code", () => {
    for (const { host } of ALL) expect(JSON.stringify(host)).not.toMatch(/token|code of|key of/);
  });

  test("[VW9] names stand on hosts' screens only, but for one's own and behind", () => {
    for (const { players } of ALL)
      for (const player of players) {
        const {
          behind: _,
          nickname: _own,
          ...rest
        } = player as PlayerSnapshotOf & Record<"behind" | "nickname", unknown>;
        expect(JSON.stringify(rest)).not.toContain("Name of");
      }
  });

  test("[VW7] a preview has the stem and no options, and neither type nor widget", () => {
    const { players, host } = screenIn(ALL, "preview");
    expect(Object.keys(players[0] ?? {}).toSorted()).toEqual([...COMMON, "stem", "opensAt", "image"].toSorted());
    expect(players[0]).toMatchObject({ stem: "One?", opensAt: 9_000 });
    expect(Object.keys(host).toSorted()).toEqual([...HOST, "ahead", "stem", "opensAt", "image"].toSorted());
  });

  test("[RM35] a removed seat stands on no host's screen", () => {
    const seats = SEATS.map((seat) => (seat.playerId === "Bravo" ? { ...seat, removed: true } : seat));
    for (const { host } of screensOf(QUIZ, {}, ANSWERS, seats)) expect(JSON.stringify(host)).not.toContain("of Bravo");
  });
});

describe("options and stems on phones", () => {
  test("[VW5] the question on the projector only: no stem on a phone before the end; the host has it", () => {
    for (const { players, host, room } of screensOf(QUIZ, { questionOnPhone: false })) {
      if (room.phase === "finished") continue;
      for (const player of players) expect(JSON.stringify(player)).not.toContain('"stem"');
      if (room.phase === "open") expect(host).toMatchObject({ prompt: { stem: QUIZ.items[room.round - 1]?.stem } });
    }
  });

  const orderOf = (screen: Screen, index: number): { id: string; mark: number }[] => {
    const player = screen.players[index];
    return (player && "prompt" in player && player.prompt?.options) || [];
  };

  test("[VW6] a phone keeps its order from opening to reveal, marks stay with their options, the host's are as authored", () => {
    const screens = screensOf(QUIZ, { shuffleOptions: true });
    const authored = OPTIONS.map((option, mark) => ({ ...option, mark }));
    for (const index of SEATS.keys()) {
      const order = orderOf(screenIn(screens, "open"), index);
      expect(order.toSorted((a, b) => a.mark - b.mark)).toEqual(authored);
      expect(orderOf(screenIn(screens, "reveal"), index)).toEqual(order);
    }
    expect(screenIn(screens, "open").host).toMatchObject({ prompt: { options: authored } });
    expect(orderOf(screenIn(ALL, "open"), 0)).toEqual(authored);
  });

  test("[VW6] the points of a scale stand on every phone in their own order", () => {
    const screens = screensOf(QUIZ, { shuffleOptions: true });
    for (const index of SEATS.keys()) {
      expect(orderOf(screenIn(screens, "open", 7), index).map(({ id }) => id)).toEqual(["1", "2", "3", "4", "5"]);
    }
  });

  test("[VW6] over many phones every option stands in every place about as often", () => {
    const seats = Array.from({ length: 800 }, (_, n) => seatOf(`0b9cf0aa-0d5e-4c39-${n}`));
    const room = advanced(roomOf(QUIZ, { shuffleOptions: true, previewSeconds: 0 }), 0);
    const screen = screenOf({ room, quiz: QUIZ, seats, responses: new Map() });
    const orders = seats.map((_, index) => orderOf(screen, index).map(({ id }) => id));
    const places = OPTIONS.map(({ id }) =>
      OPTIONS.map((_, place) => orders.filter((order) => order[place] === id).length),
    );
    expect(Math.min(...places.flat()), JSON.stringify(places)).toBeGreaterThan(140);
    expect(Math.max(...places.flat()), JSON.stringify(places)).toBeLessThan(260);
  });
});

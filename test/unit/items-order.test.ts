/** Orderings, word clouds, slides, pictures of options, and reading times of their own. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ITEM_TYPES, ItemSchema, typeOf } from "../../src/items/index.ts";
import { placeOf } from "../../src/pages/shared/place.ts";
import { parseQuiz, questionsIn } from "../../src/quiz.ts";
import { report } from "../../src/reports/report.ts";
import type { Room } from "../../src/room.ts";
import { screenIds } from "../../src/rooms/screen-ids.ts";
import { standingsOf } from "../../src/verdicts.ts";
import {
  advanced,
  ask,
  fired,
  live,
  OPTIONS,
  paused,
  quizOf,
  responsesOf,
  resumed,
  roomOf,
  seatOf,
} from "./fixtures.ts";
import { SEATS, screenOf, screensOf } from "./screens.ts";

const ORDER = { id: "o", type: "ordering", stem: "In which order?", options: OPTIONS, key: ["c", "a", "d", "b"] };
const SLIDE = { id: "s", type: "slide", stem: "A pause", text: "Look at the board.", seconds: 10 };
const CLOUD = { id: "w", type: "word-cloud", stem: "Which words?" };
const CHOICE = { id: "q", type: "single-choice", stem: "One?", options: OPTIONS, key: ["b"] };

const faultsOf = (item: object): string[] => {
  const parsed = parseQuiz({ schemaVersion: 1, id: "quiz", title: "Quiz", language: "en", items: [item] });
  return "faults" in parsed ? parsed.faults.map(({ path, message }) => `${path} ${message}`) : [];
};

describe("documents", () => {
  test("[QZ11] the key of an ordering names every option once", () => {
    expect(faultsOf(ORDER)).toEqual([]);
    expect(faultsOf({ ...ORDER, key: ["c", "a", "d"] })).toEqual(["items[0].key must name every option"]);
    expect(faultsOf({ ...ORDER, key: ["c", "a", "d", "d"] })).toEqual(['items[0].key[3] "d" stands in the key twice']);
    expect(faultsOf({ ...ORDER, key: ["c", "a", "d", "x"] })).toEqual([
      'items[0].key[3] "x" is not the id of an option',
    ]);
  });

  test("[QZ13] a slide has a stem and a text, and refuses a text that is too long", () => {
    expect(faultsOf(SLIDE)).toEqual([]);
    expect(faultsOf({ ...SLIDE, text: "x".repeat(2001) })).toEqual(["items[0].text must have at most 2000 characters"]);
  });

  test("[QZ14] an option may have a picture, and any item a reading time of its own", () => {
    const image = { file: "a.png", alt: "A" };
    expect(
      faultsOf({ ...CHOICE, options: OPTIONS.map((option) => ({ ...option, image })), previewSeconds: 12 }),
    ).toEqual([]);
    expect(faultsOf({ ...CHOICE, previewSeconds: 61 })).toEqual(["items[0].previewSeconds must be at most 60"]);
    const quiz = quizOf([{ ...CHOICE, options: OPTIONS.map((option) => ({ ...option, image })) }]);
    const open = screensOf(quiz).find(({ room }) => room.phase === "open");
    const pictured = { id: "a", text: "Option a", mark: 0, image: { url: "/images/a-hash.png", alt: "A" } };
    expect(open?.host).toHaveProperty(["prompt", "options", 0], pictured);
    expect(open?.players[0]).toHaveProperty(["prompt", "options", 0], pictured);
  });
});

describe("word clouds", () => {
  const cloud = ItemSchema.parse(CLOUD);
  const { normalise, summarise } = typeOf(cloud);

  test("[QZ12] keep one to three words of at most 30 characters, equal ones once", () => {
    expect(normalise(cloud, " bersama ,Tenang;  berbagi ")).toBe("bersama, Tenang, berbagi");
    expect(normalise(cloud, "Calm, calm!, CALM")).toBe("Calm");
    expect(normalise(cloud, `${"x".repeat(30)}`)).toBe("x".repeat(30));
    for (const value of [`${"x".repeat(31)}`, "a,b,c,d", " , ;", "", 3, ["a"]])
      expect(normalise(cloud, value)).toBeNull();
  });

  test("[QZ12] count each word by itself, whoever wrote it beside another", () => {
    expect(summarise(cloud, ["calm, together", "Calm", "calm"])).toEqual([
      { id: "calm", text: "calm", count: 3 },
      { id: "together", text: "together", count: 1 },
    ]);
  });
});

describe("orderings", () => {
  const order = ItemSchema.parse(ORDER);
  const { judge, normalise, summarise } = typeOf(order);

  test("[SC10] an order is right as a whole or not at all; places are counted each by itself", () => {
    expect(judge(order, ["c", "a", "d", "b"])).toBe(1);
    expect(judge(order, ["c", "a", "b", "d"])).toBe(0);
    const values = [
      ["c", "a", "d", "b"],
      ["c", "a", "b", "d"],
      ["b", "d", "a", "c"],
    ];
    expect(summarise(order, values)).toEqual([
      { id: "a", count: 2 },
      { id: "b", count: 1 },
      { id: "c", count: 2 },
      { id: "d", count: 1 },
    ]);
  });

  test("[RS6] the value names every option once", () => {
    expect(normalise(order, ["b", "d", "a", "c"])).toEqual(["b", "d", "a", "c"]);
    for (const value of [
      ["a", "b", "c"],
      ["a", "b", "c", "c"],
      ["a", "b", "c", "d", "d"],
      ["a", "b", "c", "x"],
      "a",
      1,
    ])
      expect(normalise(order, value)).toBeNull();
  });

  test("[VW14] ids and order of the options on a screen follow from their texts and the secret of the room alone", () => {
    const openOf = (item: Record<string, unknown>, secret = "secret") =>
      JSON.stringify(screensOf(screenIds(quizOf([item]), secret).quiz).find(({ room }) => room.phase === "open"));
    const all = { minLength: 4 };
    const texts = OPTIONS.map(({ text }) => text);
    fc.assert(
      fc.property(fc.shuffledSubarray(texts, all), fc.shuffledSubarray(ORDER.key, all), (written, key) => {
        const options = OPTIONS.map(({ id }, place) => ({ id, text: written[place] }));
        expect(openOf({ ...ORDER, options, key })).toBe(openOf(ORDER));
      }),
      { numRuns: 20 },
    );
    expect(openOf(ORDER)).not.toBe(openOf(ORDER, "another"));
    expect(openOf(ORDER)).not.toContain('"id":"a"');
  });

  test("[VW14] an answer is stored and shown again under the authored ids; those of one's own are no answer", () => {
    const twins = ["x", "y"].map((id) => ({ id, text: "The same" }));
    const quiz = quizOf([{ ...ORDER, options: [...OPTIONS, ...twins], key: [...ORDER.key, "x", "y"] }, CHOICE]);
    const { quiz: seen, shown, stored } = screenIds(quiz, "secret");
    const [item] = seen.items;
    if (!item) throw new Error("no item");
    const key = [...ORDER.key, "x", "y"];
    const given = shown("o", key);
    expect(new Set(given as string[]).size).toBe(6);
    expect(stored("o", given)).toEqual(key);
    expect(typeOf(item).judge(item, given)).toBe(1);
    expect(typeOf(item).normalise(item, key)).toBeNull();
    expect(seen.items[1]).toBe(quiz.items[1]);
  });

  test("[RP14] a report tells for each option who put it in its place", () => {
    const room = advanced(advanced(roomOf(quizOf([ORDER]), { previewSeconds: 0 }), 1_000), 9_000);
    const given = { Alpha: [["c", "a", "d", "b"], 1_000], Bravo: [["c", "b", "d", "a"], 1_000] } as const;
    const responses = new Map([[1, responsesOf(live(room), given as never)]]);
    const game = { room, quiz: quizOf([ORDER]), seats: ["Alpha", "Bravo"].map((id) => seatOf(id)), responses };
    const [line] = report(game).items;
    expect(line).toMatchObject({ n: 2, correct: 1 });
    expect(line?.options.map(({ id, count, key }) => [id, count, key])).toEqual([
      ["a", 1, true],
      ["b", 1, true],
      ["c", 2, true],
      ["d", 2, true],
    ]);
  });
});

describe("slides", () => {
  const quiz = quizOf([CHOICE, SLIDE, { ...CHOICE, id: "q2" }]);
  /** The room on its slide, at 20 s. */
  const onSlide = (options = {}) => {
    let room = roomOf(quiz, { previewSeconds: 0, leaderboard: "none", ...options });
    for (const now of [1_000, 2_000, 20_000]) room = advanced(room, now);
    return room;
  };

  test("[RM50] stay in preview until the host goes on, and go straight to the next round", () => {
    const room = onSlide();
    expect(room).toMatchObject({ phase: "preview", round: 2, opensAt: null, due: null });
    expect(resumed(paused(room, 21_000), 25_000)).toMatchObject({ phase: "preview", opensAt: null, due: null });
    const next = advanced(room, 30_000);
    expect(next).toMatchObject({ phase: "open", round: 3 });
    expect(next.rounds[1]).toMatchObject({ openedAt: null, closedAt: 30_000 });
    for (const command of [{ kind: "close", round: 2 } as const, { kind: "extend", round: 2, seconds: 5 } as const])
      expect(() => ask(room, command, 22_000)).toThrow("not_open");
  });

  test("[RM50] under auto-advance they stand for their seconds, and voiding leaves them where they are", () => {
    const room = onSlide({ autoAdvance: true });
    expect(room.due).toBe(30_000);
    expect(fired(room)).toMatchObject({ phase: "open", round: 3 });
    const voided = ask(room, { kind: "void", round: 2 }, 21_000);
    expect(voided).toMatchObject({ phase: "preview", round: 2 });
    expect(fired(voided)).toMatchObject({ phase: "open", round: 3 });
  });

  test("[RM50] the last one leads to the leaderboard of the end", () => {
    const last = quizOf([CHOICE, SLIDE]);
    let room = roomOf(last, { previewSeconds: 0, leaderboard: "end" });
    for (const now of [1_000, 2_000, 3_000]) room = advanced(room, now);
    expect(advanced(room, 4_000)).toMatchObject({ phase: "leaderboard", round: 2 });
    expect(advanced(advanced(room, 4_000), 5_000).phase).toBe("finished");
  });

  test("[RM51] an item's own reading time stands in the place of the room's", () => {
    const own = quizOf([
      { ...CHOICE, previewSeconds: 12 },
      { ...CHOICE, id: "q2", previewSeconds: 0 },
    ]);
    const first = advanced(roomOf(own, { previewSeconds: 5 }), 1_000);
    expect(first).toMatchObject({ phase: "preview", opensAt: 13_000 });
    let room = first;
    for (const now of [2_000, 3_000, 4_000, 5_000]) room = advanced(room, now);
    expect(room).toMatchObject({ phase: "open", round: 2 });
  });

  test("[VW15] show stem, text and picture everywhere, and on phones nothing when the question is not for them", () => {
    const room = onSlide();
    const shown = screenOf({ room, quiz, seats: SEATS, responses: new Map() });
    expect(shown.host).toMatchObject({ phase: "preview", stem: "A pause", text: "Look at the board.", opensAt: null });
    expect(shown.players[0]).toMatchObject({ stem: "A pause", text: "Look at the board.", opensAt: null });
    const hidden = onSlide({ questionOnPhone: false });
    const { players } = screenOf({ room: hidden, quiz, seats: SEATS, responses: new Map() });
    expect(JSON.stringify(players)).not.toMatch(/A pause|board/);
  });

  test("[VW17] are no questions: the number of a question leaves them out, on every screen and where a room goes next", () => {
    const shown = (room: Room) => {
      const { host, players } = screenOf({ room, quiz, seats: SEATS, responses: new Map() });
      expect(players[0]).toMatchObject({ question: host.question, questions: 2 });
      return [host.question, host.questions, host.ahead?.question];
    };
    const rooms = [roomOf(quiz, { previewSeconds: 0, leaderboard: "none" })];
    for (const now of [1_000, 2_000, 20_000, 30_000]) rooms.push(advanced(rooms.at(-1) as Room, now));
    expect(rooms.map(shown)).toEqual([
      [null, 2, 1],
      [1, 2, 1],
      [1, 2, null],
      [null, 2, 2],
      [2, 2, 2],
    ]);
    expect(rooms.map((room) => placeOf(screenOf({ room, quiz, seats: SEATS, responses: new Map() }).host))).toEqual([
      null,
      { round: 1, rounds: 2 },
      { round: 1, rounds: 2 },
      null,
      { round: 2, rounds: 2 },
    ]);
    const without = quizOf([CHOICE]);
    const { host } = screenOf({
      room: advanced(roomOf(without), 1_000),
      quiz: without,
      seats: SEATS,
      responses: new Map(),
    });
    expect([host.question, host.questions, placeOf(host)]).toEqual([undefined, undefined, { round: 1, rounds: 1 }]);
  });

  test("[VW16] every snapshot tells the language of the quiz", () => {
    const { host, players } = screenOf({ room: onSlide(), quiz, seats: SEATS, responses: new Map() });
    expect([host.language, players[0]?.language]).toEqual([quiz.language, quiz.language]);
  });

  test("[QZ13] count nowhere and stand in no report", () => {
    let room = onSlide();
    for (const now of [30_000, 40_000, 50_000]) room = advanced(room, now);
    expect(room.phase).toBe("finished");
    const game = { room, quiz, seats: SEATS, responses: new Map() };
    expect(questionsIn(quiz)).toBe(2);
    expect(report(game).items.map(({ id }) => id)).toEqual(["q", "q2"]);
    const verdicts = standingsOf(game).get("Alpha")?.verdicts;
    expect(verdicts?.flatMap((verdict, round) => (verdict ? [round] : []))).toEqual([1, 3]);
    expect(screenOf(game).host).toMatchObject({ perItem: [{ itemId: "q" }, { itemId: "q2" }] });
    expect(ITEM_TYPES.filter((type) => "unanswered" in type).map(({ type }) => type)).toEqual(["slide"]);
  });
});

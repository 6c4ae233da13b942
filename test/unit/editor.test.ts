import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { ITEM_TYPES } from "../../src/items/index.ts";
import {
  type Change,
  optionsOf,
  relabelled,
  withCopyOf,
  withItem,
  withItemBefore,
  withItemMoved,
  withNewItem,
  withNewOption,
  withOption,
  withOptionBefore,
  withOptionMoved,
  withoutItem,
  withoutOption,
  withQuiz,
  withRight,
  withType,
} from "../../src/pages/organiser/editor/change.ts";
import { faultsAt, faultsOf, serverFaults } from "../../src/pages/organiser/editor/check.ts";
import type { Draft, DraftItem } from "../../src/pages/organiser/editor/document.ts";
import { begun, edited, redone, undone } from "../../src/pages/organiser/editor/history.ts";
import { idFrom } from "../../src/pages/organiser/editor/id-from.ts";
import { KINDS, kindOf } from "../../src/pages/organiser/editor/kinds.ts";
import { routeOf } from "../../src/pages/organiser/route.ts";
import { parseQuiz } from "../../src/quiz.ts";

const shipped = (name: string): Draft =>
  JSON.parse(readFileSync(new URL(`../../quizzes/${name}.json`, import.meta.url), "utf8")) as Draft;

/** Every type once, as the server reads it. */
const ALL = ((parsed) => {
  if ("faults" in parsed) throw new Error("the quiz that ships has faults");
  return parsed.quiz as unknown as Draft;
})(parseQuiz(shipped("all-kinds")));

const itemAt = ({ items }: Draft, at: number): DraftItem => {
  const item = items[at];
  if (!item) throw new Error(`no item ${at}`);
  return item;
};
const ofType = (type: string): DraftItem => {
  const item = ALL.items.find((each) => each.type === type);
  if (!item) throw new Error(`no ${type}`);
  return item;
};
const ids = ({ items }: Draft): string => items.map(({ id }) => id).join();
const changed = (...changes: Change[]): Draft => changes.reduce((draft, change) => change(draft), ALL);
const alone = (item: DraftItem): Draft => ({ ...ALL, items: [item] });
/** An item after a change made from it. */
const made = (item: DraftItem, change: (item: DraftItem) => Change): DraftItem => itemAt(change(item)(alone(item)), 0);

describe("steps", () => {
  test("[ED5] typing in one field is one step until it rests, and everything else is a step of its own", () => {
    const titled = (title: string) => withQuiz({ title })(ALL);
    let history = begun(ALL);
    for (const [n, title] of ["A", "Ab", "Abc"].entries()) history = edited(history, titled(title), "title", n * 1000);
    expect([history.past.length, history.now.title]).toEqual([1, "Abc"]);
    history = edited(history, titled("Abcd"), "title", 10_000);
    history = edited(history, titled("Abcde"), "language", 10_001);
    history = edited(history, titled("Abcdef"), "", 10_002);
    history = edited(history, titled("Abcdefg"), "", 10_003);
    expect(history.past.map(({ title }) => title)).toEqual([ALL.title, "Abc", "Abcd", "Abcde", "Abcdef"]);
    expect(edited(history, history.now, "", 20_000)).toBe(history);
  });

  test("[ED5] every step is taken back and taken again; a new one ends those that were taken back", () => {
    const titles = ["1", "2", "3"].map((title) => withQuiz({ title })(ALL));
    let history = titles.reduce((steps, next, at) => edited(steps, next, "", at), begun(ALL));
    for (const title of ["2", "1", ALL.title, ALL.title]) {
      history = undone(history);
      expect(history.now.title).toBe(title);
    }
    expect(history.now).toBe(ALL);
    history = redone(redone(history));
    expect(history.now).toBe(titles[1]);
    history = edited(history, ALL, "title", 0);
    expect(redone(history)).toBe(history);
    expect(undone(history).now).toBe(titles[1]);
    // Typing after a step was taken back is a step of its own.
    const again = edited(undone(edited(begun(ALL), titles[0] ?? ALL, "title", 0)), titles[1] ?? ALL, "title", 1);
    expect(undone(again).now).toBe(ALL);
  });

  test("[ED5] at most 200 steps are remembered", () => {
    const steps = Array.from({ length: 250 }, (_, n) => withQuiz({ title: String(n) })(ALL));
    const history = steps.reduce((all, next) => edited(all, next, "", 0), begun(ALL));
    expect([history.past.length, history.past[0]?.title]).toEqual([200, "49"]);
  });
});

describe("changes", () => {
  test("[ED10] questions are added, duplicated, moved and deleted by id, and another has never the same id", () => {
    const [first = "", second = "", third = ""] = ALL.items.map(({ id }) => id);
    expect(ids(withNewItem("new", "poll", first)(ALL))).toBe(ids(ALL).replace(first, `${first},new`));
    expect(ids(withNewItem("new", "poll", "")(ALL))).toBe(`${ids(ALL)},new`);
    const copied = withCopyOf(second, "copy")(ALL);
    expect(itemAt(copied, 2)).toEqual({ ...itemAt(ALL, 1), id: "copy" });
    expect(ids(withItemMoved(third, -1)(ALL)).startsWith([first, third, second].join())).toBe(true);
    expect(withItemMoved(first, -1)(ALL)).toBe(ALL);
    expect(ids(withoutItem(first)(ALL))).toBe(ids(ALL).slice(first.length + 1));
    expect(withCopyOf("none", "copy")(ALL)).toBe(ALL);
    const full = { ...ALL, items: Array.from({ length: 200 }, (_, n) => ({ ...itemAt(ALL, 0), id: `q${n}` })) };
    expect(withNewItem("new", "poll", "")(full)).toBe(full);
  });

  test("[ED10] options keep their ids, and the key follows them", () => {
    const single = ofType("single-choice");
    const [a = "", b = ""] = (single.options ?? []).map(({ id }) => id);
    const moved = made(single, (item) => withOptionMoved(item, b, -1));
    expect([moved.options?.[0]?.id, moved.key]).toEqual([b, single.key]);
    const [right = ""] = single.key ?? [];
    expect(made(single, (item) => withoutOption(item, right)).key).toEqual([]);
    expect(made(single, (item) => withRight(item, a, true)).key).toEqual([a]);
    const many = ofType("multiple-choice");
    const less = made(many, (item) => withRight(item, many.key?.[0] ?? "", false));
    expect(less.key).toEqual(many.key?.slice(1));
    const more = made(less, (item) => withRight(item, many.key?.[0] ?? "", true));
    expect(more.key).toEqual(many.key);
    const shorter = made(many, (item) => withoutOption(item, many.options?.[0]?.id ?? ""));
    const longer = made(shorter, withNewOption);
    expect(longer.options?.at(-1)).toEqual({ id: many.options?.[0]?.id, text: "" });
    const image = { file: "a.png", alt: "A" };
    const pictured = made(single, (item) => withOption(item, a, { image }));
    expect(pictured.options?.[0]).toMatchObject({ id: a, image });
    expect(made(pictured, (item) => withOption(item, a, { text: "New" })).options?.[0]).toMatchObject({ image });
    expect(made(pictured, (item) => withOption(item, a, { image: null })).options).toEqual(single.options);
  });

  test("[ED10] the options of an ordering stand in the right order, whatever order they were written in", () => {
    const ordering = { ...ofType("ordering") };
    const key = [...(ordering.key ?? [])].reverse();
    const turned = { ...ordering, key };
    expect(optionsOf(turned).map(({ id }) => id)).toEqual(key);
    const moved = made(turned, (item) => withOptionMoved(item, key[0] ?? "", 1));
    const expected = [key[1], key[0], ...key.slice(2)];
    expect([moved.key, moved.options?.map(({ id }) => id)]).toEqual([expected, expected]);
  });

  test("[ED13] an entry is moved before another one or to the end, by their ids, as one step or none", () => {
    const [first = "", second = "", third = ""] = ALL.items.map(({ id }) => id);
    const last = ALL.items.at(-1)?.id ?? "";
    expect(ids(withItemBefore(last, first)(ALL))).toBe(`${last},${ids(ALL).replace(`,${last}`, "")}`);
    expect(ids(withItemBefore(first, third)(ALL)).startsWith([second, first, third].join())).toBe(true);
    expect(ids(withItemBefore(first, null)(ALL))).toBe(`${ids(ALL).replace(`${first},`, "")},${first}`);
    for (const stays of [
      withItemBefore(first, second),
      withItemBefore(first, first),
      withItemBefore(last, null),
      withItemBefore(first, "none"),
      withItemBefore("none", first),
    ])
      expect(stays(ALL)).toBe(ALL);
    const ordering = ofType("ordering");
    const key = ordering.key ?? [];
    const moved = made(ordering, (item) => withOptionBefore(item, key.at(-1) ?? "", key[0] ?? ""));
    const expected = [key.at(-1), ...key.slice(0, -1)];
    expect([moved.key, moved.options?.map(({ id }) => id)]).toEqual([expected, expected]);
    expect(withOptionBefore(ordering, key[0] ?? "", key[1] ?? "")(ALL)).toBe(ALL);
  });

  test("[ED10] what is typed into an ordering stays where it was written, so that its faults stay beside it", () => {
    const ordering = ofType("ordering");
    const key = [...(ordering.key ?? [])].reverse();
    const typed = made({ ...ordering, key }, (item) => withOption(item, key[0] ?? "", { text: "" }));
    expect([typed.key, typed.options?.map(({ id }) => id)]).toEqual([key, ordering.options?.map(({ id }) => id)]);
    const at = ordering.options?.findIndex(({ id }) => id === key[0]);
    expect(faultsOf(alone(typed)).map(({ path }) => path)).toEqual([`items[0].options[${at}].text`]);
  });

  test("[ED10] a scale of another size keeps its words where they stood, the last one at its end", () => {
    const spread = (count: number, ...labels: string[]) => relabelled(labels, count).join();
    expect(spread(5, "a", "z")).toBe("a,,,,z");
    expect(spread(7, "1", "2", "3", "4", "5")).toBe("1,2,3,4,,,5");
    expect(spread(3, "1", "2", "3", "4", "5")).toBe("1,2,5");
    expect(spread(2, "1", "2", "3", "4", "5")).toBe("1,5");
    expect(spread(2)).toBe(",");
  });

  test("[ED10] another type keeps what both have; what of the new one is missing is a fault", () => {
    const single = ofType("single-choice");
    const typed = (item: DraftItem, type: string) => made(item, ({ id }) => withType(id, type));
    const poll = typed(single, "poll");
    expect([poll.options, "key" in poll, poll.stem]).toEqual([single.options, false, single.stem]);
    expect(typed(single, "multiple-choice").key).toEqual(single.key);
    expect(typed(single, "ordering").key).toEqual(single.options?.map(({ id }) => id));
    expect(typed(typed(single, "ordering"), "single-choice").key).toEqual([]);
    expect(typed(ofType("true-false"), "single-choice").key).toEqual([]);
    for (const { type } of KINDS) {
      const next = typed(single, type);
      const { fresh } = kindOf(type);
      expect([type, Object.keys(fresh).filter((name) => !(name in next))]).toEqual([type, []]);
    }
  });

  test("[ED10] every item type of the server can be made here", () => {
    expect(KINDS.map(({ type }) => type).toSorted()).toEqual(ITEM_TYPES.map(({ type }) => type).toSorted());
    for (const type of ITEM_TYPES) expect([type.type, kindOf(type.type).scored]).toEqual([type.type, type.scored]);
  });
});

/** A document with something wrong in it. */
const BROKEN: [string, Draft][] = [
  ["no title", changed(withQuiz({ title: " " }))],
  ["a long title", changed(withQuiz({ title: "x".repeat(201) }))],
  ["no language", changed(withQuiz({ language: "Indonesian language" }))],
  ["no items", { ...ALL, items: [] }],
  ["an empty stem", changed(withItem(itemAt(ALL, 2).id, { stem: "  " }))],
  ["a long stem", changed(withItem(itemAt(ALL, 2).id, { stem: "x".repeat(1001) }))],
  ["a long explanation", changed(withItem(itemAt(ALL, 2).id, { explanation: "x".repeat(1001) }))],
  ["too little time", changed(withItem(itemAt(ALL, 0).id, { seconds: 4 }))],
  ["too much reading", changed(withItem(itemAt(ALL, 0).id, { previewSeconds: 61 }))],
  ["a long alt", changed(withItem(itemAt(ALL, 0).id, { image: { file: "a.png", alt: "x".repeat(301) } }))],
  [
    "one option",
    changed((draft) => withItem(itemAt(draft, 0).id, { options: [{ id: "a", text: "A" }], key: ["a"] })(draft)),
  ],
  ["an empty option", changed(withOption(itemAt(ALL, 0), "b", { text: "" }))],
  ["a long option", changed(withOption(itemAt(ALL, 0), "b", { text: "x".repeat(301) }))],
  ["no key", changed(withItem(itemAt(ALL, 0).id, { key: [] }))],
  ["no keys", changed(withItem(itemAt(ALL, 1).id, { key: [] }))],
  ["no side", changed(withItem(ofType("true-false").id, { key: [] }))],
  ["an empty answer", changed(withItem(ofType("short-answer").id, { accept: ["a", " "] }))],
  ["an answer that cannot be seen", changed(withItem(ofType("short-answer").id, { accept: ["\u200b\u0007"] }))],
  ["no answer", changed(withItem(ofType("short-answer").id, { accept: [] }))],
  ["many answers", changed(withItem(ofType("short-answer").id, { accept: Array.from({ length: 21 }, String) }))],
  ["no number", changed(withItem(ofType("numeric").id, { answer: null, tolerance: null }))],
  ["a tolerance below 0", changed(withItem(ofType("numeric").id, { tolerance: -1 }))],
  ["a scale of 8", changed(withItem(ofType("rating").id, { scale: 8, labels: [] }))],
  ["3 labels of 5", changed(withItem(ofType("rating").id, { scale: 5, labels: ["a", "b", "c"] }))],
  ["an empty label", changed(withItem(ofType("rating").id, { scale: 5, labels: ["a", " "] }))],
  ["a long text", changed(withItem(ofType("slide").id, { text: "x".repeat(2001) }))],
  ...KINDS.map(({ type }): [string, Draft] => [`a new ${type}`, withNewItem("new", type, "")(ALL)]),
];

describe("faults", () => {
  test("[ED6] a quiz without faults for the server has none here", () => {
    expect(faultsOf(ALL)).toEqual([]);
    for (const name of ["komunitas-belajar", "satisfaction", "refleksi"]) {
      const parsed = parseQuiz(shipped(name));
      expect("quiz" in parsed && faultsOf(parsed.quiz as unknown as Draft)).toEqual([]);
    }
  });

  test.each(BROKEN)("[ED6] %s is found here at the places where the server finds it", (_name, draft) => {
    const parsed = parseQuiz(JSON.parse(JSON.stringify(draft)));
    const server = "faults" in parsed ? parsed.faults.map(({ path }) => path) : [];
    expect([...new Set(faultsOf(draft).map(({ path }) => path))].toSorted()).toEqual([...new Set(server)].toSorted());
    expect(server.length).toBeGreaterThan(0);
  });

  test("[ED6] a fault is told at its own place, else at the nearest one around it that is shown", () => {
    const faults = serverFaults(
      ["stem", "options[1].text", "options[1].id", "key[0]", "id"].map((path) => ({ path, message: "m" })),
    );
    const places = ["stem", "options", "options[1].text", "options[10].text", "key"];
    const at = (path: string) => faultsAt(faults, path, places).map((fault) => fault.path);
    expect(places.map(at)).toEqual([["stem"], ["options[1].id"], ["options[1].text"], [], ["key[0]"]]);
    expect(faultsAt(faults, "option", places)).toEqual([]);
    expect(faultsAt(faults, "", ["", ...places]).map((fault) => fault.path)).toEqual(["id"]);
  });
});

test("[ED9] an id is made of a title, and is always one", () => {
  expect(idFrom("Kuis Hari ke-1: Énergi & Gerak!")).toBe("kuis-hari-ke-1-energi-gerak");
  for (const title of ["", "???", "-", "x".repeat(300), "日本"]) expect(idFrom(title)).toMatch(/^[A-Za-z0-9_-]{1,64}$/);
});

test("[ED5] the address names the quiz that is edited", () => {
  expect(routeOf("#quiz=all-kinds")).toEqual({ page: "quiz", id: "all-kinds" });
});

/** How a game runs, as fields: of a new room, and of the next game with the same people. */
import type { HostPayload } from "../../../protocol/payloads.ts";
import { h } from "../shared/dom.ts";
import { fill } from "../shared/language.ts";
import { choice, oneOf, segmented, toggle } from "./fields.ts";
import { texts } from "./texts.ts";

export type GameWanted = NonNullable<HostPayload<"room:replay">["changes"]>;

const PREVIEWS = [0, 3, 5, 8, 10, 15];
const SCORINGS = ["classic", "accuracy", "gentle"] as const;
/** After each question, after every so many of them, at the end, never. */
const LEADERBOARDS = ["every", "every 2", "every 3", "every 5", "every 10", "end", "none"];
const REVEALS = [4, 8, 12, 20, 30];
const RESTS = [4, 6, 10, 15, 30];
const REVEAL_SECONDS = 8;
const REST_SECONDS = 6;

/** The values that are offered, and with them what was chosen elsewhere. */
const withOwn = (list: readonly number[], value: unknown): number[] =>
  typeof value === "number" && !list.includes(value) ? [...list, value].sort((a, b) => a - b) : [...list];

const boardsWith = (kind: unknown): string[] =>
  typeof kind === "string" && /^every \d+$/.test(kind) && !LEADERBOARDS.includes(kind)
    ? [kind, ...LEADERBOARDS]
    : LEADERBOARDS;

interface GameFields {
  parts: HTMLElement[];
  wanted(): Required<GameWanted>;
}

/** Fields filled with what was chosen `before`; `also` stands with the rarer ones, and opens them where it is not as usual. */
export const gameFields = (
  before: Record<string, unknown>,
  also?: { field: HTMLElement; isUnusual: boolean },
): GameFields => {
  const { choose } = texts().host;
  const scoring = oneOf(SCORINGS, before.scoring, "classic");
  const every = Number(before.leaderboardEvery ?? 1);
  const kindBefore = every > 1 && before.leaderboard === "every" ? `every ${every}` : before.leaderboard;
  const leaderboards = boardsWith(kindBefore);
  const leaderboard = oneOf(leaderboards, kindBefore, "every");
  const previews = withOwn(PREVIEWS, before.previewSeconds);
  const reveals = withOwn(REVEALS, before.revealSeconds);
  const rests = withOwn(RESTS, before.leaderboardSeconds);
  const preview = oneOf(previews, before.previewSeconds, 5);
  const why = { classic: choose.classicWhy, accuracy: choose.accuracyWhy, gentle: choose.gentleWhy };
  const boards = leaderboards.map((name) => {
    const [kind = "every", n] = name.split(" ");
    const words = { every: choose.every, end: choose.end, none: choose.never }[kind] ?? choose.every;
    return [name, n === undefined ? words : fill(choose.everyN, { n })] as const;
  });
  const inSeconds = (list: readonly number[]) =>
    list.map((n) => [String(n), n === 0 ? choose.previewNone : fill(choose.previewSeconds, { n })] as const);
  const reveal = oneOf(reveals, before.revealSeconds, REVEAL_SECONDS);
  const rest = oneOf(rests, before.leaderboardSeconds, REST_SECONDS);
  const byItself = before.autoAdvance === true;
  const onPhone = before.questionOnPhone !== false;
  const delays = h(
    "div",
    { class: "delays", hidden: !byItself },
    choice("revealSeconds", choose.revealSeconds, inSeconds(reveals), String(reveal)),
    choice("leaderboardSeconds", choose.leaderboardSeconds, inSeconds(rests), String(rest)),
  );
  /** Open when something in it is not as usual: nothing that was chosen is out of sight. */
  const more = h(
    "details",
    {
      class: "more-options",
      open: byItself || before.shuffleOptions === true || !onPhone || also?.isUnusual === true,
    },
    h("summary", {}, choose.moreOptions),
    toggle("autoAdvance", byItself, choose.autoAdvance),
    delays,
    toggle("shuffleOptions", before.shuffleOptions === true, choose.shuffle),
    toggle("questionOnPhone", onPhone, choose.onPhone),
    also?.field,
  );
  const parts = [
    segmented(
      "scoring",
      choose.scoring,
      SCORINGS.map((value) => ({ value, label: choose[value], why: why[value] })),
      scoring,
    ),
    choice("previewSeconds", choose.preview, inSeconds(previews), String(preview)),
    choice("leaderboard", choose.leaderboard, boards, leaderboard),
    more,
  ];

  const find = <Of extends HTMLInputElement | HTMLSelectElement>(selector: string): Of | undefined =>
    parts.map((part) => part.querySelector<Of>(selector)).find((found) => found !== null) ?? undefined;
  const on = (name: string) => find<HTMLInputElement>(`input[name="${name}"]`)?.checked === true;
  const chosen = (name: string) => find<HTMLSelectElement>(`select[name="${name}"]`)?.value;
  more.addEventListener("change", () => {
    delays.hidden = !on("autoAdvance");
  });
  return {
    parts,
    wanted: () => {
      const [kind, n = "1"] = (chosen("leaderboard") ?? "every").split(" ");
      return {
        scoring: oneOf(SCORINGS, find('input[name="scoring"]:checked')?.value, "classic"),
        previewSeconds: Number(chosen("previewSeconds")),
        leaderboard: oneOf(["every", "end", "none"] as const, kind, "every"),
        leaderboardEvery: Number(n),
        autoAdvance: on("autoAdvance"),
        revealSeconds: Number(chosen("revealSeconds")),
        leaderboardSeconds: Number(chosen("leaderboardSeconds")),
        shuffleOptions: on("shuffleOptions"),
        questionOnPhone: on("questionOnPhone"),
      };
    },
  };
};

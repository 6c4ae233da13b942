/** The options of the next room, as fields; the last choice on this device is offered again. */
import type { HostPayload } from "../../../protocol/payloads.ts";
import type { Workshop } from "../../../protocol/workshops.ts";
import { h } from "../shared/dom.ts";
import { fill } from "../shared/language.ts";
import { recallJson, remember } from "../shared/storage.ts";
import { choice, oneOf, segmented, toggle } from "./fields.ts";
import { identityFields } from "./identity.ts";
import type { Planned } from "./planned.ts";
import { teamFields } from "./team-fields.ts";
import { texts } from "./texts.ts";

type Wanted = NonNullable<HostPayload<"room:create">["options"]>;

const KEY = "cermat.host.options";
const PREVIEWS = [0, 3, 5, 8, 10, 15];
const SCORINGS = ["classic", "accuracy", "gentle"] as const;
const NAMES = ["typed", "generated"] as const;
/** After each question, after every so many of them, at the end, never. */
const LEADERBOARDS = ["every", "every 2", "every 3", "every 5", "every 10", "end", "none"] as const;
const REVEALS = [4, 8, 12, 20, 30];
const RESTS = [4, 6, 10, 15, 30];
const REVEAL_SECONDS = 8;
const REST_SECONDS = 6;

const kept = (): Record<string, unknown> => {
  const value = recallJson(KEY);
  return typeof value === "object" && value !== null ? { ...value } : {};
};

export interface OptionFields {
  root: HTMLElement;
  wanted(): Wanted;
}

/** A test of a workshop, as the organiser page asked for it. */
interface PlannedTest {
  workshop: Workshop;
  occasion: NonNullable<Planned["workshop"]>["occasion"];
}

/** Fields filled with what was chosen last, and with what a planned test needs. */
export const optionFields = (planned: PlannedTest | null): OptionFields => {
  const { choose } = texts().host;
  const before = kept();
  const scoring = oneOf(SCORINGS, before.scoring, "classic");
  const every = Number(before.leaderboardEvery ?? 1);
  const kindBefore = every > 1 && before.leaderboard === "every" ? `every ${every}` : before.leaderboard;
  const leaderboard = oneOf(LEADERBOARDS, kindBefore, "every");
  const preview = oneOf(PREVIEWS, before.previewSeconds, 5);
  const why = { classic: choose.classicWhy, accuracy: choose.accuracyWhy, gentle: choose.gentleWhy };
  const boards = LEADERBOARDS.map((name) => {
    const [kind = "every", n] = name.split(" ");
    const words = { every: choose.every, end: choose.end, none: choose.never }[kind] ?? choose.every;
    return [name, n === undefined ? words : fill(choose.everyN, { n })] as const;
  });
  const previews = PREVIEWS.map(
    (n) => [String(n), n === 0 ? choose.previewNone : fill(choose.previewSeconds, { n })] as const,
  );
  const inSeconds = (list: readonly number[]) =>
    list.map((n) => [String(n), fill(choose.previewSeconds, { n })] as const);
  const reveal = oneOf(REVEALS, before.revealSeconds, REVEAL_SECONDS);
  const rest = oneOf(RESTS, before.leaderboardSeconds, REST_SECONDS);
  const byItself = before.autoAdvance === true;
  const onPhone = before.questionOnPhone !== false;
  const names = oneOf(NAMES, before.names, "typed");
  const delays = h(
    "div",
    { class: "delays", hidden: !byItself },
    choice("revealSeconds", choose.revealSeconds, inSeconds(REVEALS), String(reveal)),
    choice("leaderboardSeconds", choose.leaderboardSeconds, inSeconds(RESTS), String(rest)),
  );
  /** Open when something in it is not as usual: nothing that was chosen is out of sight. */
  const more = h(
    "details",
    { class: "more-options", open: byItself || before.shuffleOptions === true || !onPhone || names !== "typed" },
    h("summary", {}, choose.moreOptions),
    toggle("autoAdvance", byItself, choose.autoAdvance),
    delays,
    toggle("shuffleOptions", before.shuffleOptions === true, choose.shuffle),
    toggle("questionOnPhone", onPhone, choose.onPhone),
    toggle("names", names === "generated", choose.drawnNames, choose.drawnNamesWhy),
  );

  const identity = identityFields(planned?.workshop ?? null);
  const teams = teamFields(planned?.workshop ?? null, () =>
    identity.root.querySelector<HTMLInputElement>('input[name="identity"][value="roster"]')?.click(),
  );
  const root = h(
    "div",
    { class: "option-fields" },
    // Of a planned test the occasion says it.
    planned === null && toggle("preset", false, choose.pretest, choose.pretestWhy),
    identity.root,
    teams.root,
    segmented(
      "scoring",
      choose.scoring,
      SCORINGS.map((value) => ({ value, label: choose[value], why: why[value] })),
      scoring,
    ),
    choice("previewSeconds", choose.preview, previews, String(preview)),
    choice("leaderboard", choose.leaderboard, boards, leaderboard),
    more,
  );

  const field = (selector: string) => root.querySelector<HTMLInputElement | HTMLSelectElement>(selector)?.value;
  const on = (name: string) => root.querySelector<HTMLInputElement>(`input[name="${name}"]`)?.checked === true;
  more.addEventListener("change", () => {
    delays.hidden = !on("autoAdvance");
  });
  return {
    root,
    wanted: () => {
      const [kind, n = "1"] = oneOf(LEADERBOARDS, field('select[name="leaderboard"]'), "every").split(" ");
      const wanted: Wanted = {
        scoring: oneOf(SCORINGS, field('input[name="scoring"]:checked'), "classic"),
        previewSeconds: Number(field('select[name="previewSeconds"]')),
        leaderboard: oneOf(["every", "end", "none"] as const, kind, "every"),
        leaderboardEvery: Number(n),
        autoAdvance: on("autoAdvance"),
        revealSeconds: Number(field('select[name="revealSeconds"]')),
        leaderboardSeconds: Number(field('select[name="leaderboardSeconds"]')),
        shuffleOptions: on("shuffleOptions"),
        questionOnPhone: on("questionOnPhone"),
        names: on("names") ? "generated" : "typed",
        preset: planned?.occasion === "pre" || on("preset") ? "pretest" : "none",
      };
      // Who takes part belongs to one room and is not kept on the laptop.
      remember(KEY, JSON.stringify(wanted));
      const test = planned && { id: planned.workshop.id, occasion: planned.occasion };
      return { ...wanted, ...identity.wanted(), ...teams.wanted(), ...(test && { workshop: test }) };
    },
  };
};

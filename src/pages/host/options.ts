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
const LEADERBOARDS = ["every", "end", "none"] as const;

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
  const leaderboard = oneOf(LEADERBOARDS, before.leaderboard, "every");
  const preview = oneOf(PREVIEWS, before.previewSeconds, 5);
  const why = { classic: choose.classicWhy, accuracy: choose.accuracyWhy, gentle: choose.gentleWhy };
  const board = { every: choose.every, end: choose.end, none: choose.never };
  const previews = PREVIEWS.map(
    (n) => [String(n), n === 0 ? choose.previewNone : fill(choose.previewSeconds, { n })] as const,
  );
  const boards = LEADERBOARDS.map((name) => [name, board[name]] as const);

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
    toggle("autoAdvance", before.autoAdvance === true, choose.autoAdvance),
    toggle("shuffleOptions", before.shuffleOptions === true, choose.shuffle),
    toggle("questionOnPhone", before.questionOnPhone !== false, choose.onPhone),
  );

  const field = (selector: string) => root.querySelector<HTMLInputElement | HTMLSelectElement>(selector)?.value;
  const on = (name: string) => root.querySelector<HTMLInputElement>(`input[name="${name}"]`)?.checked === true;
  return {
    root,
    wanted: () => {
      const wanted: Wanted = {
        scoring: oneOf(SCORINGS, field('input[name="scoring"]:checked'), "classic"),
        previewSeconds: Number(field('select[name="previewSeconds"]')),
        leaderboard: oneOf(LEADERBOARDS, field('select[name="leaderboard"]'), "every"),
        autoAdvance: on("autoAdvance"),
        shuffleOptions: on("shuffleOptions"),
        questionOnPhone: on("questionOnPhone"),
        preset: planned?.occasion === "pre" || on("preset") ? "pretest" : "none",
      };
      // Who takes part belongs to one room and is not kept on the laptop.
      remember(KEY, JSON.stringify(wanted));
      const test = planned && { id: planned.workshop.id, occasion: planned.occasion };
      return { ...wanted, ...identity.wanted(), ...teams.wanted(), ...(test && { workshop: test }) };
    },
  };
};

/** The options of the next room, as fields; the last choice on this device is offered again. */
import type { HostPayload } from "../../../protocol/payloads.ts";
import { type Child, h } from "../shared/dom.ts";
import { fill } from "../shared/language.ts";
import { recallJson, remember } from "../shared/storage.ts";
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

const oneOf = <Value>(list: readonly Value[], value: unknown, otherwise: Value): Value =>
  list.find((each) => each === value) ?? otherwise;

export interface OptionFields {
  root: HTMLElement;
  wanted(): Wanted;
}

const radio = (name: string, value: string, checked: boolean, label: string, why: Child): HTMLElement =>
  h(
    "label",
    { class: "radio" },
    h("input", { type: "radio", name, value, checked }),
    h("span", {}, h("b", {}, label), h("small", {}, why)),
  );

const toggle = (name: string, checked: boolean, label: string, why?: string): HTMLElement =>
  h(
    "label",
    { class: "toggle" },
    h("input", { type: "checkbox", role: "switch", name, checked }),
    h("span", {}, label, why !== undefined && h("small", {}, why)),
  );

const choice = (name: string, label: string, options: readonly (readonly [string, string])[], chosen: string) =>
  h(
    "label",
    { class: "choice" },
    h("span", {}, label),
    h(
      "select",
      { name },
      options.map(([value, text]) => h("option", { value, selected: value === chosen }, text)),
    ),
  );

/** Fields filled with what was chosen last. */
export const optionFields = (): OptionFields => {
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

  const root = h(
    "div",
    { class: "option-fields" },
    h(
      "fieldset",
      { class: "scoring" },
      h("legend", {}, choose.scoring),
      SCORINGS.map((name) => radio("scoring", name, name === scoring, choose[name], why[name])),
    ),
    choice("previewSeconds", choose.preview, previews, String(preview)),
    choice("leaderboard", choose.leaderboard, boards, leaderboard),
    toggle("autoAdvance", before.autoAdvance === true, choose.autoAdvance),
    toggle("shuffleOptions", before.shuffleOptions === true, choose.shuffle),
    toggle("questionOnPhone", before.questionOnPhone !== false, choose.onPhone),
    toggle("preset", false, choose.pretest, choose.pretestWhy),
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
        preset: on("preset") ? "pretest" : "none",
      };
      remember(KEY, JSON.stringify(wanted));
      return wanted;
    },
  };
};

/** How a question looks on a phone and on the projector: the real pages in frames, drawn from what the server says. */
import { h } from "../../shared/dom.ts";
import { openDialog } from "../../shared/focus.ts";
import { sendTo } from "../../shared/framed.ts";
import { fill } from "../../shared/language.ts";
import { api, type Screens } from "../api.ts";
import { wrong } from "../parts.ts";
import { texts } from "../texts.ts";
import type { Model } from "./model.ts";

/** The sizes at which the two pages are drawn, px. */
const SIZES = { host: { width: 1920, height: 1080 }, player: { width: 360, height: 740 } } as const;
type Side = keyof typeof SIZES;

/** A page at its full size, made small: as wide as its place. */
const framed = (side: Side, label: string) => {
  const { width, height } = SIZES[side];
  const frame = h("iframe", { src: `/framed/${side}`, title: label, width, height });
  const place = h("div", { class: `framed ${side}` }, frame);
  const observer = new ResizeObserver(() => frame.style.setProperty("--scale", String(place.clientWidth / width)));
  observer.observe(place);
  const sent = sendTo<unknown>(frame);
  const root = h("figure", { class: `preview-${side}` }, place, h("figcaption", {}, label));
  const stop = () => {
    observer.disconnect();
    sent.stop();
  };
  return { root, show: sent.show, stop };
};

/** Opens the preview on the chosen question. */
export const openPreview = (model: Model): void => {
  const { editor } = texts().organiser;
  const words = editor.preview;
  const sides = { host: framed("host", words.projector), player: framed("player", words.phone) };
  const told = h("p", { class: "faults", role: "status", hidden: true });
  const title = h("h2", { id: "preview-title", class: "tabular" });
  const phases = h("div", { class: "phases", role: "group", aria: { label: words.phase } });
  let wanted: Screens["phase"] = "open";
  let screens: readonly Screens[] = [];

  const show = () => {
    const shown = screens.find(({ phase }) => phase === wanted) ?? screens.at(-1);
    phases.replaceChildren(
      ...screens.map(({ phase }) =>
        h(
          "button",
          {
            type: "button",
            id: `phase-${phase}`,
            class: "button small",
            aria: { pressed: phase === shown?.phase },
            onclick: () => {
              wanted = phase;
              show();
              document.getElementById(`phase-${phase}`)?.focus();
            },
          },
          words[phase],
        ),
      ),
    );
    if (!shown) return;
    sides.host.show(shown.host);
    sides.player.show(shown.player);
  };

  const load = async () => {
    const { item, draft } = model;
    if (!item) return dialog.close();
    const at = draft.items.indexOf(item);
    title.textContent = fill(editor.questionOf, { n: at + 1, of: draft.items.length });
    // A button that cannot be pressed any more hands the focus on first.
    for (const [button, other, ends] of [
      [before, after, at === 0],
      [after, before, at === draft.items.length - 1],
    ] as const) {
      if (ends && document.activeElement === button) (other.disabled ? close : other).focus();
      button.disabled = ends;
    }
    const answer = await api.screens(draft, item.id);
    if (model.item?.id !== item.id) return;
    screens = answer.ok ? answer.body.screens : [];
    told.hidden = answer.ok;
    pair.hidden = !answer.ok;
    if (!answer.ok) told.textContent = answer.code === "invalid_quiz" ? words.faulty : wrong(answer.code);
    show();
  };
  const step = (by: number) => {
    const { item, draft } = model;
    const next = item && draft.items[draft.items.indexOf(item) + by];
    if (next) model.choose(next.id);
    void load();
  };
  const before = h("button", { type: "button", class: "button small", onclick: () => step(-1) }, words.before);
  const after = h("button", { type: "button", class: "button small", onclick: () => step(1) }, words.after);
  const close = h("button", { type: "button", class: "button small", onclick: () => dialog.close() }, words.close);
  const pair = h("div", { class: "preview-pair" }, sides.host.root, sides.player.root);
  const dialog = h(
    "dialog",
    { class: "ask preview", aria: { labelledby: "preview-title" } },
    h("header", { class: "preview-head" }, title, phases, h("span", { class: "signs" }, before, after, close)),
    told,
    pair,
  );
  dialog.addEventListener("close", () => {
    sides.host.stop();
    sides.player.stop();
  });
  openDialog(dialog);
  void load();
};

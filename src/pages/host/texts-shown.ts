/** The reveal of an open text: what people wrote, as a list or as a cloud of words. The host takes entries off and puts them back. */
import { h, refill } from "../shared/dom.ts";
import { counted, fill, number, quizLanguage } from "../shared/language.ts";
import { drawCloud } from "./cloud-view.ts";
import { entryList, type Shown } from "./entries.ts";
import { fitText } from "./fit.ts";
import { showHidden } from "./hidden.ts";
import { toast } from "./notices.ts";
import { picture } from "./picture.ts";
import type { Draw, SnapshotAt } from "./screen.ts";
import { texts } from "./texts.ts";

type View = "list" | "cloud";

const STEM_SIZES = [52, 44, 38, 32, 28, 26];

export const drawTexts: Draw<"reveal"> = (snapshot, session) => {
  const { reveal } = texts().host;
  const { round, prompt } = snapshot;
  let now: SnapshotAt<"reveal"> = snapshot;
  const whole = prompt?.widget === "words";
  let view: View = whole ? "cloud" : "list";
  let shownNow: Shown | null = null;

  const hide = (ids: string[], hidden: boolean) => session.command("text:hide", { round, ids, hidden });
  const entries = () =>
    (now.distribution ?? []).map(({ id, text = id, count, hidden = false }) => ({ id, text, count, hidden }));

  const stem = h("div", { class: "reveal-stem" }, h("h1", { class: "stem", lang: quizLanguage() }, prompt?.stem ?? ""));
  const count = h("p", { class: "written" });
  const put = h("button", { type: "button", class: "control quiet" });
  const place = h("div", { class: "texts-place" });
  const views: View[] = ["list", "cloud"];
  const buttons = views.map((each) =>
    h("button", { type: "button", class: "segment", onclick: () => show(each) }, reveal[each]),
  );
  put.addEventListener("click", () =>
    showHidden(
      entries().filter(({ hidden }) => hidden),
      (id) => void hide([id], false),
    ),
  );

  const takeOff = (id: string) => {
    void hide([id], true);
    toast(reveal.hidden, { label: reveal.undo, take: () => void hide([id], false) });
  };

  const draw = () => {
    const all = entries();
    const shown = all.filter(({ hidden }) => !hidden);
    const off = all.length - shown.length;
    refill(count, h("b", { class: "tabular" }, number(now.responded)), counted(reveal.written, now.responded));
    put.hidden = off === 0;
    put.textContent = fill(counted(reveal.hiddenCount, off), { n: off });
    for (const [index, button] of buttons.entries()) {
      button.setAttribute("aria-pressed", String(views[index] === view));
    }
    if (shown.length > 0) shownNow = view === "list" ? entryList(shown, takeOff, shownNow) : drawCloud(shown, whole);
    else shownNow = { root: h("p", { class: "rows-none" }, all.length === 0 ? reveal.none : reveal.allHidden) };
    place.replaceChildren(shownNow.root);
    placed();
  };
  const placed = () => {
    fitText(stem, STEM_SIZES);
    shownNow?.placed?.();
  };
  const show = (next: View) => {
    view = next;
    draw();
  };
  draw();

  return {
    root: h(
      "section",
      { class: "reveal texts" },
      h("div", { class: "texts-top" }, picture(prompt?.image), stem, count),
      place,
      h("div", { class: "finish-links" }, h("div", { class: "segments", role: "group" }, buttons), put),
    ),
    said: fill(counted(reveal.count, snapshot.responded), { n: snapshot.responded }),
    placed,
    keys: { w: () => show(view === "list" ? "cloud" : "list") },
    update: (next) => {
      if (next.prompt?.id !== prompt?.id || next.voided !== now.voided) return false;
      const changed = JSON.stringify(next.distribution) !== JSON.stringify(now.distribution);
      now = next;
      if (changed) draw();
      return true;
    },
  };
};

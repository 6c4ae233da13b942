/** The editor of one quiz: the list of its questions, the form of the chosen one, and how far it is stored. */
import { type Child, h, refill } from "../../shared/dom.ts";
import { keepingFocus } from "../../shared/focus.ts";
import { counted, fill, fillNodes } from "../../shared/language.ts";
import type { Reply, StoredQuiz } from "../api.ts";
import { type Choice, select } from "../form.ts";
import { backTo, wrong } from "../parts.ts";
import { routeOf } from "../route.ts";
import { texts } from "../texts.ts";
import { withQuiz } from "./change.ts";
import { conflictNotice } from "./conflict.ts";
import { askCopy } from "./copy.ts";
import { faultPlace, fieldAt, liveRegion, say, showFaults } from "./fields.ts";
import { itemForm } from "./item-form.ts";
import { adder, itemRows, ROWS } from "./item-list.ts";
import { watchLeaving } from "./leaving.ts";
import { type Changed, createModel, type Model, readQuiz } from "./model.ts";
import { createOpening } from "./opening.ts";
import { openPreview } from "./preview.ts";

/** The languages there are words for; any other tag of a quiz stays as it is. */
const languages = (now: string): Choice[] => {
  const { languageNames } = texts().organiser.editor;
  const named = Object.entries(languageNames).map(([value, label]) => ({ value, label }));
  return named.some(({ value }) => value === now) ? named : [...named, { value: now, label: now }];
};

const quizFields = (model: Model): HTMLElement => {
  const { editor } = texts().organiser;
  const { title, language, id } = model.draft;
  const named = h("input", {
    type: "text",
    id: "at-title",
    value: title,
    autocomplete: "off",
    oninput: () => model.apply(withQuiz({ title: named.value }), "title"),
  });
  const spoken = select("at-language", languages(language), language);
  spoken.addEventListener("change", () => model.apply(withQuiz({ language: spoken.value })));
  return h(
    "div",
    { class: "quiz-fields" },
    fieldAt("title", editor.quizTitle, named),
    fieldAt("language", editor.language, spoken),
    h("p", { class: "quiz-id" }, h("span", {}, editor.id), h("code", {}, id)),
    h("p", { class: "hint quiz-id-stays" }, editor.idStays),
    faultPlace("items"),
  );
};

/** How far it is stored, in words; `trouble` when something has to be done. */
const stateWords = ({ state, faults, kept }: Model): { text: string; trouble: boolean } => {
  const { editor } = texts().organiser;
  const rests = state.kind !== "waiting" && state.kind !== "saving";
  if (!kept && rests) return { text: editor.state.unkept, trouble: true };
  if (faults.length > 0)
    return { text: fill(counted(editor.state.faulty, faults.length), { n: faults.length }), trouble: true };
  if (state.kind === "failed") return { text: `${wrong(state.code)} ${editor.state.kept}`, trouble: true };
  if (state.kind === "faulty") return { text: editor.state.kept, trouble: true };
  return { text: editor.state[state.kind], trouble: state.kind === "conflict" };
};

const RELATIVE = /^items\[(\d+)\]\.?/;

/** What is drawn of a model, and drawn again. */
const createPage = () => {
  const head = h("div", { class: "quiz-head" });
  const tools = h("div", { class: "editor-tools" });
  const notice = h("div", {});
  const rows = h("ol", { class: "item-rows", id: ROWS });
  const adding = h("div", {});
  const form = h("div", { class: "editor-form" });
  let troubled = "";

  const drawState = (model: Model) => {
    const { editor } = texts().organiser;
    const { text, trouble } = stateWords(model);
    const button = (id: string, words: string, onclick: () => void, disabled = false) =>
      h("button", { type: "button", id, class: "button small", disabled, onclick }, words);
    const copy = () =>
      askCopy({ quiz: model.draft, title: model.draft.title, images: model.draft.id }, (id) => {
        location.hash = `#quiz=${id}`;
      });
    keepingFocus(() =>
      refill(
        tools,
        button("undo", editor.undo, model.undo, !model.can.undo),
        button("redo", editor.redo, model.redo, !model.can.redo),
        button("preview", editor.preview.title, () => openPreview(model), !model.item),
        button("copy", editor.copy, copy),
        h("p", { class: trouble ? "state trouble" : "state", id: "state" }, text),
      ),
    );
    const { kind } = model.state;
    if (kind !== "conflict") notice.replaceChildren();
    else if (notice.childElementCount === 0) notice.append(conflictNotice(model));
    // Storing by itself is not worth a word, trouble and its end are.
    const now = trouble && kind !== "waiting" && kind !== "saving" ? text : "";
    if (now !== troubled && (now !== "" || kind === "saved")) {
      troubled = now;
      // A conflict speaks for itself.
      if (kind !== "conflict") say(now === "" ? editor.state.saved : now);
    }
  };
  const drawFaults = (model: Model) => {
    const { faults, draft, item } = model;
    const at = item ? draft.items.indexOf(item) : -1;
    showFaults(
      head,
      faults.filter(({ path }) => !RELATIVE.test(path)),
    );
    showFaults(
      form,
      faults.flatMap((each) =>
        Number(RELATIVE.exec(each.path)?.[1] ?? -2) === at ? [{ ...each, path: each.path.replace(RELATIVE, "") }] : [],
      ),
    );
  };
  const draw = (model: Model, what: Changed) => {
    if (what === "all") {
      keepingFocus(() => {
        refill(head, quizFields(model));
        refill(rows, itemRows(model));
        refill(adding, adder(model));
        refill(form, itemForm(model));
      });
      rows.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
    } else if (what === "typed") keepingFocus(() => refill(rows, itemRows(model)));
    drawState(model);
    if (what !== "state") drawFaults(model);
  };
  const content = (model: Model): Child => {
    const { editor, room } = texts().organiser;
    // In the words of the language before.
    notice.replaceChildren();
    return h(
      "article",
      { class: "editor" },
      backTo("#", room.back),
      h("h1", {}, editor.title),
      liveRegion(),
      model.resumed && h("p", { class: "done" }, editor.resumed),
      tools,
      notice,
      head,
      h(
        "div",
        { class: "editor-body" },
        h("nav", { class: "item-panel", aria: { label: editor.items } }, adding, rows),
        form,
      ),
      h("p", { class: "note" }, fillNodes(editor.keys, { keys: h("kbd", {}, "Alt") })),
    );
  };
  return { draw, content };
};

interface Open {
  model: Model;
  page: ReturnType<typeof createPage>;
}

const wanted = (id: string): boolean => {
  const route = routeOf(location.hash);
  return route.page === "quiz" && route.id === id;
};

/** The quiz that is open: a page that is drawn again, in another language, goes on with it. */
const opening = createOpening<StoredQuiz, Open>({
  read: readQuiz,
  make: (read) => {
    const page = createPage();
    let drawn = false;
    const model = createModel(read, (what) => drawn && page.draw(model, what));
    drawn = true;
    return { model, page };
  },
  wanted,
  close: ({ model }) => model.flush().finally(model.stop),
});

const keys = (event: KeyboardEvent) => {
  const open = opening.now;
  if (!open || !(event.ctrlKey || event.metaKey) || event.altKey || document.querySelector("dialog[open]")) return;
  const key = event.key.toLowerCase();
  if (key === "z" && !event.shiftKey) open.model.undo();
  else if (key === "y" || (key === "z" && event.shiftKey)) open.model.redo();
  else return;
  event.preventDefault();
};
addEventListener("keydown", keys);
addEventListener("hashchange", opening.leave);
watchLeaving(() => opening.now?.model);

/** The page of a quiz; read from the server unless it is open already. */
export const quizPage = async (id: string): Promise<Reply<{ title: string; content: Child }>> => {
  const opened = await opening.at(id);
  if (!opened.ok) return opened;
  const { model, page } = opened.body;
  const content = page.content(model);
  page.draw(model, "all");
  return { ok: true, body: { title: model.draft.title, content } };
};

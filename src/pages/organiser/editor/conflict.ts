/** Somebody else has stored another version: nothing is lost, and nothing is replaced without a word. */
import { h } from "../../shared/dom.ts";
import { wrong } from "../parts.ts";
import { texts } from "../texts.ts";
import { askCopy } from "./copy.ts";
import { say } from "./fields.ts";
import type { Model } from "./model.ts";

/** The notice with its three ways on. */
export const conflictNotice = (model: Model): HTMLElement => {
  const { conflict } = texts().organiser.editor;
  const told = h("p", { class: "fault", role: "alert", hidden: true });
  const act = async (way: Model["overwrite"], done: string) => {
    const answer = await way();
    // Whatever else came of it is told where it is said how far the quiz is stored.
    if (answer.ok) return model.state.kind === "saved" ? say(done) : undefined;
    told.hidden = false;
    told.textContent = wrong(answer.code);
  };
  const copy = () =>
    askCopy({ quiz: model.draft, title: model.draft.title, images: model.draft.id }, (id) => {
      // What was mine is stored under the other id: here the other version stands.
      void model.takeOther().then(() => {
        location.hash = `#quiz=${id}`;
      });
    });
  const way = (id: string, words: string, onclick: () => void, kind = "") =>
    h("button", { type: "button", id, class: `button ${kind}`, onclick }, words);
  return h(
    "section",
    { class: "faults conflict", role: "alert", aria: { labelledby: "conflict" } },
    h("h2", { id: "conflict" }, conflict.title),
    h("p", {}, conflict.why),
    h(
      "p",
      { class: "ways" },
      way("take-other", conflict.other, () => void act(model.takeOther, conflict.taken)),
      way("keep-copy", conflict.copy, copy),
      way("overwrite", conflict.mine, () => void act(model.overwrite, conflict.overwritten), "danger"),
    ),
    told,
  );
};

/** A new quiz: title, id and language, with one question to begin with. */
import { h } from "../../shared/dom.ts";
import { locale } from "../../shared/language.ts";
import { texts } from "../texts.ts";
import { newQuizFields } from "./copy.ts";
import { newItemId } from "./item-form.ts";

/** Without faults, so that it is stored at once and can be edited on any device. */
const firstQuiz = (): object => {
  const { start } = texts().organiser.editor;
  const options = [
    { id: "a", text: start.right },
    { id: "b", text: start.wrong },
  ];
  const first = { id: newItemId(), type: "single-choice", stem: start.stem, options, key: ["a"] };
  return { schemaVersion: 1, language: locale(), items: [first] };
};

export const newQuiz = (): HTMLElement => {
  const { editor } = texts().organiser;
  const form = newQuizFields({ quiz: firstQuiz(), title: "" }, "new-quiz", editor.createDo, (id) => {
    location.hash = `#quiz=${id}`;
  });
  return h("details", { class: "new", id: "new-quiz" }, h("summary", {}, editor.create), form);
};

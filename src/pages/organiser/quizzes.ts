/** The library of quizzes: editing, duplicating and deleting, their files, a new one and one from a file. */
import { h } from "../shared/dom.ts";
import { fill, fillNodes, number } from "../shared/language.ts";
import { api, type QuizRow, quizFile } from "./api.ts";
import { askCopy } from "./editor/copy.ts";
import { forgetDrafts } from "./editor/kept.ts";
import { newQuiz } from "./editor/new-quiz.ts";
import { readForm } from "./editor/read.ts";
import { confirmed, dateTime, report, wrong } from "./parts.ts";
import { isAdministrator, isOwn, ownerWords } from "./signed.ts";
import { texts } from "./texts.ts";

/** In which forms a quiz can be taken away. */
const FILES = ["json", "csv", "xlsx"] as const;

const row = (quiz: QuizRow, changed: () => void): HTMLTableRowElement => {
  const { quizzes, shipped } = texts().organiser;
  const owner = ownerWords(quiz);
  const facts = [quiz.id, ...(owner === undefined ? [] : [owner]), ...(quiz.shipped && !isOwn(quiz) ? [shipped] : [])];
  const remove = async () => {
    const why = fillNodes(quizzes.deleteWhy, { title: h("bdi", {}, quiz.title) });
    if (!(await confirmed({ title: quizzes.deleteTitle, why, yes: quizzes.delete }))) return;
    const answer = await api.deleteQuiz(quiz.id, quiz.ownerId);
    report(answer.ok ? quizzes.deleted : wrong(answer.code));
    if (answer.ok && isOwn(quiz)) forgetDrafts(quiz.id);
    if (answer.ok) changed();
  };
  const usable = isOwn(quiz) || (quiz.shipped === true && !isAdministrator());
  const duplicate = async () => {
    const answer = await api.storedQuiz(quiz.id);
    if (!answer.ok) return report(wrong(answer.code));
    askCopy({ quiz: answer.body.quiz as object, title: quiz.title, images: quiz.id }, (id) => {
      location.hash = `#quiz=${id}`;
    });
  };
  const title = h("bdi", { lang: quiz.language }, quiz.title);
  const named = (template: string) => ({ label: fill(template, { title: quiz.title }) });
  return h(
    "tr",
    {},
    h(
      "th",
      { scope: "row" },
      usable ? h("a", { href: `#quiz=${quiz.id}` }, title) : title,
      h("small", {}, facts.join(" · ")),
    ),
    h("td", {}, quiz.language.toUpperCase()),
    h("td", { class: "number" }, number(quiz.items)),
    h("td", { class: "nowrap" }, dateTime(quiz.updatedAt)),
    h(
      "td",
      {},
      h(
        "span",
        { class: "links" },
        FILES.map((kind) =>
          h(
            "a",
            {
              href: quizFile(quiz.id, quiz.ownerId, kind),
              download: `${quiz.id}.${kind}`,
              aria: { label: fill(quizzes.downloadName, { title: quiz.title, kind: kind.toUpperCase() }) },
            },
            kind.toUpperCase(),
          ),
        ),
      ),
    ),
    h(
      "td",
      { class: "actions" },
      usable && h("a", { href: `#quiz=${quiz.id}`, aria: named(quizzes.editName) }, quizzes.edit),
      usable &&
        h(
          "button",
          { type: "button", class: "link", aria: named(quizzes.duplicateName), onclick: () => void duplicate() },
          quizzes.duplicate,
        ),
      (isOwn(quiz) || isAdministrator()) &&
        h(
          "button",
          { type: "button", class: "link danger", aria: named(quizzes.deleteName), onclick: () => void remove() },
          quizzes.delete,
        ),
    ),
  );
};

const table = (list: readonly QuizRow[], changed: () => void): HTMLElement => {
  const { quizzes, rooms } = texts().organiser;
  const heads = [rooms.quiz, quizzes.language, quizzes.items, quizzes.changed, quizzes.file, rooms.actions];
  const kinds = ["", "", "number", "", "", "actions"];
  return h(
    "div",
    { class: "wide" },
    h(
      "table",
      { aria: { labelledby: "quizzes" } },
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          heads.map((head, index) => h("th", { scope: "col", class: kinds[index] }, head)),
        ),
      ),
      h(
        "tbody",
        {},
        list.map((quiz) => row(quiz, changed)),
      ),
    ),
  );
};

/** The section of quizzes; `changed` is called after the library has changed. */
export const quizzesSection = (list: readonly QuizRow[], changed: () => void): HTMLElement => {
  const { quizzes } = texts().organiser;
  return h(
    "section",
    { aria: { labelledby: "quizzes" } },
    h("h2", { id: "quizzes" }, quizzes.title),
    list.length === 0 ? h("p", { class: "empty" }, quizzes.none) : table(list, changed),
    newQuiz(),
    readForm(),
  );
};

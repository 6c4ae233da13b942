/** The library of quizzes: their files, deleting, and adding one from a file. */
import { h } from "../shared/dom.ts";
import { fill, fillNodes, number } from "../shared/language.ts";
import { api, type QuizRow, quizFile } from "./api.ts";
import { faultList } from "./faults.ts";
import { confirmed, dateTime, report, wrong } from "./parts.ts";
import { isAdministrator, isOwn, ownerWords } from "./signed.ts";
import { texts } from "./texts.ts";

const row = (quiz: QuizRow, changed: () => void): HTMLTableRowElement => {
  const { quizzes, shipped } = texts().organiser;
  const owner = ownerWords(quiz);
  const facts = [quiz.id, ...(owner === undefined ? [] : [owner]), ...(quiz.shipped && !isOwn(quiz) ? [shipped] : [])];
  const remove = async () => {
    const why = fillNodes(quizzes.deleteWhy, { title: h("bdi", {}, quiz.title) });
    if (!(await confirmed({ title: quizzes.deleteTitle, why, yes: quizzes.delete }))) return;
    const answer = await api.deleteQuiz(quiz.id, quiz.ownerId);
    report(answer.ok ? quizzes.deleted : wrong(answer.code));
    if (answer.ok) changed();
  };
  const named = (template: string) => ({ label: fill(template, { title: quiz.title }) });
  return h(
    "tr",
    {},
    h("th", { scope: "row" }, h("bdi", { lang: quiz.language }, quiz.title), h("small", {}, facts.join(" · "))),
    h("td", {}, quiz.language.toUpperCase()),
    h("td", { class: "number" }, number(quiz.items)),
    h("td", { class: "nowrap" }, dateTime(quiz.updatedAt)),
    h(
      "td",
      {},
      h(
        "a",
        { href: quizFile(quiz.id, quiz.ownerId), download: `${quiz.id}.json`, aria: named(quizzes.downloadName) },
        quizzes.download,
      ),
    ),
    h(
      "td",
      { class: "actions" },
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

const field = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? Object.entries(value).find(([key]) => key === name)?.[1] : undefined;

const uploadForm = (list: readonly QuizRow[], changed: () => void): HTMLElement => {
  const { quizzes } = texts().organiser;
  const input = h("input", { id: "quiz-file", type: "file", accept: ".json,application/json", required: true });
  const result = h("div", { role: "status" });
  const say = (text: string) => result.replaceChildren(h("p", { class: "faults" }, text));

  const upload = async (file: File) => {
    result.replaceChildren();
    let quiz: unknown;
    try {
      quiz = JSON.parse(await file.text());
    } catch (error) {
      return say(fill(quizzes.notJson, { message: error instanceof Error ? error.message : "" }));
    }
    const id = field(quiz, "id");
    if (typeof id !== "string" || !/^[A-Za-z0-9_-]{1,64}$/.test(id)) return say(quizzes.noId);
    const replaces = list.some((each) => each.id === id && isOwn(each));
    const question = { title: quizzes.replaceTitle, why: fill(quizzes.replaceWhy, { id }), yes: quizzes.replaceDo };
    if (replaces && !(await confirmed(question))) return;
    const answer = await api.putQuiz(id, quiz);
    if (answer.ok) {
      report(fill(quizzes.stored, { title: String(field(quiz, "title") ?? id) }));
      changed();
    } else if (answer.faults.length > 0) {
      result.replaceChildren(faultList(answer.faults, quizzes.faults));
    } else say(wrong(answer.code));
  };

  const submit = (event: Event) => {
    event.preventDefault();
    const file = input.files?.[0];
    if (file !== undefined) void upload(file);
  };
  return h(
    "form",
    { class: "upload", onsubmit: submit },
    h("h3", {}, quizzes.upload),
    h("label", { for: "quiz-file" }, quizzes.choose),
    input,
    h("button", { class: "button primary" }, quizzes.send),
    result,
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
    uploadForm(list, changed),
  );
};

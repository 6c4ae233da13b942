/** The list of workshops, and a form for a new one. */
import type { Workshop } from "../../../protocol/workshops.ts";
import { h } from "../shared/dom.ts";
import { counted, fill } from "../shared/language.ts";
import { api, type QuizRow } from "./api.ts";
import { faultList } from "./faults.ts";
import { field, radios, select, submitting } from "./form.ts";
import { dateTime, wrong } from "./parts.ts";
import { peopleIn } from "./people-list.ts";
import { isOwn, ownerWords } from "./signed.ts";
import { cell, rowHead, table } from "./table.ts";
import { texts } from "./texts.ts";

const IDENTITIES = ["coded", "roster", "anonymous"] as const satisfies readonly Workshop["identity"][];

const row = (workshop: Workshop, quizzes: readonly QuizRow[]): HTMLTableRowElement => {
  const { identity } = texts().organiser;
  const title = (id: string) => quizzes.find((quiz) => quiz.id === id)?.title ?? id;
  const { pre, post } = workshop.quizIds;
  const owner = ownerWords(workshop);
  return h(
    "tr",
    {},
    rowHead(
      h("a", { href: `#workshop=${workshop.id}` }, h("bdi", {}, workshop.title)),
      owner !== undefined && h("small", {}, owner),
    ),
    cell(h("bdi", {}, pre === post ? title(pre) : `${title(pre)} → ${title(post)}`)),
    cell(identity[workshop.identity]),
    h("td", { class: "nowrap" }, dateTime(workshop.updatedAt)),
  );
};

const form = (quizzes: readonly QuizRow[]): HTMLElement => {
  const { workshops: words, identity: identities } = texts().organiser;
  const choices = quizzes
    .filter((quiz) => isOwn(quiz) || quiz.shipped)
    .map(({ id, title, language }) => ({
      value: id,
      label: `${title} (${language.toUpperCase()})`,
    }));
  const first = choices[0]?.value ?? "";
  let identity: Workshop["identity"] = "coded";
  const title = h("input", { id: "workshop-title", required: true, maxlength: 120, autocomplete: "off" });
  const pre = select("workshop-pre", choices, first);
  const post = select("workshop-post", choices, first);
  const other = h("input", { id: "workshop-other", type: "checkbox", onchange: () => show() });
  const list = h("textarea", { id: "workshop-people", rows: 8, oninput: () => show() });
  const otherField = field(words.post, post);
  const read = h("p", { class: "hint", role: "status" });
  const people = h("div", {}, field(words.people, list, words.peopleHint), read);
  const result = h("div", { role: "status" });
  const show = () => {
    otherField.hidden = !other.checked;
    people.hidden = identity !== "roster";
    const found = peopleIn(list.value);
    const n = found.length;
    const groups = new Set(found.flatMap(({ team }) => team ?? [])).size;
    const inGroups = groups === 0 ? "" : ` ${fill(counted(words.groupsRead, groups), { n: groups })}`;
    read.textContent = n === 0 ? "" : fill(counted(words.peopleRead, n), { n }) + inGroups;
  };
  const create = async () => {
    const answer = await api.createWorkshop({
      title: title.value.trim(),
      quizIds: { pre: pre.value, post: other.checked ? post.value : pre.value },
      identity,
      roster: identity === "roster" ? peopleIn(list.value) : [],
    });
    if (answer.ok) location.hash = `#workshop=${answer.body.workshop.id}`;
    else if (answer.faults.length > 0) result.replaceChildren(faultList(answer.faults, words.faults));
    else result.replaceChildren(h("p", { class: "faults" }, wrong(answer.code)));
  };
  const chosen = (value: string) => {
    identity = value as Workshop["identity"];
    show();
  };
  const drawn = h(
    "form",
    { class: "fields", onsubmit: submitting(create) },
    field(words.name, title, words.nameHint),
    field(words.quiz, pre, words.quizHint),
    h("p", { class: "check" }, other, h("label", { for: other.id }, ` ${words.other}`)),
    otherField,
    radios(
      "identity",
      words.identity,
      IDENTITIES.map((value) => ({ value, label: identities[value], why: identities[`${value}Why`] })),
      identity,
      chosen,
    ),
    people,
    h("button", { class: "button primary" }, words.create),
    result,
  );
  show();
  return drawn;
};

/** The section of workshops. */
export const workshopsSection = (list: readonly Workshop[], quizzes: readonly QuizRow[]): HTMLElement => {
  const { workshops: words, cards } = texts().organiser;
  const sorted = [...list].sort((a, b) => b.updatedAt - a.updatedAt);
  return h(
    "section",
    { aria: { labelledby: "workshops" } },
    h("h2", { id: "workshops" }, words.title),
    sorted.length === 0
      ? h("p", { class: "empty" }, words.none)
      : table(
          "workshops",
          [[words.name], [words.quizzes], [words.identityShort], [words.changed]],
          sorted.map((workshop) => row(workshop, quizzes)),
        ),
    quizzes.length > 0 &&
      h("details", { class: "new", id: "new-workshop" }, h("summary", {}, words.new), form(quizzes)),
    h("p", { class: "below" }, h("a", { href: "#cards=new" }, cards.blankLink)),
  );
};

/** The organisers that the administrator has named: who they are, adding one, a new password, deleting. */
import type { OrganiserRow } from "../../../protocol/sessions.ts";
import { h } from "../shared/dom.ts";
import { openDialog } from "../shared/focus.ts";
import { fill, fillNodes } from "../shared/language.ts";
import { api } from "./api.ts";
import { field, submitting } from "./form.ts";
import { backTo, confirmed, day, report, wrong } from "./parts.ts";
import { rowHead, table } from "./table.ts";
import { texts } from "./texts.ts";

/** Shown as it is typed: the administrator tells it to somebody else. */
const passwordInput = (id: string): HTMLInputElement =>
  h("input", { id, required: true, minlength: 10, maxlength: 200, autocomplete: "off", spellcheck: "false" });

/** A new password for an organiser, in a dialog. */
const askPassword = ({ id, name }: OrganiserRow, changed: () => void): void => {
  const { organisers: words, rooms } = texts().organiser;
  const password = passwordInput("new-password");
  const state = h("p", { class: "faults", role: "alert" });
  const set = async () => {
    const answer = await api.setPassword(id, password.value);
    if (!answer.ok) {
      state.textContent = wrong(answer.code);
      return;
    }
    dialog.close();
    report(fill(words.resetDone, { name }));
    changed();
  };
  const dialog = h(
    "dialog",
    { class: "ask", aria: { labelledby: "reset-title" } },
    h("h2", { id: "reset-title" }, fill(words.resetName, { name })),
    h("p", {}, fillNodes(words.resetWhy, { name: h("bdi", {}, name) })),
    h(
      "form",
      { class: "stacked-form", onsubmit: submitting(set) },
      field(words.password, password, words.passwordHint),
      state,
      h(
        "div",
        { class: "ask-buttons" },
        h("button", { type: "button", class: "button", onclick: () => dialog.close() }, rooms.cancel),
        h("button", { class: "button primary" }, words.resetDo),
      ),
    ),
  );
  openDialog(dialog);
};

const row = (organiser: OrganiserRow, changed: () => void): HTMLTableRowElement => {
  const { organisers: words } = texts().organiser;
  const { id, name, createdAt } = organiser;
  const remove = async () => {
    const why = fillNodes(words.deleteWhy, { name: h("bdi", {}, name) });
    if (!(await confirmed({ title: words.deleteTitle, why, yes: words.delete }))) return;
    const answer = await api.deleteOrganiser(id);
    report(answer.ok ? fill(words.deleted, { name }) : wrong(answer.code));
    changed();
  };
  const action = (text: string, label: string, act: () => void, kind = "link") =>
    h("button", { type: "button", class: kind, aria: { label: fill(label, { name }) }, onclick: act }, text);
  return h(
    "tr",
    {},
    rowHead(h("bdi", {}, name)),
    h("td", { class: "nowrap" }, day(createdAt)),
    h(
      "td",
      { class: "actions" },
      action(words.reset, words.resetName, () => askPassword(organiser, changed)),
      " ",
      action(words.delete, words.deleteName, () => void remove(), "link danger"),
    ),
  );
};

const addForm = (changed: () => void): HTMLElement => {
  const { organisers: words } = texts().organiser;
  const name = h("input", { id: "organiser-name", required: true, maxlength: 60, autocomplete: "off" });
  const password = passwordInput("organiser-password");
  const state = h("p", { class: "faults", role: "alert" });
  const add = async () => {
    const answer = await api.addOrganiser(name.value, password.value);
    if (answer.ok) {
      report(fill(words.added, { name: answer.body.organiser.name }));
      drawn.reset();
      changed();
    } else state.textContent = wrong(answer.code);
  };
  const drawn = h(
    "form",
    { class: "fields", onsubmit: submitting(add) },
    h("h2", {}, words.add),
    field(words.name, name),
    field(words.password, password, words.passwordHint),
    h("button", { class: "button primary" }, words.addDo),
    state,
  );
  return drawn;
};

/** The page; `changed` draws it again. */
export const organisersPage = (list: readonly OrganiserRow[], changed: () => void): HTMLElement => {
  const { organisers: words, rooms, room } = texts().organiser;
  return h(
    "section",
    { aria: { labelledby: "organisers" } },
    backTo("#", room.back),
    h("h1", { id: "organisers" }, words.title),
    h("p", {}, words.why),
    list.length === 0
      ? h("p", { class: "empty" }, words.none)
      : table(
          "organisers",
          [[words.name], [words.since], [rooms.actions, "actions"]],
          list.map((organiser) => row(organiser, changed)),
        ),
    addForm(changed),
  );
};

/** After the end: a question that should not have counted is chosen and taken out. */
import type { HostSnapshotOf } from "../../../protocol/snapshots.ts";
import { h } from "../shared/dom.ts";
import { number, quizLanguage } from "../shared/language.ts";
import type { Session } from "./session.ts";
import { texts } from "./texts.ts";

type Item = NonNullable<Extract<HostSnapshotOf, { phase: "finished" }>["perItem"]>[number];

/** The questions that count, to choose one of them; there is no way back, so that it is said. */
export const showVoidList = (session: Session, items: readonly Item[]): void => {
  const { control, voiding } = texts().host;
  const rows = items.filter(({ voided }) => !voided);
  const sure = h("button", { class: "button primary", value: "yes", disabled: true }, control.void);
  const row = ({ position, stem }: Item) =>
    h(
      "li",
      {},
      h(
        "label",
        {},
        h("input", { type: "radio", name: "void", value: position }),
        h("b", { class: "tabular" }, number(position)),
        h("span", { lang: quizLanguage() }, stem),
      ),
    );
  const chosen = () => {
    sure.disabled = false;
  };
  const list = h("ul", { class: "pick-list", onchange: chosen }, rows.map(row));
  const dialog = h(
    "dialog",
    { class: "ask pick", aria: { labelledby: "void-title" } },
    h("h2", { id: "void-title" }, voiding.title),
    h("p", {}, rows.length === 0 ? voiding.none : control.voidWhy),
    list,
    h(
      "form",
      { method: "dialog", class: "ask-buttons" },
      h("button", { class: "button", value: "no" }, control.cancel),
      sure,
    ),
  );
  dialog.addEventListener("close", () => {
    const round = Number(list.querySelector<HTMLInputElement>("input:checked")?.value);
    dialog.remove();
    if (dialog.returnValue === "yes" && round > 0) void session.command("round:void", { round });
  });
  document.body.append(dialog);
  dialog.showModal();
};

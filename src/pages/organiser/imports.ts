/** Reading a room that was held elsewhere from a file. */
import type { Workshop } from "../../../protocol/workshops.ts";
import { h } from "../shared/dom.ts";
import { api } from "./api.ts";
import { faultList } from "./faults.ts";
import { field, select, submitting } from "./form.ts";
import { wrong } from "./parts.ts";
import { texts } from "./texts.ts";

/** The form; `workshops` are those the room may belong to. */
export const importForm = (workshops: readonly Workshop[]): HTMLElement => {
  const { imports: words, occasion: occasions } = texts().organiser;
  const file = h("input", { id: "import-file", type: "file", accept: ".csv,.zip,.xlsx", required: true });
  const workshop = select(
    "import-workshop",
    [{ value: "", label: words.noWorkshop }, ...workshops.map(({ id, title }) => ({ value: id, label: title }))],
    "",
  );
  const occasion = select(
    "import-occasion",
    [
      { value: "pre", label: occasions.pre },
      { value: "post", label: occasions.post },
    ],
    "pre",
  );
  const occasionField = field(words.occasion, occasion);
  const show = () => {
    occasionField.hidden = workshop.value === "";
  };
  workshop.addEventListener("change", show);
  const result = h("div", { role: "status" });
  const send = async () => {
    const [chosen] = file.files ?? [];
    if (chosen === undefined) return;
    result.replaceChildren(h("p", {}, words.reading));
    const place = workshop.value === "" ? {} : { workshop: workshop.value, occasion: occasion.value };
    const answer = await api.importRoom(chosen, place);
    result.replaceChildren();
    if (answer.ok) {
      const { roomId, faults } = answer.body;
      result.append(
        h("p", { class: "done" }, `${words.stored} `, h("a", { href: `#room=${roomId}` }, words.open)),
        ...(faults.length > 0 ? [faultList(faults, words.someFaults)] : []),
      );
    } else if (answer.faults.length > 0) result.append(faultList(answer.faults, words.faults));
    else result.append(h("p", { class: "faults" }, wrong(answer.code)));
  };
  const drawn = h(
    "form",
    { class: "fields", onsubmit: submitting(send) },
    field(words.file, file, words.fileHint),
    field(words.workshop, workshop),
    occasionField,
    h("button", { class: "button primary" }, words.send),
    result,
  );
  show();
  return h("details", { class: "new", id: "new-import" }, h("summary", {}, words.title), drawn);
};

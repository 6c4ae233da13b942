/** Our own JSON. */
import { documentFault } from "../../document-fault.ts";
import { reasonOf } from "../faults.ts";
import { type Format, objectOf } from "./source.ts";

const textIn = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

const itemsOf = (json: unknown): unknown[] | undefined => {
  const { items } = objectOf(json) ?? {};
  return Array.isArray(items) ? items : undefined;
};

export const document: Format = {
  name: "cermat",
  recognise: ({ json }) => itemsOf(json) !== undefined || objectOf(json)?.schemaVersion !== undefined,
  read: ({ json }, book, faults) => {
    const { schemaVersion = 1, title, id, language } = objectOf(json) ?? {};
    if (String(schemaVersion) !== "1")
      return faults.error({ path: "schemaVersion" }, "version_unknown", { value: String(schemaVersion) });
    book.head({ title: textIn(title), id: textIn(id), language: textIn(language) ?? "id" });
    itemsOf(json)?.forEach((item, index) => {
      const path = `items[${index}]`;
      book.question({ path }, (told) => {
        const draft = objectOf(item);
        return (
          draft ?? void told.error("item_invalid", { path: "", ...reasonOf(documentFault("", { code: "not_object" })) })
        );
      });
    });
  },
};

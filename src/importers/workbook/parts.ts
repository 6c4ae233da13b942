/** The parts of a workbook, each as a reader of XML can take it, with nothing that is not read. */
import { stylesOf } from "./formats.ts";
import { attribute, tagsOf } from "./markup.ts";
import { cleanSheet, type FarCell } from "./sheet.ts";
import { inWindows, type Sink } from "./windows.ts";

/** The name of the part that says which parts are sheets. */
const RELATIONS = "xl/_rels/workbook.xml.rels";
export const WORKBOOK = "xl/workbook.xml";

/** What is told of a sheet beside its cells. */
interface SheetState {
  isHidden: boolean;
  far: FarCell | undefined;
}

/** Writes the texts that cells share, with those left blank that no cell shows. */
const cleanTexts = (bytes: Uint8Array, used: ReadonlySet<number>, sink: Sink): void => {
  let last = -1;
  for (const at of used) if (at > last) last = at;
  let at = 0;
  sink.add("<sst>");
  inWindows(bytes, (markup) => {
    const item = /<((?:\w+:)?)si\b[^<>]*>/g;
    for (let found = item.exec(markup); found && at <= last; found = item.exec(markup)) {
      const content = item.lastIndex;
      const end = found[0].endsWith("/>") ? content : markup.indexOf(`</${found[1]}si>`, content);
      if (end < 0) return found.index;
      sink.add(used.has(at++) ? `<si>${markup.slice(content, end)}</si>` : "<si/>");
      item.lastIndex = end;
    }
    return at > last ? markup.length : Math.max(0, markup.lastIndexOf("<"));
  });
  sink.add("</sst>");
  sink.end();
};

/** Of what part of a workbook which is, by the relation that names it. */
const relatedIn = (relations: string) =>
  tagsOf(relations, "Relationship").map((tag) => {
    const [id, type = "", target = ""] = [attribute(tag, "Id"), attribute(tag, "Type"), attribute(tag, "Target")];
    const name = target.startsWith("/") ? target.slice(1) : `xl/${target}`;
    return { id, type: type.slice(type.lastIndexOf("/") + 1), name };
  });

/**
 * Writes the parts of a workbook that are read, each as it can be; answers what is told of each sheet, in their order.
 * `read` gives the bytes of a part, each when its turn comes, and `write` a sink for one.
 */
export const cleanParts = (
  read: (name: string) => Uint8Array | undefined,
  write: (name: string) => Sink,
): SheetState[] => {
  const done = new Set<string>();
  const textOf = (name: string): string => new TextDecoder().decode(read(name) ?? new Uint8Array());
  const copied = (name: string): string => {
    const text = textOf(name);
    const sink = text === "" ? undefined : write(name);
    sink?.add(text);
    sink?.end();
    return text;
  };
  const workbook = copied(WORKBOOK);
  const related = relatedIn(copied(RELATIONS));
  const nameOf = (type: string, usual: string) => related.find((one) => one.type === type)?.name ?? usual;
  const styles = stylesOf(copied(nameOf("styles", "xl/styles.xml")));
  const used = new Set<number>();
  const states = tagsOf(workbook, "sheet").map((tag): SheetState => {
    const id = attribute(tag, "id");
    const name = related.find((one) => one.id === id && one.type === "worksheet")?.name ?? "";
    const bytes = done.has(name) ? undefined : read(name);
    done.add(name);
    const far = bytes && cleanSheet(bytes, styles, write(name), (text) => used.add(text));
    return { isHidden: /hidden/i.test(attribute(tag, "state") ?? ""), far };
  });
  const texts = nameOf("sharedStrings", "xl/sharedStrings.xml");
  const bytes = used.size === 0 ? undefined : read(texts);
  if (bytes) cleanTexts(bytes, used, write(texts));
  return states;
};

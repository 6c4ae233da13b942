/** The faults that can be told without the server, each at its field. The server has the last word. */
import type { Messages } from "../../../i18n/en.ts";
import type { Fault } from "../api.ts";
import { type Draft, type DraftItem, MOST_ACCEPTED, MOST_ITEMS, OPTIONS, SCALE } from "./document.ts";
import { kindOf, type Part } from "./kinds.ts";

export interface DraftFault {
  /** As the server names it: `items[2].options[0].text`. */
  path: string;
  /** The fault in words, to be worded when it is shown; the server's own sentence where it is not known here. */
  code: keyof Messages["organiser"]["editor"]["faults"];
  params: Record<string, number | string>;
}

const fault = (path: string, code: DraftFault["code"], params: DraftFault["params"] = {}): DraftFault => ({
  path,
  code,
  params,
});

const text = (path: string, value: string | undefined, most: number, least = 1): DraftFault[] => {
  const { length } = (value ?? "").trim();
  if (length < least) return [fault(path, "empty")];
  return length > most ? [fault(path, "long", { most, n: length })] : [];
};

/** Control characters, and those that draw nothing. */
const UNSEEN = /^[\s\p{Cc}\p{Default_Ignorable_Code_Point}]*$/u;

const typed = (path: string, value: string): DraftFault[] => {
  const faults = text(path, value, 100);
  return faults.length === 0 && UNSEEN.test(value) ? [fault(path, "unseen")] : faults;
};

const within = (path: string, value: number | null | undefined, least: number, most: number): DraftFault[] => {
  if (typeof value !== "number" || !Number.isFinite(value)) return [fault(path, "number")];
  return value < least || value > most ? [fault(path, "range", { least, most })] : [];
};

const picture = (path: string, image: DraftItem["image"]): DraftFault[] =>
  image === undefined ? [] : text(`${path}.alt`, image.alt, 300, 0);

const PARTS: Record<Part, (at: string, item: DraftItem) => DraftFault[]> = {
  text: (at, item) => text(`${at}.text`, item.text, 2000, 0),
  options: (at, { type, options = [], key = [] }) => {
    const faults = options.flatMap((option, index) => [
      ...text(`${at}.options[${index}].text`, option.text, 300),
      ...picture(`${at}.options[${index}].image`, option.image),
    ]);
    if (options.length < OPTIONS.least) faults.push(fault(`${at}.options`, "options", { least: OPTIONS.least }));
    const { keyed } = kindOf(type);
    if (keyed === "one" && key.length !== 1) faults.push(fault(`${at}.key`, "keyOne"));
    if (keyed === "some" && key.length === 0) faults.push(fault(`${at}.key`, "keySome"));
    return faults;
  },
  sides: (at, { key = [] }) => (key.length === 1 ? [] : [fault(`${at}.key`, "keySide")]),
  accept: (at, { accept = [] }) => {
    const faults = accept.flatMap((each, index) => typed(`${at}.accept[${index}]`, each));
    if (accept.length === 0) faults.push(fault(`${at}.accept`, "accept"));
    if (accept.length > MOST_ACCEPTED) faults.push(fault(`${at}.accept`, "many", { most: MOST_ACCEPTED }));
    return faults;
  },
  number: (at, { answer, tolerance }) => [
    ...within(`${at}.answer`, answer, -Number.MAX_VALUE, Number.MAX_VALUE),
    ...(typeof tolerance === "number" && tolerance < 0
      ? [fault(`${at}.tolerance`, "negative")]
      : within(`${at}.tolerance`, tolerance, 0, Number.MAX_VALUE)),
  ],
  scale: (at, { scale, labels = [] }) => [
    ...within(`${at}.scale`, scale, SCALE.least, SCALE.most),
    ...labels.flatMap((label, index) => text(`${at}.labels[${index}]`, label, 80)),
    ...([0, 2, scale].includes(labels.length) ? [] : [fault(`${at}.labels`, "labels", { n: scale ?? 0 })]),
  ],
};

const itemFaults = (item: DraftItem, at: string): DraftFault[] => {
  const { parts, timed } = kindOf(item.type);
  return [
    ...text(`${at}.stem`, item.stem, 1000),
    ...parts.flatMap((part) => PARTS[part](at, item)),
    ...(timed && item.seconds !== null ? within(`${at}.seconds`, item.seconds, 5, 240) : []),
    ...(item.previewSeconds === undefined ? [] : within(`${at}.previewSeconds`, item.previewSeconds, 0, 60)),
    ...text(`${at}.explanation`, item.explanation, 1000, 0),
    ...picture(`${at}.image`, item.image),
  ];
};

/** All faults of a draft, in the order of the page. */
export const faultsOf = ({ title, language, items }: Draft): DraftFault[] => [
  ...text("title", title, 200),
  ...(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$/.test(language) && language.length <= 35
    ? []
    : [fault("language", "language")]),
  ...(items.length === 0 ? [fault("items", "noItems")] : []),
  ...(items.length > MOST_ITEMS ? [fault("items", "many", { most: MOST_ITEMS })] : []),
  ...items.flatMap((item, index) => itemFaults(item, `items[${index}]`)),
];

/** What the server found and this page did not. */
export const serverFaults = (faults: readonly Fault[]): DraftFault[] =>
  faults.map(({ path, code = "", message, params }) =>
    fault(path, "server", { ...params, reason: message, cause: code }),
  );

/** The faults that belong to a place: its own, and those of what is inside it and has no place of its own. */
export const faultsAt = (faults: readonly DraftFault[], path: string, places: readonly string[]): DraftFault[] => {
  const inside = (inner: string, outer: string) =>
    outer === "" || inner === outer || inner.startsWith(`${outer}.`) || inner.startsWith(`${outer}[`);
  return faults.filter((each) => {
    if (!inside(each.path, path)) return false;
    // The nearest place that is shown has it.
    return !places.some((other) => other.length > path.length && inside(other, path) && inside(each.path, other));
  });
};

/** One room: its questions with drawn shares, and the files to take away. */
import { h } from "../shared/dom.ts";
import { counted, fill, number, seconds } from "../shared/language.ts";
import { type Report, type ReportItem, type ReportOption, roomFile } from "./api.ts";
import { bar, dateTime, NONE, share } from "./parts.ts";
import { deleteRoom, phaseWord } from "./rooms.ts";
import { texts } from "./texts.ts";

/** Typed answers beyond these are only counted. */
const ANSWERS = 8;

const optionRow = (option: ReportOption): HTMLLIElement =>
  h(
    "li",
    { class: option.key ? "option key" : "option" },
    h(
      "span",
      { class: "option-key" },
      option.key && ["✓", h("span", { class: "visually-hidden" }, texts().organiser.room.key)],
    ),
    h("span", { class: "option-text" }, option.text),
    bar(option.share ?? 0, "thin"),
    h("span", { class: "option-count" }, number(option.count)),
    h("span", { class: "option-share" }, share(option.share)),
  );

const optionList = ({ options }: ReportItem): HTMLElement | null => {
  if (options.length === 0) return null;
  const rest = options.slice(ANSWERS).reduce((sum, { count }) => sum + count, 0);
  return h(
    "ul",
    { class: "options" },
    options.slice(0, ANSWERS).map(optionRow),
    rest > 0 && h("li", { class: "option-rest" }, fill(counted(texts().host.reveal.others, rest), { n: rest })),
  );
};

const rightCell = ({ percentCorrect, correct, n, voided }: ReportItem): HTMLTableCellElement => {
  const { room } = texts().organiser;
  if (percentCorrect === null || correct === null) {
    const why = voided ? room.voided : correct === null ? room.unscored : null;
    return h("td", { class: "right" }, h("span", { class: "right-share" }, NONE), why !== null && h("small", {}, why));
  }
  return h(
    "td",
    { class: "right" },
    h("span", { class: "right-share" }, share(percentCorrect / 100)),
    bar(percentCorrect / 100),
    h("small", {}, fill(room.ofShown, { correct, n })),
  );
};

const itemRow = (item: ReportItem): HTMLTableRowElement => {
  const { medianMs } = item.time;
  return h(
    "tr",
    { class: item.voided ? "voided" : "" },
    h("td", { class: "number" }, number(item.position)),
    h("th", { scope: "row" }, h("p", { class: "stem" }, item.stem), optionList(item)),
    rightCell(item),
    h("td", { class: "number" }, number(item.n)),
    h("td", { class: "number" }, number(item.omitted)),
    h("td", { class: "number" }, number(item.absent)),
    h("td", { class: "number" }, medianMs === null ? NONE : seconds(medianMs)),
  );
};

const table = (items: readonly ReportItem[]): HTMLElement => {
  const { room } = texts().organiser;
  const heads = [
    [room.number, "number"],
    [room.question, ""],
    [room.right, "right"],
    [room.shown, "number"],
    [room.omitted, "number"],
    [room.absent, "number"],
    [room.median, "number"],
  ] as const;
  return h(
    "div",
    { class: "wide" },
    h(
      "table",
      { class: "items", aria: { labelledby: "questions" } },
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          heads.map(([head, kind]) => h("th", { scope: "col", class: kind }, head)),
        ),
      ),
      h("tbody", {}, items.map(itemRow)),
    ),
  );
};

const mean = (items: readonly ReportItem[]): HTMLElement | null => {
  const shares = items.flatMap(({ percentCorrect, voided }) =>
    percentCorrect === null || voided ? [] : [percentCorrect / 100],
  );
  if (shares.length === 0) return null;
  const { room } = texts().organiser;
  const value = shares.reduce((sum, each) => sum + each, 0) / shares.length;
  const over = fill(counted(room.meanOf, shares.length), { n: shares.length });
  return h("p", { class: "mean" }, h("b", {}, share(value)), h("span", {}, `${room.mean} ${over}`));
};

/** The page of a room. */
export const roomPage = ({ room, items }: Report): HTMLElement => {
  const words = texts().organiser.room;
  const { rooms } = texts().organiser;
  const files = [
    ["report.json", words.json],
    ["report.csv", words.csv],
    ["responses.csv", words.responses],
  ] as const;
  const people = fill(counted(words.people, room.players), { n: room.players });
  const remove = async () => {
    if (await deleteRoom(room)) location.hash = "";
  };
  return h(
    "article",
    { class: "room" },
    h("a", { class: "back", href: "#" }, `← ${words.back}`),
    h(
      "div",
      { class: "room-top" },
      h(
        "div",
        {},
        h("h1", {}, h("bdi", {}, room.title)),
        h(
          "p",
          { class: "facts" },
          `${dateTime(room.startedAt ?? room.createdAt)} · ${people} · ${phaseWord(room.phase)}`,
        ),
      ),
      mean(items),
    ),
    h(
      "nav",
      { class: "files", aria: { label: words.downloads } },
      files.map(([name, label]) => h("a", { class: "button", href: roomFile(room.id, name), download: true }, label)),
      h("button", { type: "button", class: "button", onclick: () => print() }, words.print),
      h("button", { type: "button", class: "button danger", onclick: () => void remove() }, rooms.delete),
    ),
    h("h2", { id: "questions" }, words.questions),
    room.phase !== "finished" && h("p", { class: "note" }, words.stillRunning),
    items.length === 0
      ? h("p", { class: "empty" }, words.none)
      : [table(items), h("p", { class: "note" }, words.legend)],
  );
};

/** One room: its test, its questions, its questionnaire and texts, and the files to take away. */

import type { Report } from "../../../protocol/reports.ts";
import type { RoomLine } from "../../../protocol/rooms.ts";
import { h } from "../shared/dom.ts";
import { counted, fill } from "../shared/language.ts";
import { roomFile } from "./api.ts";
import { onlyCounts } from "./few.ts";
import { filesPart, notesPart } from "./files.ts";
import { share } from "./numbers.ts";
import { backTo, dateTime } from "./parts.ts";
import { itemsPart } from "./room-items.ts";
import { optionsPart } from "./room-options.ts";
import { ratingPart } from "./room-rating.ts";
import { teamsPart } from "./room-teams.ts";
import { testPart } from "./room-test.ts";
import { textsPart } from "./room-texts.ts";
import { deleteRoom, phaseWord } from "./rooms.ts";
import { texts } from "./texts.ts";
import { noteSentences } from "./words.ts";

const meanPart = ({ items, notes }: Report): HTMLElement | null => {
  const judged = items.filter(
    ({ percentCorrect, voided, countsOnly }) => percentCorrect !== null && !voided && !countsOnly,
  );
  if (judged.length === 0 || onlyCounts({ notes })) return null;
  const { room } = texts().organiser;
  const value = judged.reduce((sum, { percentCorrect }) => sum + (percentCorrect ?? 0), 0) / judged.length;
  const over = fill(counted(room.meanOf, judged.length), { n: judged.length });
  return h("p", { class: "mean" }, h("b", {}, share(value / 100)), h("span", {}, `${room.mean} ${over}`));
};

const files = (room: RoomLine) => {
  const { room: words, rooms, files: kinds } = texts().organiser;
  const list = [
    ["report.xlsx", kinds.xlsx, "table"],
    ["report.csv", words.csv, "table"],
    ["report.json", words.json, "table"],
    ["responses.csv", words.responses, "rows"],
    ["matrix.csv", words.matrix, "rows"],
    ["long.zip", words.long, "rows"],
    ...(room.identity === "anonymous" ? [] : [["codes.csv", words.codes, "rows"] as const]),
  ] as const;
  const remove = async () => {
    if (await deleteRoom(room)) location.hash = "";
  };
  return filesPart(
    list.map(([name, label, holds]) => ({ label, holds, address: (options) => roomFile(room.id, name, options) })),
    h("button", { type: "button", class: "button", onclick: () => print() }, words.print),
    h("button", { type: "button", class: "button danger", onclick: () => void remove() }, rooms.delete),
  );
};

const facts = ({ room, teams }: Report): string => {
  const { room: words, occasion, workshops } = texts().organiser;
  const people = fill(counted(words.people, room.players), { n: room.players });
  const groups = teams === null ? "" : ` ${fill(counted(workshops.groupsRead, teams.length), { n: teams.length })}`;
  return [
    dateTime(room.startedAt ?? room.createdAt),
    `${people}${groups}`,
    phaseWord(room.phase),
    ...(room.workshop ? [occasion[room.workshop.occasion]] : []),
    ...(room.imported ? [words.imported] : []),
    ...(room.rehearsal ? [words.rehearsal] : []),
  ].join(" · ");
};

/** How many answers came from paper; nothing is said of none. */
const fromPaper = (items: Report["items"]): string[] => {
  const n = items.reduce((sum, { paper }) => sum + (paper ?? 0), 0);
  return n === 0 ? [] : [`${fill(counted(texts().organiser.room.paper, n), { n })}.`];
};

/** The page of a room; `withBands` draws it again with other bands for the questionnaire. */
export const roomPage = (report: Report, withBands: (bands: string) => void): HTMLElement => {
  const { room, items, test, questionnaire } = report;
  const words = texts().organiser.room;
  const apart = new Set([...(questionnaire?.items ?? []), ...report.texts].map(({ position }) => position));
  const questions = items.filter(({ position }) => !apart.has(position));
  return h(
    "article",
    { class: "room" },
    backTo(room.workshop ? `#workshop=${room.workshop.id}` : "#", room.workshop ? words.toWorkshop : words.back),
    h(
      "div",
      { class: "room-top" },
      h("div", {}, h("h1", {}, h("bdi", {}, room.title)), h("p", { class: "facts" }, facts(report))),
      meanPart(report),
    ),
    files(room),
    room.phase !== "finished" && h("p", { class: "note" }, words.stillRunning),
    notesPart([...fromPaper(items), ...noteSentences(report.notes)]),
    items.length === 0 && [h("h2", {}, words.questions), h("p", { class: "empty" }, words.none)],
    test.k > 0 && testPart(report),
    report.teams !== null && teamsPart(report.teams, report),
    questions.length > 0 && [itemsPart(questions, report), optionsPart(questions, report)],
    questionnaire !== null && ratingPart(questionnaire, withBands),
    report.texts.length > 0 && textsPart(report.texts),
  );
};

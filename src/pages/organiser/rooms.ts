/** The list of rooms that have been run or are running. */

import type { RoomRow } from "../../../protocol/rooms.ts";
import type { Workshop } from "../../../protocol/workshops.ts";
import { h } from "../shared/dom.ts";
import { counted, fill, fillNodes, number } from "../shared/language.ts";
import { api } from "./api.ts";
import { askPair } from "./compare-with.ts";
import { importForm } from "./imports.ts";
import { confirmed, dateTime, report, wrong } from "./parts.ts";
import { ownerWords } from "./signed.ts";
import { texts } from "./texts.ts";

/** The phase as an organiser thinks of it. */
export const phaseWord = (phase: RoomRow["phase"]): string => {
  const { rooms } = texts().organiser;
  if (phase === "lobby") return rooms.lobby;
  return phase === "finished" ? rooms.finished : rooms.live;
};

/** Asks, then deletes the room; true: it is gone. */
export const deleteRoom = async (
  room: Pick<RoomRow, "id" | "title" | "startedAt" | "createdAt" | "players">,
): Promise<boolean> => {
  const { rooms, room: words } = texts().organiser;
  const people = fill(counted(words.people, room.players), { n: room.players });
  const why = fillNodes(rooms.deleteWhy, {
    title: h("bdi", {}, room.title),
    date: dateTime(room.startedAt ?? room.createdAt),
    people,
  });
  if (!(await confirmed({ title: rooms.deleteTitle, why, yes: rooms.deleteDo }))) return false;
  const answer = await api.deleteRoom(room.id);
  report(answer.ok ? rooms.deleted : wrong(answer.code));
  return answer.ok;
};

const row = (room: RoomRow, list: readonly RoomRow[], changed: () => void): HTMLTableRowElement => {
  const { rooms } = texts().organiser;
  const date = dateTime(room.startedAt ?? room.createdAt);
  const remove = async () => {
    if (await deleteRoom(room)) changed();
  };
  const label = fill(rooms.deleteName, { title: room.title, date });
  const others = list.filter(({ id, phase }) => id !== room.id && phase === "finished");
  const comparable = room.phase === "finished" && others.length > 0;
  const { occasion, room: words } = texts().organiser;
  const owner = ownerWords(room);
  const tags = [
    ...(room.workshop ? [occasion[room.workshop.occasion]] : []),
    ...(room.imported ? [words.imported] : []),
    ...(owner === undefined ? [] : [owner]),
  ];
  return h(
    "tr",
    {},
    h("td", { class: "nowrap" }, date),
    h(
      "th",
      { scope: "row" },
      h("a", { href: `#room=${room.id}` }, h("bdi", {}, room.title)),
      tags.length > 0 && h("small", {}, tags.join(" · ")),
    ),
    h("td", { class: "number" }, number(room.players)),
    h("td", {}, phaseWord(room.phase)),
    h(
      "td",
      { class: "actions" },
      comparable &&
        h(
          "button",
          {
            type: "button",
            class: "link",
            aria: { label: fill(rooms.compareName, { title: room.title, date }) },
            onclick: () => askPair(room, others),
          },
          rooms.compare,
        ),
      " ",
      h(
        "button",
        { type: "button", class: "link danger", aria: { label }, onclick: () => void remove() },
        rooms.delete,
      ),
    ),
  );
};

/** The section of rooms; `changed` is called after one was deleted. */
export const roomsSection = (
  list: readonly RoomRow[],
  workshops: readonly Workshop[],
  changed: () => void,
): HTMLElement => {
  const { rooms } = texts().organiser;
  const sorted = [...list].sort((a, b) => (b.startedAt ?? b.createdAt) - (a.startedAt ?? a.createdAt));
  const heads = [rooms.date, rooms.quiz, rooms.people, rooms.phase, rooms.actions];
  const kinds = ["", "", "number", "", "actions"];
  return h(
    "section",
    { aria: { labelledby: "rooms" } },
    h("h2", { id: "rooms" }, rooms.title),
    sorted.length === 0
      ? h("p", { class: "empty" }, rooms.none)
      : h(
          "div",
          { class: "wide" },
          h(
            "table",
            { aria: { labelledby: "rooms" } },
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
              sorted.map((room) => row(room, sorted, changed)),
            ),
          ),
        ),
    importForm(workshops),
  );
};

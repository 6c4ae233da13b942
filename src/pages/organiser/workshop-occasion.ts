/** The pre-test or the post-test of a workshop: its state in a sentence, running it, which room counts, releasing results. */
import type { Occasion, RoomRow } from "../../../protocol/rooms.ts";
import { type Child, h } from "../shared/dom.ts";
import { counted, fill } from "../shared/language.ts";
import { api } from "./api.ts";
import { roomLabel } from "./compare-with.ts";
import { field, select } from "./form.ts";
import { confirmed, dateTime, report, wrong } from "./parts.ts";
import { texts } from "./texts.ts";
import { elsewhere, store, type WorkshopPageParts } from "./workshop-store.ts";

const stateWords = (occasion: Occasion, room: RoomRow | undefined): string => {
  const words = texts().organiser.workshop[occasion];
  if (room === undefined) return words.toCome;
  const people = fill(counted(texts().organiser.room.people, room.players), { n: room.players });
  const values = { people, date: dateTime(room.startedAt ?? room.createdAt) };
  if (room.phase === "finished") return fill(words.done, values);
  return fill(room.phase === "lobby" ? words.waiting : words.running, values);
};

/** Only the pre-test keeps its results to itself. */
const releasePart = (room: RoomRow, changed: () => void): Child => {
  const { workshop: words } = texts().organiser;
  if (!room.secret) {
    const { releasedAt } = room;
    return releasedAt === null
      ? null
      : h("p", { class: "below" }, fill(words.released, { date: dateTime(releasedAt) }));
  }
  const release = async () => {
    if (!(await confirmed({ title: words.releaseTitle, why: words.releaseWhy, yes: words.releaseDo }))) return;
    const answer = await api.release(room.id);
    report(answer.ok ? words.releaseDone : wrong(answer.code));
    if (answer.ok) changed();
  };
  return h(
    "p",
    { class: "below" },
    `${words.secret} `,
    h("button", { type: "button", class: "link", onclick: () => void release() }, words.release),
  );
};

const choice = (occasion: Occasion, parts: WorkshopPageParts): Child => {
  const { view, changed } = parts;
  const { workshop: words } = texts().organiser;
  const { workshop } = view;
  const own = view.rooms[occasion];
  const others = elsewhere(occasion, parts);
  if (own.length + others.length === 0) return null;
  const labelled = (list: readonly RoomRow[]) => list.map((room) => ({ value: room.id, label: roomLabel(room) }));
  const list = select(
    `room-${occasion}`,
    [{ value: "", label: words.latest }, ...labelled(own)],
    workshop.rooms[occasion] ?? "",
    { label: words.others, choices: labelled(others) },
  );
  list.addEventListener("change", () => {
    const chosen = { ...workshop.rooms, [occasion]: list.value === "" ? null : list.value };
    void store(workshop, { rooms: chosen }, changed, words.chosen);
  });
  return field(words.which, list);
};

/** One step of the workshop. */
export const occasionPart = (occasion: Occasion, parts: WorkshopPageParts): HTMLLIElement => {
  const { workshop: words, occasion: names } = texts().organiser;
  const { view, rooms, changed } = parts;
  const chosen = view.pair[occasion];
  const room = [...view.rooms[occasion], ...rooms].find(({ id }) => id === chosen);
  const { workshop } = view;
  const run = new URLSearchParams({ new: workshop.quizIds[occasion], workshop: workshop.id, occasion });
  return h(
    "li",
    { class: "step" },
    h("h2", {}, names[occasion]),
    h("p", {}, stateWords(occasion, room)),
    occasion === "pre" && room !== undefined && room.phase === "finished" && releasePart(room, changed),
    h(
      "p",
      { class: "files" },
      h(
        "a",
        { class: room === undefined ? "button primary" : "button", href: `/host#${run}` },
        room === undefined ? words[occasion].run : words[occasion].again,
      ),
      room !== undefined && h("a", { class: "button", href: `#room=${room.id}` }, words.report),
    ),
    choice(occasion, parts),
  );
};

/** Every page from what the server says: what it needs is asked for, then it is drawn. */
import type { Questionnaire } from "../../../protocol/reports.ts";
import { type Child, h } from "../shared/dom.ts";
import { api, type Reply } from "./api.ts";
import { cardsPage } from "./cards.ts";
import { comparisonPage } from "./comparison.ts";
import { quizPage } from "./editor/page.ts";
import { organisersPage } from "./organisers.ts";
import { quizzesSection } from "./quizzes.ts";
import { roomPage } from "./room.ts";
import { roomsSection } from "./rooms.ts";
import type { Route } from "./route.ts";
import { sheetPage } from "./sheet.ts";
import { isAdministrator } from "./signed.ts";
import { texts } from "./texts.ts";
import { workshopPage } from "./workshop.ts";
import { workshopsSection } from "./workshops.ts";

type Drawn = Reply<{ title: string; content: Child }>;

const drawn = (title: string, content: Child): Drawn => ({ ok: true, body: { title, content } });

const lists = async (changed: () => void): Promise<Drawn> => {
  const [workshops, rooms, quizzes] = await Promise.all([api.workshops(), api.rooms(), api.quizzes(isAdministrator())]);
  if (!workshops.ok) return workshops;
  if (!rooms.ok) return rooms;
  if (!quizzes.ok) return quizzes;
  const { title } = texts().organiser;
  return drawn(title, [
    h("h1", {}, title),
    workshopsSection(workshops.body.workshops, quizzes.body.quizzes),
    roomsSection(rooms.body.rooms, workshops.body.workshops, changed),
    quizzesSection(quizzes.body.quizzes, changed),
  ]);
};

/** The bands in which a questionnaire is judged, as long as the page is open. */
let bands: string | undefined;

const room = async (id: string, changed: () => void): Promise<Drawn> => {
  const answer = await api.report(id, bands);
  if (!answer.ok) return answer;
  const withBands = (name: string) => {
    bands = name;
    changed();
  };
  return drawn(answer.body.room.title, roomPage(answer.body, withBands));
};

const workshop = async (id: string, changed: () => void): Promise<Drawn> => {
  const [view, rooms] = await Promise.all([api.workshop(id), api.rooms()]);
  if (!view.ok) return view;
  if (!rooms.ok) return rooms;
  const { pre, post } = view.body.pair;
  const finished = [pre, post].every((each) =>
    rooms.body.rooms.some((one) => one.id === each && one.phase === "finished"),
  );
  const comparison = finished && pre !== null && post !== null ? await api.comparison(pre, post) : undefined;
  const parts = { view: view.body, rooms: rooms.body.rooms, comparison, changed };
  return drawn(view.body.workshop.title, workshopPage(parts));
};

const compare = async (pre: string, post: string): Promise<Drawn> => {
  const answer = await api.comparison(pre, post);
  if (!answer.ok) return answer;
  return drawn(texts().organiser.comparison.title, comparisonPage(answer.body));
};

/** The room whose questionnaire is on the printable page of a pair. */
const ratingRooms = new Map<string, string>();

const questionnaireOf = async (ratingRoom: string): Promise<Questionnaire | null> => {
  if (ratingRoom === "") return null;
  const answer = await api.report(ratingRoom);
  return answer.ok ? answer.body.questionnaire : null;
};

const sheet = async (pre: string, post: string, changed: () => void): Promise<Drawn> => {
  const pair = `${pre}~${post}`;
  const chosen = ratingRooms.get(pair) ?? "";
  const [answer, rooms, questionnaire] = await Promise.all([
    api.comparison(pre, post),
    api.rooms(),
    questionnaireOf(chosen),
  ]);
  if (!answer.ok) return answer;
  if (!rooms.ok) return rooms;
  const id = answer.body.post.workshop?.id ?? answer.body.pre.workshop?.id;
  const found = id === undefined ? undefined : await api.workshop(id);
  const title = found?.ok === true ? found.body.workshop.title : answer.body.post.title;
  const choose = (roomId: string) => {
    ratingRooms.set(pair, roomId);
    changed();
  };
  const parts = { comparison: answer.body, title, rooms: rooms.body.rooms, chosen, questionnaire, choose };
  return drawn(title, sheetPage(parts));
};

const CARDS = 45;
/** Codes that were drawn stay the same until others are asked for: some may be printed already. */
let blank: string[] = [];
let wanted = CARDS;

const cards = async (id: string, changed: () => void): Promise<Drawn> => {
  const { title } = texts().organiser.cards;
  if (id !== "new") {
    const answer = await api.workshop(id);
    if (!answer.ok) return answer;
    const { identity, roster } = answer.body.workshop;
    if (identity === "roster") return drawn(title, cardsPage(roster, `#workshop=${id}`, null));
  }
  if (blank.length === 0) {
    const answer = await api.codes(wanted);
    if (!answer.ok) return answer;
    blank = answer.body.codes;
  }
  const again = (count: number) => {
    wanted = count;
    blank = [];
    changed();
  };
  const back = id === "new" ? "#" : `#workshop=${id}`;
  return drawn(
    title,
    cardsPage(
      blank.map((code) => ({ code, name: "" })),
      back,
      again,
    ),
  );
};

const organisers = async (changed: () => void): Promise<Drawn> => {
  const answer = await api.organisers();
  if (!answer.ok) return answer;
  return drawn(texts().organiser.organisers.title, organisersPage(answer.body.organisers, changed));
};

/** The page of a route; `changed` draws it again. */
export const drawPage = (route: Route, changed: () => void): Promise<Drawn> => {
  switch (route.page) {
    case "room":
      return room(route.id, changed);
    case "workshop":
      return workshop(route.id, changed);
    case "cards":
      return cards(route.id, changed);
    case "quiz":
      return quizPage(route.id);
    case "compare":
      return compare(route.pre, route.post);
    case "sheet":
      return sheet(route.pre, route.post, changed);
    case "organisers":
      return organisers(changed);
    default:
      return lists(changed);
  }
};

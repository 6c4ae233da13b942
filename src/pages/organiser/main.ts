/** The organiser's page: the lists, or one room when the address names it; the key when it is missing. */
import "../shared/tokens.css";
import "./organiser.css";
import "./room.css";
import "./print.css";
import { type Child, h, refill } from "../shared/dom.ts";
import { languageSwitch } from "../shared/language.ts";
import { api, type Reply } from "./api.ts";
import { report, statusLine, wrong } from "./parts.ts";
import { quizzesSection } from "./quizzes.ts";
import { roomPage } from "./room.ts";
import { roomsSection } from "./rooms.ts";
import { texts } from "./texts.ts";

const head = h("header", { class: "head" });
const main = h("main", {});
document.body.append(head, main);

/** Counts drawings: an answer that comes after the page has moved on is dropped. */
let drawing = 0;

const roomId = (): string | undefined => /^#room=([A-Za-z0-9_-]{1,64})$/.exec(location.hash)?.[1];

const keyForm = (): Child => {
  const { key } = texts().organiser;
  return h(
    "section",
    { class: "key" },
    h("h1", {}, key.title),
    h("p", {}, key.where),
    h(
      "form",
      { method: "get", action: "/organiser" },
      h("label", { for: "host-key" }, key.label),
      h("input", { id: "host-key", name: "key", type: "password", autocomplete: "current-password", required: true }),
      h("button", { class: "button primary" }, key.open),
    ),
  );
};

const failure = (code: Exclude<Reply<unknown>, { ok: true }>["code"]): Child => {
  if (code === "unauthorized") return keyForm();
  const { organiser } = texts();
  return h(
    "section",
    { class: "key" },
    h("h1", {}, wrong(code)),
    roomId() !== undefined && h("a", { class: "back", href: "#" }, `← ${organiser.room.back}`),
    h("button", { type: "button", class: "button", onclick: () => void draw() }, organiser.again),
  );
};

const lists = async (): Promise<Child> => {
  const [rooms, quizzes] = await Promise.all([api.rooms(), api.quizzes()]);
  if (!rooms.ok) return failure(rooms.code);
  if (!quizzes.ok) return failure(quizzes.code);
  const changed = () => void draw();
  return [
    h("h1", {}, texts().organiser.title),
    roomsSection(rooms.body.rooms, changed),
    quizzesSection(quizzes.body.quizzes, changed),
  ];
};

const room = async (id: string): Promise<Child> => {
  const answer = await api.report(id);
  if (!answer.ok) return failure(answer.code);
  document.title = `${answer.body.room.title} · Cermat`;
  return roomPage(answer.body);
};

const drawHead = () => {
  const { organiser } = texts();
  refill(
    head,
    h("a", { class: "brand", href: "#" }, "Cermat"),
    h(
      "nav",
      {},
      h("a", { href: "/host" }, organiser.toHost),
      languageSwitch(() => void draw()),
    ),
  );
};

const draw = async () => {
  const mine = ++drawing;
  const { organiser } = texts();
  document.title = `${organiser.title} · Cermat`;
  drawHead();
  if (main.childElementCount === 0) refill(main, h("p", { class: "empty" }, organiser.loading));
  const id = roomId();
  const content = id === undefined ? await lists() : await room(id);
  if (mine === drawing) refill(main, statusLine(), content);
};

addEventListener("hashchange", () => {
  scrollTo(0, 0);
  // What happened on the page before is told on the lists, and no longer on a room's page.
  if (roomId() !== undefined) report("");
  void draw();
});
void draw();

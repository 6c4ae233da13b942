/** The organiser's page: the lists, or what the address names; the key when it is missing. */
import "../shared/tokens.css";
import "./organiser.css";
import "./dialog.css";
import "./forms.css";
import "./workshop.css";
import "./room.css";
import "./options.css";
import "./charts.css";
import "./areas.css";
import "./comparison.css";
import "./sheet.css";
import "./sheet-parts.css";
import "./cards.css";
import "./print.css";
import { type Child, h, refill } from "../shared/dom.ts";
import { languageSwitch } from "../shared/language.ts";
import { patterns } from "./draw.ts";
import { drawPage } from "./pages.ts";
import { report, statusLine, wrong } from "./parts.ts";
import { routeOf } from "./route.ts";
import { texts } from "./texts.ts";

const head = h("header", { class: "head" });
const main = h("main", {});
document.body.append(patterns(), head, main);

/** Counts drawings: an answer that comes after the page has moved on is dropped. */
let drawing = 0;

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

const failure = (code: Parameters<typeof wrong>[0]): Child => {
  if (code === "unauthorized") return keyForm();
  const { organiser } = texts();
  return h(
    "section",
    { class: "key" },
    h("h1", {}, wrong(code)),
    routeOf(location.hash).page !== "lists" && h("a", { class: "back", href: "#" }, `← ${organiser.room.back}`),
    h("button", { type: "button", class: "button", onclick: () => void draw() }, organiser.again),
  );
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
  drawHead();
  if (main.childElementCount === 0) refill(main, h("p", { class: "empty" }, organiser.loading));
  const drawn = await drawPage(routeOf(location.hash), () => void draw());
  if (mine !== drawing) return;
  document.title = `${drawn.ok ? drawn.body.title : organiser.title} · Cermat`;
  refill(main, statusLine(), drawn.ok ? drawn.body.content : failure(drawn.code));
};

addEventListener("hashchange", () => {
  scrollTo(0, 0);
  // What happened on the page before is told on the lists, and no longer on another page.
  if (routeOf(location.hash).page !== "lists") report("");
  void draw();
});
void draw();

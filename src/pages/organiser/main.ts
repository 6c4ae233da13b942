/** The organiser's page: the lists, or what the address names; the ways in for who has no right yet. */
import "../shared/tokens.css";
import "./organiser.css";
import "./sign-in.css";
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
import "./editor/editor.css";
import "./editor/items.css";
import "./editor/options.css";
import "./editor/preview.css";
import "./editor/read.css";
import "./print.css";
import type { Who } from "../../../protocol/sessions.ts";
import { type Child, h, refill } from "../shared/dom.ts";
import { languageSwitch } from "../shared/language.ts";
import { readSession, signedIn, signInCard } from "../shared/sign-in.ts";
import { api } from "./api.ts";
import { patterns } from "./draw.ts";
import { drawPage } from "./pages.ts";
import { report, statusLine, wrong } from "./parts.ts";
import { focusHeading, redrawing } from "./redraw.ts";
import { routeOf } from "./route.ts";
import { setSigned } from "./signed.ts";
import { texts } from "./texts.ts";

const head = h("header", { class: "head" });
const main = h("main", {});
document.body.append(patterns(), head, main);

/** The address of what is drawn. */
let shown: string | null = null;

/** Counts drawings: an answer that comes after the page has moved on is dropped. */
let drawing = 0;

const signInPage = (named: boolean): Child => {
  const { signing, organiser } = texts();
  return h("section", { class: "key" }, signInCard(named, { words: signing, unreachable: organiser.failed }, null));
};

const failure = (code: Parameters<typeof wrong>[0]): Child => {
  const { organiser } = texts();
  return h(
    "section",
    { class: "key" },
    h("h1", {}, wrong(code)),
    routeOf(location.hash).page !== "lists" && h("a", { class: "back", href: "#" }, `← ${organiser.room.back}`),
    h("button", { type: "button", class: "button", onclick: () => void draw() }, organiser.again),
  );
};

const drawHead = (who: Who | null) => {
  const { organiser, signing } = texts();
  refill(
    head,
    h("a", { class: "brand", href: "#" }, "Cermat"),
    h(
      "nav",
      {},
      who?.kind === "administrator" && h("a", { href: "#organisers" }, organiser.organisers.title),
      h("a", { href: "/host" }, organiser.toHost),
      languageSwitch(() => void draw()),
      who !== null && signedIn(who, signing, () => location.reload()),
    ),
  );
};

const draw = async () => {
  const mine = ++drawing;
  const { organiser } = texts();
  if (main.childElementCount === 0) refill(main, h("p", { class: "empty" }, organiser.loading));
  const session = await readSession();
  const organisers = session?.who?.kind === "administrator" ? await api.organisers() : undefined;
  setSigned(session?.who ?? null, organisers?.ok ? organisers.body.organisers : []);
  const drawn = session?.who ? await drawPage(routeOf(location.hash), () => void draw()) : undefined;
  if (mine !== drawing) return;
  document.title = `${drawn?.ok ? drawn.body.title : organiser.title} · Cermat`;
  const fill = () => {
    drawHead(session?.who ?? null);
    if (drawn) refill(main, statusLine(), drawn.ok ? drawn.body.content : failure(drawn.code));
    else refill(main, statusLine(), session ? signInPage(session.named) : failure("unreachable"));
  };
  const before = shown;
  shown = location.hash;
  if (shown === before) return redrawing(main, fill);
  fill();
  // The browser itself begins at the top of a page that has just been loaded.
  if (before !== null) focusHeading(main);
};

addEventListener("hashchange", () => {
  scrollTo(0, 0);
  // What happened on the page before is told on the lists, and no longer on another page.
  if (routeOf(location.hash).page !== "lists") report("");
  void draw();
});
void draw();

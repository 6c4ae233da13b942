/** The end: the podium, then the summary to project, with the way to the report. */
import { h } from "../shared/dom.ts";
import { playAgain } from "./again.ts";
import { beforeAfterOf } from "./before.ts";
import { pairedItems } from "./change.ts";
import { keepJson, keptJson } from "./kept.ts";
import { confirmed } from "./notices.ts";
import type { Order } from "./order.ts";
import { podiumOf, winnersOf } from "./podium.ts";
import type { Draw, SnapshotAt } from "./screen.ts";
import { summaryOf } from "./summary.ts";
import { texts } from "./texts.ts";
import { createWho } from "./who.ts";

const KEY = "cermat.host.finish";
type View = "podium" | "summary";
/** What the host has chosen holds for the screen that is drawn anew. */
let order: Order = "order";

/** The view this tab showed last, if it was of this room. */
const keptView = (roomId: string): View => (keptJson(KEY) === `${roomId} summary` ? "summary" : "podium");

/** The address of the report on this server, whatever name the page was opened under. */
const reportHref = (reportUrl: string): string => {
  const url = new URL(reportUrl, location.href);
  return url.protocol === "http:" || url.protocol === "https:" ? url.pathname + url.search + url.hash : "/organiser";
};

export const drawFinished: Draw<"finished"> = (snapshot, session) => {
  const { finish, groups } = texts().host;
  const { perItem, pretest, next } = snapshot;
  const winners = winnersOf(snapshot);
  const who = createWho(winners.teams.length > 0, () => view === "podium" && draw("podium"));
  const views: View[] = winners.people.length > 0 ? ["podium", "summary"] : ["summary"];
  const roomId = session.room?.roomId ?? "";
  const kept = keptView(roomId);
  let view: View = views.includes(kept) ? kept : "summary";

  /** Whether the shares of a pre-test are projected is the room's state: every host's screen shows the same. */
  const project = (shown: boolean) => void session.command("room:shares", { shown });
  const release = async () => {
    const wanted = await confirmed({ title: finish.releaseTitle, why: finish.releaseWhy, yes: finish.releaseDo });
    if (wanted) await session.command("room:release", {});
  };

  const place = h("div", { class: "finish-view" });
  const links = h(
    "nav",
    { class: "finish-links", aria: { label: finish.done } },
    pretest && h("button", { type: "button", class: "control quiet", onclick: () => void release() }, finish.release),
    h("a", { class: "control quiet", href: reportHref(snapshot.reportUrl) }, finish.report),
    h("button", { type: "button", class: "control quiet", onclick: () => session.leave() }, finish.another),
    next === undefined &&
      h("button", { type: "button", class: "control quiet", onclick: () => void playAgain(session) }, finish.again),
    next &&
      h(
        "button",
        { type: "button", class: "control quiet", onclick: () => void session.follow(next.roomId) },
        finish.next,
      ),
  );

  const secret = () =>
    h(
      "section",
      { class: "secret" },
      h("h1", { class: "secret-title big" }, finish.done),
      h("p", { class: "secret-of" }, finish.thanks),
      h("p", { class: "secret-why" }, finish.pretestWhy),
    );

  const podium = () => {
    const now = who.now();
    return podiumOf(winners[now], now === "teams" ? groups.podium : finish.podium, who.root);
  };

  const draw = (wanted: View) => {
    view = wanted;
    // A released pre-test stays on its summary.
    if (views.length > 1 || pretest) keepJson(KEY, `${roomId} ${view}`);
    if (perItem === undefined) place.replaceChildren(secret());
    else if (view === "podium") place.replaceChildren(podium());
    else {
      const drawSummary = pairedItems(perItem).length > 0 ? beforeAfterOf : summaryOf;
      place.replaceChildren(
        drawSummary(perItem, order, (chosen) => {
          order = chosen;
        }),
      );
    }
    placed();
  };
  const placed = () => {
    const list = place.querySelector<HTMLElement>(".items");
    // A very long list is scrolled, and by keyboard too.
    if (list !== null && list.scrollHeight > list.clientHeight + 1) list.tabIndex = 0;
  };
  draw(view);

  const winner = winners[who.now()][0];
  const shown = ({ podium: best, teams, perItem: items, pretest: secret, next: onwards }: SnapshotAt<"finished">) =>
    JSON.stringify([best, teams, items, secret, onwards]);
  const drawn = shown(snapshot);
  return {
    root: h("div", { class: "finish" }, place, links),
    said: winner === undefined ? finish.done : `${finish.podium}. 1: ${winner.nickname}`,
    placed,
    update: (later) => shown(later) === drawn,
    keys: who.keys,
    steps: () => {
      if (pretest?.shares === true)
        return { forward: null, back: { label: finish.unproject, take: () => project(false) } };
      if (pretest) return { forward: { label: finish.project, take: () => project(true) }, back: null };
      return {
        forward: view === "podium" ? { label: finish.toSummary, take: () => draw("summary") } : null,
        back: view === "summary" && views.length > 1 ? { label: finish.toPodium, take: () => draw("podium") } : null,
      };
    },
  };
};

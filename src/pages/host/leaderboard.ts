/** The leaderboard: places move from where they were after the round before. */
import { h } from "../shared/dom.ts";
import { fill, number } from "../shared/language.ts";
import { bar } from "./bars.ts";
import { keepJson, keptJson } from "./kept.ts";
import type { Draw, SnapshotAt } from "./screen.ts";
import { texts } from "./texts.ts";

const ROWS = 8;
const KEY = "cermat.host.places";
const MOVE = { duration: 500, easing: "ease-out", fill: "backwards" } as const;

interface Places {
  roomId: string;
  round: number;
  /** Totals by playerId, in order of place. */
  totals: [string, number][];
}

const isPlaces = (value: unknown): value is Places =>
  typeof value === "object" && value !== null && "roomId" in value && "round" in value && "totals" in value;

/** The places of an earlier round of this room. The present ones are kept for the next. */
const before = (roomId: string, round: number, top: SnapshotAt<"leaderboard">["top"]): Places["totals"] => {
  const kept = keptJson(KEY);
  const earlier = isPlaces(kept) && kept.roomId === roomId && kept.round < round ? kept.totals : null;
  if (earlier !== null || !isPlaces(kept) || kept.roomId !== roomId || kept.round !== round) {
    const totals = top.map(({ playerId, total }): [string, number] => [playerId, total]);
    keepJson(KEY, { roomId, round, totals } satisfies Places);
  }
  return earlier ?? [];
};

export const drawLeaderboard: Draw<"leaderboard"> = (snapshot, session) => {
  const { leaderboard } = texts().host;
  const top = snapshot.top.slice(0, ROWS);
  const earlier = new Map(before(session.room?.roomId ?? "", snapshot.round, snapshot.top));
  const places = [...earlier.keys()];
  const most = Math.max(1, ...top.map(({ total }) => total));
  const leader = top[0];

  const rows = top.map(({ playerId, nickname, total, rank }) =>
    h(
      "li",
      { class: `place${rank === 1 && total > 0 ? " first" : ""}` },
      h("span", { class: "place-rank tabular" }, number(rank)),
      h("bdi", { class: "place-name" }, nickname),
      bar(total / most, "tone-accent", (earlier.get(playerId) ?? 0) / most),
      h("span", { class: "place-total tabular" }, number(total)),
    ),
  );

  let moved = false;
  const move = () => {
    if (moved || places.length === 0 || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    moved = true;
    const [first, second] = rows;
    if (first === undefined || second === undefined) return;
    const pitch = second.offsetTop - first.offsetTop;
    rows.forEach((row, index) => {
      const was = places.indexOf(top[index]?.playerId ?? "");
      if (was === index) return;
      const from = was < 0 ? ROWS : was;
      const start = { transform: `translateY(${(from - index) * pitch}px)`, opacity: was < 0 ? 0 : 1 };
      row.animate([start, { transform: "none", opacity: 1 }], MOVE);
    });
  };

  const of = fill(leaderboard.of, { n: top.length, of: snapshot.of });
  return {
    root: h(
      "section",
      { class: "leaderboard" },
      h("h1", { class: "title" }, leaderboard.title, snapshot.of > top.length && h("span", {}, of)),
      rows.length > 0 ? h("ol", { class: "places" }, rows) : h("p", { class: "rows-none" }, leaderboard.none),
    ),
    said:
      leader === undefined ? leaderboard.title : `${leaderboard.title}. 1: ${leader.nickname}, ${number(leader.total)}`,
    placed: move,
    update: (next) => JSON.stringify(next.top) === JSON.stringify(snapshot.top),
  };
};

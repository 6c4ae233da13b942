/** The leaderboard: places move from where they were after the round before. */
import { h } from "../shared/dom.ts";
import { fill, number } from "../shared/language.ts";
import { bar } from "./bars.ts";
import { keepJson, keptJson } from "./kept.ts";
import type { Draw, SnapshotAt } from "./screen.ts";
import { texts } from "./texts.ts";
import { createWho, type Who } from "./who.ts";

const ROWS = 8;
const KEY = "cermat.host.places";
const MOVE = { duration: 500, easing: "ease-out", fill: "backwards" } as const;

/** From so many rows on they stand in columns. */
const ONE_COLUMN = 8;
const COLUMN = 10;
/** From this length on a name is set smaller in columns. */
const LONG = 13;

interface Places {
  roomId: string;
  round: number;
  /** Totals by id, in order of place. */
  totals: [string, number][];
}

/** A row: a person, or a group with the mean of its people. */
interface Line {
  id: string;
  name: string;
  total: number;
  rank: number;
}

const isPlaces = (value: unknown): value is Places =>
  typeof value === "object" && value !== null && "roomId" in value && "round" in value && "totals" in value;

/** The places of an earlier round of this room. The present ones are kept for the next. */
const before = (key: string, roomId: string, round: number, lines: readonly Line[]): Places["totals"] => {
  const kept = keptJson(key);
  const earlier = isPlaces(kept) && kept.roomId === roomId && kept.round < round ? kept.totals : null;
  if (earlier !== null || !isPlaces(kept) || kept.roomId !== roomId || kept.round !== round) {
    const totals = lines.map(({ id, total }): [string, number] => [id, total]);
    keepJson(key, { roomId, round, totals } satisfies Places);
  }
  return earlier ?? [];
};

const linesOf = ({ top, teams = [] }: SnapshotAt<"leaderboard">): Record<Who, Line[]> => ({
  people: top.slice(0, ROWS).map(({ playerId, nickname, ...line }) => ({ ...line, id: playerId, name: nickname })),
  teams: teams.map(({ teamId, ...line }) => ({ ...line, id: teamId })),
});

/** The rows, and what moves them from where they were. */
const drawRows = (lines: readonly Line[], earlier: Places["totals"]) => {
  const was = new Map(earlier);
  const places = [...was.keys()];
  const most = Math.max(1, ...lines.map(({ total }) => total));
  const columns = lines.length <= ONE_COLUMN ? 1 : Math.ceil(lines.length / COLUMN);
  const rows = lines.map(({ id, name, total, rank }) =>
    h(
      "li",
      { class: `place${rank === 1 && total > 0 ? " first" : ""}` },
      h("span", { class: "place-rank tabular" }, number(rank)),
      h("bdi", { class: `place-name${columns > 1 && name.length >= LONG ? " long" : ""}` }, name),
      columns < 3 && bar(total / most, "tone-accent", (was.get(id) ?? 0) / most),
      h("span", { class: "place-total tabular" }, number(Math.round(total))),
    ),
  );
  const root = h("ol", { class: columns === 1 ? "places" : `places many columns-${columns}` }, rows);
  root.style.setProperty("--rows", String(Math.ceil(lines.length / columns)));

  const move = () => {
    if (places.length === 0 || columns > 1 || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    const [first, second] = rows;
    if (first === undefined || second === undefined) return;
    const pitch = second.offsetTop - first.offsetTop;
    rows.forEach((row, index) => {
      const place = places.indexOf(lines[index]?.id ?? "");
      if (place === index) return;
      const from = place < 0 ? ROWS : place;
      const start = { transform: `translateY(${(from - index) * pitch}px)`, opacity: place < 0 ? 0 : 1 };
      row.animate([start, { transform: "none", opacity: 1 }], MOVE);
    });
  };
  return { root, move };
};

export const drawLeaderboard: Draw<"leaderboard"> = (snapshot, session) => {
  const { leaderboard } = texts().host;
  const lines = linesOf(snapshot);
  const roomId = session.room?.roomId ?? "";
  const earlier = {
    people: before(KEY, roomId, snapshot.round, lines.people),
    teams: before(`${KEY}.teams`, roomId, snapshot.round, lines.teams),
  };
  const place = h("div", { class: "places-of" });
  const of = h("span", {});
  let moved = false;
  let move = () => {};
  const draw = () => {
    const now = who.now();
    const shown = lines[now];
    of.hidden = now === "teams" || snapshot.of <= shown.length;
    of.textContent = fill(leaderboard.of, { n: shown.length, of: snapshot.of });
    if (shown.length === 0) return place.replaceChildren(h("p", { class: "rows-none" }, leaderboard.none));
    const rows = drawRows(shown, earlier[now]);
    move = rows.move;
    place.replaceChildren(rows.root);
  };
  const who = createWho(snapshot.teams !== undefined, draw);
  draw();

  const leader = lines[who.now()][0];
  const drawn = JSON.stringify([snapshot.top, snapshot.teams]);
  return {
    root: h(
      "section",
      { class: "leaderboard" },
      h("div", { class: "leaderboard-top" }, h("h1", { class: "title" }, leaderboard.title, of), who.root),
      place,
    ),
    said:
      leader === undefined
        ? leaderboard.title
        : `${leaderboard.title}. 1: ${leader.name}, ${number(Math.round(leader.total))}`,
    placed: () => {
      if (!moved) move();
      moved = true;
    },
    update: (next) => JSON.stringify([next.top, next.teams]) === drawn,
    keys: who.keys,
  };
};

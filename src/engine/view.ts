/** The one door out: (game, who) -> snapshot. Push, reconnect and sync are this same function; no key passes before reveal. */
import { GameOptions, RoomOptions } from "../../protocol/payloads.ts";
import type { HostSnapshotOf, PlayerSnapshotOf } from "../../protocol/snapshots.ts";
import { typeOf } from "../items/index.ts";
import { questionOf, type Room, type Seat } from "../room.ts";
import { isRight, itemOf, type Shares, type Standing, seatsOf, tallyOf } from "../verdicts.ts";
import { frame, isPretest, type Look, liveItem, phonePrompt, previewOf, promptOf } from "./look.ts";
import { isResting, liveRound, step } from "./phases.ts";
import { commonReveal, ownReveal } from "./phone-reveal.ts";
import { lights, rosterPlayer } from "./roster-view.ts";
import { ownTeam, standing } from "./standing.ts";

/** Rows of the host's leaderboard, and ranks on the podium (ties may stand there together). */
const TOP = 8;
const PODIUM = 3;

/** The phone's screen. `responded`: this seat's response to the open round is stored. */
export const playerView = (look: Look, seat: Seat, responded: boolean): PlayerSnapshotOf => {
  const { game } = look;
  const { room } = game;
  const common = frame(look);
  switch (room.phase) {
    case "lobby": {
      const team = look.teams?.get(seat.playerId);
      return { ...common, phase: "lobby", nickname: seat.nickname, code: seat.code, ...(team ? { team } : {}) };
    }
    case "preview": {
      const item = liveItem(game);
      if (!room.options.questionOnPhone) return { ...common, phase: "preview", opensAt: room.opensAt };
      return { ...common, stem: item.stem, ...previewOf(item, look) };
    }
    case "open": {
      const round = liveRound(room);
      return {
        ...common,
        phase: "open",
        prompt: phonePrompt(liveItem(game), look, seat.playerId),
        openedAt: round?.openedAt ?? look.now,
        deadline: round?.deadline ?? null,
        responded,
      };
    }
    case "reveal":
      return isPretest(room) ? { ...common, phase: "reveal" } : { ...commonReveal(look), ...ownReveal(look, seat) };
    case "leaderboard":
      return { ...common, phase: "leaderboard", ...standing(look, seat), ...ownTeam(look, seat) };
    case "finished": {
      const { pin } = room.replays?.at(-1) ?? {};
      const end = { ...common, phase: "finished" as const, ...(pin === undefined ? {} : { next: { pin } }) };
      if (isPretest(room)) return end;
      const own = look.standings.get(seat.playerId);
      const perItem = (own?.verdicts ?? []).flatMap((verdict, number) => {
        const item = itemOf(game, number);
        if (!item || !verdict) return [];
        const { credit, points, answered } = verdict;
        return [{ itemId: item.id, stem: item.stem, credit, points, answered }];
      });
      return { ...end, ...standing(look, seat), perItem, ...ownTeam(look, seat) };
    }
  }
};

/** The same screen, or two parts that make it up together, of which the first is one object for all phones of a look. */
export const playerParts = (look: Look, seat: Seat, responded: boolean): [object, object?] => {
  const { room } = look.game;
  if (room.phase !== "reveal" || isPretest(room)) return [playerView(look, seat, responded)];
  return [commonReveal(look), ownReveal(look, seat)];
};

/** What the host's screen shows beside the stored game. */
export interface HostLook extends Look {
  joinUrl: string;
  reportUrl: string;
  /** playerIds present now. */
  present: ReadonlySet<string>;
  /** playerIds known to have responded to the open round. */
  answered: ReadonlySet<string>;
  responded: number;
  of: number;
  /** By itemId: how the items went in the pre-test of the workshop. */
  before?: ReadonlyMap<string, Shares> | undefined;
}

const placed = ({ playerId, nickname, total, rank }: Standing) => ({ playerId, nickname, total, rank });

const ranked = (standings: Look["standings"]) =>
  [...standings.values()]
    .sort((a, b) => a.rank - b.rank)
    .slice(0, TOP)
    .map(placed);

const placedTeams = ({ teamStandings }: Look) => (teamStandings ? { teams: [...teamStandings] } : {});

const withShare = ({ n, correct }: Shares) => ({
  n,
  correct,
  correctShare: correct !== null && n > 0 ? correct / n : null,
});

const hostReveal = (look: HostLook) => {
  const { game } = look;
  const item = liveItem(game);
  const tally = tallyOf(game, game.room.round);
  const hidden = new Set(tally?.round.hidden);
  return {
    ...(tally?.round.voided ? { voided: true } : {}),
    prompt: promptOf(item, look),
    key: typeOf(item).key(item),
    distribution:
      tally?.distribution.map((row) => ({
        ...row,
        right: isRight(item, row),
        ...(hidden.has(row.id) ? { hidden: true } : {}),
      })) ?? [],
    correctShare: tally ? withShare(tally).correctShare : null,
    medianMs: tally?.medianMs ?? null,
    ...(item.explanation === undefined ? {} : { explanation: item.explanation }),
  };
};

const hostItems = ({ game, before }: HostLook) =>
  game.room.rounds.flatMap((_, index) => {
    const tally = tallyOf(game, index + 1);
    if (!tally) return [];
    const { item, position, round } = tally;
    const earlier = before?.get(item.id);
    return [
      {
        itemId: item.id,
        position,
        stem: item.stem,
        ...withShare(tally),
        voided: round.voided,
        ...(earlier ? { before: withShare(earlier) } : {}),
      },
    ];
  });

/** Where the room goes when its host goes on, and when it goes there by itself from a screen that rests. */
const aheadOf = (room: Room, now: number): Pick<HostSnapshotOf, "ahead"> => {
  const after = step(room, now);
  if (!after || after.phase === "lobby") return {};
  const { question } = questionOf(room, after.round);
  const at = isResting(room) ? room.due : null;
  const { phase, round } = after;
  return { ahead: { phase, round, ...(question === undefined ? {} : { question }), ...(at === null ? {} : { at }) } };
};

/** The end as the projector shows it; of a secret pre-test at most how many were right, when its host has chosen so. */
const hostEnd = (look: HostLook) => {
  const { room } = look.game;
  if (!isPretest(room)) {
    const podium = ranked(look.standings).filter(({ rank }) => rank <= PODIUM);
    return { podium, perItem: hostItems(look), ...placedTeams(look) };
  }
  const shares = room.sharesShown ?? false;
  return { pretest: { shares }, ...(shares ? { perItem: hostItems(look) } : {}) };
};

/** The host's screen. */
export const hostView = (look: HostLook): HostSnapshotOf => {
  const { game, joinUrl, responded, of } = look;
  const { room } = game;
  const { pin, title, locked } = room;
  const common = { ...frame(look), pin, joinUrl, title, locked, ...aheadOf(room, look.now) };
  switch (room.phase) {
    case "lobby": {
      const players = seatsOf(game).map((seat) => rosterPlayer(seat, look.present, room.paper, look.teams));
      return { ...common, phase: "lobby", players, ...(room.teams ? { teams: room.teams } : {}) };
    }
    case "preview": {
      const item = liveItem(game);
      return { ...common, stem: item.stem, ...previewOf(item, look) };
    }
    case "open": {
      const round = liveRound(room);
      return {
        ...common,
        phase: "open",
        prompt: promptOf(liveItem(game), look),
        openedAt: round?.openedAt ?? look.now,
        deadline: round?.deadline ?? null,
        responded,
        of,
        ...lights(look),
      };
    }
    case "reveal":
      return { ...common, phase: "reveal", responded, of, ...(isPretest(room) ? {} : hostReveal(look)) };
    case "leaderboard":
      return {
        ...common,
        phase: "leaderboard",
        top: ranked(look.standings),
        of: look.standings.size,
        ...placedTeams(look),
      };
    case "finished": {
      const { roomId, pin } = room.replays?.at(-1) ?? {};
      return {
        ...common,
        phase: "finished",
        reportUrl: look.reportUrl,
        of: seatsOf(game).length,
        ...hostEnd(look),
        // Of a room of before some of them were known, too.
        options: GameOptions.parse(RoomOptions.parse(room.options)),
        ...(roomId === undefined || pin === undefined ? {} : { next: { roomId, pin } }),
      };
    }
  }
};

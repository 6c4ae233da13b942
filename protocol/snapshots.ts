/** What screens are drawn from: snapshots discriminated by `phase`. All times are ms. What is sent beside them: pushes.ts. */
import { z } from "zod";
import { GameOptions, ResponseValue } from "./payloads.ts";

const id = z.string();
const ms = z.number();
const count = z.int().min(0);
const share = z.number().min(0).max(1);

const Image = z.object({ url: z.string(), alt: z.string() });

/** An item as a screen may see it: never its key. `mark` (0..5) names the shape and colour, whatever the order. */
const Prompt = z.object({
  id,
  type: z.string(),
  /** `none`: nothing is answered. */
  widget: z.enum(["choose-one", "choose-many", "order", "text", "number", "scale", "long-text", "words", "none"]),
  /** Left out on phones when the room shows questions on the projector only. */
  stem: z.string().optional(),
  options: z.array(z.object({ id, text: z.string(), mark: z.int(), image: Image.optional() })).optional(),
  image: Image.optional(),
  seconds: z.number().nullable(),
  points: z.number(),
});

const VerdictPrompt = Prompt.pick({ id: true, widget: true, options: true, points: true });

const common = {
  version: count,
  serverNow: ms,
  round: count,
  rounds: count,
  /** Only where a round is a slide: which question it is, null: none; and how many there are. */
  question: count.nullable().optional(),
  questions: count.optional(),
  /** Of the quiz: a language tag. */
  language: z.string(),
  paused: z.boolean(),
  remainingMs: ms.optional(),
  /** The room is a rehearsal: it counts nowhere. */
  rehearsal: z.literal(true).optional(),
};

const Team = z.object({ id, name: z.string() });

/** `opensAt` null: a slide, which stands until the host goes on; `text` is its text. */
const Preview = {
  ...common,
  phase: z.literal("preview"),
  stem: z.string().optional(),
  text: z.string().optional(),
  image: Image.optional(),
  opensAt: ms.nullable(),
};
const Open = {
  ...common,
  phase: z.literal("open"),
  prompt: Prompt,
  openedAt: ms,
  deadline: ms.nullable(),
};

/** `credit` and `correct` are null where there is nothing to judge: a poll, a voided round. */
const Verdict = z.object({
  credit: share.nullable(),
  correct: z.boolean().nullable(),
  points: count,
  streak: count,
  answered: z.boolean(),
});
const standing = { total: count, rank: count, of: count };
/** The player's team among the teams that have members; `total` is the mean of its members' totals, not rounded. */
const OwnTeam = z.object({ name: z.string(), total: z.number().min(0), rank: count, of: count });
const ownTeam = { team: OwnTeam.optional() };

export const PlayerSnapshot = z.discriminatedUnion("phase", [
  z.object({ ...common, phase: z.literal("lobby"), nickname: z.string(), code: z.string(), team: Team.optional() }),
  z.object(Preview),
  z.object({ ...Open, responded: z.boolean() }),
  // Under the pre-test preset reveal and finished carry the common fields only.
  z.object({
    ...common,
    phase: z.literal("reveal"),
    voided: z.boolean().optional(),
    // What a verdict is drawn with; the question itself was in `open`.
    prompt: VerdictPrompt.optional(),
    verdict: Verdict.optional(),
    key: z.array(z.string()).optional(),
    explanation: z.string().optional(),
    ...z.object(standing).partial().shape,
    behind: z.object({ nickname: z.string(), points: count }).optional(),
    ...ownTeam,
  }),
  z.object({ ...common, phase: z.literal("leaderboard"), ...standing, ...ownTeam }),
  z.object({
    ...common,
    phase: z.literal("finished"),
    ...z.object(standing).partial().shape,
    perItem: z
      .array(z.object({ itemId: id, stem: z.string(), credit: share.nullable(), points: count, answered: z.boolean() }))
      .optional(),
    ...ownTeam,
    /** The room in which the same people go on. */
    next: z.object({ pin: z.string() }).optional(),
  }),
]);

/** `ahead`: where the room goes when its host goes on, and when it does so by itself, which `opensAt` and `deadline` do not tell. */
const hostCommon = {
  ...common,
  pin: z.string(),
  joinUrl: z.string(),
  title: z.string(),
  locked: z.boolean(),
  ahead: z
    .object({
      phase: z.enum(["preview", "open", "reveal", "leaderboard", "finished"]),
      round: count,
      question: common.question,
      at: ms.optional(),
    })
    .optional(),
};

/** `team`: the id of theirs. */
export const RosterPlayer = z.object({
  playerId: id,
  nickname: z.string(),
  present: z.boolean(),
  team: id.optional(),
  /** The host has taken the seat for somebody who answers on paper. */
  paper: z.literal(true).optional(),
});
/** A team with members; `total` is the mean of theirs, not rounded. */
const PlacedTeam = z.object({ teamId: id, name: z.string(), total: z.number().min(0), rank: count, members: count });
const placedTeams = { teams: z.array(PlacedTeam).optional() };
const Placed = z.object({ playerId: id, nickname: z.string(), total: count, rank: count });
const shares = { n: count, correct: count.nullable(), correctShare: share.nullable() };
const hostItem = z.object({
  itemId: id,
  position: count,
  stem: z.string(),
  ...shares,
  voided: z.boolean(),
  /** The same item in the pre-test of the workshop. */
  before: z.object(shares).optional(),
});

export const HostSnapshot = z.discriminatedUnion("phase", [
  z.object({
    ...hostCommon,
    phase: z.literal("lobby"),
    players: z.array(RosterPlayer),
    teams: z.array(Team).optional(),
  }),
  z.object({ ...hostCommon, ...Preview, stem: z.string() }),
  z.object({
    ...hostCommon,
    ...Open,
    responded: count,
    of: count,
    // A light per seat: only in rooms of up to 200 seats.
    players: z.array(RosterPlayer).optional(),
    answered: z.array(id).optional(),
  }),
  z.object({
    ...hostCommon,
    phase: z.literal("reveal"),
    responded: count,
    of: count,
    voided: z.boolean().optional(),
    prompt: Prompt.optional(),
    key: z.array(z.string()).optional(),
    distribution: z
      .array(
        z.object({
          id,
          text: z.string().optional(),
          count,
          right: z.boolean().optional(),
          // Taken off the screen by the host; still in the report.
          hidden: z.boolean().optional(),
        }),
      )
      .optional(),
    correctShare: share.nullable().optional(),
    medianMs: ms.nullable().optional(),
    explanation: z.string().optional(),
  }),
  z.object({ ...hostCommon, phase: z.literal("leaderboard"), top: z.array(Placed), of: count, ...placedTeams }),
  z.object({
    ...hostCommon,
    phase: z.literal("finished"),
    reportUrl: z.string(),
    of: count,
    // Only while the results of a pre-test are kept secret: `shares` says whether perItem is shown all the same.
    pretest: z.object({ shares: z.boolean() }).optional(),
    podium: z.array(Placed).optional(),
    ...placedTeams,
    perItem: z.array(hostItem).optional(),
    /** How the game ran: what a replay may change. */
    options: GameOptions.optional(),
    next: z.object({ roomId: id, pin: z.string() }).optional(),
  }),
]);

/** A round that is over, as its answer is typed in from paper. What a phone answered is not told, only that it did. */
const PaperAnswer = z.object({
  round: count,
  /** Its number among the questions, where a round is a slide. */
  question: common.question,
  prompt: Prompt.extend({ stem: z.string() }),
  voided: z.boolean(),
  source: z.enum(["phone", "paper"]).nullable(),
  value: ResponseValue.optional(),
});

export type PromptOf = z.infer<typeof Prompt>;
export type VerdictPromptOf = z.infer<typeof VerdictPrompt>;
export type VerdictOf = z.infer<typeof Verdict>;
export type PlayerSnapshotOf = z.infer<typeof PlayerSnapshot>;
export type HostSnapshotOf = z.infer<typeof HostSnapshot>;
export type PaperAnswerOf = z.infer<typeof PaperAnswer>;
export type RosterPlayerOf = z.infer<typeof RosterPlayer>;

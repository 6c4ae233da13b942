/** What clients send, one zod schema an event, and the small answers. Unknown fields are dropped; see SPEC.md. */
import { z } from "zod";

const entityId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);
const pin = z.string().regex(/^\d{6}$/);
const token = z.string().min(1).max(256);
const round = z.int().min(1).max(1000);
/** Chosen by the client; the same attempt gets the same answer. */
const attempt = z.string().min(1).max(64);
/** For join and create, where nothing else scopes it: at least 22 random characters. */
const freshAttempt = z.string().min(22).max(64);
const nickname = z.string().min(1).max(400);

/** A response's value: option id, option ids, typed text, or a number; the item's type decides which. */
export const ResponseValue = z.union([z.string().max(500), z.number(), z.array(entityId).max(20)]);

const teamNames = z.array(nickname).min(2).max(40);
/** How people come into their team: they choose it, are dealt in turn, or the list of people says it. */
const Teams = z.discriminatedUnion("mode", [
  z.object({ mode: z.enum(["chosen", "dealt"]), names: teamNames }),
  z.object({ mode: z.literal("list") }),
]);

export const RoomOptions = z.object({
  scoring: z.enum(["classic", "accuracy", "gentle"]).default("classic"),
  /** Seconds the stem is shown before the options; 0 skips the preview phase. */
  previewSeconds: z.number().min(0).max(60).default(5),
  leaderboard: z.enum(["every", "end", "none"]).default("every"),
  /** With `every`: after each n-th question, and after the last. */
  leaderboardEvery: z.int().min(1).max(20).default(1),
  autoAdvance: z.boolean().default(false),
  /** How long auto-advance rests on a reveal and on a leaderboard, s. */
  revealSeconds: z.int().min(1).max(120).default(8),
  leaderboardSeconds: z.int().min(1).max(120).default(6),
  shuffleOptions: z.boolean().default(false),
  questionOnPhone: z.boolean().default(true),
  preset: z.enum(["none", "pretest"]).default("none"),
  workshop: z.object({ id: entityId, occasion: z.enum(["pre", "post"]) }).optional(),
  /** How people are known: by a code of their own, by a list, or not at all. */
  identity: z.enum(["coded", "roster", "anonymous"]).default("coded"),
  /** Who is expected, for `roster`; left out: the list of the workshop. */
  roster: z
    .array(z.object({ name: nickname, code: z.string().max(32).optional(), team: z.string().max(400).optional() }))
    .max(500)
    .optional(),
  teams: Teams.optional(),
  /** Typed by people, or two words that the server draws. */
  names: z.enum(["typed", "generated"]).default("typed"),
  /** A trial that counts nowhere and is soon erased; left out: it is none. */
  rehearsal: z.boolean().optional(),
});

const { shape } = RoomOptions;
/** How a game runs, whoever takes part: what a replay may change one by one. Without defaults: what is left out is left as it was. */
export const GameOptions = z.object({
  scoring: shape.scoring.unwrap(),
  previewSeconds: shape.previewSeconds.unwrap(),
  leaderboard: shape.leaderboard.unwrap(),
  leaderboardEvery: shape.leaderboardEvery.unwrap(),
  autoAdvance: shape.autoAdvance.unwrap(),
  revealSeconds: shape.revealSeconds.unwrap(),
  leaderboardSeconds: shape.leaderboardSeconds.unwrap(),
  shuffleOptions: shape.shuffleOptions.unwrap(),
  questionOnPhone: shape.questionOnPhone.unwrap(),
});

export const PLAYER_EVENTS = {
  "room:look": z.object({ pin }),
  "room:join": z.object({
    pin,
    nickname,
    attempt: freshAttempt.optional(),
    code: z.string().max(32).optional(),
    /** The id of a team, where players choose. */
    team: z.string().max(64).optional(),
    /** Who of the room's list this is. */
    personId: entityId.optional(),
    /** Random, kept by the browser: the same one in another room of the workshop is the same phone. */
    device: freshAttempt.optional(),
    /** Answers to the puzzle that came with `rate_limited`, in order. */
    proof: z.array(z.string().min(1).max(16)).max(64).optional(),
    /** The seat's token in the room that this one is a replay of. */
    from: token.optional(),
  }),
  // `again`: the page comes back by itself, nobody has asked for it.
  "room:resume": z.object({ token, again: z.boolean().optional() }),
  "response:submit": z.object({ round, attempt, value: ResponseValue, elapsedMs: z.number().optional() }),
  "room:sync": z.object({ version: z.int().min(0) }),
  "clock:probe": z.object({}),
  "room:leave": z.object({}),
} as const;

export const HOST_EVENTS = {
  "room:create": z
    .object({
      quizId: entityId.optional(),
      quiz: z.record(z.string(), z.unknown()).optional(),
      options: RoomOptions.prefault({}),
      attempt: freshAttempt.optional(),
    })
    .refine((body) => (body.quizId === undefined) !== (body.quiz === undefined), "either quizId or quiz"),
  "room:attach": z
    .object({ token: token.optional(), roomId: entityId.optional() })
    .refine((body) => (body.token === undefined) !== (body.roomId === undefined), "either token or roomId"),
  "room:advance": z.object({ version: z.int().min(0) }),
  "round:close": z.object({ round }),
  "round:extend": z.object({ round, seconds: z.int().min(1).max(600), attempt: attempt.optional() }),
  "round:void": z.object({ round }),
  "round:skip": z.object({ round }),
  "room:pause": z.object({ paused: z.boolean() }),
  "room:lock": z.object({ locked: z.boolean() }),
  "room:finish": z.object({}),
  /** Left out: the quiz and the options of the room that is replayed; `changes` are made to either. */
  "room:replay": z.object({
    quizId: entityId.optional(),
    options: RoomOptions.optional(),
    changes: GameOptions.partial().optional(),
    attempt: freshAttempt,
  }),
  "room:shares": z.object({ shown: z.boolean() }),
  "room:release": z.object({}),
  "text:hide": z.object({ round, ids: z.array(z.string().max(10_000)).min(1).max(500), hidden: z.boolean() }),
  "room:sync": z.object({ version: z.int().min(0) }),
  "clock:probe": z.object({}),
  "player:remove": z.object({ playerIds: z.array(entityId).min(1).max(10_000) }),
  /** Seats taken from `since` to `until`, ms; all when left out. */
  "player:list": z.object({ since: z.number().optional(), until: z.number().optional() }),
  "player:rename": z.object({ playerId: entityId, nickname }),
  "player:team": z.object({ playerId: entityId, team: z.string().max(64) }),
  /** A seat for somebody who answers on paper. */
  "player:add": z.object({
    nickname,
    code: z.string().max(32).optional(),
    personId: entityId.optional(),
    attempt: freshAttempt.optional(),
  }),
  "answer:list": z.object({ playerId: entityId }),
  /** Null takes back what was typed in. */
  "answer:enter": z.object({
    playerId: entityId,
    answers: z
      .array(z.object({ round, value: ResponseValue.nullable() }))
      .min(1)
      .max(200),
  }),
  /** Simulated phones in a rehearsal. */
  "rehearsal:phones": z.object({ count: z.int().min(0).max(45) }),
  "host:ask": z.object({ pin, label: z.string().min(1).max(80) }),
  "host:approve": z.object({ askId: entityId, allow: z.boolean() }),
} as const;

/** The handshake's `auth`. It only authorises; state comes in the answers to join, resume, attach and create. */
export const Handshake = z.object({
  protocol: z.int(),
  token: token.optional(),
  key: z.string().max(256).optional(),
  /** Names the page that connects, for as long as it stands; random. */
  screen: attempt.optional(),
  /** Which of that page's connections this is, from 1. */
  turn: z.int().min(1).optional(),
});

/** A puzzle: for each place from 0 to `count` an answer, so that SHA-256 of `challenge:place:answer` begins with `bits` zero bits. */
export const Proof = z.object({ challenge: z.string(), bits: z.int().min(1).max(32), count: z.int().min(1).max(64) });

export const Receipt = z.object({ round, attempt, receivedAt: z.number() });

export type Value = z.infer<typeof ResponseValue>;
export type Options = z.infer<typeof RoomOptions>;
export type ProofOf = z.infer<typeof Proof>;
export type ReceiptOf = z.infer<typeof Receipt>;
type In<Table, Name extends keyof Table> = Table[Name] extends z.ZodType ? z.input<Table[Name]> : never;
export type PlayerPayload<Name extends keyof typeof PLAYER_EVENTS> = In<typeof PLAYER_EVENTS, Name>;
export type HostPayload<Name extends keyof typeof HOST_EVENTS> = In<typeof HOST_EVENTS, Name>;

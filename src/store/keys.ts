/**
 * Every Redis key. A room's keys carry its shard as hash tag, so that any script runs in one slot of Redis Cluster.
 *
 * Retention. Kept until the room is erased: room, quiz, order, seats, names, nicks, codes, attempts, removed, outages
 * and responses. With an expiry: pin (renewed while the room lives), create, present, staged, session, added. The indexes due and rooms lose an
 * entry with its room. Kept until the quiz is deleted: its document and summary. Kept until the workshop is deleted, by
 * hand or by RETENTION_DAYS: workshops; the organiser, by the administrator: organisers and their names. Kept for good: images, which copies of a quiz in rooms still show, the
 * schema number, the lead of the clock and the mark.
 */
import { SHARDS, shardOf } from "./shard.ts";

const tag = (shard: number): string => `{q${String(shard).padStart(2, "0")}}`;
const tagOf = (name: string): string => tag(shardOf(name));

/** How long a PIN stays claimed after its room was last alive (ms). */
export const PIN_TTL_MS = 7 * 24 * 3_600_000;
/** How long an attempt of create is remembered, and how long an untouched list of present seats stays (ms). */
export const SHORT_TTL_MS = 24 * 3_600_000;
/** How long the parts of a room that is being imported wait for the step that makes them one (ms). */
export const STAGED_TTL_MS = 3_600_000;

const keysOf = (roomId: string) => {
  const tag = tagOf(roomId);
  const own = (kind: string): string => `${tag}:${kind}:${roomId}`;
  return {
    /** Hash: the document, its version and nonce, the gate, the last beat. */
    room: own("r"),
    quiz: own("quiz"),
    /** List of player ids in join order. */
    order: own("order"),
    /** Hash, player id -> "joinedAt\n" + JSON of what never changes. */
    seats: own("seats"),
    /** Hash, player id -> JSON nickname key + "\n" + JSON nickname. */
    names: own("names"),
    /** Hash, JSON nickname key -> player id, of seats that are not removed. */
    nicks: own("nicks"),
    /** Hash, code -> player id. */
    codes: own("codes"),
    /** Hash, JSON attempt -> player id + "\n" + the JSON nickname key it came with. */
    attempts: own("attempts"),
    /** Set of player ids. */
    removed: own("removed"),
    /** Sorted set of player ids by the time their presence ends. */
    present: own("present"),
    /** List of JSON outages. */
    outages: own("outages"),
    /** What the keys of responses begin with. */
    responses: own("a"),
    channel: own("c"),
  };
};

/** To make them anew for each command costs more than to keep them; what is kept is simply emptied when large. */
const ROOMS_KEPT = 10_000;
const kept = new Map<string, ReturnType<typeof keysOf>>();

/** The keys of a room and, last, its channel. */
export const roomKeys = (roomId: string): ReturnType<typeof keysOf> => {
  const known = kept.get(roomId);
  if (known) return known;
  if (kept.size >= ROOMS_KEPT) kept.clear();
  const made = keysOf(roomId);
  kept.set(roomId, made);
  return made;
};

/** Hash, player id -> "receivedAt\n" + JSON attempt + "\n" + JSON of the rest, of one round. */
export const responsesKey = (roomId: string, round: number): string => `${roomKeys(roomId).responses}:${round}`;

/** Hash: a part of a room that is being imported. */
export const stagedKey = (roomId: string, part: string): string => `${tagOf(roomId)}:staged:${part}`;

/** Stands before the room id in the key of a PIN whose room is finished. */
export const RELEASED = "~";

export const pinKey = (pin: string): string => `${tagOf(pin)}:pin:${pin}`;
/** Hash: the body and the room of a create attempt. */
export const createKey = (attempt: string): string => `${tagOf(attempt)}:create:${attempt}`;

/** Sorted set of room ids by due time; one a shard. */
export const dueKey = (shard: number): string => `${tag(shard)}:due`;
/** Sorted set of room ids by creation time; one a shard. */
export const roomsKey = (shard: number): string => `${tag(shard)}:rooms`;

/** The room id of a channel's name. */
export const roomOfChannel = (channel: string): string => channel.slice(channel.indexOf(":c:") + 3);

export const everyShard: readonly number[] = Array.from({ length: SHARDS }, (_, shard) => shard);

/**
 * The library, in a slot of its own: quiz (see library-key.ts) -> document, quiz -> summary, workshop id -> version + "\n" +
 * document, organiser id -> version + "\n" + document, name key -> organiser id, the schema number of all data, the ms
 * that the store's clock is ahead of Redis', the mark that is written before replicas are asked.
 */
export const LIBRARY = {
  quizzes: "{lib}:quizzes",
  summaries: "{lib}:summaries",
  workshops: "{lib}:workshops",
  organisers: "{lib}:organisers",
  organiserNames: "{lib}:organiser-names",
  schema: "{lib}:schema",
  ahead: "{lib}:ahead",
  mark: "{lib}:mark",
};
export const imageKey = (hash: string): string => `{lib}:image:${hash}`;
/** String: bytes of images that an owner has added since its share began. */
export const addedKey = (ownerId: string): string => `{lib}:added:${ownerId}`;
/** String: JSON of a session, by the digest of its token. */
export const sessionKey = (digest: string): string => `{lib}:session:${digest}`;

/** The one write that a response costs a yardstick, of as many bytes as the server stores. */
import { createHash } from "node:crypto";
import { Redis } from "ioredis";
import { openDatabase } from "../../src/store/sqlite-schema.ts";

interface Response {
  round: number;
}
/** Resolves once it is on the disk. */
type Write = (player: string, response: Response) => Promise<unknown>;

/** What the server adds to a response. */
const entryOf = (payload: Response): string => JSON.stringify({ ...payload, receivedAt: Date.now(), lagMs: 0 });

/** Into a database with the server's own settings; the writes of a turn of the event loop share a transaction. */
const toSqlite = (file: string): Write => {
  const db = openDatabase(file);
  const [begin, commit] = [db.prepare("BEGIN IMMEDIATE"), db.prepare("COMMIT")];
  const insert = db.prepare("INSERT OR IGNORE INTO response VALUES (?, ?, ?, ?, ?)");
  let queue: { player: string; response: Response; done: () => void }[] = [];
  const flush = () => {
    const batch = queue;
    queue = [];
    begin.run();
    for (const { player, response } of batch) insert.run("room", response.round, player, Date.now(), entryOf(response));
    commit.run();
    for (const { done } of batch) done();
  };
  return (player, response) =>
    new Promise<void>((done) => {
      if (queue.length === 0) setImmediate(flush);
      queue.push({ player, response, done });
    });
};

const SCRIPT = "return redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])";

/** Into a hash of Redis, with one EVALSHA each. */
const toRedis = async (url: string): Promise<Write> => {
  const client = new Redis(url);
  const hash = createHash("sha1").update(SCRIPT).digest("hex");
  await client.script("LOAD", SCRIPT);
  return (player, response) => client.evalsha(hash, 1, `yardstick:${response.round}`, player, entryOf(response));
};

/** By where it goes: the URL of a Redis, the path of a database, or nowhere. */
export const openWrites = async (store: string | undefined): Promise<Write> => {
  if (store === undefined) return () => Promise.resolve();
  return store.startsWith("redis:") ? toRedis(store) : toSqlite(store);
};

/** Mistakes that quiz servers really made, as changes of this one's sources, and the tests that must turn red of each. */

interface Edit {
  file: string;
  /** Stands exactly once in the file. */
  find: string;
  replace: string;
}

export interface Bug {
  /** What goes wrong, in a few words. */
  name: string;
  edits: Edit[];
  /** The project and file of the tests that must fail, and a part of their titles, as it is written. */
  project: "unit" | "contract" | "chaos";
  test: string;
  title: string;
  /** Where the title is written, when the file takes its tests from another. */
  written?: string;
  /** A part of what the test must say when it fails; otherwise any assertion of its own will do. */
  says?: string;
}

const GATE = "src/store/gate.ts";
const RESPOND = "src/store/respond.lua";
/** The games of the simulation. */
const GAMES = {
  project: "chaos",
  test: "test/chaos/simulation/simulation.test.ts",
  title: "[RS9] 2,000 games of 45",
} as const;

export const BUGS: readonly Bug[] = [
  {
    name: "a write is acknowledged before it is durable",
    edits: [
      {
        file: "src/store/group-commit.ts",
        find: "      hooks.beforeCommit();\n",
        replace: "      for (const settle of settles.splice(0)) settle();\n      hooks.beforeCommit();\n",
      },
    ],
    project: "contract",
    test: "test/contract/store-sqlite-faults.test.ts",
    title: "[ST21] when a commit fails",
  },
  {
    name: "Redis is set up with appendfsync everysec, and the server is content with it",
    edits: [
      { file: "docker-compose.yml", find: '"--appendfsync", "always"', replace: '"--appendfsync", "everysec"' },
      {
        file: "src/store/redis-server.ts",
        find: 'settings.appendfsync !== "always"',
        replace: 'settings.appendfsync === "no"',
      },
    ],
    project: "contract",
    test: "test/contract/store-redis-faults.test.ts",
    title: "[ST46] a Redis that may lose what it acknowledged is refused",
  },
  {
    name: "responses are counted with an increment, and the client of Redis sends again",
    edits: [
      {
        file: RESPOND,
        find: "  return (attempt == string.match",
        replace:
          "  if attempt == string.match(ARGV[3], '^[^\\n]*') then\n    redis.call('HINCRBY', KEYS[1], 'tally:' .. ARGV[2], 1)\n  end\n  return (attempt == string.match",
      },
      {
        file: RESPOND,
        find: "redis.call('HSET', KEYS[4], ARGV[1], received .. '\\n' .. ARGV[3])\n",
        replace:
          "redis.call('HSET', KEYS[4], ARGV[1], received .. '\\n' .. ARGV[3])\nredis.call('HINCRBY', KEYS[1], 'tally:' .. ARGV[2], 1)\n",
      },
      {
        file: "src/store/pulse.lua",
        find: "of = responded\n",
        replace: "responded = tonumber(redis.call('HGET', KEYS[1], 'tally:' .. ARGV[1]) or '0')\nof = responded\n",
      },
    ],
    project: "contract",
    test: "test/contract/store-redis-faults.test.ts",
    title: "[ST9] a write whose answer is lost",
    says: "{ responded: 1 }",
  },
  {
    name: "a response is looked for and then written, in two steps",
    edits: [
      { file: RESPOND, find: "if before then", replace: "if before and ARGV[5] then" },
      {
        file: "src/store/redis-seats.ts",
        find: "      const found = (await respondScript(",
        replace:
          "      const held = await line.run((client) => client.hget(keys.responsesKey(roomId, round), playerId));\n      if (held) return { kind: 'already', response: responseOf(held) };\n      const found = (await respondScript(",
      },
    ],
    project: "contract",
    test: "test/contract/store-redis.test.ts",
    title: "[ST9] of 30 responses",
    written: "test/contract/store-laws-responses.ts",
  },
  {
    name: "a response counts for whatever round is open",
    edits: [
      {
        file: "src/rooms/seats.ts",
        find: "const respond = { roomId: live.room.id, round, playerId, response };",
        replace: "const respond = { roomId: live.room.id, round: live.room.round, playerId, response };",
      },
    ],
    project: "contract",
    test: "test/contract/protocol-responses.test.ts",
    title: "[RS4] after the close",
    says: "expected 'not_open' to be 'round_closed'",
  },
  {
    name: "a transition is written without comparing versions",
    edits: [
      {
        file: "src/store/transition.lua",
        find: "if at[1] ~= ARGV[1] then",
        replace: "if not at[1] then",
      },
    ],
    project: "contract",
    test: "test/contract/store-redis.test.ts",
    title: "[ST3] a transition needs the version",
    written: "test/contract/store-laws-rooms.ts",
  },
  {
    name: "a player's secret stands in the list of players",
    edits: [
      {
        file: "src/engine/roster-view.ts",
        find: "  playerId: seat.playerId,\n  nickname: seat.nickname,\n  present:",
        replace: "  ...{ token: seat.token },\n  playerId: seat.playerId,\n  nickname: seat.nickname,\n  present:",
      },
    ],
    project: "contract",
    test: "test/contract/protocol-secrecy.test.ts",
    title: "[VW4] tokens, codes and ids of others",
  },
  {
    name: "options say which one is right",
    edits: [
      {
        file: "src/engine/look.ts",
        find: "=> ({ id, text, mark, ...imageOf({ image }, images) })",
        replace: "=> ({ id, text, mark, right: item.key.includes(id), ...imageOf({ image }, images) })",
      },
    ],
    project: "contract",
    test: "test/contract/non-interference.test.ts",
    title: "item players receive the same bytes until its reveal",
  },
  {
    name: "the right option stands first",
    edits: [
      {
        file: "src/items/single-choice.ts",
        find: "options: shown(item.options) })",
        replace:
          "options: shown([...item.options].sort((a, b) => Number(b.id === item.key[0]) - Number(a.id === item.key[0]))) })",
      },
    ],
    project: "contract",
    test: "test/contract/non-interference.test.ts",
    title: "item players receive the same bytes until its reveal",
  },
  {
    name: "the origin of a connection is not looked at",
    edits: [
      {
        file: "src/gateway/handshake.ts",
        find: "  if (origin === undefined) return true;",
        replace: "  if (origin !== null) return true;",
      },
    ],
    project: "contract",
    test: "test/contract/protocol-handshake.test.ts",
    title: "[PR6] another site's origin is refused",
  },
  {
    name: "nicknames are only trimmed",
    edits: [
      {
        file: "src/nickname.ts",
        find: 'const seen = dropUnseen(raw.normalize("NFC")).normalize("NFC");',
        replace: "const seen = raw;",
      },
    ],
    project: "unit",
    test: "test/unit/nickname.test.ts",
    title: "is cleaned away",
  },
  {
    name: "responses count after the deadline",
    edits: [
      {
        file: GATE,
        find: 'return gate.closesAt !== null && at > gate.closesAt ? "round_closed" : undefined;',
        replace: "return undefined;",
      },
    ],
    ...GAMES,
    says: "[I3] a response of",
  },
  {
    name: "timers follow the machine's clock",
    edits: [
      {
        file: "src/store/clock.ts",
        find: "const source = read ?? (() => wall + performance.now());",
        replace: "const source = read ?? (() => (wall ? Date.now() : 0));",
      },
    ],
    project: "unit",
    test: "test/unit/clock.test.ts",
    title: "[TM1] setting the machine's clock an hour ahead",
  },
  {
    name: "a change is told before it is written",
    edits: [
      {
        file: "src/rooms/live-room.ts",
        find: "      const result = await this.#parts.store.transition({",
        replace:
          "      await this.#inTurn(() => this.#adopt(next, 0));\n      const result = await this.#parts.store.transition({",
      },
    ],
    ...GAMES,
    says: "was shown before it was written",
  },
  {
    name: "a handler that throws is caught by nobody",
    edits: [
      {
        file: "src/gateway/dispatch.ts",
        find: "return await handlers[event",
        replace: "return handlers[event",
      },
    ],
    project: "contract",
    test: "test/contract/protocol-outage.test.ts",
    title: "[PR15] ends and is started again",
    says: "operation has timed out",
  },
];

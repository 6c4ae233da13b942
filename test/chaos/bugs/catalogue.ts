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
  /** The project and file of the tests, and a part of their titles. */
  project: "unit" | "contract" | "chaos";
  test: string;
  title: string;
}

const GATE = "src/store/gate.ts";
const RESPOND = "src/store/respond.lua";

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
    name: "Redis is set up with appendfsync everysec",
    edits: [{ file: "docker-compose.yml", find: '"--appendfsync", "always"', replace: '"--appendfsync", "everysec"' }],
    project: "unit",
    test: "test/unit/deployment.test.ts",
    title: "[OP5]",
  },
  {
    name: "responses are counted with an increment, and the client of Redis sends again",
    edits: [
      {
        file: RESPOND,
        find: "local before = redis.call('HGET', KEYS[4], ARGV[1])\n",
        replace:
          "redis.call('HINCRBY', KEYS[1], 'tally:' .. ARGV[2], 1)\nlocal before = redis.call('HGET', KEYS[4], ARGV[1])\n",
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
  },
  {
    name: "a response is looked for and then written, in two steps",
    edits: [
      { file: RESPOND, find: "if before then", replace: "if before and ARGV[6] then" },
      {
        file: "src/store/redis-seats.ts",
        find: '      const [kind, first = "", complete] = (await respondScript(',
        replace:
          "      const held = await line.run((client) => client.hget(keys.responsesKey(roomId, round), playerId));\n      if (held) return { kind: 'already', response: responseOf(held) };\n      const [kind, first = '', complete] = (await respondScript(",
      },
    ],
    project: "contract",
    test: "test/contract/store-redis.test.ts",
    title: "[ST9] of 30 responses",
  },
  {
    name: "a response counts for whatever round is open",
    edits: [
      {
        file: "src/rooms/seats.ts",
        find: "respondInTime(store, live, { roomId: live.room.id, round, playerId, response })",
        replace: "store.respond({ roomId: live.room.id, round: live.room.round, playerId, response })",
      },
    ],
    project: "contract",
    test: "test/contract/protocol-responses.test.ts",
    title: "[RS4] after the close",
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
  },
  {
    name: "a player's secret stands in the list of players",
    edits: [
      {
        file: "src/engine/view.ts",
        find: "  playerId: seat.playerId,\n  nickname: seat.nickname,\n  present",
        replace: "  token: seat.token,\n  playerId: seat.playerId,\n  nickname: seat.nickname,\n  present",
      },
    ],
    project: "contract",
    test: "test/contract/protocol-secrecy.test.ts",
    title: "[VW4]",
  },
  {
    name: "options say which one is right",
    edits: [
      {
        file: "src/items/single-choice.ts",
        find: "options: shown(item.options) })",
        replace: "options: shown(item.options)?.map((option) => ({ ...option, right: option.id === item.key[0] })) })",
      },
    ],
    project: "contract",
    test: "test/contract/non-interference.test.ts",
    title: "[VW1]",
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
    title: "[VW1]",
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
    title: "[PR6]",
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
    title: "[NM1]",
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
    project: "contract",
    test: "test/contract/store-sqlite.test.ts",
    title: "[ST10]",
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
    title: "[TM1]",
  },
  {
    name: "a change is told before it is written",
    edits: [
      {
        file: "src/rooms/live-room.ts",
        find: "      const result = await this.#parts.store.transition({",
        replace: "      await this.refresh(next);\n      const result = await this.#parts.store.transition({",
      },
    ],
    project: "unit",
    test: "test/unit/live-room.test.ts",
    title: "[PR16]",
  },
  {
    name: "a handler that throws is caught by nobody",
    edits: [
      {
        file: "src/gateway/dispatch.ts",
        find: "void guarded(event, args).then(answer);",
        replace: "void handle(event, args).then(answer);",
      },
    ],
    project: "contract",
    test: "test/contract/protocol-outage.test.ts",
    title: "[PR15] ends and is started again",
  },
];

/** A game before anything has happened in it. */
import { RoomOptions } from "../../../protocol/payloads.ts";
import type { Quiz } from "../../../src/quiz.ts";
import { drawFrom } from "../../../src/rooms/draw.ts";
import { Host } from "./host.ts";
import { Ledger, SECRET } from "./invariants.ts";
import { Machine } from "./machine.ts";
import { type MemoryCore, memoryCore } from "./memory-store.ts";
import { Phone } from "./phone.ts";
import { Screens } from "./screens.ts";
import type { Table } from "./table.ts";
import { weatherOf } from "./weather.ts";
import { type Chance, World } from "./world.ts";

const NODES = 3;
const PLAYERS = 45;

const OPTIONS = ["a", "b", "c"].map((id) => ({ id, text: `Option ${id}` }));
const quizOf = (chance: Chance): Quiz => {
  const common = () => ({
    seconds: chance.is(0.15) ? null : chance.between(1, 2),
    points: 1000 as const,
    explanation: SECRET,
  });
  const items = [
    () => ({ type: "single-choice" as const, stem: "One?", options: OPTIONS, key: ["b"] }),
    () => ({ type: "multiple-choice" as const, stem: "Several?", options: OPTIONS, key: ["a", "c"] }),
    () => ({ type: "short-answer" as const, stem: "Which?", accept: [SECRET, "word"] }),
    () => ({ type: "poll" as const, stem: "How?", options: OPTIONS }),
  ];
  const rounds = Array.from({ length: chance.one([1, 2, 2, 3]) }, (_, n) => ({
    id: `q${n}`,
    ...chance.one(items)(),
    ...common(),
  }));
  return { schemaVersion: 1, id: "quiz", title: "Title", language: "en", items: rounds } as Quiz;
};

const optionsOf = (chance: Chance) =>
  RoomOptions.parse({
    previewSeconds: chance.one([0, 0.4, 0.8]),
    leaderboard: chance.one(["every", "end", "none"]),
    scoring: chance.one(["classic", "accuracy", "gentle"]),
    shuffleOptions: chance.is(0.3),
    identity: chance.is(0.2) ? "anonymous" : "coded",
  });

/** Three nodes that are down, a store with one quiz, one or two hosts and 45 phones; all as the seed has it. */
export const lay = (seed: number): Table => {
  const world = new World(seed);
  const { chance } = world;
  const ledger: Ledger = new Ledger(world, (): MemoryCore => core);
  const core = memoryCore(
    () => Math.floor(world.now),
    (fact) => ledger.wrote(fact),
  );
  core.putQuiz({ quiz: quizOf(chance), images: {}, updatedAt: 0 });
  const table: Table = {
    world,
    weather: weatherOf(chance),
    ledger,
    screens: new Screens(ledger, core),
    core,
    draw: drawFrom(chance.bytes),
    nodes: Array.from({ length: NODES }, (_, name) => ({
      machine: new Machine(world, name),
      gateway: undefined,
      links: new Set(),
    })),
    hosts: [],
    phones: [],
    twins: [],
    pin: undefined,
    token: undefined,
    restedAt: 0,
    calm: false,
    befell: { crashes: 0, pauses: 0, outages: 0, cuts: 0 },
  };
  const options = optionsOf(chance);
  table.hosts = Array.from({ length: chance.between(1, 2) }, (_, n) => new Host(table, options, n === 0));
  table.phones = Array.from({ length: PLAYERS }, (_, n) => new Phone(table, n));
  const twins = chance.is(0.3) ? chance.between(1, 3) : 0;
  table.twins = Array.from({ length: twins }, (_, n) => new Phone(table, PLAYERS + n));
  return table;
};

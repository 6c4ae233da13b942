/** Several rooms on one cluster, and one fault after the other, each at a moment of a game that was chosen before. */
import { setTimeout as sleep } from "node:timers/promises";
import { type Cluster, startCluster } from "../../cluster.ts";
import { type Chance, chanceFrom } from "../fuzz/chance.ts";
import { within } from "../patience.ts";
import { type Inflicted, inflict, type Kind } from "./faults.ts";
import { Phone, type Tap } from "./phone.ts";
import { type Moment, Table } from "./table.ts";
import type { Verdict } from "./verdict.ts";

const MOMENTS: readonly Moment[] = ["lobby", "preview", "open", "closing", "reveal", "leaderboard", "finished"];
/** How long after its beginning a moment is hit at the latest, ms. */
const WITHIN: Record<Moment, number> = {
  lobby: 350,
  preview: 900,
  open: 2500,
  closing: 350,
  reveal: 350,
  leaderboard: 350,
  finished: 350,
};
const TABLES = 3;
/** Nobody stays out longer than this, ms; how long it took is a figure. */
const OUT = 30_000;

/** A fault that happened, and how long (ms) clients were out because of it, and rooms were late for those who were not. */
interface Happened extends Omit<Inflicted, "mend"> {
  kind: Kind;
  moment: Moment;
  out: number[];
  late: number[];
  /** Of what was done to Redis: from its return until nothing waited any more, ms. */
  resumed: number;
}

export interface Outcome {
  happened: Happened[];
  games: Verdict[];
  /** What must not happen, in words; a run with any has failed. */
  faults: string[];
}

export interface Wanted {
  kinds: readonly Kind[];
  nodes: 2 | 3;
  /** In each of the three rooms. */
  phones: number;
  seed: number;
  say(line: string): void;
}

/** Lines by which a node says that something went wrong (level 50 and above) that is no outage of the store. */
const complaints = (cluster: Cluster): string[] =>
  cluster.nodes.flatMap(({ output }) =>
    output.split("\n").filter((line) => /"level":[56]0/.test(line) && !line.includes("StoreUnavailable")),
  );

/** Responses that were tapped in time, waited during a fault or its aftermath, and were refused as late. */
export const lateDuring = ({ from, resumed }: Happened, games: readonly Verdict[]): Tap[] =>
  games.flatMap(({ late }) => late.filter(({ at, settledAt }) => at < from + resumed && (settledAt ?? at) > from));

const failedInDeploys = (happened: readonly Happened[], games: readonly Verdict[]): string[] =>
  happened
    .filter(({ kind }) => kind === "deploy")
    .flatMap((deploy) => lateDuring(deploy, games))
    .map((tap) => `late in a deploy: ${JSON.stringify(tap)}`);

class Run {
  readonly #cluster: Cluster;
  readonly #tables: readonly Table[];
  readonly #chance: Chance;
  #aim: { moments: readonly Moment[]; hit(moment: Moment): void } | undefined;
  #over = false;
  readonly games: Verdict[] = [];

  constructor(cluster: Cluster, phones: number, seed: number) {
    this.#cluster = cluster;
    this.#chance = chanceFrom(seed);
    this.#tables = Array.from({ length: TABLES }, (_, index) => {
      const table = new Table(cluster.url, `Table ${index + 1} seat`, phones, this.#chance, index > 0);
      table.reached = (moment) => {
        if (this.#aim?.moments.includes(moment)) this.#aim.hit(moment);
      };
      return table;
    });
  }

  get #clients() {
    return this.#tables.flatMap(({ clients }) => clients);
  }

  /** Plays until the faults are over. */
  async play(table: Table, after: number): Promise<void> {
    await sleep(after);
    while (!this.#over) this.games.push(await table.play());
  }

  async strike(kinds: readonly Kind[], say: Wanted["say"]): Promise<Happened[]> {
    const happened: Happened[] = [];
    let left = MOMENTS;
    for (const kind of kinds) {
      // Whichever comes first of the moments that were not hit yet; then all again.
      const moment = await new Promise<Moment>((hit) => {
        this.#aim = { moments: left, hit };
      });
      left = left.length === 1 ? MOMENTS : left.filter((other) => other !== moment);
      this.#aim = undefined;
      await sleep(this.#chance.between(0, WITHIN[moment]));
      const struck = await this.#strike(kind, moment);
      happened.push(struck);
      say(`${kind} in ${moment}: ${struck.out.length} out for at most ${Math.round(Math.max(0, ...struck.out))} ms`);
    }
    this.#over = true;
    for (const table of this.#tables) table.hurried = true;
    return happened;
  }

  async #strike(kind: Kind, moment: Moment): Promise<Happened> {
    const began = performance.now();
    const inflicted = await inflict(kind, this.#cluster, this.#chance);
    const { from } = inflicted;
    for (; this.#unsettled().length > 0; await sleep(10)) {
      if (performance.now() - inflicted.to < OUT) continue;
      throw new Error(`after a ${kind} not everybody is back: ${this.#unsettled().join("; ")}`);
    }
    const resumed = performance.now() - from;
    if (inflicted.mend) await within(inflicted.mend(), `all to be as before a ${kind}`);
    // What was due meanwhile shows itself a little later.
    await sleep(500);
    const losses = this.#clients.map((client) => client.losses.filter(({ at }) => at >= began));
    const out = losses.flat().map(({ at, back }) => Math.max(0, (back ?? at) - (kind.endsWith("kill") ? from : at)));
    const steady = this.#clients.filter((_, index) => losses[index]?.length === 0);
    const late = steady.flatMap((client) =>
      client.late.filter(({ at }) => at >= from).map(({ at, ms }) => Math.min(ms, at - from)),
    );
    return { from, to: inflicted.to, kind, moment, out, late, resumed };
  }

  /** Who has not their place, or a response that waits, in words. */
  #unsettled(): string[] {
    return this.#clients.flatMap((client) => {
      const name = client instanceof Phone ? client.nickname : "a host";
      if (!client.settled) return [`${name} is ${client.line.socket.connected ? "not seated" : "not connected"}`];
      return client instanceof Phone && client.waiting ? [`${name} waits for a receipt`] : [];
    });
  }

  /** Ends it, also in the middle of a fault that threw. */
  rest(): void {
    this.#over = true;
    for (const table of this.#tables) table.rest();
  }

  get tables(): readonly Table[] {
    return this.#tables;
  }
}

/** Plays on a cluster until every fault of the list has been inflicted and every game is over. */
export const runFaults = async ({ kinds, nodes, phones, seed, say }: Wanted): Promise<Outcome> => {
  await using cluster = await startCluster(nodes);
  const run = new Run(cluster, phones, seed);
  try {
    const playing = Promise.all(run.tables.map((table, index) => run.play(table, index * 2000)));
    const [happened] = await Promise.all([
      Promise.race([run.strike(kinds, say), playing.then(() => Promise.reject(new Error("the games ended")))]),
      playing,
    ]);
    const faults = [
      ...run.games.flatMap((game) => game.faults),
      ...failedInDeploys(happened, run.games),
      ...complaints(cluster),
    ];
    return { happened, games: run.games, faults };
  } finally {
    run.rest();
  }
};

/** A host and its phones, who play one game after the other. */
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { HOST_KEY } from "../../support.ts";
import type { Chance } from "../fuzz/chance.ts";
import { Client, type Snapshot } from "./client.ts";
import { Phone } from "./phone.ts";
import { type Verdict, verdictOn } from "./verdict.ts";

export type Moment = "lobby" | "preview" | "open" | "closing" | "reveal" | "leaderboard" | "finished";

const ITEMS = ["q1", "q2", "q3"];
/** The round in which one phone never answers, so that it ends by its limit. */
const TIMED = 2;
const SECONDS = 5;

const QUIZ = {
  schemaVersion: 1,
  id: "kills",
  title: "Kills",
  language: "en",
  items: ITEMS.map((id) => ({
    id,
    type: "single-choice",
    stem: `${id}?`,
    options: ["a", "b", "c", "d"].map((option) => ({ id: option, text: option })),
    key: ["b"],
    seconds: SECONDS,
  })),
};

/** How long a host looks at a screen before it goes on, ms. */
const DWELL = 400;
/** A game that does not move for so long has stalled, ms. */
const STALL = 30_000;

export class Table {
  readonly host: Client;
  readonly phones: readonly Phone[];
  /** Told when the host's screen has come to a moment of the game. */
  reached: (moment: Moment) => void = () => {};
  /** Every game is ended early from now on. */
  hurried = false;
  readonly #url: string;
  readonly #byToken: boolean;
  #roomId = "";
  /** What was seen at each version: all must have seen the same. */
  readonly #seen = new Map<number, string>();
  #shown = "";

  /** `byToken`: after the room is made its host comes back with the room's token, as a device that was let in. */
  constructor(url: string, name: string, phones: number, chance: Chance, byToken: boolean) {
    this.#url = url;
    this.#byToken = byToken;
    const right = () => (byToken && host.token !== undefined ? { token: host.token } : { key: HOST_KEY });
    const host: Client = new Client(url, "/host", right);
    this.host = host;
    host.onSnapshot = (snapshot) => this.#follow(snapshot);
    this.phones = Array.from({ length: phones }, (_, index) => new Phone(url, `${name} ${index + 1}`, chance));
    for (const [index, phone] of this.phones.entries()) if (index === 0) phone.silent = [TIMED];
    for (const phone of this.phones) {
      const see = phone.onSnapshot;
      phone.onSnapshot = (snapshot) => {
        this.#agree(snapshot);
        see(snapshot);
      };
    }
  }

  get clients(): readonly Client[] {
    return [this.host, ...this.phones];
  }

  /** One game from lobby to the end, and what its files say. Throws when it stalls. */
  async play(): Promise<Verdict> {
    const { host, phones } = this;
    for (const client of this.clients) client.leave();
    if (this.#byToken) host.renew();
    this.#seen.clear();
    const attempt = randomUUID();
    const payload = { quiz: QUIZ, options: { previewSeconds: 1 }, attempt };
    const room = await host.get("room:create", payload);
    this.#roomId = String(room.roomId);
    host.enter(String(room.token), room.snapshot as Snapshot);
    for (const [index, phone] of phones.entries()) {
      if (index === Math.floor(phones.length / 2)) {
        // Half of them join in whatever happens now.
        this.reached("lobby");
        if (!this.hurried) await sleep(DWELL);
      }
      await phone.join(String(room.pin));
    }
    await this.#lead();
    await this.#all(({ snapshot }) => snapshot?.phase === "finished", "finished");
    await sleep(DWELL);
    await this.#all((client) => client.seated, "seated");
    const verdict = await verdictOn(this.#url, this.#roomId, phones, ITEMS, this.hurried);
    verdict.faults.push(...host.faults.splice(0));
    return verdict;
  }

  rest(): void {
    for (const { line } of this.clients) line.rest();
  }

  /** The host goes on when the room does not do so by itself. */
  async #lead(): Promise<void> {
    const { host } = this;
    for (let moved = performance.now(), version = 0; ; await sleep(20)) {
      const { snapshot } = host;
      if (!snapshot) continue;
      if (snapshot.phase === "finished") return;
      if (snapshot.version !== version) {
        moved = performance.now();
        version = snapshot.version;
      }
      const still = performance.now() - moved;
      if (still > STALL) {
        const phones = new Set(this.phones.map((phone) => phone.snapshot?.phase)).keys();
        const where = host.seated ? "is there" : `is away, its phones in ${[...phones].join(" or ")}`;
        throw new Error(`the host stays in ${snapshot.phase} of round ${snapshot.round} and ${where}`);
      }
      if (this.hurried && host.seated) {
        await host.line.ask("room:finish", {});
        continue;
      }
      if (snapshot.phase === "preview" || snapshot.phase === "open" || still < DWELL || !host.seated) continue;
      // Whatever the answer, the version tells whether the room has moved.
      await host.line.ask("room:advance", { version });
    }
  }

  async #all(fits: (client: Client) => boolean, what: string): Promise<void> {
    for (const from = performance.now(); !this.clients.every(fits); await sleep(20)) {
      if (performance.now() - from < STALL) continue;
      const states = this.clients.filter((client) => !fits(client)).map(({ snapshot }) => snapshot?.phase);
      throw new Error(`${this.#roomId}: not all are ${what}: ${states.join()}`);
    }
  }

  /** A version is one state of the room, whoever shows it. */
  #agree({ version, phase, round }: Snapshot): void {
    const state = `${phase} ${round}`;
    const known = this.#seen.get(version);
    if (known === undefined) this.#seen.set(version, state);
    else if (known !== state) this.host.faults.push(`version ${version} is both ${known} and ${state}`);
  }

  #follow(snapshot: Snapshot): void {
    this.#agree(snapshot);
    const { phase, round, deadline } = snapshot;
    const shown = `${phase} ${round}`;
    if (shown === this.#shown) return;
    this.#shown = shown;
    if (phase !== "lobby") this.reached(phase as Moment);
    if (phase === "open" && round === TIMED && typeof deadline === "number") {
      setTimeout(() => this.reached("closing"), deadline - this.host.line.serverNow());
    }
  }
}

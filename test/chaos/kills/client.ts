/** A client that holds a place in a room and takes it again at every connection. It notes when it was out, and what it saw late. */
import { until } from "../patience.ts";
import { type Answer, connectPage, type Line } from "./page.ts";

export interface Snapshot {
  version: number;
  serverNow: number;
  phase: string;
  round: number;
  opensAt?: number | null;
  openedAt?: number;
  deadline?: number | null;
  responded?: boolean | number;
}

/** Out of the room from one moment (ms of performance.now) to another; null: not back yet. */
export interface Loss {
  at: number;
  back: number | null;
}

/** A change that the room makes by itself on time, and how late it was seen (ms). */
interface Late {
  at: number;
  ms: number;
}

/** Answers that may be another one a moment later. */
const PASSING = ["store_unavailable", "not_joined", "rate_limited", "stale_version"];

/** When the room goes on from a snapshot by itself, by the rules of its clock, if it does so to `next` (ms of the server). */
const dueAt = (last: Snapshot, next: Snapshot): number | undefined => {
  if (last.round !== next.round) return undefined;
  if (last.phase === "preview" && next.phase === "open" && typeof last.opensAt === "number") return last.opensAt - 400;
  if (last.phase !== "open" || next.phase !== "reveal" || typeof last.deadline !== "number") return undefined;
  // Earlier than that it was closed because all had responded.
  return next.serverNow > last.deadline ? last.deadline + 300 : undefined;
};

export class Client {
  readonly line: Line;
  readonly losses: Loss[] = [];
  readonly late: Late[] = [];
  /** What must not happen, in words. */
  readonly faults: string[] = [];
  snapshot: Snapshot | undefined;
  token: string | undefined;
  /** Called with every snapshot that is taken, and whenever the place has been taken. */
  onSnapshot: (snapshot: Snapshot) => void = () => {};
  onSeated: () => void = () => {};
  readonly #back: "room:resume" | "room:attach";
  #holder: string | undefined;

  constructor(url: string, namespace: "/player" | "/host", auth?: () => object) {
    this.#back = namespace === "/player" ? "room:resume" : "room:attach";
    this.line = connectPage(url, namespace, auth);
    const { socket } = this.line;
    socket.on("connect", () => void this.#resume());
    socket.on("disconnect", () => this.#lose());
    socket.on("snapshot", (snapshot: Snapshot) => this.#take(snapshot, true));
    socket.on("room:closed", ({ reason }: { reason: string }) => {
      if (reason !== "finished") this.faults.push(`closed: ${reason}`);
    });
  }

  get seated(): boolean {
    return this.#holder !== undefined && this.#holder === this.line.socket.id;
  }

  /** Asks until there is an answer that lasts; throws a refusal. */
  get(event: string, payload: object): Promise<Record<string, unknown>> {
    const look = async (): Promise<Record<string, unknown> | undefined> => {
      const answer = this.line.socket.connected ? await this.line.ask(event, payload) : null;
      if (answer?.ok) return answer;
      if (answer && !PASSING.includes(answer.error.code)) throw new Error(`${event}: ${answer.error.code}`);
      return undefined;
    };
    return until(look, `an answer to ${event}`, { every: 100 });
  }

  /** A place in another room, on the connection there is. */
  enter(token: string, snapshot: Snapshot): void {
    this.token = token;
    this.snapshot = undefined;
    this.#holder = this.line.socket.id;
    this.#take(snapshot, false);
    this.onSeated();
  }

  /** Out of the room by its own will. */
  leave(): void {
    this.#regain();
    this.token = undefined;
    this.#holder = undefined;
  }

  /** Comes by a new connection, with the rights it has now. */
  renew(): void {
    this.line.socket.disconnect().connect();
  }

  /** Asks for the place again: the server does not know it on this connection. */
  resume(): void {
    this.#holder = undefined;
    void this.#resume();
  }

  /** In the room, or in none. */
  get settled(): boolean {
    return this.token === undefined || this.seated;
  }

  async #resume(): Promise<void> {
    const { token } = this;
    const { id } = this.line.socket;
    if (token === undefined || id === undefined) return;
    const answer: Answer | null = await this.line.ask(this.#back, { token });
    if (this.line.socket.id !== id || this.token !== token) return;
    if (answer?.ok) {
      this.#holder = id;
      this.#regain();
      this.#take(answer.snapshot as Snapshot, false);
      return this.onSeated();
    }
    if (answer !== null && !PASSING.includes(answer.error.code))
      this.faults.push(`${this.#back}: ${answer.error.code}`);
    setTimeout(() => this.#holder !== this.line.socket.id && void this.#resume(), answer === null ? 0 : 1000);
  }

  #lose(): void {
    this.#holder = undefined;
    if (this.token === undefined) return;
    if (this.losses.at(-1)?.back !== null) this.losses.push({ at: performance.now(), back: null });
  }

  #regain(): void {
    const loss = this.losses.at(-1);
    if (loss) loss.back ??= performance.now();
  }

  #take(next: Snapshot, pushed: boolean): void {
    if (this.token === undefined) return;
    const last = this.snapshot;
    if (last && next.version < last.version) return;
    this.snapshot = next;
    const due = last && pushed ? dueAt(last, next) : undefined;
    // Server and client run on the same machine, by the same clock.
    if (due !== undefined) this.late.push({ at: performance.now(), ms: Date.now() - due });
    this.onSnapshot(next);
  }
}

/** A phone: its seat, its answers, and a journal of what the server acknowledged. */
import { randomUUID } from "node:crypto";
import type { Chance } from "../fuzz/chance.ts";
import { Client, type Snapshot } from "./client.ts";
import { type Ask, createOutbox, type Play, type Reply } from "./page.ts";

/** A response that was tapped, and what became of it: `sent` is acknowledged. */
export interface Tap {
  round: number;
  value: string;
  status: Reply["status"];
  /** Ms of performance.now. */
  at: number;
  settledAt: number | null;
}

const OPTIONS = ["a", "b", "c", "d"];
/** People take between these times to answer, ms. */
const FASTEST = 100;
const SLOWEST = 2200;

export class Phone extends Client {
  readonly nickname: string;
  readonly #chance: Chance;
  /** Of the present game. */
  taps: Tap[] = [];
  playerId = "";
  /** Rounds in which this phone's person does not answer. */
  silent: readonly number[] = [];
  #game = 0;
  #outbox: { flush(): void };
  #play: Play = { reply: null, seat: null };

  constructor(url: string, nickname: string, chance: Chance) {
    super(url, "/player");
    this.nickname = nickname;
    this.#chance = chance;
    const ask: Ask = async (event, payload) => {
      const answer = await this.line.ask(event, payload);
      if (answer?.ok) this.#check(payload as Reply, answer.receipt as Partial<Reply>);
      return answer;
    };
    this.#outbox = createOutbox(
      this.#play,
      ask,
      () => this.seated,
      () => this.resume(),
      () => this.#settle(),
    );
    this.onSeated = () => this.#outbox.flush();
    this.onSnapshot = (snapshot) => this.#see(snapshot);
  }

  /** A response is on its way. */
  get waiting(): boolean {
    return this.#play.reply?.status === "saving";
  }

  /** Takes a seat in a room, however long it takes. */
  async join(pin: string): Promise<void> {
    this.leave();
    this.taps = [];
    this.#play.reply = null;
    this.#game++;
    const attempt = randomUUID();
    const seat = await this.get("room:join", { pin, nickname: this.nickname, attempt });
    this.playerId = String(seat.playerId);
    this.#play.seat = { token: String(seat.token) };
    this.enter(String(seat.token), seat.snapshot as Snapshot);
  }

  #see({ phase, round, openedAt, responded }: Snapshot): void {
    if (phase !== "open" || responded || this.silent.includes(round)) return;
    if (this.taps.some((tap) => tap.round === round) || openedAt === undefined) return;
    const tap: Tap = { round, value: this.#chance.pick(OPTIONS), status: "saving", at: 0, settledAt: null };
    this.taps.push(tap);
    const game = this.#game;
    const wait = openedAt - this.line.serverNow() + this.#chance.between(FASTEST, SLOWEST);
    setTimeout(() => game === this.#game && this.#tap(tap), Math.max(0, wait));
  }

  #tap(tap: Tap): void {
    const token = this.token ?? "";
    tap.at = performance.now();
    const { round, value } = tap;
    this.#play.reply = { token, round, value, attempt: randomUUID(), elapsedMs: 100, status: "saving" };
    this.#outbox.flush();
  }

  #check(sent: Reply, receipt: Partial<Reply>): void {
    if (receipt.round !== sent.round || receipt.attempt !== sent.attempt) {
      this.faults.push(`a receipt for ${receipt.round}, not ${sent.round}`);
    }
  }

  #settle(): void {
    const { reply } = this.#play;
    const tap = this.taps.find(({ round }) => round === reply?.round);
    if (!reply || !tap || reply.status === "saving") return;
    if (reply.value !== tap.value) this.faults.push(`round ${tap.round} was answered by somebody else`);
    tap.status = reply.status;
    tap.settledAt = performance.now();
  }
}

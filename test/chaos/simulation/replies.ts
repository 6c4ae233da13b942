/** What a phone answers: one response a round, kept and sent until it is answered for good, as the player page's outbox does. */
import type { PlayerSnapshotOf } from "../../../protocol/snapshots.ts";
import type { ReceiptSeen } from "./invariants.ts";
import type { Answered, Link } from "./link.ts";
import type { Table } from "./table.ts";

const AGAIN_MS = 1000;
/** As in src/pages/player/outbox.ts. */
const FINAL = ["already_responded", "round_closed", "attempt_reused", "invalid_payload", "removed", "room_not_found"];

interface Reply {
  round: number;
  attempt: string;
  value: string | string[];
  status: "saving" | "sent" | "late";
}

/** The phone whose replies these are. */
export interface Replying {
  name: string;
  link: Link | undefined;
  seated: boolean;
  seat: { playerId: string } | undefined;
  snapshot: PlayerSnapshotOf | undefined;
  /** Which of its page's connections it has, from 1. */
  turn: number;
  newAttempt(): string;
}

export class Replies {
  readonly #table: Table;
  readonly #phone: Replying;
  #reply: Reply | undefined;
  #sending = false;

  constructor(table: Table, phone: Replying) {
    this.#table = table;
    this.#phone = phone;
  }

  /** The phone has its seat again, and this screen. */
  resumed(shown: PlayerSnapshotOf) {
    const acked = this.#reply?.status === "sent" && this.#reply.round === shown.round;
    if (!acked || shown.phase !== "open" || shown.responded) return;
    const what = `${this.#phone.name} has a receipt of round ${shown.round} and is asked to answer again`;
    this.#table.ledger.fail("I11", what);
  }

  /** A screen comes after another: the person may begin to think. */
  saw(shown: PlayerSnapshotOf | undefined, snapshot: PlayerSnapshotOf) {
    if (shown?.round !== snapshot.round && this.#reply?.round !== snapshot.round) this.#reply = undefined;
    if (snapshot.phase !== "open" || this.#reply || (shown?.phase === "open" && shown.round === snapshot.round)) return;
    this.#table.world.after(this.#thinks(snapshot), () => this.#respond(snapshot.round));
  }

  /** Sends what waits, if there is a way. */
  flush() {
    const { link, seated, turn } = this.#phone;
    const reply = this.#reply;
    if (this.#sending || reply?.status !== "saving" || !seated) return;
    this.#sending = true;
    const { round, attempt, value } = reply;
    link?.ask("response:submit", { round, attempt, value, elapsedMs: turn % 2 ? 100 : 0 }, (answer) => {
      this.#sending = false;
      this.#receipt(answer);
      if (this.#reply !== reply) return this.flush();
      if (answer && (answer.ok || FINAL.includes(answer.code))) {
        reply.status = answer.ok || answer.code === "already_responded" ? "sent" : "late";
        // Whoever doubts asks again, and gets the same.
        if (this.#table.world.chance.is(0.1))
          link.ask("response:submit", { round, attempt, value }, (again) => this.#receipt(again));
        return;
      }
      this.#table.world.after(answer === null ? 0 : AGAIN_MS, () => this.flush());
    });
  }

  /** Most answer soon, some in the last moment or after it, few not at all. */
  #thinks({ openedAt, deadline }: Extract<PlayerSnapshotOf, { phase: "open" }>): number {
    const { world, calm } = this.#table;
    const { chance, now } = world;
    const left = (deadline ?? now) - now;
    if (calm) return openedAt - now + chance.between(20, 500);
    if (chance.is(0.03)) return 1e6;
    if (deadline !== null && left > 0 && chance.is(0.2)) return left + chance.between(-300, 500);
    return openedAt - now + chance.between(-50, 1200);
  }

  #respond(round: number) {
    const { chance } = this.#table.world;
    const { snapshot, seat, link } = this.#phone;
    if (snapshot?.phase !== "open" || snapshot.round !== round || this.#reply || !seat) return;
    const options = snapshot.prompt.options ?? [];
    const option = options.length > 0 ? chance.one(options).id : "word";
    const value = snapshot.prompt.type === "multiple-choice" ? [option] : option;
    this.#reply = { round, attempt: this.#phone.newAttempt(), value, status: "saving" };
    this.flush();
    // Another tab answers, too: one of the two counts, and both are told which.
    if (!chance.is(0.05)) return;
    const rival = { round, attempt: this.#phone.newAttempt(), value };
    if (this.#phone.seated) link?.ask("response:submit", rival, (answer) => this.#receipt(answer));
  }

  #receipt(answer: Answered | null) {
    const receipt = answer?.receipt as ReceiptSeen | undefined;
    if (receipt && this.#phone.seat) this.#table.ledger.receipt(this.#phone.seat.playerId, receipt);
  }
}

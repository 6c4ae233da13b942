/** A phone as the player page behaves: joins with an attempt, resumes after every loss, sends its response until it is answered. */
import type { PlayerSnapshotOf } from "../../../protocol/snapshots.ts";
import { type Answered, Link } from "./link.ts";
import { Replies } from "./replies.ts";
import type { Table } from "./table.ts";

const AGAIN_MS = 1000;

export class Phone {
  readonly name: string;
  snapshot: PlayerSnapshotOf | undefined;
  seat: { playerId: string; token: string; code: string } | undefined;
  /** It was removed, or came when all was over. */
  out = false;
  link: Link | undefined;
  /** Another page of the same seat, on another machine or in another tab. */
  other: Phone | undefined;
  /** Its seat is open elsewhere, and the person leaves it at that. */
  rests = false;
  /** Told that its seat is open elsewhere, while this was its only connection. */
  replaced = 0;
  readonly #table: Table;
  #nickname: string;
  /** Of its join. */
  #attempt: string;
  #attempts = 0;
  #page = 1;
  /** Which of its page's connections it has, from 1. */
  turn = 0;
  /** This page has held the seat: it comes back to it by itself. */
  #held = false;
  /** The connection that holds the seat. */
  #holder: Link | undefined;
  readonly #replies: Replies;

  constructor(table: Table, index: number) {
    this.#table = table;
    this.name = `phone ${index}`;
    // Some want the name of another.
    this.#nickname = `Player ${table.world.chance.is(0.1) ? table.world.chance.between(0, 9) : index}`;
    this.#attempt = this.newAttempt();
    this.#replies = new Replies(table, this);
  }

  /** It holds the seat over a connection that it believes in. */
  get seated(): boolean {
    return this.#holder !== undefined && this.#holder === this.link && this.link.open;
  }

  /** It shows this version, or has no seat yet. */
  shows(version: number | undefined): boolean {
    if (this.rests) return this.other?.rests === false;
    const alone = !this.other?.seated;
    return this.out || !this.seat || (this.seated && alone && this.snapshot?.version === version);
  }

  /** The seat of another page is opened here, too. */
  open(other: Phone) {
    const { world, phones } = this.#table;
    if (!other.seat || other.out) return;
    this.other = other;
    other.other = this;
    this.seat = other.seat;
    phones.push(this);
    this.#table.restedAt = world.now;
    this.connect();
  }

  connect() {
    const { world, weather, nodes } = this.#table;
    if (this.out || this.rests || this.link?.open) return;
    const up = nodes.filter(({ machine }) => machine.up);
    this.link = new Link(world, weather, world.chance.one(up.length > 0 ? up : nodes), {
      name: this.name,
      kind: "player",
      screen: `page ${this.#page} of ${this.name}`,
      turn: ++this.turn,
      connected: () => (this.seat ? this.#resume() : this.#join()),
      pushed: (event, payload, link) => this.#pushed(event, payload, link),
      lost: (link) => {
        if (link === this.link) this.#later(world.chance.between(250, 1500), () => this.connect());
      },
    });
  }

  /** Reloads the page: what is kept is kept, the screen is not. */
  reload() {
    this.snapshot = undefined;
    this.#page++;
    this.#held = false;
    this.link?.break(0, 5);
  }

  newAttempt(): string {
    return `${this.name} ${++this.#attempts} of its attempts`;
  }

  #later(ms: number, run: () => void) {
    this.#table.world.after(ms, run);
  }

  #join() {
    const { world, ledger, pin } = this.#table;
    const { link } = this;
    const again = () => this.link === link && link?.open && this.#join();
    if (pin === undefined) return this.#later(world.chance.between(100, 400), again);
    const [nickname, attempt] = [this.#nickname, this.#attempt];
    link?.ask("room:join", { pin, nickname, attempt }, (answer) => {
      if (this.link !== link || !link?.open || this.seat) return;
      if (answer?.ok) {
        const { playerId, token, code } = answer as unknown as NonNullable<Phone["seat"]>;
        const taken = ledger.seats.get(playerId);
        if (taken?.token !== token || taken.attempt !== attempt)
          ledger.fail("I10", `${this.name} got a seat that is not its own`);
        this.seat = { playerId, token, code };
        return this.#seated(link, answer);
      }
      if (answer?.code === "nickname_taken") {
        this.#nickname = `${this.name} ${this.#attempts}`;
        this.#attempt = this.newAttempt();
      }
      const over = ledger.room?.phase === "finished" && answer?.code === "room_not_found";
      if (over || answer?.code === "removed") {
        world.note(this.name, "stays out", answer.code);
        this.out = true;
        return;
      }
      this.#later(answer === null ? 0 : AGAIN_MS, again);
    });
  }

  #resume() {
    const { link, seat } = this;
    const { ledger } = this.#table;
    if (!seat || this.seated) return;
    link?.ask("room:resume", { token: seat.token, again: this.#held }, (answer) => {
      if (this.link !== link || !link?.open) return;
      if (answer?.ok) {
        if (answer.playerId !== seat.playerId || answer.code !== seat.code)
          ledger.fail("I11", `${this.name} resumed another seat`);
        return this.#seated(link, answer);
      }
      if (answer?.code === "removed") return this.#leave();
      if (answer?.code === "replaced") return this.#rest(link);
      if (answer?.code === "unauthorized" || answer?.code === "room_not_found")
        ledger.fail("I11", `the seat of ${this.name} is refused: ${answer.code}`);
      this.#later(answer === null ? 0 : AGAIN_MS, () => this.link === link && link.open && this.#resume());
    });
  }

  #leave() {
    const { ledger } = this.#table;
    const seat = this.seat ?? [...ledger.seats.values()].find(({ attempt }) => attempt === this.#attempt);
    if (!ledger.removed.has(seat?.playerId ?? ""))
      ledger.fail("I11", `${this.name} is told that it was removed, and was not`);
    this.out = true;
    this.link?.break(0, 0);
  }

  #seated(link: Link, { snapshot }: Answered) {
    this.#holder = link;
    this.#held = true;
    const shown = snapshot as PlayerSnapshotOf;
    this.#replies.resumed(shown);
    this.#accept(shown);
    this.#replies.flush();
  }

  #pushed(event: string, payload: unknown, link: Link) {
    const { ledger } = this.#table;
    if (event === "snapshot") return this.#accept(payload as PlayerSnapshotOf);
    const { reason } = payload as { reason: string };
    if (reason === "finished") return;
    if (reason === "removed") return this.#leave();
    if (reason !== "replaced") return ledger.fail("I11", `${this.name} was told ${reason}`);
    if (link === this.link) this.#rest(link);
  }

  /** Its seat is open elsewhere, it is told: the page closes its connection, and the person taps it back. */
  #rest(link: Link) {
    this.replaced++;
    this.#held = false;
    const { world, calm } = this.#table;
    this.#table.restedAt = world.now;
    world.note(this.name, "is told that it is elsewhere");
    link.break(0, 5);
    // Of two pages that rest, the person taps the one at hand.
    if (this.other && !this.other.rests && (calm || world.chance.is(0.5))) this.rests = true;
  }

  #accept(snapshot: PlayerSnapshotOf) {
    const { world } = this.#table;
    const shown = this.snapshot;
    if (shown && snapshot.version < shown.version) return;
    this.snapshot = snapshot;
    if (this.seat) this.#table.screens.phone(this.name, this.seat.playerId, snapshot);
    if (shown && snapshot.version > shown.version + 1 && world.chance.is(0.2)) this.#sync();
    this.#replies.saw(shown, snapshot);
  }

  #sync() {
    const version = this.snapshot?.version ?? 0;
    if (!this.seated) return;
    this.link?.ask("room:sync", { version }, (answer) => {
      if (answer?.ok) this.#accept(answer.snapshot as PlayerSnapshotOf);
    });
  }
}

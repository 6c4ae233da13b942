/** A host's page and the person before it: attaches after every loss and moves the game on, now and then with a heavy hand. */
import type { ResponsesCountedOf, RosterChangedOf } from "../../../protocol/pushes.ts";
import type { HostSnapshotOf } from "../../../protocol/snapshots.ts";
import { withCount, withRoster } from "../../../src/pages/host/roster.ts";
import type { Command } from "../../../src/room.ts";
import { Link } from "./link.ts";
import type { Table } from "./table.ts";

const AGAIN_MS = 500;

export class Host {
  readonly name = "host";
  snapshot: HostSnapshotOf | undefined;
  link: Link | undefined;
  readonly #table: Table;
  readonly #options: object;
  readonly #creates: boolean;
  #bound: Link | undefined;
  #turn = 0;
  /** When the phase on the screen began, ms. */
  #since = 0;
  #extensions = 0;

  /** The first host creates the room; others wait until there is one. */
  constructor(table: Table, options: object, creates: boolean) {
    this.#table = table;
    this.#options = options;
    this.#creates = creates;
  }

  connect() {
    const { world, weather, nodes } = this.#table;
    if (this.link?.open) return;
    const up = nodes.filter(({ machine }) => machine.up);
    this.link = new Link(world, weather, world.chance.one(up.length > 0 ? up : nodes), {
      name: this.name,
      kind: "host",
      screen: this.name,
      turn: ++this.#turn,
      connected: () => this.#attach(),
      pushed: (event, payload) => this.#pushed(event, payload),
      lost: (link) => {
        if (link === this.link) world.after(world.chance.between(250, 1500), () => this.connect());
      },
    });
  }

  get attached(): boolean {
    return this.#bound !== undefined && this.#bound === this.link;
  }

  shows(version: number | undefined): boolean {
    const { snapshot } = this;
    return (
      this.attached && snapshot !== undefined && snapshot.version === version && this.#table.screens.counts(snapshot)
    );
  }

  #attach() {
    const { link } = this;
    const { world, token, ledger } = this.#table;
    const again = () => this.link === link && link?.open && !this.attached && this.#attach();
    if (!this.#creates && token === undefined) return void world.after(AGAIN_MS, again);
    const create = { quizId: "quiz", options: this.#options, attempt: "the attempt of this host" };
    const [event, payload] = token === undefined ? ["room:create", create] : ["room:attach", { token }];
    link?.ask(event, payload, (answer) => {
      if (this.link !== link || !link?.open) return;
      if (!answer?.ok) {
        const refused = answer !== null && answer.code !== "store_unavailable";
        if (refused) ledger.fail("I9", `a host was refused: ${answer.code}`);
        return void world.after(answer === null ? 0 : AGAIN_MS, again);
      }
      if (event === "room:create") {
        const { pin, token: key } = answer as unknown as { pin: string; token: string };
        if (ledger.room?.token !== key) ledger.fail("I10", "a host got a room that is not its own");
        Object.assign(this.#table, { pin, token: key });
      }
      this.#bound = link;
      this.#accept(answer.snapshot as HostSnapshotOf);
    });
  }

  /** As the host's page takes what comes. */
  #pushed(event: string, payload: unknown) {
    if (event === "snapshot") return this.#accept(payload as HostSnapshotOf);
    const { snapshot } = this;
    if (snapshot && event === "responses:counted")
      this.snapshot = withCount<HostSnapshotOf>(snapshot, payload as ResponsesCountedOf);
    if (snapshot && event === "roster:changed")
      this.snapshot = withRoster<HostSnapshotOf>(snapshot, payload as RosterChangedOf);
  }

  #accept(snapshot: HostSnapshotOf) {
    const shown = this.snapshot;
    if (shown && snapshot.version < shown.version) return;
    if (shown?.phase !== snapshot.phase || shown.round !== snapshot.round) this.#since = this.#table.world.now;
    this.snapshot = snapshot;
    this.#table.screens.host(this.name, snapshot);
  }

  /** Looks at the screen every now and then and does what seems right; `mild`: nothing but moving on. */
  act(mild: boolean) {
    const { world, ledger } = this.#table;
    const { chance, now } = world;
    const { snapshot } = this;
    if (!snapshot || !this.attached) return;
    const { phase, round, version, paused } = snapshot;
    const waited = now - this.#since;
    const rough = !mild && chance.is(0.12);
    if (phase === "finished") return;
    if (paused && (mild || chance.is(0.5))) return this.#do({ kind: "pause", paused: false });
    if (mild && ledger.room?.locked) return this.#do({ kind: "lock", locked: false });
    if (rough) return this.#do(this.#whim(round));
    const early =
      phase === "open"
        ? waited > (mild ? 3500 : 6000) || chance.is(mild ? 0 : 0.03)
        : phase === "preview" && chance.is(0.1);
    const ready = phase === "lobby" ? waited > 1000 || chance.is(0.1) : !["open", "preview"].includes(phase);
    if (early || ready) this.#do({ kind: "advance", version });
  }

  #whim(round: number): Command {
    const { world, ledger } = this.#table;
    const { chance } = world;
    const seats = [...ledger.seats.keys()];
    const playerId = seats.length > 0 ? chance.one(seats) : "nobody";
    const nickname = `Renamed ${chance.between(0, 5)}`;
    return chance.one<() => Command>([
      () => ({ kind: "pause", paused: chance.is(0.6) }),
      () => ({ kind: "lock", locked: chance.is(0.4) }),
      () => ({ kind: "close", round }),
      () => ({ kind: "extend", round, seconds: 1, attempt: `extension ${++this.#extensions}` }),
      () => ({ kind: "remove", playerIds: [playerId] }),
      () => ({ kind: "rename", playerId, nickname, nicknameKey: nickname.toLowerCase() }),
      () => (chance.is(0.3) ? { kind: "skip", round } : { kind: "pause", paused: false }),
      () => (chance.is(0.15) ? { kind: "void", round } : { kind: "close", round }),
      () => (chance.is(0.1) ? { kind: "finish" } : { kind: "pause", paused: false }),
    ])();
  }

  #do(command: Command) {
    const { world, ledger } = this.#table;
    const about = "version" in command ? command.version : "round" in command ? command.round : "";
    ledger.asked.add(`${command.kind} ${about}`.trim());
    world.note("host asks", command.kind, about);
    this.link?.ask("command", command, () => {});
  }
}

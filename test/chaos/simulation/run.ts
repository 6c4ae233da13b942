/** One seed, one game: a room of 45 on three nodes, faults until the sky clears, then to its end. */
import { RETELL_MS } from "../../../src/gateway/seating.ts";
import { checkFinal } from "./final.ts";
import type { Host } from "./host.ts";
import { lay } from "./lay.ts";
import type { Phone } from "./phone.ts";
import { boot, clear, LONG_MS, storm } from "./storm.ts";
import type { Faults, Table } from "./table.ts";

/** Within this long after the last fault and the last move everybody shows the same, ms: an answer that was lost is waited for 2 s. */
const HEALED_MS = 3000;
/** In this share of games (0..1) nothing is done for a while. */
const RESTS = 0.1;
/** A room without faults moves at least this often, ms. */
const PROGRESS_MS = 5000;

/** What a game came to. */
export interface Played extends Faults {
  hash: number;
  steps: number;
  versions: number;
  responses: number;
  acknowledged: number;
  extensions: number;
  /** Told of another socket of their seat while they had no other. */
  replaced: number;
  /** From the clearing of the sky until everybody showed the same, ms. */
  healedMs: number;
}

class Broken extends Error {
  override name = "Broken";
}

/** Everybody comes: nodes start, hosts and phones connect, most soon and some late. */
const begin = (table: Table) => {
  const { world, nodes, hosts, phones } = table;
  const { chance } = world;
  for (const node of nodes) boot(table, node);
  for (const host of hosts) world.after(50, () => host.connect());
  for (const phone of phones) {
    world.after(chance.is(0.1) ? chance.between(0, 4000) : chance.between(50, 1000), () => phone.connect());
  }
  for (const [n, twin] of table.twins.entries()) {
    const phone = phones[n] as Phone;
    world.after(chance.between(500, 5000), () => twin.open(phone));
  }
};

/** Fails the game when some client is at another version than the room, this long after all is well (ms). */
const tellBehind = ({ ledger, phones, hosts }: Table, late: number) => {
  const version = ledger.room?.version;
  const who = [...phones, ...hosts]
    .filter((client) => !client.shows(version))
    .map(({ name, snapshot, link }) => `${name} at ${snapshot?.version}${link?.open ? "" : " without a connection"}`);
  ledger.fail("I6", `${late} ms after the last fault not everybody shows version ${version}: ${who.join(", ")}`);
};

/** Plays the game of a seed to its end. Throws with seed, step, invariant and the last lines of the trace; `say` gets all lines. */
export const simulate = async (seed: number, say?: (line: string) => void): Promise<Played> => {
  const table = lay(seed);
  const { world, weather, ledger, hosts, phones } = table;
  // Of two pages the older one may have to wait until the nodes tell once more who was seated.
  const healedMs = HEALED_MS + (table.twins.length > 0 ? RETELL_MS : 0);
  world.say = say;
  begin(table);
  const stormUntil = world.now + world.chance.between(1500, 5000);
  storm(table, stormUntil);
  const clearAt = weather.long ? world.now + 3000 + LONG_MS : stormUntil;

  /** Hosts keep their hands still while it is seen whether everybody finds back. */
  let holding = false;
  const look = (host: Host) => {
    world.after(world.chance.between(150, 400), () => {
      if (!holding) host.act(table.calm);
      if (ledger.room?.phase !== "finished") look(host);
    });
  };
  for (const host of hosts) look(host);

  /** It has a seat that is still its own, or knows that it has none. */
  const isSettled = ({ seat, out }: Phone): boolean =>
    out || (seat !== undefined && !ledger.removed.has(seat.playerId));
  const until = (done: () => boolean): Promise<void> =>
    world.run(() => {
      ledger.check();
      if (ledger.failure) {
        const lines = world.recent().slice(-30).join("\n");
        throw new Broken(`seed ${seed}, step ${world.steps}: ${ledger.failure}\n${lines}`);
      }
      return done();
    });
  const agreed = () => {
    const version = ledger.room?.version;
    return phones.every((phone) => phone.shows(version)) && hosts.every((host) => host.shows(version));
  };

  /** The class talks for a while, longer than a seat is present unless its node renews it. */
  const rest = async () => {
    const from = world.now;
    await until(() => world.now >= from + LONG_MS);
    const present = new Set(table.core.presentSeats(ledger.room?.id ?? ""));
    const away = phones.filter(({ seat, seated, out }) => seat && seated && !out && !present.has(seat.playerId));
    if (away.length > 0) ledger.fail("I11", `${away.length} are connected and count as absent`);
  };

  await until(() => world.now >= Math.max(clearAt, weather.storeBack));
  clear(table);
  const clearedAt = world.now;
  holding = ledger.room !== undefined;
  await until(() => {
    if (!holding || agreed()) return true;
    const late = world.now - Math.max(clearedAt, ledger.wroteAt, table.restedAt);
    if (late > healedMs) tellBehind(table, late);
    return false;
  });
  if (holding && world.chance.is(RESTS)) await rest();
  holding = false;
  const calmAt = world.now;
  await until(() => {
    const finished = ledger.room?.phase === "finished";
    if (finished && agreed() && phones.every((phone) => phone.rests || isSettled(phone))) return true;
    const idle = world.now - Math.max(calmAt, ledger.movedAt, table.restedAt);
    if (idle > (finished ? healedMs : PROGRESS_MS)) {
      ledger.fail("I8", `nothing has moved for ${idle} ms in ${ledger.room?.phase}`);
    }
    return false;
  });
  checkFinal(table);
  await until(() => true);
  return {
    ...table.befell,
    hash: world.hash,
    steps: world.steps,
    versions: ledger.versions.length,
    responses: ledger.log.size,
    acknowledged: ledger.acknowledged,
    extensions: ledger.extensions,
    replaced: phones.reduce((sum, phone) => sum + phone.replaced, 0),
    healedMs: calmAt - clearedAt,
  };
};

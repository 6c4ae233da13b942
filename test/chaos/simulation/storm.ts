/** Faults of nodes, of the store and of the network under phones, as the weather has them. */
import { StoreUnavailable } from "../../../src/store/store.ts";
import { lineTo } from "./faulty-store.ts";
import { createGateway } from "./gateway.ts";
import type { Node } from "./link.ts";
import type { Table } from "./table.ts";
import { CALM } from "./weather.ts";

/** So long after a fault an operation may still be on its way, or be given up, ms. */
const WELL_MS = 2500;

/** Starts a node's process; one that cannot reach the store at its start ends, and is started again. */
export const boot = (table: Table, node: Node) => {
  const { world, weather, ledger, core, draw } = table;
  const { machine } = node;
  const { life } = machine;
  const gateway = createGateway(lineTo(world, core, machine, weather), machine, draw, ledger);
  node.gateway = gateway;
  gateway.rooms.start().then(
    () => {
      world.note("node up", machine.name);
      machine.up = true;
    },
    (error: unknown) => {
      if (!(error instanceof StoreUnavailable)) ledger.fail("I14", `a node did not start: ${String(error)}`);
      if (life === machine.life) restart(table, node, 300);
    },
  );
};

const restart = (table: Table, node: Node, ms: number) => {
  const { world } = table;
  node.machine.crash();
  node.gateway = undefined;
  for (const link of [...node.links]) link.lose(world.chance.between(5, 1500));
  node.links.clear();
  const { life } = node.machine;
  world.after(ms, () => life === node.machine.life && boot(table, node));
};

/** Longer than a seat is present without renewal, ms. */
export const LONG_MS = 11_000;

/** Lets faults happen `until` a time (ms of the world). */
export const storm = (table: Table, until: number) => {
  const { world, weather, nodes, befell } = table;
  const clients = [...table.hosts, ...table.phones];
  const { chance } = world;

  const long = () => {
    const ms = LONG_MS + chance.between(0, 1500);
    if (chance.is(0.5)) {
      befell.outages++;
      world.note("the store is long away", ms);
      weather.storeBack = world.now + ms;
      return;
    }
    befell.pauses++;
    const { machine } = chance.one(nodes);
    world.note("long pause", machine.name, ms);
    machine.pause(ms);
  };
  const fault = () => {
    const node = chance.one(nodes);
    const kind = chance.between(0, 9);
    if (kind < 2) {
      befell.crashes++;
      world.note("crash", node.machine.name);
      restart(table, node, chance.between(200, 3000));
    } else if (kind < 4) {
      befell.pauses++;
      const ms = chance.between(100, 4000);
      world.note("pause", node.machine.name, ms);
      node.machine.pause(ms);
    } else if (kind < 5) {
      befell.outages++;
      const ms = chance.between(100, 3000);
      world.note("the store is away", ms);
      weather.storeBack = Math.max(weather.storeBack, world.now + ms);
    } else {
      // One phone loses its network, or a whole corner of the room does.
      const many = chance.is(0.1) ? 15 : chance.between(1, 3);
      for (let n = 0; n < many; n++) {
        const client = chance.one(clients);
        befell.cuts++;
        if ("reload" in client && chance.is(0.2)) client.reload();
        else client.link?.break(chance.between(0, 1500), chance.is(0.5) ? chance.between(0, 500) : 10_000);
      }
      world.note("cut", many);
    }
  };
  const next = () => {
    if (!Number.isFinite(weather.every)) {
      table.ledger.wellFrom = world.now;
      return;
    }
    world.after(chance.between(1, 2 * weather.every), () => {
      if (world.now >= until) return;
      fault();
      next();
    });
  };
  next();
  if (weather.long) world.after(chance.between(1000, 3000), long);
};

/** The sky clears: everything works from here on. */
export const clear = (table: Table) => {
  const { world, weather, nodes, hosts, phones } = table;
  table.calm = true;
  table.ledger.wellFrom = Math.min(table.ledger.wellFrom, world.now + WELL_MS);
  Object.assign(weather, CALM);
  for (const node of nodes) {
    node.machine.wake();
    if (!node.machine.up) restart(table, node, 50);
  }
  for (const client of [...hosts, ...phones]) {
    client.link?.heal();
    world.after(world.chance.between(100, 400), () => client.connect());
  }
  world.note("all is calm");
};

import { EventEmitter } from "node:events";
import type { IncomingMessage } from "node:http";
import { setImmediate as turn } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { createDoor } from "../../src/gateway/door.ts";

const requestOf = (address: string, origin?: string) => {
  const said: string[] = [];
  const socket = Object.assign(new EventEmitter(), { end: (text: string) => void said.push(text) });
  const headers = { host: "cermat.test", ...(origin === undefined ? {} : { origin }) };
  return { request: { socket, headers, address } as unknown as IncomingMessage, said };
};

/** A door, and what it has decided so far, in order. */
const doorway = () => {
  const state = { closed: false };
  const door = createDoor({
    isClosed: () => state.closed,
    publicUrl: () => "http://cermat.test",
    addressOf: (request) => (request as unknown as { address: string }).address,
  });
  const decided: string[] = [];
  const knock = (name: string, address = "10.0.0.1", origin?: string) => {
    const { request, said } = requestOf(address, origin);
    door(request, (_error, allowed) => decided.push(allowed ? name : `${name} refused`));
    return { request, said };
  };
  return { state, decided, knock };
};

describe("the door", () => {
  test("[AB47] of many connections at once eight are opened in each turn of the event loop, in the order they came", async () => {
    const { decided, knock } = doorway();
    for (let n = 0; n < 20; n++) knock(`${n}`);
    expect(decided).toHaveLength(8);
    await turn();
    expect(decided).toHaveLength(16);
    await turn();
    expect(decided).toEqual(Array.from({ length: 20 }, (_, n) => `${n}`));
  });

  test("[AB47] a network with a rush holds up no other one", async () => {
    const { decided, knock } = doorway();
    for (let n = 0; n < 100; n++) knock(`bot ${n}`);
    knock("phone", "10.0.0.2");
    await turn();
    expect(decided).toHaveLength(16);
    expect(decided).toContain("phone");
  });

  test("[PR6] whoever comes from the page of another site is refused, at once or in turn", async () => {
    const { decided, knock } = doorway();
    for (let n = 0; n < 8; n++) knock(`${n}`);
    knock("own", "10.0.0.1", "http://cermat.test");
    knock("foreign", "10.0.0.1", "http://evil.test");
    await turn();
    expect(decided.slice(8)).toEqual(["own", "foreign refused"]);
  });

  test("[AB48] a thousand of a network wait, one more is sent away, and who has gone makes room", async () => {
    const { decided, knock } = doorway();
    const first = Array.from({ length: 1008 }, (_, n) => knock(`${n}`));
    expect(knock("one more").said.join()).toMatch(/^HTTP\/1\.1 503 /);
    first[500]?.request.socket.emit("close");
    expect(knock("another").said).toEqual([]);
    for (let n = 0; n < 130; n++) await turn();
    expect(decided).toHaveLength(1008);
    expect(decided).not.toContain("500");
    expect(decided.at(-1)).toBe("another");
  });

  test("[OP7] who waits while the node begins to stop is sent elsewhere, and a connection that breaks meanwhile ends nothing", async () => {
    const { state, decided, knock } = doorway();
    for (let n = 0; n < 8; n++) knock(`${n}`);
    const last = knock("last");
    last.request.socket.emit("error", new Error("read ECONNRESET"));
    state.closed = true;
    await turn();
    expect(decided).toHaveLength(8);
    expect(last.said.join()).toMatch(/^HTTP\/1\.1 503 /);
  });
});

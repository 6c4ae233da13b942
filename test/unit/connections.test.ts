import { EventEmitter } from "node:events";
import { describe, expect, test } from "vitest";
import { createAnteroom } from "../../src/gateway/anteroom.ts";
import { watchConnections } from "../../src/gateway/connections.ts";

/** What the gateway sees of a connection: its queue, the bytes below it, and whether it was closed. */
class FakeConnection extends EventEmitter {
  readonly writeBuffer: { data: string }[] = [];
  readonly transport = { socket: Object.assign(new EventEmitter(), { bufferedAmount: 0 }) };
  request: object | undefined = { headers: {}, url: "/socket.io/" };
  closed = false;

  close(): void {
    this.closed = true;
  }

  /** Pushes packets that the network does not take. */
  push(count: number, bytes = 1): void {
    for (let n = 0; n < count; n++) {
      this.emit("packetCreate", { type: "message" });
      this.writeBuffer.push({ data: "x".repeat(bytes) });
    }
  }
}

const watched = (connection = new FakeConnection()) => {
  const clock = { now: 0 };
  const engine = new EventEmitter();
  const connections = watchConnections(
    engine as never,
    () => "10.0.0.1",
    () => clock.now,
  );
  engine.emit("connection", connection);
  return { connection, clock, connections, id: connection as never };
};

describe("what waits for a connection", () => {
  test("[AB16] 64 packets may wait for over a second, the 65th not; in a burst of one moment more may", () => {
    const { connection, clock } = watched();
    connection.push(64);
    clock.now = 1001;
    connection.push(1);
    expect(connection.closed).toBe(false);
    connection.push(1);
    expect(connection.closed).toBe(true);

    const burst = watched();
    burst.connection.push(200);
    burst.clock.now = 1000;
    burst.connection.push(1);
    expect(burst.connection.closed).toBe(false);
  });

  test.each([
    ["256 KiB", 256 * 1024, false],
    ["4 MiB with a host's rights", 4 * 1024 * 1024, true],
  ])("[AB16] %s may wait, in the queue and below it, and not a byte more", (_what, most, host) => {
    const { connection, connections, id } = watched();
    if (host) connections.hosts(id);
    connection.transport.socket.bufferedAmount = most - 10;
    connection.push(1, 10);
    connections.sweep();
    expect(connection.closed).toBe(false);
    connection.transport.socket.bufferedAmount++;
    connection.push(1);
    expect(connection.closed).toBe(true);
  });

  test("[AB16] anything may wait for ten seconds and not longer; what was taken meanwhile starts anew", () => {
    const { connection, clock, connections } = watched();
    connection.transport.socket.bufferedAmount = 1;
    connections.sweep();
    clock.now = 10_000;
    connections.sweep();
    expect(connection.closed).toBe(false);
    clock.now = 10_001;
    connections.sweep();
    expect(connection.closed).toBe(true);

    const slow = watched();
    for (const waiting of [1, 0, 1, 1]) {
      slow.connection.transport.socket.bufferedAmount = waiting;
      slow.connections.sweep();
      expect(slow.connection.closed).toBe(false);
      slow.clock.now += 6000;
    }
  });
});

describe("what a connection sends", () => {
  test("[AB19] 300 frames of any kind in ten seconds pass, and the next closes it", () => {
    const { connection, clock } = watched();
    for (let n = 0; n < 100; n++) {
      connection.emit("packet", { type: "ping" });
      connection.transport.socket.emit("ping");
      connection.transport.socket.emit("pong");
    }
    clock.now = 9999;
    expect(connection.closed).toBe(false);
    connection.transport.socket.emit("ping");
    expect(connection.closed).toBe(true);
  });

  test("[AB19] the window starts anew after ten seconds", () => {
    const { connection, clock } = watched();
    for (let n = 0; n < 600; n++) {
      if (n === 300) clock.now = 10_000;
      connection.emit("packet", { type: "ping" });
    }
    expect(connection.closed).toBe(false);
  });
});

describe("the round trip of a connection", () => {
  test("[TM9] is the smallest from a ping to the pong after it, whatever else is sent and comes meanwhile; none before the first ping", () => {
    const { connection, clock, connections, id } = watched();
    const trip = (ms: number) => {
      connection.emit("packetCreate", { type: "ping" });
      clock.now += ms / 2;
      connection.emit("packetCreate", { type: "message" });
      connection.emit("packet", { type: "message" });
      clock.now += ms / 2;
      connection.emit("packet", { type: "pong" });
      return connections.roundTripOf(id);
    };
    connection.emit("packet", { type: "pong" });
    expect(connections.roundTripOf(id)).toBeUndefined();
    expect([trip(80), trip(40), trip(60)]).toEqual([80, 40, 40]);
  });
});

describe("what is kept of a connection", () => {
  test("[AB51] of the request to connect nothing but a cookie; the address also when it is gone", () => {
    const phone = watched();
    expect(phone.connection.request).toBeUndefined();
    phone.connection.emit("close");
    expect([...phone.connections.open]).toEqual([]);
    expect(phone.connections.addressOf(phone.id)).toBe("10.0.0.1");

    const organiser = new FakeConnection();
    organiser.request = { headers: { cookie: "session=1", "user-agent": "x".repeat(1000) }, url: "/socket.io/" };
    watched(organiser);
    expect(organiser.request).toEqual({ headers: { cookie: "session=1" }, connection: {} });
  });
});

describe("connections without a seat or a right", () => {
  const sit = (anteroom: ReturnType<typeof createAnteroom<FakeConnection>>, count: number, address = "10.0.0.1") =>
    Array.from({ length: count }, () => {
      const connection = new FakeConnection();
      anteroom.enter(connection, address);
      return connection;
    });
  const closed = (list: FakeConnection[]) => list.flatMap((connection, place) => (connection.closed ? [place] : []));

  test("[AB18] 2,000 of one address stay; one more takes the place of the one that has waited longest", () => {
    const anteroom = createAnteroom<FakeConnection>();
    const first = sit(anteroom, 2000);
    const elsewhere = sit(anteroom, 1, "10.0.0.2");
    expect(closed([...first, ...elsewhere])).toEqual([]);
    expect(closed([...first, ...sit(anteroom, 1), ...elsewhere])).toEqual([0]);
  });

  test("[AB18] who has a seat does not count, and counts again without it unless it is gone", () => {
    const anteroom = createAnteroom<FakeConnection>();
    const first = sit(anteroom, 2000);
    const [seated, lost] = [first[0] as FakeConnection, first[1] as FakeConnection];
    anteroom.leave(seated);
    anteroom.gone(lost);
    anteroom.back(lost);
    const more = sit(anteroom, 2);
    expect(closed([...first, ...more])).toEqual([]);
    anteroom.back(seated);
    expect(closed([...first, ...more])).toEqual([2]);
  });
});

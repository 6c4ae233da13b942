import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createClock } from "../../src/pages/shared/clock.ts";

/** A file for the browser, whose globals this project does not know, is read by path. */
const CONNECTION = "../../src/pages/shared/connection.ts";
interface Opened {
  ask(event: string, payload: object): Promise<unknown>;
  rest(): void;
  wake(): void;
}

/** The manager's settings that the page asked for. */
interface Wanted {
  reconnectionDelay: number;
  reconnectionDelayMax: number;
  randomizationFactor: number;
}

/** A socket without a network: it counts how often it is opened, and answers probes while it is alive. */
const fakeSocket = () => {
  const handlers = new Map<string, (...values: unknown[]) => void>();
  const socket = {
    connected: false,
    id: undefined as string | undefined,
    alive: true,
    opened: 0,
    wanted: undefined as Wanted | undefined,
    asked: [] as string[],
    spreadMs: 0,
    io: {
      reconnectionDelay: (ms: number) => {
        socket.spreadMs = 2 * ms;
      },
    },
    on: (event: string, handler: (...values: unknown[]) => void) => void handlers.set(event, handler),
    up: () => {
      socket.connected = true;
      socket.id = `c${socket.opened}`;
      handlers.get("connect")?.(undefined);
    },
    down: (reason: string, code?: number) => {
      socket.connected = false;
      socket.id = undefined;
      handlers.get("disconnect")?.(reason, code === undefined ? undefined : { context: { code } });
    },
    refuse: (code: string) => handlers.get("connect_error")?.({ data: { code } }),
    connect: () => {
      socket.opened++;
      return socket;
    },
    disconnect: () => {
      socket.connected = false;
      socket.id = undefined;
      return socket;
    },
    timeout: (ms: number) => ({
      emitWithAck: (event: string) => {
        socket.asked.push(event);
        return new Promise((resolve, reject) => {
          if (socket.alive && event === "clock:probe") resolve({ ok: true, now: 0 });
          else setTimeout(() => reject(new Error("operation has timed out")), ms);
        });
      },
    }),
  };
  return socket;
};

/** A page with its connection, and what the browser tells it. */
const page = async () => {
  const socket = fakeSocket();
  vi.resetModules();
  vi.doMock("socket.io-client", () => ({
    io: (_namespace: string, wanted: Wanted) => Object.assign(socket, { wanted }),
  }));
  const told = new Map<string, (event: { persisted: boolean }) => void>();
  const listen = (event: string, handler: (event: { persisted: boolean }) => void) => void told.set(event, handler);
  const document = { hidden: false, addEventListener: listen };
  vi.stubGlobal("document", document);
  vi.stubGlobal("addEventListener", listen);
  const { connect }: { connect(namespace: string): Opened } = await import(CONNECTION);
  const connection = connect("/player");
  return { socket, document, connection, tell: (event: string) => told.get(event)?.({ persisted: true }) };
};

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.doUnmock("socket.io-client");
});

test.each(["online", "visibilitychange", "pageshow"])(
  "[PG9] on %s a phone without a connection opens one at once",
  async (event) => {
    const { socket, tell } = await page();
    socket.up();
    socket.down("transport close");
    expect(socket.opened).toBe(0);
    tell(event);
    expect(socket.opened).toBe(1);
  },
);

test("[PG9] several events of one waking up open one connection, and a page in the background none", async () => {
  const { socket, document, tell } = await page();
  document.hidden = true;
  tell("online");
  expect(socket.opened).toBe(0);
  document.hidden = false;
  for (const event of ["visibilitychange", "pageshow", "online"]) tell(event);
  expect(socket.opened).toBe(1);
});

test("[PG9] when the server is lost, phones spread their first attempt over a second, and none waits much longer after", async () => {
  const { Manager } = await vi.importActual<typeof import("socket.io-client")>("socket.io-client");
  const { socket } = await page();
  const first: number[] = [];
  const later: number[] = [];
  for (let phone = 0; phone < 1_000; phone++) {
    const { backoff } = new Manager("http://phone", { ...socket.wanted, autoConnect: false }) as unknown as {
      backoff: { duration(): number };
    };
    first.push(backoff.duration());
    later.push(backoff.duration(), backoff.duration(), backoff.duration());
  }
  const tenths = Array.from(
    { length: 10 },
    (_, n) => first.filter((ms) => Math.min(9, Math.floor(ms / 100)) === n).length,
  );
  for (const count of tenths) expect(count).toBeGreaterThan(50);
  expect(Math.max(...first)).toBeLessThanOrEqual(1_000);
  expect(Math.max(...later)).toBeLessThanOrEqual(1_500);
});

test("[PG10] a connection that only looks alive after waking up is opened anew within 1.2 s", async () => {
  const { socket, tell } = await page();
  socket.up();
  await vi.advanceTimersByTimeAsync(100);
  socket.alive = false;
  tell("visibilitychange");
  await vi.advanceTimersByTimeAsync(1_200);
  expect(socket.opened).toBe(1);
});

test("[PG10] nor does a probe that was under way before the phone slept make it wait longer", async () => {
  const { socket, tell, connection } = await page();
  socket.up();
  await vi.advanceTimersByTimeAsync(100);
  socket.alive = false;
  // Its silence starts probes, which wait 2 s each.
  void connection.ask("room:leave", {});
  await vi.advanceTimersByTimeAsync(2_100);
  tell("visibilitychange");
  await vi.advanceTimersByTimeAsync(1_200);
  expect(socket.opened).toBe(1);
});

test("[PG10] silence to a question makes the phone probe; a server that answers the probe keeps its connection", async () => {
  const { socket, connection } = await page();
  socket.up();
  await vi.advanceTimersByTimeAsync(100);
  const asked = connection.ask("room:leave", {});
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await asked).toBeNull();
  expect(socket.opened).toBe(0);
  socket.alive = false;
  void connection.ask("room:leave", {});
  await vi.advanceTimersByTimeAsync(5_000);
  expect(socket.opened).toBe(1);
});

test("[PG11] a page that was told to rest opens no connection, whatever the browser says, until it is tapped", async () => {
  const { socket, connection, tell } = await page();
  socket.up();
  connection.rest();
  socket.down("io client disconnect");
  for (const event of ["online", "visibilitychange", "pageshow"]) tell(event);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(socket.opened).toBe(0);
  connection.wake();
  expect(socket.opened).toBe(1);
});

test("[PG9] phones that a server lets go come back soon, those that have lost it spread over a second", async () => {
  const { socket } = await page();
  socket.up();
  socket.down("transport close", 1006);
  expect(socket.spreadMs).toBe(1000);
  socket.up();
  socket.down("transport close", 1005);
  expect(socket.spreadMs).toBe(250);
});

test("[PG9] a connection that was refused because the store was away is tried again", async () => {
  const { socket } = await page();
  socket.refuse("store_unavailable");
  await vi.advanceTimersByTimeAsync(1_500);
  expect(socket.opened).toBe(1);
  socket.refuse("unauthorized");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(socket.opened).toBe(1);
});

test("[PG10] right after waking up the time left is counted by the wall clock, until a probe knows better", () => {
  const phone = { steady: 0, wall: 1_000_000 };
  const clock = createClock(
    () => phone.steady,
    () => phone.wall,
  );
  clock.sample(0, 20, 50_010);
  phone.steady += 100;
  phone.wall += 60_100;
  clock.woke();
  expect(clock.serverNow()).toBe(110_100);
  clock.woke();
  expect(clock.serverNow()).toBe(110_100);
  clock.sample(100, 120, 109_990);
  phone.steady = 120;
  expect(clock.serverNow()).toBe(110_000);
});

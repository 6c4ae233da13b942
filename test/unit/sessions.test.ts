/** What open host pages mean for their sessions, over a real store with a clock of the test's own. */
import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, test } from "vitest";
import { hostHandlers } from "../../src/gateway/host.ts";
import { watchSessions } from "../../src/gateway/sessions.ts";
import type { HostSocket } from "../../src/gateway/sockets.ts";
import { createAccess } from "../../src/organisers/access.ts";
import { openSqlite } from "../../src/store/sqlite.ts";
import { StoreUnavailable } from "../../src/store/store.ts";
import { ADMINISTRATOR } from "../../src/who.ts";

const DAY_MS = 24 * 3_600_000;

/** Sessions of the host key, over 30 days after their last use, and host pages that have them. */
const world = () => {
  const time = { now: 1_800_000_000_000 };
  const store = openSqlite({ file: ":memory:", now: () => time.now });
  const pace = { wrong: () => false };
  const access = createAccess({
    ...{ store, hostKey: "key", guesses: { addresses: pace, accounts: pace } },
    ...{ after: () => {}, isPassword: async () => false },
  });
  const pages: HostSocket[] = [];
  const reported: unknown[] = [];
  const failing = new Set<string>();
  let looks: Promise<unknown>[] = [];
  const unless = (look: (token: string) => Promise<unknown>) => (token: string) => {
    const looked = failing.has(token) ? Promise.reject(new StoreUnavailable("away")) : look(token);
    looks.push(looked);
    return looked;
  };
  let sweep = () => {};
  watchSessions({
    access: { ...access, look: unless(access.look), bySession: unless(access.bySession) } as typeof access,
    clock: {
      after: () => () => {},
      every(_ms, run) {
        sweep = run;
        return () => {};
      },
    },
    sockets: () => pages,
    report: (error) => void reported.push(error),
  });
  const open = async () => {
    const { token } = await access.openByKey();
    const page = { closed: false, data: { session: token, who: ADMINISTRATOR, roomId: undefined } };
    const socket = { ...page, conn: { close: () => Object.assign(socket, { closed: true }) } };
    pages.push(socket as unknown as HostSocket);
    return socket as unknown as HostSocket & { closed: boolean };
  };
  return {
    ...{ time, access, failing, reported, open },
    async sweep() {
      looks = [];
      sweep();
      await Promise.allSettled(looks);
      // What follows on a look takes no more than this turn.
      await nextTurn();
    },
  };
};

test("[AU4] a host page that is only open does not use its session; what somebody does there does", async () => {
  const { time, open, sweep } = world();
  const [idle, used] = [await open(), await open()];
  time.now += 20 * DAY_MS;
  const acts = (page: HostSocket) => hostHandlers(page, { store: { now: () => time.now } } as never);
  acts(idle)["clock:probe"]({});
  await acts(idle)["room:sync"]({ version: 1 });
  await acts(used)["room:lock"]({ locked: true });
  await sweep();
  time.now += 10 * DAY_MS + 1;
  await sweep();
  expect([idle.closed, used.closed]).toEqual([true, false]);
  expect(idle.data.who).toBeUndefined();
  time.now += 20 * DAY_MS;
  await sweep();
  expect(used.closed).toBe(true);
});

test("[AU5] a session that cannot be looked at goes on, and those beside it end all the same", async () => {
  const { access, failing, reported, open, sweep } = world();
  const [away, over] = [await open(), await open()];
  for (const { data } of [away, over]) await access.close(data.session ?? "");
  failing.add(away.data.session ?? "");
  await sweep();
  expect([away.closed, over.closed, reported.length]).toEqual([false, true, 1]);
  failing.clear();
  await sweep();
  expect(away.closed).toBe(true);
});

test("[PR18] whose session could not be looked at when they came is known after the next look", async () => {
  const { open, sweep } = world();
  const page = await open();
  page.data.who = undefined;
  await sweep();
  expect([page.data.who, page.closed]).toEqual([ADMINISTRATOR, false]);
});

/**
 * npm run demo [-- --exit]
 * Plays a workshop of 45 people through real sockets on a server of its own (DATA_DIR, by default data/demo), prints what
 * came of it and where to read it, and serves it until Ctrl-C. --exit: ends instead of serving.
 */

import { parseArgs } from "node:util";
import { pino } from "pino";
import type { Comparison } from "../protocol/comparisons.ts";
import { type App, buildApp } from "../src/app.ts";
import { readConfig } from "../src/config.ts";
import { playWorkshop, request } from "./demo/workshop.ts";

const { values } = parseArgs({ options: { exit: { type: "boolean", default: false } } });
const config = readConfig({ DATA_DIR: "data/demo", LOG_LEVEL: "error", ...process.env });
const app: App = await buildApp(config, pino({ level: config.logLevel, base: null }, pino.destination(2)));
const taken = (error: NodeJS.ErrnoException): Promise<string> => {
  if (error.code !== "EADDRINUSE") throw error;
  return app.http.listen({ port: 0, host: config.host });
};
await app.http.listen({ port: config.port, host: config.host }).catch(taken);

const address = app.http.server.address();
const port = typeof address === "object" && address ? address.port : config.port;
const place = { url: `http://127.0.0.1:${port}`, key: app.hostKey };
const percent = (right: number, of: number) => `${((100 * right) / of).toFixed(1)} % (${right} of ${of})`;

const played = await playWorkshop(place, (progress) => console.log(`  ${progress}`));
const [pre, post] = [played.pre.roomId, played.post.roomId];
const comparison = await request<Comparison>(place, `/api/comparisons.json?pre=${pre}&post=${post}`);
const { items, nPre, nPost, nPaired, worst } = comparison;
const of = (chosen: typeof items, right: (item: (typeof items)[number]) => number) =>
  percent(
    chosen.reduce((sum, item) => sum + right(item), 0),
    chosen.length * nPaired,
  );
const lowest = items.filter(({ id }) => worst.itemIds.includes(id));
const before = (item: (typeof items)[number]) => (item.rr ?? 0) + (item.rw ?? 0);
const after = (item: (typeof items)[number]) => (item.rr ?? 0) + (item.wr ?? 0);

const link = (hash: string) => `${app.publicUrl()}/organiser?key=${app.hostKey}#${hash}`;
console.log(`
  ${nPre} people in the pre-test, ${nPost} in the post-test, ${nPaired} complete in both.
  Pre-test, the ${lowest.length} worst items (${worst.itemIds.join(", ")}): ${of(lowest, before)}
  Post-test, the same items:  ${of(lowest, after)}
  Post-test, all ${items.length} items:   ${of(items, after)}

  Report          ${link(`compare=${pre}~${post}`)}
  Workshop        ${link(`workshop=${played.workshopId}`)}
  Questionnaire   ${link(`room=${played.questionnaire.roomId}`)}
`);
/** The sockets of the players and the host leave handles behind that nobody waits for. */
const stop = () => void app.close().finally(() => process.exit());
if (values.exit) stop();
else {
  console.log("  Ctrl-C ends it; the results stay, and the next demo is added to them.");
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, stop);
}

/** One HTTP request thrown at the server, and what is wrong with the answer, if anything. */
import { ERRORS } from "../../../protocol/errors.ts";
import { anything } from "./anything.ts";
import type { Chance } from "./chance.ts";
import { type Kind, TRACE } from "./events.ts";
import { Seen } from "./judged.ts";
import { broken, carried, valid } from "./make.ts";
import type { Demand } from "./shape.ts";
import type { RouteAim } from "./targets.ts";
import { PNG, type World } from "./world.ts";

type Part = keyof RouteAim["parts"];

const CSV = "item_id,participant_code,response,correct\r\nq1,7KQ2M,a,1\r\n";

const QUESTIONS = "soal,a,b,kunci\r\nApa?,x,y,A\r\n";

/** The bytes of an upload; chance decides whether they are what they should be. */
const upload = (url: string, chance: Chance): [body: string | Buffer, type: string] =>
  url.endsWith("/import")
    ? [url.includes("quizzes") ? QUESTIONS : CSV, "text/csv"]
    : [chance.yes(0.7) ? PNG : Buffer.from("<svg/>"), "image/png"];

export const throwRequest = async (
  world: World,
  { name, route, parts }: RouteAim,
  kind: Kind,
  wrong: { part: Part; demand: Demand } | undefined,
  chance: Chance,
  seen: Seen,
) => {
  const made = (part: Part): Record<string, unknown> => {
    const aim = parts[part];
    if (!aim) return {};
    return (wrong?.part === part ? broken(aim.target, wrong.demand, chance) : valid(aim.target, chance)) as Record<
      string,
      unknown
    >;
  };
  const [params, query] = [made("params"), made("querystring")];
  let body: string | Buffer | undefined;
  let type: string | undefined;
  if (parts.body) {
    const value = made("body");
    if (kind === "valid" && name === "PUT /api/quizzes/:id") value.id = params.id;
    body = kind === "anything" ? anything(chance, Object.keys(value)) : JSON.stringify(value);
    type = "application/json";
  } else if (route.url.endsWith("/:file") || route.url.endsWith("/import")) [body, type] = upload(route.url, chance);
  const path = route.url.replace(/:(\w+)/g, (_all, field: string) => encodeURIComponent(String(params[field])));
  const search = new URLSearchParams(carried(query, true) as Record<string, string>).toString();
  const url = search === "" ? path : `${path}?${search}`;
  await world.settled();
  const writes = world.writes();
  seen.sent = `${route.method} ${url} ${String(body).slice(0, 600)}`;
  const answer = await world.inject(route.method, url, body, type);
  const said = () =>
    `${route.method} ${url} ${String(body).slice(0, 2000)} -> ${answer.statusCode} ${answer.body.slice(0, 300)}`;
  const { statusCode: status } = answer;
  Seen.add(seen.codes, String(status));
  // A machine that is too busy to start a process within ten seconds is no fault of the server.
  if (world.faults.some((line) => line.includes("did not start"))) {
    world.faults.length = 0;
    Seen.add(seen.reached, name);
    return undefined;
  }
  // It says 503 of a machine that is busy, and nothing can be sent to it.
  if (name === "GET /readyz") {
    Seen.add(seen.reached, name);
    Seen.add(seen.done, name);
    return undefined;
  }
  if (status >= 400) {
    const { error } = answer.json() as { error?: { code: string; message: unknown } };
    if (!error || !Object.hasOwn(ERRORS, error.code) || typeof error.message !== "string")
      return `no proper refusal: ${said()}`;
    if (TRACE.test(answer.body)) return `a refusal tells of the code: ${said()}`;
  }
  if (status >= 500) return `internal: ${said()}`;
  if (kind === "broken") {
    seen.invalid++;
    if (status < 400) return `a broken request was carried out: ${said()}`;
  }
  if (kind === "valid") Seen.add(seen.reached, name);
  if (status < 400) Seen.add(seen.done, name);
  return status < 400 ? undefined : world.refused(writes, said);
};

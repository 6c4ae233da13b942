/** One event thrown at the server, and what is wrong with the answer, if anything. */
import { ERRORS } from "../../../protocol/errors.ts";
import { shapeOf } from "../../../protocol/shape.ts";
import { HOST_MESSAGE_BYTES, MESSAGE_BYTES } from "../../../src/gateway/parser.ts";
import { anything } from "./anything.ts";
import type { Chance } from "./chance.ts";
import { Seen } from "./judged.ts";
import { broken, valid } from "./make.ts";
import type { Demand } from "./shape.ts";
import type { Aim } from "./targets.ts";
import { ALONE_MS, ROLES, type Role, type World } from "./world.ts";

export type Kind = "valid" | "broken" | "anything";

/** What no client may ever read: a place in the code, or a path. */
export const TRACE = /\bat .{1,200}:\d+:\d+|node_modules|\.ts:\d|file:\/\//;

const depthOf = (value: unknown): number =>
  typeof value === "object" && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;

const hasProto = (value: unknown): boolean =>
  typeof value === "object" &&
  value !== null &&
  (Object.hasOwn(value, "__proto__") || Object.values(value).some(hasProto));

const roleFor = (namespace: string, chance: Chance): Role =>
  namespace === "player"
    ? chance.pick([...ROLES.player, "seated", "seated"] as Role[])
    : chance.pick([...ROLES.host, "key", "key", "key"] as Role[]);

interface Thrown {
  json: string;
  value: unknown;
  /** Whether the schema takes it. */
  fits: boolean;
}

/** What was made valid or broken has been shown to the schema already. */
const made = (aim: Aim, kind: Kind, demand: Demand | undefined, chance: Chance): Thrown => {
  if (kind === "anything") {
    const fields = aim.target.shape.kind === "object" ? aim.target.shape.fields.map(({ name }) => name) : [];
    const json = anything(chance, fields);
    const value: unknown = JSON.parse(json);
    return { json, value, fits: shapeOf(aim.target.schema, value).success };
  }
  const fits = kind === "valid" || demand === undefined;
  const value = fits ? valid(aim.target, chance) : broken(aim.target, demand, chance);
  return { json: JSON.stringify(value), value, fits };
};

/** The codes that may answer it; undefined: the schema takes it, so anything of the table but `internal`. */
const refusals = (aim: Aim, { json, value, fits }: Thrown, limit: number): string[] | undefined => {
  const size = Buffer.byteLength(json);
  // What stands before the payload counts too.
  if (size > limit) return ["payload_too_large"];
  const maybe = size > limit - 100 ? ["payload_too_large"] : [];
  if (depthOf(value) > 10 || hasProto(value)) return ["invalid_payload", ...maybe];
  return fits ? undefined : [aim.refused, ...maybe];
};

/** How often the whole state is compared around an input that may be carried out: reading it takes longer than the input. */
const COMPARED = 0.1;

export const throwEvent = async (
  world: World,
  aim: Aim,
  kind: Kind,
  demand: Demand | undefined,
  chance: Chance,
  seen: Seen,
) => {
  const [namespace = "", event = ""] = aim.name.split(" ");
  const role = aim.refused === "invalid_quiz" ? "key" : roleFor(namespace, chance);
  const thrown = made(aim, kind, demand, chance);
  const { json } = thrown;
  const line = await world.line(role);
  if (namespace === "player") world.clock.now += ALONE_MS;
  await world.settled();
  const expected = refusals(
    aim,
    thrown,
    role === "seated" || role === "stranger" || role === "asker" ? MESSAGE_BYTES : HOST_MESSAGE_BYTES,
  );
  const compared = expected === undefined && chance.yes(COMPARED);
  const before = compared ? await world.state() : "";
  const writes = world.writes();
  // The server may have ended it meanwhile, with its room or for its silence; another takes its place next time.
  if (line.closed) {
    Seen.add(seen.codes, "ended before");
    return undefined;
  }
  seen.sent = `${role} ${aim.name} ${json.slice(0, 600)}`;
  const answer = (await line.ask(event, json)) as
    | { ok: true }
    | { ok: false; error: { code: string; message: unknown } }
    | undefined;
  const said = () => `${role} ${aim.name} ${json.slice(0, 600)} -> ${JSON.stringify(answer)?.slice(0, 500)}`;
  if (answer === undefined) return `the connection was closed: ${said()}`;
  const code = answer.ok ? "ok" : answer.error.code;
  Seen.add(seen.codes, code);
  if (!answer.ok && (!Object.hasOwn(ERRORS, code) || typeof answer.error.message !== "string"))
    return `no proper refusal: ${said()}`;
  if (!answer.ok && TRACE.test(String(answer.error.message))) return `a refusal tells of the code: ${said()}`;
  if (code === "internal") return `internal: ${said()}`;
  if (expected) {
    seen.invalid++;
    if (!expected.includes(code)) return `expected ${expected}: ${said()}`;
    return world.refused(writes, said);
  }
  Seen.add(seen.reached, aim.name);
  if (answer.ok) Seen.add(seen.done, aim.name);
  else if (compared) {
    await world.settled();
    if ((await world.state()) !== before) return `a refusal changed the state: ${said()}`;
  }
  // It has left, or is a host now.
  if (answer.ok && (event === "room:leave" || event === "room:attach")) world.drop(role);
  if (chance.yes(0.3)) world.clock.now += 500;
  return undefined;
};

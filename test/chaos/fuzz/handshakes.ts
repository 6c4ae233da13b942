/** One handshake, and what is wrong with what the server says to it, if anything. */
import type { Chance } from "./chance.ts";
import { type Kind, TRACE } from "./events.ts";
import { Seen } from "./judged.ts";
import { broken, valid } from "./make.ts";
import type { Demand } from "./shape.ts";
import type { Aim } from "./targets.ts";
import type { World } from "./world.ts";

export const throwHandshake = async (
  world: World,
  aim: Aim,
  kind: Kind,
  demand: Demand | undefined,
  chance: Chance,
  seen: Seen,
) => {
  const auth = kind === "broken" && demand ? broken(aim.target, demand, chance) : valid(aim.target, chance);
  // A wrong key is answered late, so only what is refused before it is looked at goes to hosts.
  const namespace = kind === "broken" ? chance.pick(["player", "host"]) : "player";
  await world.settled();
  const writes = world.writes();
  seen.sent = `${namespace} ${JSON.stringify(auth)?.slice(0, 600)}`;
  const text = await world.greet(namespace, JSON.stringify(auth));
  const said = `${namespace} ${JSON.stringify(auth)?.slice(0, 600)} -> ${text?.slice(0, 300)}`;
  if (world.writes() !== writes) return `a handshake wrote something: ${said}`;
  if (text !== undefined && TRACE.test(text)) return `a refusal tells of the code: ${said}`;
  if (kind === "broken") {
    seen.invalid++;
    // What is no object is no handshake at all: the connection ends.
    const whole = demand?.path === "" && text === undefined;
    const refused = /"code":"(protocol_unsupported|invalid_payload)"/.test(text ?? "");
    return refused || whole ? undefined : `not refused: ${said}`;
  }
  Seen.add(seen.reached, aim.name);
  if (!text?.startsWith("0/")) return `refused: ${said}`;
  Seen.add(seen.done, aim.name);
  return undefined;
};

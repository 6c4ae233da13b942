import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { z } from "zod";
import { ERRORS } from "../../protocol/errors.ts";
import { HOST_EVENTS, PLAYER_EVENTS, Proof, Receipt } from "../../protocol/payloads.ts";
import * as pushes from "../../protocol/pushes.ts";
import * as snapshots from "../../protocol/snapshots.ts";

const SPEC = readFileSync(new URL("../../protocol/SPEC.md", import.meta.url), "utf8");

/** "H1" in the host's examples: the fields of every host snapshot. */
const H1 = {
  version: 1,
  serverNow: 1,
  round: 1,
  rounds: 7,
  language: "id",
  paused: false,
  pin: "482913",
  joinUrl: "http://192.168.1.7:3000/?pin=482913",
  title: "Komunitas belajar",
  locked: false,
};

const EVENTS: Record<string, Record<string, z.ZodType>> = {
  player: PLAYER_EVENTS,
  host: HOST_EVENTS,
  "to player": { snapshot: snapshots.PlayerSnapshot, "room:closed": pushes.RoomClosed, "room:moved": pushes.RoomMoved },
  "to host": {
    snapshot: snapshots.HostSnapshot,
    "responses:counted": pushes.ResponsesCounted,
    "roster:changed": pushes.RosterChanged,
    "host:asked": pushes.HostAsked,
    "host:settled": pushes.HostSettled,
    "store:away": pushes.StoreAway,
    "host:answered": pushes.HostAnswered,
    "joins:surging": pushes.JoinsSurging,
  },
};

interface Example {
  side: string;
  name: string;
  body: Record<string, unknown>;
}

const sideOf = (line: string): string | undefined => {
  if (line.startsWith("`/player`")) return "player";
  if (line.startsWith("`/host`")) return "host";
  if (line.startsWith("`snapshot` to players")) return "to player";
  return line.startsWith("To hosts") ? "to host" : undefined;
};

/** Every line `name {json}` or `-> {json}`, with the side whose section it stands in. */
const examples = (): Example[] => {
  let side = "";
  return SPEC.split("\n").flatMap((line) => {
    side = sideOf(line) ?? side;
    const found = /^(->|[a-z]+(?::[a-z]+)?)(?: (H1))? (\{.*\})$/.exec(line);
    if (!found) return [];
    const body = JSON.parse(found[3] ?? "") as Record<string, unknown>;
    return [{ side, name: found[1] ?? "", body: found[2] ? { ...H1, ...body } : body }];
  });
};

/** Parses, and says which documented fields the schema does not know. */
const fault = (schema: z.ZodType | undefined, body: unknown): string | undefined => {
  if (!schema) return "no schema";
  const parsed = schema.safeParse(body);
  if (!parsed.success) return parsed.error.message;
  const dropped = Object.keys(body as object).filter((key) => !Object.hasOwn(parsed.data as object, key));
  return dropped.length > 0 ? `unknown fields ${dropped.join()}` : undefined;
};

describe("the specification", () => {
  const all = examples();

  test("[PR7] every example of a message in and out satisfies its schema", () => {
    const messages = all.filter(({ name }) => name !== "->");
    const faults = messages.flatMap(({ side, name, body }) => {
      const wrong = fault(EVENTS[side]?.[name], body);
      return wrong ? [`${side} ${name}: ${wrong}`] : [];
    });
    expect(messages.length).toBeGreaterThan(30);
    expect(faults).toEqual([]);
  });

  test("[PR7] every example of an answer satisfies the schemas it is made of", () => {
    const faults = all
      .filter(({ name }) => name === "->")
      .flatMap(({ side, body }) => {
        const { snapshot, receipt, proof, error } = body as {
          snapshot?: unknown;
          receipt?: unknown;
          proof?: unknown;
          error?: { code: string };
        };
        const wrong = [
          snapshot && fault(side === "player" ? snapshots.PlayerSnapshot : snapshots.HostSnapshot, snapshot),
          receipt && fault(Receipt, receipt),
          proof && fault(Proof, proof),
          error && !Object.hasOwn(ERRORS, error.code) && `unknown code ${error.code}`,
        ];
        return wrong.filter(Boolean);
      });
    expect(faults).toEqual([]);
  });

  test("[PR7] every event has an example", () => {
    const missing = Object.entries(EVENTS).flatMap(([side, events]) =>
      Object.keys(events).filter((name) => !all.some((example) => example.side === side && example.name === name)),
    );
    expect(missing).toEqual([]);
  });

  test("[PR8] the error table has every code with its sentence, and no other", () => {
    const rows = [...SPEC.matchAll(/^\| `([a-z_]+)` \| (.+) \|$/gm)].map((row) => [row[1] ?? "", row[2] ?? ""]);
    const documented = Object.fromEntries(rows.filter(([code]) => Object.hasOwn(ERRORS, code ?? "")));
    expect(documented).toEqual(ERRORS);
  });

  test("[PR8] no two rules share an id", () => {
    const ids = [...SPEC.matchAll(/^- \[([A-Z]{2}\d+)\]/gm)].map((rule) => rule[1]);
    expect(ids.length).toBeGreaterThan(100);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });
});

import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { ERRORS } from "../protocol/errors.ts";
import { NODE_FLAGS } from "../scripts/node-flags.ts";
import { LOCALES } from "../src/i18n/index.ts";

const ROOT = resolve(import.meta.dirname, "..");
const SOURCE = ["src", "protocol", "scripts"];

const filesUnder = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(ts|mjs|lua|css|html)$/.test(entry.name))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)));

const read = (file: string) => readFileSync(join(ROOT, file), "utf8");

/** The floors of the house, lowest first; a row's names are its units. */
const FLOORS: string[][] = [
  ["protocol", "src/i18n"],
  ["src/items", "src/names"],
  [
    "src/quiz",
    "src/document-fault",
    "src/room",
    "src/scoring",
    "src/verdicts",
    "src/teams",
    "src/workshop",
    "src/who",
    "src/item-version",
    "src/nickname",
    "src/hash",
    "src/neutral",
    "src/turns",
  ],
  ["src/engine", "src/reports", "src/importers"],
  ["src/store", "src/metrics", "src/secret"],
  ["src/rooms", "src/organisers"],
  ["src/gateway", "src/http"],
  ["src/config", "src/app", "src/serve", "src/main", "src/host-key", "src/shipped"],
];
/** Units that are one file a unit and share the folder src/: on one floor they may import each other. */
const unitOf = (file: string): string =>
  file.startsWith("protocol/") ? "protocol" : file.replace(/\.ts$/, "").split("/").slice(0, 2).join("/");
const floorOf = (file: string): number => FLOORS.findIndex((row) => row.includes(unitOf(file)));

/** Every module a text imports or exports from, types too. */
const importsOf = (text: string): string[] =>
  [
    ...text.matchAll(
      /(?:^|\n)\s*(?:import|export)\b[^"';]*?from\s*"([^"]+)"|(?:^|\n)import\s*"([^"]+)"|\bimport\(\s*"([^"]+)"/g,
    ),
  ].map((found) => found[1] ?? found[2] ?? found[3] ?? "");

const floorFault = (file: string, specifier: string): string | undefined => {
  const floor = floorOf(file);
  if (floor < 0) return `${file} stands on no floor`;
  if (!specifier.startsWith(".")) {
    const io = specifier.startsWith("node:") || ["ioredis", "fastify", "socket.io", "uuid", "pino"].includes(specifier);
    return floor < 4 && io ? `${file} is below floor 4 and imports ${specifier}` : undefined;
  }
  const target = relative(ROOT, resolve(ROOT, dirname(file), specifier));
  if (dirname(target) === dirname(file) || unitOf(target) === unitOf(file)) return undefined;
  const below = floorOf(target);
  if (below < 0) return `${file} imports ${target}, which stands on no floor`;
  return below < floor ? undefined : `${file} (floor ${floor}) imports ${target} (floor ${below})`;
};

describe("the house", () => {
  const server = [...filesUnder("src"), ...filesUnder("protocol")].filter(
    (file) => file.endsWith(".ts") && !file.startsWith("src/pages/"),
  );

  test("[OP1] a file imports only from its own folder or from lower floors", () => {
    expect(server.flatMap((file) => importsOf(read(file)).flatMap((to) => floorFault(file, to) ?? []))).toEqual([]);
  });

  test.each(["host", "player", "organiser"])("[OP1] a class of the %s page is dressed in one stylesheet", (page) => {
    const rules = filesUnder(`src/pages/${page}`)
      .filter((file) => file.endsWith(".css"))
      .flatMap((file) => [...new Set(read(file).match(/^\.[\w-]+(?= \{)/gm))]);
    expect(rules.filter((name, index) => rules.indexOf(name) < index)).toEqual([]);
  });

  test("[OP1] the editor's styles dress nothing outside of the editor", () => {
    const folder = "src/pages/organiser/";
    const files = filesUnder(folder);
    const inEditor = (file: string) => file.startsWith(`${folder}editor/`);
    const dressed = files
      .filter((file) => inEditor(file) && file.endsWith(".css"))
      .flatMap((file) => [...read(file).matchAll(/^\.([\w-]+)/gm)].map(([, name]) => name));
    const outside = files.filter((file) => !inEditor(file) && file.endsWith(".ts"));
    const worn = outside.flatMap((file) =>
      [...read(file).matchAll(/class: ["`]([^"`]*)["`]/g)].flatMap(([, names = ""]) => names.split(/[ $]/)),
    );
    // The list of quizzes is the editor's way in; `organiser` is the page itself.
    const shared = ["links", "organiser"];
    expect(dressed.filter((name = "") => worn.includes(name) && !shared.includes(name))).toEqual([]);
  });

  test("[OP1] the check sees an import that climbs, one across a floor, and chance below floor 4", () => {
    expect(floorFault("src/engine/view.ts", "../store/store.ts")).toMatch("floor 3");
    expect(floorFault("src/engine/view.ts", "../reports/csv.ts")).toMatch("floor 3");
    expect(floorFault("src/engine/view.ts", "node:crypto")).toMatch("below floor 4");
    expect(floorFault("src/engine/view.ts", "../room.ts")).toBeUndefined();
    expect(
      importsOf('import type { A } from "./a.ts";\nimport {\n  b,\n} from "./b.ts";\nexport { c } from "./c.ts";'),
    ).toEqual(["./a.ts", "./b.ts", "./c.ts"]);
  });

  test("[OP1] no clock and no chance is read below floor 4", () => {
    const pure = server.filter((file) => floorOf(file) < 4);
    const impure = /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bperformance\.now\b|\bsetTimeout\b|\bprocess\./;
    expect(pure.length).toBeGreaterThan(20);
    expect(pure.filter((file) => impure.test(read(file)))).toEqual([]);
  });

  test("[PG1] pages take types from the protocol, and values only from version, errors and i18n", () => {
    const allowed = /protocol\/(version|errors)\.ts$|^src\/i18n\/|^src\/pages\//;
    const faults = filesUnder("src/pages")
      .filter((file) => file.endsWith(".ts"))
      .flatMap((file) =>
        [...read(file).matchAll(/(?:^|\n)\s*(?:import|export)\s+(?!type\b)([^"';]*?)from\s*"(\.[^"]+)"/g)]
          .map((found) => relative(ROOT, resolve(ROOT, dirname(file), found[2] ?? "")))
          .filter((target) => target.endsWith(".ts") && !allowed.test(target))
          .map((target) => `${file} imports values from ${target}`),
      );
    expect(faults).toEqual([]);
  });

  test("[OP1] no file is over 250 lines, a language's texts aside", () => {
    const files = SOURCE.flatMap(filesUnder).filter((file) => !/^src\/i18n\/[a-z]{2}\.ts$/.test(file));
    const long = files.filter((file) => read(file).split("\n").length > 251);
    expect(long).toEqual([]);
  });

  test("[OP1] the image serves with the flags of npm start", () => {
    const [command = ""] = read("Dockerfile").match(/(?<=^CMD ).+/m) ?? [];
    expect(JSON.parse(command)).toEqual(["node", ...NODE_FLAGS, "src/main.ts"]);
    expect(NODE_FLAGS.length).toBeGreaterThan(0);
  });

  test("[PG2] no page writes markup from text, and nothing is loaded from outside", () => {
    const sinks =
      /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function\(|setAttribute\("style"/;
    const outside = /(?:src|href|url)\s*[=(:]\s*["']?(?:https?:)?\/\//;
    const files = filesUnder("src/pages");
    expect(files.length).toBeGreaterThan(10);
    expect(files.filter((file) => sinks.test(read(file)))).toEqual([]);
    expect(files.filter((file) => outside.test(read(file)))).toEqual([]);
  });

  test("[PR14] no event of a client is listened to but in the one guarded dispatcher", () => {
    const listens =
      /\.(?:on|once|addListener|prependListener)\(\s*["'`]\w+:\w+|\.(?:onAny|prependAny)\(|\bsocket\.use\(/;
    expect(listens.test('socket.on("room:join", act)')).toBe(true);
    expect(server.filter((file) => listens.test(read(file)))).toEqual(["src/gateway/dispatch.ts"]);
  });

  test("[AB34] chance that is no secret's only spreads the waits of pages", () => {
    const lines = filesUnder("src").flatMap((file) =>
      read(file)
        .split("\n")
        .map((line) => ({ file, line })),
    );
    const drawn = lines.filter(({ line }) => line.includes("Math.random"));
    expect(drawn.length).toBeGreaterThan(0);
    expect(drawn.filter(({ file, line }) => !file.startsWith("src/pages/") || !line.includes("setTimeout("))).toEqual(
      [],
    );
  });

  test("[PG3] every error code has its words, in every language", () => {
    for (const messages of Object.values(LOCALES)) {
      expect(Object.keys(messages.errors).sort()).toEqual(Object.keys(ERRORS).sort());
    }
  });

  test("[PG3] the languages have the same texts with the same blanks to fill", () => {
    const flat = (value: unknown, path: string): [string, string][] =>
      typeof value === "string"
        ? [[path, [...new Set([...value.matchAll(/\{\w+\}/g)].map(String))].sort().join()]]
        : Object.entries(value as object).flatMap(([key, inner]) => flat(inner, `${path}.${key}`));
    expect(flat(LOCALES.id, "")).toEqual(flat(LOCALES.en, ""));
  });
});

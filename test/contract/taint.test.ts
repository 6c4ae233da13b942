import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { tempFolder } from "../support.ts";
import { ACCEPTED, playWorkshop } from "./taint-play.ts";
import { leaks, type Secret } from "./taint-records.ts";
import { secretsOf } from "./taint-secrets.ts";

describe("a whole workshop, taken down", () => {
  let folder: Awaited<ReturnType<typeof tempFolder>>;
  let played: Awaited<ReturnType<typeof playWorkshop>>;
  let secrets: Secret[] = [];
  beforeAll(async () => {
    folder = await tempFolder();
    played = await playWorkshop(folder.path);
    secrets = secretsOf(played);
  });
  afterAll(() => folder?.[Symbol.asyncDispose]());

  test("[AB34] no token, key, session, password, device, attempt, code or name stands where it may not: frames, answers, headers, files, logs", () => {
    expect(played.everything.length).toBeGreaterThan(200);
    expect(leaks(played.everything, secrets)).toEqual([]);
    expect(played.early.length).toBeGreaterThan(15);
    expect(leaks(played.early, [{ name: "the accepted answer", text: ACCEPTED }])).toEqual([]);
  });

  test("[AB34] the search finds each secret where it may stand, or knows it well enough to miss it", () => {
    const stands = (name: string, where = "") => {
      const found = secrets.filter((secret) => secret.name === name);
      expect(found.length).toBeGreaterThan(0);
      return played.everything.filter(
        (record) => record.where.includes(where) && found.some(({ text }) => record.text.includes(text)),
      ).length;
    };
    for (const name of ["the token of a room", "token of player 0, pre", "id of player 0, post", "a typed answer"])
      expect([name, stands(name) > 0]).toEqual([name, true]);
    for (const [name, ...places] of [
      ["code of player 1, pre", "frame", "comparisons.json", "comparisons.csv", "comparisons.xlsx"],
      ["nickname of player 0", "frame", "report.xlsx", "comparisons.json", "comparisons.xlsx", "codes.csv"],
    ] as const)
      for (const where of places) expect([name, where, stands(name, where) > 0]).toEqual([name, where, true]);
    for (const name of ["the session of the administrator", "the session of an organiser"])
      expect([name, stands(name)]).toEqual([name, 1]);
    const planted = secrets.map(({ text }) => ({ by: "nobody", where: "log", text: `{"msg":"${text}"}` }));
    expect(leaks(planted, secrets)).toHaveLength(secrets.length);
    const asked = secrets.map(({ text }) => ({ by: "nobody", where: `GET /${encodeURIComponent(text)}`, text: "404" }));
    expect(leaks(asked, secrets)).toHaveLength(secrets.length);
  });

  test.each(["", "a", "ab", "abc"])(
    "[AB34] the search finds a secret in base64 and in hex, also behind %j",
    (before) => {
      const secret = { name: "a secret", text: "sebuah-rahasia?>~" };
      for (const encoding of ["base64", "base64url", "hex"] as const)
        for (const after of ["", "z", "zz"]) {
          const text = Buffer.from(before + secret.text + after).toString(encoding);
          expect(leaks([{ by: "nobody", where: "frame", text }], [secret])).toHaveLength(1);
        }
    },
  );

  test("[OP2] at the level trace the log has lines, and everything that is written after the start is one of them", () => {
    const lines = played.log.split("\n").filter((line) => line !== "");
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines) expect(JSON.parse(line)).toMatchObject({ level: expect.any(Number) });
  });

  test("[AB34] a password stands in no file of the store, and a session only as a digest", async () => {
    const bytes = await readFile(`${folder.path}/cermat.db`, "latin1");
    for (const { name, text } of secrets.filter(({ name }) => /password|session|host key/.test(name))) {
      expect([name, bytes.includes(text)]).toEqual([name, false]);
    }
  });
});

/** The bounds of what comes over HTTP: at each, and one byte beyond. */
import { once } from "node:events";
import { connect } from "node:net";
import { strToU8, zipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readUpload } from "../../src/http/import-upload.ts";
import { HOST_KEY, SMALL_QUIZ, startApp } from "../support.ts";
import { openRaw } from "./protocol-raw.ts";
import type { TestApp } from "./stores.ts";
import { json, workshopBody } from "./tenants.ts";

const [KIB, MIB] = [1024, 1024 * 1024];
const PNG = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex");

/** JSON text of so many bytes; a field that nobody asks for fills it. */
const padded = (document: object, bytes: number): string => {
  const bare = JSON.stringify({ ...document, more: "" });
  return JSON.stringify({ ...document, more: "x".repeat(bytes - bare.length) });
};
/** What an archive begins with, and nothing else. */
const zipped = (bytes: number): Uint8Array<ArrayBuffer> => {
  const begun = new Uint8Array(bytes);
  begun.set([0x50, 0x4b, 3, 4]);
  return begun;
};

type Body = string | Uint8Array<ArrayBuffer>;
const JSON_TYPE = "application/json";
/** What, where it is sent to, its type, its bound, a body of a size, and what is answered at the bound and beyond. */
const BODIES: [string, string, string, number, (bytes: number) => Body, within: string, beyond: string][] = [
  [
    "a body",
    "POST /api/session",
    JSON_TYPE,
    64 * KIB,
    (n) => padded({ key: HOST_KEY }, n),
    "201",
    "413 payload_too_large",
  ],
  ["a quiz", "PUT /api/quizzes/small", JSON_TYPE, MIB, (n) => padded(SMALL_QUIZ, n), "200", "413 payload_too_large"],
  [
    "a workshop",
    "POST /api/workshops",
    JSON_TYPE,
    2 * MIB,
    (n) => padded(workshopBody("small"), n),
    "201",
    "413 payload_too_large",
  ],
  [
    "an image",
    "PUT /api/quizzes/small/images/a.png",
    "image/png",
    MIB,
    (n) => new Uint8Array(Buffer.concat([PNG, Buffer.alloc(n - PNG.length)])),
    "200",
    "400 image_invalid",
  ],
  [
    "an upload",
    "POST /api/rooms/import",
    "text/csv",
    8 * MIB,
    (n) => new Uint8Array(n),
    "400 import_invalid",
    "413 payload_too_large",
  ],
  [
    "a file of questions",
    "POST /api/quizzes/import",
    "text/csv",
    4 * MIB,
    (n) => new Uint8Array(n),
    "400 import_invalid",
    "413 payload_too_large",
  ],
  [
    "an archive",
    "POST /api/rooms/import",
    "application/zip",
    4 * MIB,
    zipped,
    "400 import_invalid",
    "413 payload_too_large",
  ],
];

describe("what comes over HTTP", () => {
  let server: TestApp;
  beforeAll(async () => {
    server = await startApp();
    await server.fetch("/api/quizzes/small", json("PUT", SMALL_QUIZ));
  });
  afterAll(() => server[Symbol.asyncDispose]());

  test.each(BODIES)("[HT10] %s is taken at its bound and refused one byte beyond", async (...row) => {
    const [, where, type, bound, make, within, beyond] = row;
    const [method = "", path = ""] = where.split(" ");
    const told = async (bytes: number) => {
      const body = make(bytes);
      expect(body.length).toBe(bytes);
      const answer = await server.fetch(path, { method, body, headers: { "content-type": type } });
      const { error } = (await answer.json()) as { error?: { code: string } };
      return error ? `${answer.status} ${error.code}` : String(answer.status);
    };
    expect([await told(bound), await told(bound + 1)]).toEqual([within, beyond]);
  });

  test("[HT10] names and values in the head of a request have less than 8 KiB, all together", async () => {
    const told = async (bytes: number): Promise<string> => {
      using raw = await openRaw(server.url);
      const [address, fixed] = ["/healthz", { Host: "a", Connection: "close" }];
      const spent = [address, ...Object.entries(fixed).flat(), "X"].join("").length;
      const head = Object.entries({ ...fixed, X: "x".repeat(bytes - spent) }).map(
        ([name, value]) => `${name}: ${value}`,
      );
      raw.write([`GET ${address} HTTP/1.1`, ...head, "", ""].join("\r\n"));
      while (!raw.ended && !raw.text.includes("\r\n")) await Promise.race([once(raw.socket, "data"), raw.gone]);
      return raw.text.split(" ")[1] ?? "none";
    };
    expect([await told(8191), await told(8192)]).toEqual(["200", "431"]);
  });

  test("[IM1] a workbook has 1 MB at most, [IM11] an archive 2,000 entries and 16 MB when it is unpacked", async () => {
    const told = async (zip: Uint8Array): Promise<string> => {
      const reading = await readUpload(zip, { title: undefined, workshop: undefined, library: [] });
      return "tooLarge" in reading ? "too large" : (reading.faults[0]?.message ?? "no fault");
    };
    const workbook = (bytes: number): Uint8Array => {
      const parts = { "xl/workbook.xml": strToU8("<workbook/>"), "a.bin": new Uint8Array() };
      const bare = zipSync(parts, { level: 0 }).length;
      return zipSync({ ...parts, "a.bin": new Uint8Array(bytes - bare) }, { level: 0 });
    };
    expect(await told(workbook(MIB))).toContain("damaged");
    expect(await told(workbook(MIB + 1))).toBe("too large");

    const empty = "holds no CSV";
    /** What its directory says counts: nothing is unpacked to find out. */
    const unpacked = (bytes: number): Uint8Array => {
      const zip = Buffer.from(zipSync({ "a.bin": new Uint8Array(9) }));
      zip.writeUInt32LE(bytes, zip.indexOf("PK\u0001\u0002") + 24);
      return zip;
    };
    expect(await told(unpacked(16 * MIB))).toContain(empty);
    expect(await told(unpacked(16 * MIB + 1))).toContain("too large when it is unpacked");
    const entries = (count: number) =>
      zipSync(Object.fromEntries(Array.from({ length: count }, (_, n) => [`${n}.bin`, new Uint8Array()])));
    expect(await told(entries(2000))).toContain(empty);
    expect(await told(entries(2001))).toContain("damaged");
  });
});

test("[AB50] a connection on which nothing comes is closed without a word", async () => {
  await using server = await startApp();
  const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
  let said = "";
  socket.on("data", (data) => {
    said += data.toString();
  });
  await once(socket, "close");
  expect(said).toBe("");
});

import { describe, expect, test } from "vitest";
import {
  GuardedDecoder,
  guardedParser,
  HOST_MESSAGE_BYTES,
  MESSAGE_BYTES,
  REFUSED_EVENT,
} from "../../src/gateway/parser.ts";

interface Packet {
  type: number;
  nsp: string;
  id?: number;
  data?: unknown;
}

/** What the server is given for a message; throws what would close the connection. */
const decoded = (message: unknown, limit = MESSAGE_BYTES): Packet => {
  const decoder = new GuardedDecoder();
  decoder.limit = limit;
  const packets: Packet[] = [];
  decoder.on("decoded", (packet: Packet) => packets.push(packet));
  decoder.add(message);
  const [packet] = packets;
  if (!packet || packets.length > 1) throw new Error(`${packets.length} packets`);
  return packet;
};
const HEAD = "2/player,17";
const event = (payload: unknown) => `${HEAD}${JSON.stringify(["room:join", payload])}`;
const refused = (code: string, nsp = "/player", id: number | null = 17) => ({
  type: 2,
  nsp,
  ...(id === null ? {} : { id }),
  data: [REFUSED_EVENT, code],
});
/** An event whose whole message has this many bytes, filled with a sign. */
const sized = (bytes: number, sign = "x"): string => {
  const rest = bytes - Buffer.byteLength(event({ nickname: "" }));
  const width = Buffer.byteLength(sign);
  return event({ nickname: sign.repeat(Math.floor(rest / width)) + "y".repeat(rest % width) });
};
/** A payload of nested objects and lists, this deep. */
const deep = (levels: number): unknown =>
  levels === 0 ? 1 : levels % 2 ? { a: deep(levels - 1) } : [deep(levels - 1)];

describe("size", () => {
  test.each([
    ["ASCII", "x"],
    ["two bytes a sign", "é"],
    ["three bytes a sign", "学"],
    ["four bytes a sign", "🙂"],
  ])("[PR13] %s: exactly the limit passes, one byte more is refused", (_, sign) => {
    const full = sized(MESSAGE_BYTES, sign);
    expect([Buffer.byteLength(full), Buffer.byteLength(sized(MESSAGE_BYTES + 1, sign))]).toEqual([4_096, 4_097]);
    expect(decoded(full)).toMatchObject({ type: 2, nsp: "/player", id: 17, data: ["room:join", {}] });
    expect(decoded(sized(MESSAGE_BYTES + 1, sign))).toEqual(refused("payload_too_large"));
  });

  test("[PR13] with host rights the bound is 256 KiB, to the byte", () => {
    expect(HOST_MESSAGE_BYTES).toBe(262_144);
    expect(decoded(sized(HOST_MESSAGE_BYTES, "学"), HOST_MESSAGE_BYTES)).toMatchObject({ data: ["room:join", {}] });
    expect(decoded(sized(HOST_MESSAGE_BYTES + 1, "学"), HOST_MESSAGE_BYTES)).toEqual(refused("payload_too_large"));
  });

  test("[PR13] the parser that sockets get has the small bound at first", () => {
    expect([guardedParser.Decoder, new GuardedDecoder().limit]).toEqual([GuardedDecoder, 4_096]);
  });

  test("[PR13] an oversized handshake or answer ends the connection", () => {
    const padding = "x".repeat(MESSAGE_BYTES + 1);
    for (const message of [
      `0/player,{"key":"${padding}"}`,
      `3/player,17["${padding}"]`,
      padding,
      `4/player,"${padding}"`,
    ])
      expect(() => decoded(message)).toThrow("payload_too_large");
  });
});

describe("depth", () => {
  test("[PR12] a payload of 10 levels passes whole, 11 are refused", () => {
    expect(decoded(event(deep(10))).data).toEqual(["room:join", deep(10)]);
    expect(decoded(event(deep(11)))).toEqual(refused("invalid_payload"));
  });

  test("[PR12] depth is not count: many shallow brackets pass", () => {
    const wide = Array.from({ length: 300 }, () => [{}]);
    expect(decoded(event(wide)).data).toEqual(["room:join", wide]);
  });

  test.each<[string, unknown]>([
    ["brackets in a text", { a: "[{".repeat(50) }],
    ["an escaped quote before brackets in a text", { a: `"${"[".repeat(50)}` }],
    ["an escaped backslash at the end of a text", { a: "\\", b: "\\\\", c: deep(8) }],
    ["brackets in a name", { ["[".repeat(50)]: 1 }],
  ])("[PR12] %s do not count", (_, payload) => {
    expect(decoded(event(payload)).data).toEqual(["room:join", payload]);
  });

  test.each<[string, string]>([
    ["an escaped backslash", `{"a":"\\\\","b":${JSON.stringify(deep(10))}}`],
    ["an escaped quote", `{"a":"\\"","b":${JSON.stringify(deep(10))}}`],
    ["a text of closing brackets", `{"a":"]]]]}}}}","b":${JSON.stringify(deep(10))}}`],
  ])("[PR12] %s hides no depth", (_, payload) => {
    expect(JSON.parse(payload)).toHaveProperty("b");
    expect(decoded(`${HEAD}["room:join",${payload}]`)).toEqual(refused("invalid_payload"));
  });

  test("[PR12] nested further than any stack, and never closed, is refused without being parsed", () => {
    for (const open of ["[", '{"a":', "[{"]) {
      const bomb = `${HEAD}["room:join",${open.repeat(20_000)}`;
      expect(decoded(bomb, HOST_MESSAGE_BYTES)).toEqual(refused("invalid_payload"));
    }
  });

  test("[PR12] a deep handshake ends the connection, whatever its namespace is called", () => {
    for (const nsp of ["/player", '/player?"', "/player?[[[{"])
      expect(() => decoded(`0${nsp},${JSON.stringify(deep(13))}`), nsp).toThrow("invalid_payload");
  });
});

describe("refusals", () => {
  const body = `["room:join",${JSON.stringify(deep(11))}]`;

  test.each<[string, string, number | null]>([
    ["2/player,17", "/player", 17],
    ["2/host,0", "/host", 0],
    ["2/host,", "/host", null],
    ["2", "/", null],
    ["23", "/", 3],
    ["2/player,999999999999999", "/player", 999_999_999_999_999],
  ])("[PR13] a refused %s keeps namespace and ack id, and loses its content", (head, nsp, id) => {
    expect(decoded(head + body)).toEqual(refused("invalid_payload", nsp, id));
  });

  test.each<[string, unknown]>([
    ["a buffer", Buffer.from("2[]")],
    ["an array buffer", new ArrayBuffer(8)],
    ["an event with attachments", '51-/player,1["room:join",{"_placeholder":true,"num":0}]'],
    ["an answer with attachments", '61-/player,1[{"_placeholder":true,"num":0}]'],
    ["nothing", undefined],
    ["an object", { base64: true, data: "AAAA" }],
  ])("[PR1] %s ends the connection", (_, message) => {
    expect(() => decoded(message)).toThrow("binary");
  });

  test("[PR14] what is no packet ends the connection and reaches nobody", () => {
    for (const message of ["9", "x", "2{}", '2["connect"]', "2[", "0/player,[]", "1/player,{}", "2[null]"])
      expect(() => decoded(message), message).toThrow();
  });

  test("[PR1] an honest message goes through unchanged, with and without an ack", () => {
    expect(decoded('2/player,5["clock:probe",{}]')).toEqual({
      type: 2,
      nsp: "/player",
      id: 5,
      data: ["clock:probe", {}],
    });
    expect(decoded('2/player,["clock:probe",{}]')).toEqual({ type: 2, nsp: "/player", data: ["clock:probe", {}] });
    expect(decoded('0/player,{"protocol":1}')).toEqual({ type: 0, nsp: "/player", data: { protocol: 1 } });
    expect(decoded("1/player,")).toEqual({ type: 1, nsp: "/player" });
  });
});

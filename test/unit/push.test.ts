import { expect, test } from "vitest";
import type { PlayerSnapshotOf } from "../../protocol/snapshots.ts";
import { packetOf } from "../../src/gateway/push.ts";

const START = '42/player,["snapshot",""]'.length;

/** A packet whose frame bears so many bytes; a snapshot is only what JSON can write. */
const packet = (bytes: number, tail = "") =>
  packetOf(("x".repeat(bytes - START - Buffer.byteLength(tail)) + tail) as unknown as PlayerSnapshotOf);

/** What a WebSocket client reads of a frame (RFC 6455, 5.2): its first byte, the length that it tells, and the rest. */
const read = (frame: Buffer) => {
  const short = frame.readUInt8(1);
  const [start, length] =
    short < 126 ? [2, short] : short === 126 ? [4, frame.readUInt16BE(2)] : [10, Number(frame.readBigUInt64BE(2))];
  return { first: frame.readUInt8(0), length, text: frame.subarray(start).toString() };
};

test.each([
  [125, ""],
  [126, ""],
  [65_535, ""],
  [65_536, ""],
  [300, "é☕"],
])(
  "[PR1] a snapshot of %i bytes is one whole text frame without a mask, and says its own length (%s)",
  (bytes, tail) => {
    const { text, options } = packet(bytes, tail);
    const [frame] = options.wsPreEncodedFrame;
    expect(read(frame)).toEqual({ first: 0x81, length: bytes, text: `4${text}` });
    expect(Buffer.byteLength(`4${text}`)).toBe(bytes);
  },
);

test("[PR1] a snapshot in two parts is the event of both together", () => {
  const common = { phase: "reveal", key: ["é"] };
  for (const own of [{ rank: 1 }, { rank: 2, team: "☕" }]) {
    const { text, options } = packetOf(common, own);
    const [frame] = options.wsPreEncodedFrame;
    expect(read(frame)).toEqual({ first: 0x81, length: Buffer.byteLength(text) + 1, text: `4${text}` });
    expect(text).toBe(`2/player,${JSON.stringify(["snapshot", { ...common, ...own }])}`);
  }
});

/** The secrets of the workshop that is played, and where each may stand. */
import { deviceDigest } from "../../src/rooms/people.ts";
import { HOST_KEY } from "../support.ts";
import { ACCEPTED, ADDRESS, PASSWORDS, type playWorkshop, TYPED } from "./taint-play.ts";
import type { Secret } from "./taint-records.ts";

const HOSTS = ["rina", "screen", "phone"];

interface Place {
  by: string;
  where: string;
}

const isFile = ({ by, where }: Place) =>
  by !== "nobody" && /^GET \/api\/(rooms\/[^/]+\/|comparisons\.)/.test(where) && !where.endsWith("set-cookie");
const withNames = (place: Place) => isFile(place) && !/names=0|comparisons\.csv/.test(place.where);
const signedIn = (by: string) => (place: Place) => place.by === by && place.where.endsWith("set-cookie");
const tokenOf = (setCookie: string) => setCookie.split("=")[1] ?? "none";

export const secretsOf = ({ pre, room, link, session }: Awaited<ReturnType<typeof playWorkshop>>): Secret[] => [
  { name: "the host key", text: HOST_KEY },
  ...PASSWORDS.map((text) => ({ name: "a password", text })),
  { name: "the session of the administrator", text: tokenOf(link.cookie), may: signedIn("admin") },
  { name: "the session of an organiser", text: tokenOf(session.cookie), may: signedIn("rina") },
  { name: "an address", text: ADDRESS },
  ...[pre, room].map(
    ({ token: text }): Secret => ({
      name: "the token of a room",
      text,
      may: ({ by, where, text: found }) =>
        where === "frame" &&
        ((by === "rina" && found.startsWith("3")) || (by === "phone" && found.includes("host:answered"))),
    }),
  ),
  ...[...pre.seats, ...room.seats].flatMap(({ by: mine, occasion, token, code, playerId, attempt }): Secret[] => [
    { name: `token of ${mine}, ${occasion}`, text: token, may: ({ by, text }) => by === mine && text.startsWith("3") },
    { name: `attempt of ${mine}, ${occasion}`, text: attempt },
    {
      name: `code of ${mine}, ${occasion}`,
      text: code,
      may: (record) => record.by === mine || isFile(record),
    },
    {
      name: `id of ${mine}, ${occasion}`,
      text: playerId,
      may: (record) =>
        (record.where === "frame" && [mine, ...HOSTS].includes(record.by)) ||
        (isFile(record) && record.where.includes("comparisons.json")),
    },
  ]),
  ...room.seats.flatMap(({ by: mine, device, nickname }): Secret[] => [
    { name: `device of ${mine}`, text: device },
    {
      name: `digest of device of ${mine}`,
      text: deviceDigest({ id: room.roomId, options: room.options } as never, device),
    },
    {
      name: `nickname of ${mine}`,
      text: nickname,
      may: (record) =>
        record.by === mine ||
        (record.where === "frame" && (HOSTS.includes(record.by) || record.text.includes('"behind"'))) ||
        withNames(record),
    },
  ]),
  // To its author and its hosts, at the reveal and after.
  { name: "the accepted answer", text: ACCEPTED, may: ({ by, where }) => where !== "log" && by !== "nobody" },
  {
    name: "a typed answer",
    text: TYPED,
    may: ({ by, where, text }) =>
      where !== "log" && by !== "player 1" && by !== "nobody" && !text.includes(`room:${TYPED}`),
  },
];

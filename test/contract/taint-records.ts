/** Everything that leaves a server, taken down with who got it and where, to be searched for secrets. */
import { unzipSync } from "fflate";
import type { HostClient, PlayerClient } from "../support.ts";
import { tape } from "./protocol-play.ts";

interface Record {
  /** Who got it. */
  by: string;
  /** `frame`, or the request. It is searched too: a file's address leaves the server before anybody asks for it. */
  where: string;
  text: string;
}

/** A secret, and the places where it may stand. */
export interface Secret {
  name: string;
  text: string;
  may?: (record: Record) => boolean;
}

/** The text of a body: of every file inside, when it is an archive. */
const textOf = (bytes: Uint8Array): string => {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return Buffer.from(bytes).toString();
  return Object.entries(unzipSync(bytes))
    .map(([name, inner]) => `${name} ${textOf(inner)}`)
    .join("\n");
};

export const takeDown = (url: string) => {
  const records: Record[] = [];
  const tapes: { by: string; frames: string[] }[] = [];
  return {
    /** Frames of a client, its own answers too, from here on. */
    client<Any extends HostClient | PlayerClient>(by: string, client: Any): Any {
      tapes.push({ by, frames: tape(client) });
      return client;
    },
    /**
     * Asks and takes down status, headers and body. Redirects are not followed: where they lead is taken down too.
     * `named`: what is taken down for a path that its asker has put a secret into.
     */
    async ask(
      by: string,
      path: string,
      init: RequestInit = {},
      named = path,
    ): Promise<{ status: number; text: string; cookie: string }> {
      const answer = await fetch(url + path, { redirect: "manual", ...init });
      const text = textOf(new Uint8Array(await answer.arrayBuffer()));
      const headers = [...answer.headers].filter(([name]) => name !== "set-cookie");
      const where = `${init.method ?? "GET"} ${named}`;
      records.push({ by, where, text: `${answer.status} ${JSON.stringify(headers)} ${text}` });
      const [cookie = ""] = answer.headers.getSetCookie();
      records.push({ by, where: `${where} set-cookie`, text: cookie });
      return { status: answer.status, text, cookie: cookie.split(";")[0] ?? "" };
    },
    add: (by: string, where: string, text: string) => void records.push({ by, where, text }),
    all: (): Record[] => [
      ...records,
      ...tapes.flatMap(({ by, frames }) => frames.map((text) => ({ by, where: "frame", text }))),
    ],
  };
};

/** What stays of a text in base64, whatever stands before and after it: for each place in a group of three bytes. */
const base64Of = (text: string): string[] =>
  [0, 1, 2].map((before) => {
    const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(text)]);
    const whole = Math.floor((bytes.length * 8) / 6);
    return bytes.toString("base64").slice(Math.ceil((before * 8) / 6), whole);
  });

/** Encoded, it is the same secret. */
const formsOf = (text: string): string[] => {
  const base64 = base64Of(text);
  const inAddresses = base64.map((form) => form.replaceAll("+", "-").replaceAll("/", "_"));
  const hex = Buffer.from(text).toString("hex");
  return [text, encodeURIComponent(text), JSON.stringify(text).slice(1, -1), ...base64, ...inAddresses, hex];
};

/** Where secrets stand that may not: one line each, without the secret itself. */
export const leaks = (records: readonly Record[], secrets: readonly Secret[]): string[] =>
  secrets.flatMap(({ name, text, may = () => false }) => {
    const forms = formsOf(text);
    const bears = ({ where, text: found }: Record) =>
      forms.some((form) => found.includes(form) || where.includes(form));
    return records
      .filter((record) => bears(record) && !may(record))
      .map(({ by, where, text: found }) => `${name}: ${by} in ${where}: ${found.slice(0, 120)}`);
  });

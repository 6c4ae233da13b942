/** Large files, made in slices, so that rooms that run meanwhile do not wait for them. */
import { setImmediate as nextTurn } from "node:timers/promises";
import type { FastifyReply } from "fastify";
import { type ZipEntry, zipped } from "../reports/zip.ts";
import { download } from "./games.ts";

const turn = () => nextTurn();

export const downloadCsv = async (reply: FastifyReply, name: string, slices: Iterable<string>) => {
  let body = "";
  for (const slice of slices) {
    body += slice;
    await turn();
  }
  return download(reply, name, "text/csv", body);
};

/** An archive whose files bear the time `at`, ms since 1970. */
export const downloadZip = async (reply: FastifyReply, name: string, entries: readonly ZipEntry[], at: number) =>
  download(reply, name, "application/zip", Buffer.from((await zipped(entries, at, turn)).buffer));

export const downloadXlsx = async (reply: FastifyReply, name: string, entries: readonly ZipEntry[], at: number) => {
  const type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  return download(reply, name, type, Buffer.from((await zipped(entries, at, turn)).buffer));
};

/** The server's HTTP interface as this page uses it. Times are ms since 1970. */

import type { Comparison } from "../../../protocol/comparisons.ts";
import type { ErrorCode } from "../../../protocol/errors.ts";
import type { Options } from "../../../protocol/payloads.ts";
import type { Report } from "../../../protocol/reports.ts";
import type { RoomRow } from "../../../protocol/rooms.ts";
import type { OrganiserRow } from "../../../protocol/sessions.ts";
import type { HostSnapshotOf, PlayerSnapshotOf } from "../../../protocol/snapshots.ts";
import type { Workshop, WorkshopView } from "../../../protocol/workshops.ts";

/** What makes a workshop; codes that are left out of its list are drawn. */
type WorkshopBody = Pick<Workshop, "title" | "quizIds" | "identity"> & Pick<Options, "roster">;

export interface QuizRow {
  id: string;
  title: string;
  language: string;
  items: number;
  updatedAt: number;
  /** The organiser whose it is; missing: the administrator's. */
  ownerId?: string;
  shipped?: true;
}

/** A quiz as the editor reads it. */
export interface StoredQuiz {
  quiz: unknown;
  /** What it is replaced over; a quiz that came with the server by an own copy. */
  version: string;
  updatedAt: number;
  /** File name -> address. */
  images: Record<string, string>;
}

/** The screens of an item in one of its phases. */
export interface Screens {
  phase: "preview" | "open" | "reveal";
  host: HostSnapshotOf;
  player: PlayerSnapshotOf;
}

/** Something of a file that was read: left out (`error`), or kept and worth a word (`note`). */
export interface ReadFault {
  sheet?: string;
  row?: number;
  line?: number;
  column?: string;
  path?: string;
  severity: "error" | "note";
  code: string;
  message: string;
  params?: Record<string, string | number>;
}

/** A file of questions as the server has read it; nothing is stored. */
export interface ReadQuiz {
  format: string;
  quiz: unknown;
  /** Questions that were found, kept or not. */
  rows: number;
  faults: readonly ReadFault[];
}

/** A place in a file or document, and what is wrong there. */
export interface Fault {
  path: string;
  message: string;
  /** By which pages word it, with `params` in its blanks. */
  code?: string;
  params?: Record<string, string | number>;
}

/** An answer: the body, or the error's code with the faults of a file. `unreachable`: there was no answer at all. */
export type Reply<Body> =
  | { ok: true; body: Body }
  | { ok: false; code: ErrorCode | "unreachable"; faults: readonly Fault[] };

const call = async <Body>(path: string, init: RequestInit = {}): Promise<Reply<Body>> => {
  try {
    const response = await fetch(path, { cache: "no-store", ...init });
    const text = await response.text();
    const body = text === "" ? undefined : JSON.parse(text);
    if (response.ok) return { ok: true, body };
    const code = body?.error?.code ?? (response.status === 401 ? "unauthorized" : "internal");
    return { ok: false, code, faults: body?.faults ?? [] };
  } catch {
    return { ok: false, code: "unreachable", faults: [] };
  }
};

const json = (method: string, body: unknown): RequestInit => ({
  method,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});

/** The browser sends so much (bytes) to its end although the page goes away meanwhile. */
const KEPT_ALIVE = 60_000;

/** The same, and not cut off by leaving the page when it is small enough. */
const lasting = (method: string, body: unknown): RequestInit => {
  const init = json(method, body);
  return { ...init, keepalive: new Blob([String(init.body)]).size < KEPT_ALIVE };
};

const formOf = (file: File): FormData => {
  const form = new FormData();
  form.set("file", file);
  return form;
};

const roomPath = (id: string) => `/api/rooms/${encodeURIComponent(id)}`;
const organiserPath = (id: string) => `/api/organisers/${encodeURIComponent(id)}`;
const workshopPath = (id: string) => `/api/workshops/${encodeURIComponent(id)}`;

/** `?a=b` of what is there; "" of nothing. */
const query = (values: Record<string, string | undefined>): string => {
  const given = Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return given.length === 0 ? "" : `?${new URLSearchParams(given)}`;
};

const quizPath = (id: string) => `/api/quizzes/${encodeURIComponent(id)}`;

/** The address of a quiz document; an organiser's one is named by its owner, too. */
export const quizFile = (id: string, owner?: string, kind = "json"): string =>
  `${quizPath(id)}${kind === "json" ? "" : `.${kind}`}${query({ owner })}`;

export const api = {
  rooms: () => call<{ rooms: RoomRow[] }>("/api/rooms"),
  report: (id: string, bands?: string) => call<Report>(`${roomPath(id)}/report.json${query({ bands })}`),
  deleteRoom: (id: string) => call<undefined>(roomPath(id), { method: "DELETE" }),
  release: (id: string) => call<{ version: number }>(`${roomPath(id)}/release`, { method: "POST" }),
  importRoom: (file: File, place: { workshop?: string; occasion?: string }) =>
    call<{ roomId: string; faults: Fault[] }>(`/api/rooms/import${query(place)}`, {
      method: "POST",
      headers: { "content-type": "application/octet-stream" },
      body: file,
    }),
  /** `all`: those of organisers, too. */
  quizzes: (all: boolean) => call<{ quizzes: QuizRow[] }>(`/api/quizzes${query({ owner: all ? "all" : undefined })}`),
  /** `base`: the version it was made from, "0" when it is to be a new one; `images`: the quiz whose pictures it has, too. */
  putQuiz: (id: string, quiz: unknown, place: { base?: string; images?: string } = {}) =>
    call<{ id: string; version: string }>(`${quizPath(id)}${query(place)}`, lasting("PUT", quiz)),
  storedQuiz: (id: string) => call<StoredQuiz>(`${quizPath(id)}/stored`),
  putImage: (id: string, file: string, image: Blob) =>
    call<{ url: string }>(`${quizPath(id)}/images/${file}`, {
      method: "PUT",
      headers: { "content-type": image.type },
      body: image,
    }),
  screens: (quiz: unknown, itemId: string) =>
    call<{ screens: Screens[] }>("/api/quizzes/preview", json("POST", { quiz, itemId })),
  readQuiz: (file: File) =>
    // As a form, which tells the name of the file.
    call<ReadQuiz>("/api/quizzes/import", { method: "POST", body: formOf(file) }),
  deleteQuiz: (id: string, owner?: string) => call<undefined>(quizFile(id, owner), { method: "DELETE" }),
  organisers: () => call<{ organisers: OrganiserRow[] }>("/api/organisers"),
  addOrganiser: (name: string, password: string) =>
    call<{ organiser: OrganiserRow }>("/api/organisers", json("POST", { name, password })),
  setPassword: (id: string, password: string) => call<unknown>(organiserPath(id), json("PUT", { password })),
  deleteOrganiser: (id: string) => call<undefined>(organiserPath(id), { method: "DELETE" }),
  workshops: () => call<{ workshops: Workshop[] }>("/api/workshops"),
  workshop: (id: string) => call<WorkshopView>(workshopPath(id)),
  createWorkshop: (body: WorkshopBody) => call<{ workshop: Workshop }>("/api/workshops", json("POST", body)),
  putWorkshop: (id: string, body: WorkshopBody & Pick<Workshop, "rooms" | "pairings" | "version">) =>
    call<{ workshop: Workshop }>(workshopPath(id), json("PUT", body)),
  deleteWorkshop: (id: string) => call<undefined>(workshopPath(id), { method: "DELETE" }),
  codes: (count: number) => call<{ codes: string[] }>(`/api/codes${query({ count: String(count) })}`),
  comparison: (pre: string, post: string) => call<Comparison>(`/api/comparisons.json${query({ pre, post })}`),
};

/** What is asked of files: nicknames or not, cells under `min` people or not; a language where there are words. */
export interface FileOptions {
  names?: "0" | undefined;
  min?: string | undefined;
  lang?: string | undefined;
}

/** The address of one of a room's files: `report.json`, `long.zip` ... */
export const roomFile = (id: string, name: string, options: FileOptions = {}): string =>
  `${roomPath(id)}/${name}${query({ ...options })}`;

/** The address of a comparison's file: `json`, `csv`, `xlsx`. */
export const comparisonFile = (
  pre: string,
  post: string,
  kind: string,
  options: FileOptions & { values?: string } = {},
): string => `/api/comparisons.${kind}${query({ pre, post, ...options })}`;

/** The server's HTTP interface as this page uses it. Shapes are those of report.json, `schema: 1`. Times are ms since 1970. */
import type { ErrorCode } from "../../../protocol/errors.ts";

export interface RoomRow {
  id: string;
  title: string;
  phase: string;
  createdAt: number;
  startedAt: number | null;
  finishedAt: number | null;
  players: number;
}

export interface QuizRow {
  id: string;
  title: string;
  language: string;
  items: number;
  updatedAt: number;
}

export interface ReportOption {
  id: string;
  text: string;
  key: boolean;
  count: number;
  /** 0..1 of those who were shown the item; null when nobody was. */
  share: number | null;
}

export interface ReportItem {
  id: string;
  position: number;
  type: string;
  stem: string;
  n: number;
  correct: number | null;
  /** 0..100; null where nothing is judged. */
  percentCorrect: number | null;
  omitted: number;
  absent: number;
  voided: boolean;
  options: ReportOption[];
  time: { medianMs: number | null };
}

export interface Report {
  schema: 1;
  room: RoomRow;
  items: ReportItem[];
}

export interface Fault {
  path: string;
  message: string;
}

/** An answer: the body, or the error's code with the faults of a quiz. `unreachable`: there was no answer at all. */
export type Reply<Body> =
  | { ok: true; body: Body }
  | { ok: false; code: ErrorCode | "unreachable"; faults: readonly Fault[] };

const call = async <Body>(path: string, init: RequestInit = {}): Promise<Reply<Body>> => {
  try {
    const response = await fetch(path, { cache: "no-store", ...init });
    const text = await response.text();
    const body = text === "" ? undefined : JSON.parse(text);
    if (response.ok) return { ok: true, body };
    const code = response.status === 401 ? "unauthorized" : (body?.error?.code ?? "internal");
    return { ok: false, code, faults: body?.faults ?? [] };
  } catch {
    return { ok: false, code: "unreachable", faults: [] };
  }
};

const roomPath = (id: string) => `/api/rooms/${encodeURIComponent(id)}`;
const quizPath = (id: string) => `/api/quizzes/${encodeURIComponent(id)}`;

export const api = {
  rooms: () => call<{ rooms: RoomRow[] }>("/api/rooms"),
  report: (id: string) => call<Report>(`${roomPath(id)}/report.json`),
  deleteRoom: (id: string) => call<undefined>(roomPath(id), { method: "DELETE" }),
  quizzes: () => call<{ quizzes: QuizRow[] }>("/api/quizzes"),
  putQuiz: (id: string, quiz: unknown) =>
    call<{ id: string }>(quizPath(id), {
      method: "PUT",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(quiz),
    }),
  deleteQuiz: (id: string) => call<undefined>(quizPath(id), { method: "DELETE" }),
};

/** The address of one of a room's files: `report.json`, `report.csv`, `responses.csv`. */
export const roomFile = (id: string, name: string): string => `${roomPath(id)}/${name}`;

/** The address of a quiz document. */
export const quizFile = quizPath;

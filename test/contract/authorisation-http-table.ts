/** Who may call which HTTP route, written by hand from SPEC.md. A route without a row here fails the suite. */
import type { ErrorCode } from "../../protocol/errors.ts";
import { SMALL_QUIZ } from "../support.ts";
import type { PhaseName } from "./authorisation-table.ts";

/** What exists on the server that is asked. */
export interface There {
  roomId: string;
  pretestId: string;
  workshopId: string;
  imageHash: string;
  organiserId: string;
}

export interface Ask {
  path: string;
  body?: string | Buffer;
  type?: string;
}

export interface Row {
  /** Without it the route needs the host key or, where it is not the administrator's alone, an organiser's session. */
  open?: true;
  administrator?: true;
  /** The request for what is there, with its status for who may; and for what is not, which is a 404 with this code. */
  there: (things: There) => Ask;
  status: number | readonly number[];
  missing?: Ask & { code: ErrorCode };
}

const json = (body: unknown): Pick<Ask, "body" | "type"> => ({ body: JSON.stringify(body), type: "application/json" });
const NONE = "none-of-this-id";
const quiz = (id: string) => json({ ...SMALL_QUIZ, id });
const workshop = json({ title: "W", quizIds: { pre: "small", post: "small" }, identity: "coded" });
const replaced = json({ title: "V", quizIds: { pre: "small", post: "small" }, identity: "coded", version: 1 });
const PNG = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex");
const CSV = "item_id,participant_code,response,correct\r\nq1,7KQ2M,a,1\r\n";

const QUESTIONS = "soal,a,b,kunci\r\nApa?,x,y,A\r\n";

const account = json({ name: "Bu Dewi", password: "kata sandi 2026" });
const password = json({ password: "kata sandi 2027" });
const login = json({ key: "no-such-key-at-all" });
const page = (path: string): Row => ({ open: true, there: () => ({ path }), status: 200 });
const list = (path: string, status = 200): Row => ({ there: () => ({ path }), status });
const ofRoom = (rest: string, status = 200, of: "roomId" | "pretestId" = "roomId"): Row => ({
  there: (things) => ({ path: `/api/rooms/${things[of]}${rest}` }),
  status,
  missing: { path: `/api/rooms/${NONE}${rest}`, code: "room_not_found" },
});
const compared = (kind: string): Row => ({
  there: ({ roomId, pretestId }) => ({ path: `/api/comparisons.${kind}?pre=${pretestId}&post=${roomId}` }),
  status: 200,
  missing: { path: `/api/comparisons.${kind}?pre=${NONE}&post=${NONE}`, code: "room_not_found" },
});

/** Routes that take something away come last for it: rows are asked in this order. */
export const ROWS: Record<string, Row> = {
  "GET /": page("/"),
  "GET /host": page("/host"),
  "GET /organiser": page("/organiser"),
  "GET /framed/player": page("/framed/player"),
  "GET /framed/host": page("/framed/host"),
  "GET /healthz": page("/healthz"),
  // 503 when the event loop has just been held up.
  "GET /readyz": { ...page("/readyz"), status: [200, 503] },
  "GET /api/session": page("/api/session"),
  "POST /api/session": { open: true, there: () => ({ path: "/api/session", ...login }), status: 401 },
  "DELETE /api/session": { open: true, there: () => ({ path: "/api/session" }), status: 204 },
  "GET /images/:hash": {
    open: true,
    there: ({ imageHash }) => ({ path: `/images/${imageHash}` }),
    status: 200,
    missing: { path: `/images/${"0".repeat(64)}`, code: "not_found" },
  },
  // The files of the pages bear hashes in their names; what is not there is told to anybody.
  "GET /assets/*": { open: true, there: () => ({ path: "/assets/none.js" }), status: 404 },
  "GET /metrics": { ...list("/metrics"), administrator: true },
  "GET /api/organisers": { ...list("/api/organisers"), administrator: true },
  "POST /api/organisers": { administrator: true, there: () => ({ path: "/api/organisers", ...account }), status: 201 },
  "PUT /api/organisers/:id": {
    administrator: true,
    there: ({ organiserId }) => ({ path: `/api/organisers/${organiserId}`, ...password }),
    status: 200,
    missing: { path: `/api/organisers/${NONE}`, ...password, code: "organiser_not_found" },
  },
  "DELETE /api/organisers/:id": {
    administrator: true,
    there: ({ organiserId }) => ({ path: `/api/organisers/${organiserId}` }),
    status: 204,
    missing: { path: `/api/organisers/${NONE}`, code: "organiser_not_found" },
  },
  "GET /api/openapi.json": list("/api/openapi.json"),
  "GET /api/addresses": list("/api/addresses"),
  "GET /api/codes": list("/api/codes?count=2"),
  "GET /api/quizzes": list("/api/quizzes"),
  "GET /api/rooms": list("/api/rooms"),
  "GET /api/workshops": list("/api/workshops"),
  "GET /api/quizzes/:id": {
    there: () => ({ path: "/api/quizzes/small" }),
    status: 200,
    missing: { path: `/api/quizzes/${NONE}`, code: "quiz_not_found" },
  },
  "GET /api/quizzes/:id.csv": {
    there: () => ({ path: "/api/quizzes/small.csv" }),
    status: 200,
    missing: { path: `/api/quizzes/${NONE}.csv`, code: "quiz_not_found" },
  },
  "GET /api/quizzes/:id.xlsx": {
    there: () => ({ path: "/api/quizzes/small.xlsx" }),
    status: 200,
    missing: { path: `/api/quizzes/${NONE}.xlsx`, code: "quiz_not_found" },
  },
  "POST /api/quizzes/import": {
    there: () => ({ path: "/api/quizzes/import", body: QUESTIONS, type: "text/csv" }),
    status: 200,
  },
  "GET /api/quizzes/:id/stored": {
    there: () => ({ path: "/api/quizzes/small/stored" }),
    status: 200,
    missing: { path: `/api/quizzes/${NONE}/stored`, code: "quiz_not_found" },
  },
  "POST /api/quizzes/preview": {
    there: () => ({ path: "/api/quizzes/preview", ...json({ quiz: SMALL_QUIZ, itemId: "q1" }) }),
    status: 200,
  },
  "PUT /api/quizzes/:id": { there: () => ({ path: "/api/quizzes/small", ...quiz("small") }), status: 200 },
  "PUT /api/quizzes/:id/images/:file": {
    there: () => ({ path: "/api/quizzes/small/images/a.png", body: PNG, type: "image/png" }),
    status: 200,
    missing: { path: `/api/quizzes/${NONE}/images/a.png`, body: PNG, type: "image/png", code: "quiz_not_found" },
  },
  "GET /api/rooms/:id/report.json": ofRoom("/report.json"),
  "GET /api/rooms/:id/report.csv": ofRoom("/report.csv"),
  "GET /api/rooms/:id/report.xlsx": ofRoom("/report.xlsx"),
  "GET /api/rooms/:id/responses.csv": ofRoom("/responses.csv"),
  "GET /api/rooms/:id/long.zip": ofRoom("/long.zip"),
  "GET /api/rooms/:id/matrix.csv": ofRoom("/matrix.csv"),
  "GET /api/rooms/:id/codes.csv": ofRoom("/codes.csv"),
  "GET /api/comparisons.json": compared("json"),
  "GET /api/comparisons.csv": compared("csv"),
  "GET /api/comparisons.xlsx": compared("xlsx"),
  "POST /api/rooms/:id/release": ofRoom("/release", 200, "pretestId"),
  "POST /api/rooms/import": { there: () => ({ path: "/api/rooms/import", body: CSV, type: "text/csv" }), status: 201 },
  "POST /api/workshops": { there: () => ({ path: "/api/workshops", ...workshop }), status: 201 },
  "GET /api/workshops/:id": {
    there: ({ workshopId }) => ({ path: `/api/workshops/${workshopId}` }),
    status: 200,
    missing: { path: `/api/workshops/${NONE}`, code: "workshop_not_found" },
  },
  "PUT /api/workshops/:id": {
    there: ({ workshopId }) => ({ path: `/api/workshops/${workshopId}`, ...replaced }),
    status: 200,
    missing: { path: `/api/workshops/${NONE}`, ...replaced, code: "workshop_not_found" },
  },
  "DELETE /api/workshops/:id": {
    there: ({ workshopId }) => ({ path: `/api/workshops/${workshopId}` }),
    status: 204,
    missing: { path: `/api/workshops/${NONE}`, code: "workshop_not_found" },
  },
  "DELETE /api/rooms/:id": ofRoom("", 204),
  "DELETE /api/quizzes/:id": {
    there: () => ({ path: "/api/quizzes/small" }),
    status: 204,
    missing: { path: `/api/quizzes/${NONE}`, code: "quiz_not_found" },
  },
};

const BEFORE_A_CLOSE: readonly PhaseName[] = ["lobby", "preview", "open", "paused"];

/** What a route of a room answers, in a phase, to who may use the room. Files are there in any phase, of closed rounds only. */
export const statusIn = (name: string, { status }: Row, phase: PhaseName): string => {
  if (name.endsWith("/release") && !phase.startsWith("pretest")) return "409 wrong_phase";
  if (name.includes("comparisons") && BEFORE_A_CLOSE.includes(phase)) return "409 comparison_empty";
  return `${status} ok`;
};

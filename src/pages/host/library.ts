/** What the server has: quizzes to choose from, rooms that are running. */
import type { RoomRow } from "../../../protocol/rooms.ts";
import type { Who } from "../../../protocol/sessions.ts";
import type { Workshop } from "../../../protocol/workshops.ts";
import { readSession } from "../shared/sign-in.ts";

export interface QuizRow {
  id: string;
  title: string;
  language: string;
  items: number;
}

export interface Library {
  who: Who;
  quizzes: QuizRow[];
  /** Not finished yet. */
  rooms: RoomRow[];
  /** The one asked for; null: none was, or it is gone. */
  workshop: Workshop | null;
}

const get = async <Body>(path: string): Promise<Body | "keyless" | null> => {
  const response = await fetch(path, { headers: { accept: "application/json" }, cache: "no-store" });
  if (response.status === 401) return "keyless";
  if (response.status === 404) return null;
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.json();
};

/** Quizzes, live rooms and the workshop asked for; `keyless` when nobody is signed in. Throws when the server does not answer. */
export const loadLibrary = async (workshopId: string | null): Promise<Library | "keyless"> => {
  const session = await readSession();
  if (!session) throw new Error("The server does not answer.");
  if (!session.who) return "keyless";
  const [rooms, found] = await Promise.all([
    get<{ rooms: RoomRow[] }>("/api/rooms"),
    workshopId === null ? null : get<{ workshop: Workshop }>(`/api/workshops/${workshopId}`),
  ]);
  // A room of a workshop plays the quizzes of the workshop's owner.
  const owner = found === "keyless" ? undefined : found?.workshop.ownerId;
  const quizzes = await get<{ quizzes: QuizRow[] }>(`/api/quizzes${owner === undefined ? "" : `?owner=${owner}`}`);
  if (quizzes === "keyless" || rooms === "keyless" || found === "keyless") return "keyless";
  return {
    who: session.who,
    quizzes: quizzes?.quizzes ?? [],
    rooms: rooms?.rooms.filter(({ phase }) => phase !== "finished") ?? [],
    workshop: found?.workshop ?? null,
  };
};

/** What the server has: quizzes to choose from, rooms that are running. */
import type { RoomRow } from "../../../protocol/rooms.ts";
import type { Workshop } from "../../../protocol/workshops.ts";

export interface QuizRow {
  id: string;
  title: string;
  language: string;
  items: number;
}

export interface Library {
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

/** Quizzes, live rooms and the workshop asked for; `keyless` without the host key. Throws when the server does not answer. */
export const loadLibrary = async (workshopId: string | null): Promise<Library | "keyless"> => {
  const [quizzes, rooms, found] = await Promise.all([
    get<{ quizzes: QuizRow[] }>("/api/quizzes"),
    get<{ rooms: RoomRow[] }>("/api/rooms"),
    workshopId === null ? null : get<{ workshop: Workshop }>(`/api/workshops/${workshopId}`),
  ]);
  if (quizzes === "keyless" || rooms === "keyless" || found === "keyless") return "keyless";
  return {
    quizzes: quizzes?.quizzes ?? [],
    rooms: rooms?.rooms.filter(({ phase }) => phase !== "finished") ?? [],
    workshop: found?.workshop ?? null,
  };
};

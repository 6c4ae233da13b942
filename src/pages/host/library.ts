/** What the server has: quizzes to choose from, rooms that are running. */
import type { Phase } from "./screen.ts";

export interface QuizRow {
  id: string;
  title: string;
  language: string;
  items: number;
}

export interface RoomRow {
  id: string;
  title: string;
  pin: string;
  phase: Phase;
  players: number;
}

export interface Library {
  quizzes: QuizRow[];
  /** Not finished yet. */
  rooms: RoomRow[];
}

const get = async <Body>(path: string): Promise<Body | "keyless"> => {
  const response = await fetch(path, { headers: { accept: "application/json" }, cache: "no-store" });
  if (response.status === 401) return "keyless";
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.json();
};

/** Quizzes and live rooms; `keyless` without the host key. Throws when the server does not answer. */
export const loadLibrary = async (): Promise<Library | "keyless"> => {
  const [quizzes, rooms] = await Promise.all([
    get<{ quizzes: QuizRow[] }>("/api/quizzes"),
    get<{ rooms: RoomRow[] }>("/api/rooms"),
  ]);
  if (quizzes === "keyless" || rooms === "keyless") return "keyless";
  return { quizzes: quizzes.quizzes, rooms: rooms.rooms.filter(({ phase }) => phase !== "finished") };
};

/** The whole day of the list in table.ts: pre-test, reflection, post-test, questionnaire, and its comparison. */
import type { HostPayload } from "../../protocol/payloads.ts";
import { type Participant, type Place, type PlayedRoom, playRoom } from "./room.ts";
import { PEOPLE, REFLECTIONS, SUGGESTIONS } from "./table.ts";

export interface Played {
  workshopId: string;
  pre: PlayedRoom;
  post: PlayedRoom;
  reflection: PlayedRoom;
  questionnaire: PlayedRoom;
}

const QUIZ = "komunitas-belajar";

/** A request to the server's HTTP interface with the host key; throws on a refusal. */
export const request = async <Body>({ url, key }: Place, path: string, body?: object): Promise<Body> => {
  const response = await fetch(url + path, {
    method: body ? "POST" : "GET",
    headers: { authorization: `Bearer ${key}`, ...(body ? { "content-type": "application/json" } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as Body;
};

const answersOf = (signs: string): Participant["answers"] =>
  [...signs].map((sign) => (sign === "." ? undefined : sign === "-" ? null : sign));

/** Plays the day; `say` is told how far it is. Throws when anything is refused. */
export const playWorkshop = async (place: Place, say: (progress: string) => void): Promise<Played> => {
  const { workshop } = await request<{ workshop: { id: string } }>(place, "/api/workshops", {
    title: "Pelatihan komunitas belajar",
    quizIds: { pre: QUIZ, post: QUIZ },
  });
  const play = (name: string, payload: HostPayload<"room:create">, people: readonly Participant[]) =>
    playRoom(place, payload, people, { say: (progress) => say(`${name}, ${progress}`) });

  const pre = await play(
    "pre-test",
    { quizId: QUIZ, options: { preset: "pretest", workshop: { id: workshop.id, occasion: "pre" } } },
    PEOPLE.map(([nickname, signs]) => ({ nickname, answers: answersOf(signs) })),
  );
  const stayed = PEOPLE.filter(([, , signs]) => signs !== "");
  const reflection = await play(
    "reflection",
    { quizId: "refleksi", options: { identity: "anonymous" } },
    stayed.map(([nickname], index) => ({ nickname, answers: [REFLECTIONS[index] ?? null] })),
  );
  const post = await play(
    "post-test",
    { quizId: QUIZ, options: { workshop: { id: workshop.id, occasion: "post" } } },
    stayed.map(([nickname, , signs]) => ({ nickname, code: pre.codes.get(nickname), answers: answersOf(signs) })),
  );
  const questionnaire = await play(
    "questionnaire",
    { quizId: "angket-kepuasan", options: { identity: "anonymous" } },
    stayed.map(([nickname, , , points], index) => ({ nickname, answers: [...points, SUGGESTIONS[index] ?? null] })),
  );
  return { workshopId: workshop.id, pre, post, reflection, questionnaire };
};

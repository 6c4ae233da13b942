/** What a game says over the wire: the same bytes go to the server and to its yardsticks, both ways. */

/** What a server said to players in a game, for a yardstick to repeat. */
export interface Words {
  join: object;
  resume: object;
  response: object;
  open: object;
  reveal: object;
}

/** What an event or answer bears (its last argument), out of the latin1 that lean players read. */
export const payloadOf = <Payload extends object>(message: string): Payload =>
  (JSON.parse(Buffer.from(message, "latin1").toString()) as Payload[]).at(-1) as Payload;

const OPTIONS = ["Perencanaan", "Refleksi awal", "Implementasi", "Evaluasi"].map((text, index) => ({
  id: "abcd".charAt(index),
  text,
}));

/** A quiz of single choices. */
export const quizOf = (rounds: number, seconds: number) => ({
  schemaVersion: 1,
  id: "bench",
  title: "Bench",
  language: "id",
  items: Array.from({ length: rounds }, (_, index) => ({
    id: `q${index + 1}`,
    type: "single-choice",
    stem: "Tahap manakah yang membuka siklus inkuiri sebuah komunitas belajar di sekolah?",
    options: OPTIONS,
    key: ["b"],
    seconds,
  })),
});

/** As long as a UUID, and another one for each number; a million of them are enough for a run. */
const attemptOf = (run: string, number: number): string => `${run}-${String(number).padStart(27, "0")}`;

let attempts = 0;
const fresh = (): string => attemptOf(String(process.pid % 1e8).padStart(8, "0"), ++attempts);

export const joinEvent = (pin: string, player: number): string =>
  JSON.stringify(["room:join", { pin, nickname: `Peserta ${player}`, attempt: fresh() }]);

export const resumeEvent = (token: string): string => JSON.stringify(["room:resume", { token, again: true }]);

export const responseEvent = (round: number, player: number): string => {
  const value = OPTIONS[player % OPTIONS.length]?.id ?? "a";
  return JSON.stringify(["response:submit", { round, attempt: fresh(), value }]);
};

/** Whether a message is a snapshot of this phase and round; looked up in its text, since thousands come at once. */
export const isSnapshot = (message: string, phase: string, round: number): boolean =>
  message.startsWith('["snapshot"') && message.includes(`"phase":"${phase}"`) && message.includes(`"round":${round},`);

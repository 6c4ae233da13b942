/** Reads an uploaded file in a process of its own, whose memory and time are bounded from outside. */
import type { Quiz } from "../quiz.ts";
import { type Kind, type QuizUpload, READY, type Upload } from "./import-messages.ts";

/** Only what the file needs is loaded: a process starts for each of them. */
const LOAD: Record<Kind, () => Promise<(upload: never) => Promise<object>>> = {
  past: async () => {
    const { readUpload } = await import("./import-upload.ts");
    return ({ bytes, asked, library }: Upload) =>
      readUpload(bytes, { ...asked, library: library.map((quiz) => JSON.parse(quiz) as Quiz) });
  },
  quiz: async () => {
    const { readQuizUpload } = await import("./import-quiz-upload.ts");
    return ({ bytes, quiz }: QuizUpload) => readQuizUpload(bytes, quiz);
  },
};

const read = await LOAD[process.argv[2] as Kind]();

process.once("message", (upload) => {
  // The server names the kind of what it sends.
  void read(upload as never).then((reading) => process.send?.(reading));
});
process.once("disconnect", () => process.exit());
process.send?.(READY);

/** Reads an uploaded file in a process of its own, whose memory and time are bounded from outside. */
import type { Quiz } from "../quiz.ts";
import { READY, type Upload } from "./import-messages.ts";
import { readUpload } from "./import-upload.ts";

process.once("message", ({ bytes, asked, library }: Upload) => {
  const quizzes = library.map((quiz) => JSON.parse(quiz) as Quiz);
  void readUpload(bytes, { ...asked, library: quizzes }).then((reading) => process.send?.(reading));
});
process.once("disconnect", () => process.exit());
process.send?.(READY);

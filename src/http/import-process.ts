/** Reads an uploaded file in a process of its own, whose memory and time are bounded from outside. */
import { READY, type Upload } from "./import-messages.ts";
import { readUpload } from "./import-upload.ts";

process.once("message", ({ bytes, asked }: Upload) => {
  void readUpload(bytes, asked).then((reading) => process.send?.(reading));
});
process.once("disconnect", () => process.exit());
process.send?.(READY);

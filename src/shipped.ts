/** The quizzes that ship with the server, and any a facilitator puts beside them. */
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import type { Logger } from "pino";
import { IMAGE_BYTES, imageType } from "./http/image-type.ts";
import { imagesIn, parseQuiz, type Quiz } from "./quiz.ts";
import type { Store, StoredQuiz } from "./store/store.ts";

const FOLDER = fileURLToPath(new URL("../quizzes", import.meta.url));

const readImages = async (store: Store, log: Logger, quiz: Quiz, folder: string): Promise<Record<string, string>> => {
  const images: Record<string, string> = {};
  for (const { file } of imagesIn(quiz)) {
    const bytes = await readFile(join(folder, file)).catch(() => undefined);
    const type = bytes && imageType(bytes);
    if (!bytes || !type || bytes.length > IMAGE_BYTES) {
      log.warn({ quiz: quiz.id, image: file }, "an image is missing, too large, or not a PNG, JPEG or WebP");
      continue;
    }
    const hash = createHash("sha256").update(bytes).digest("hex");
    await store.putImage(hash, { type, bytes });
    images[file] = hash;
  }
  return images;
};

/** Adds a quiz that the library lacks; one that is there as it came is known as such, also when an earlier version added it. */
const putShipped = async (store: Store, shipped: StoredQuiz): Promise<void> => {
  const held = await store.quiz(shipped.quiz.id);
  if (held && (held.shipped || !isDeepStrictEqual(held.quiz, shipped.quiz))) return;
  await store.putQuiz(held ? { ...held, shipped: true } : shipped, { ifAbsent: held === undefined });
};

/** Puts every quiz of the folder whose id the library does not have into it; a file with faults is named in the log. */
export const loadShippedQuizzes = async (store: Store, log: Logger, folder = FOLDER): Promise<void> => {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(".json"));
  for (const name of names.sort()) {
    const file = join(folder, name);
    let faults: { path: string; message: string }[];
    try {
      const parsed = parseQuiz(JSON.parse(await readFile(file, "utf8")));
      if ("quiz" in parsed) {
        const { quiz } = parsed;
        const images = await readImages(store, log, quiz, file.slice(0, -".json".length));
        await putShipped(store, { quiz, images, updatedAt: store.now(), shipped: true });
        continue;
      }
      faults = parsed.faults;
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      faults = [{ path: "", message: error.message }];
    }
    log.warn({ file: name, faults: faults.slice(0, 5) }, "a quiz file has faults and is not in the library");
  }
};

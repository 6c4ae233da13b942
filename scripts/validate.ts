/** `npm run validate -- FILE...`: says for each quiz file whether it is sound, or names every fault with its path. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { IMAGE_BYTES, imageType } from "../src/http/image-type.ts";
import { parseQuiz, type Quiz } from "../src/quiz.ts";

const STRING = String.raw`"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"`;
const SCALAR = String.raw`${STRING}|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null`;
const sticky = (source: string): RegExp => new RegExp(String.raw`[ \t\r\n]*(?:(${source}))`, "y");

/** What may come next in a JSON text, as a pattern and in words. */
const NEXT = {
  value: { pattern: sticky(`[[{]|${SCALAR}`), words: "a value" },
  valueOrEnd: { pattern: sticky(String.raw`[[{\]]|${SCALAR}`), words: "a value or ]" },
  name: { pattern: sticky(STRING), words: "a field name in double quotes" },
  nameOrEnd: { pattern: sticky(String.raw`${STRING}|\}`), words: "a field name in double quotes or }" },
  colon: { pattern: sticky(":"), words: "a colon" },
  moreOfList: { pattern: sticky(String.raw`[,\]]`), words: "a comma or ]" },
  moreOfObject: { pattern: sticky("[,}]"), words: "a comma or }" },
  end: { pattern: sticky("$"), words: "the end of the file" },
};
type Expected = keyof typeof NEXT;

/** One sentence on the first place where the text stops being JSON. JSON.parse does not always tell the place. */
const syntaxFault = (text: string): string => {
  const open: string[] = [];
  const after = (): Expected => (open.length === 0 ? "end" : open.at(-1) === "[" ? "moreOfList" : "moreOfObject");
  const follow = (token: string, now: Expected): Expected => {
    if (token === "[" || token === "{") {
      open.push(token);
      return token === "[" ? "valueOrEnd" : "nameOrEnd";
    }
    if (token === ":") return "value";
    if (token === ",") return open.at(-1) === "[" ? "value" : "name";
    if (token === "]" || token === "}") open.pop();
    else if (now === "name" || now === "nameOrEnd") return "colon";
    return after();
  };
  let next: Expected = "value";
  let at = 0;
  for (;;) {
    const pattern: RegExp = NEXT[next].pattern;
    pattern.lastIndex = at;
    const token: string | undefined = pattern.exec(text)?.[1];
    if (!token) break;
    at = pattern.lastIndex;
    next = follow(token, next);
  }
  const place = at + (/^[ \t\r\n]*/.exec(text.slice(at))?.[0].length ?? 0);
  const lines = text.slice(0, place).split("\n");
  return `not valid JSON at line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}: expected ${NEXT[next].words}`;
};

const imageFault = async (folder: string, name: string): Promise<string | null> => {
  const bytes = await readFile(join(folder, name)).catch(() => null);
  if (bytes === null) return `there is no file ${name} in ${folder}`;
  if (imageType(bytes) === undefined) return `${name} is not a PNG, JPEG or WebP image`;
  return bytes.length > IMAGE_BYTES ? `${name} is larger than 1 MB` : null;
};

const imageFaults = async ({ items }: Quiz, folder: string): Promise<string[]> => {
  const faults = await Promise.all(
    items.map(async ({ image }, index) => {
      const fault = image && (await imageFault(folder, image.file));
      return fault ? [`items[${index}].image.file: ${fault}`] : [];
    }),
  );
  return faults.flat();
};

/** The faults of one quiz file, and how many items it has; images are looked for in the folder of its name. */
export const validate = async (file: string): Promise<{ faults: string[]; items: number }> => {
  const bad = (...faults: string[]) => ({ faults, items: 0 });
  const bytes = await readFile(file).catch(() => null);
  if (bytes === null) return bad("there is no such file, or it cannot be read");
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return bad("not UTF-8 text");
  }
  if (text.startsWith("\ufeff")) return bad("begins with a byte order mark; save it as UTF-8 without one");
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return bad(syntaxFault(text));
  }
  const parsed = parseQuiz(document);
  if ("faults" in parsed)
    return bad(...parsed.faults.map(({ path, message }) => (path ? `${path}: ${message}` : message)));
  return { faults: await imageFaults(parsed.quiz, file.replace(/\.json$/i, "")), items: parsed.quiz.items.length };
};

if (import.meta.main) {
  const files = process.argv.slice(2);
  if (files.length === 0) console.error("usage: npm run validate -- FILE...");
  let sound = files.length > 0;
  for (const file of files) {
    const { faults, items } = await validate(file);
    if (faults.length === 0) console.log(`${file}: ok, ${items} items`);
    for (const fault of faults) console.log(`${file}: ${fault}`);
    sound &&= faults.length === 0;
  }
  process.exitCode = sound ? 0 : 1;
}

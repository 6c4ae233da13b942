/** From the bytes of an upload, told by what they are and not by their name, to a past room. */
import { unzipSync } from "fflate";
import type { Asked, Imported } from "../importers/asked.ts";
import { readPast, type Source } from "../importers/index.ts";
import { decoded, opened } from "./import-container.ts";
import { isZip, type Refused, refused } from "./import-messages.ts";

/** What some archivers add beside each file. */
const isShadow = (name: string): boolean => /(^|\/)(__MACOSX\/|\._)/.test(name);

/** The long CSV of our archive, and the codebook beside it; several are a refusal, so that none is lost unsaid. */
const textsOf = (zip: Uint8Array): Source | Imported | undefined => {
  const files = unzipSync(zip, { filter: ({ name }) => /\.csv$/i.test(name) && !isShadow(name) });
  const names = Object.keys(files);
  const codebook = names.find((name) => /codebook|kamus/i.test(name));
  const [long, ...others] = names.filter((name) => name !== codebook);
  if (others.length > 0) return refused("archive_several");
  const text = long === undefined ? undefined : decoded(files[long] ?? new Uint8Array());
  if (text === undefined) return undefined;
  return {
    kind: "text",
    text,
    codebook: codebook === undefined ? undefined : decoded(files[codebook] ?? new Uint8Array()),
  };
};

const fromZip = async (bytes: Uint8Array): Promise<Source | Imported | { tooLarge: true } | { refused: Refused }> => {
  const archive = await opened(bytes);
  if ("sheets" in archive) return { kind: "sheets", sheets: archive.sheets };
  if (!("other" in archive)) return archive;
  try {
    return textsOf(bytes) ?? refused("archive_empty");
  } catch {
    return { refused: "damaged" };
  }
};

const sourceOf = async (bytes: Uint8Array): Promise<Source | Imported | { tooLarge: true } | { refused: Refused }> => {
  if (isZip(bytes)) return fromZip(bytes);
  const text = decoded(bytes);
  return text === undefined ? { refused: "unreadable" } : { kind: "text", text };
};

/** Reads an upload; what it holds, or that it is no file of ours, are faults and never thrown. */
export const readUpload = async (bytes: Uint8Array, asked: Asked): Promise<Imported | { tooLarge: true }> => {
  const source = await sourceOf(bytes);
  if ("refused" in source) return refused(`file_${source.refused}`);
  return "kind" in source ? readPast(source, asked) : source;
};

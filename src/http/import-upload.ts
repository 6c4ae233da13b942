/** From the bytes of an upload, told by what they are and not by their name, to a past room. */
import { unzipSync, zipSync } from "fflate";
import readWorkbook from "read-excel-file/universal";
import type { Asked, Imported } from "../importers/asked.ts";
import { readPast, type Source } from "../importers/index.ts";
import { isZip, type Reading, refused } from "./import-messages.ts";

/** A workbook as uploaded, all that may come out of an archive (bytes), and its entries. */
const WORKBOOK_BYTES = 1024 * 1024;
const UNZIPPED_BYTES = 16 * 1024 * 1024;
const ENTRIES = 2000;

interface Archive {
  names: string[];
  bytes: number;
}

/** The archive's directory; nothing is inflated for it. Throws when there is none. */
const directoryOf = (zip: Uint8Array): Archive => {
  const archive: Archive = { names: [], bytes: 0 };
  unzipSync(zip, {
    filter: ({ name, originalSize }) => {
      archive.names.push(name);
      archive.bytes += originalSize;
      if (archive.names.length > ENTRIES) throw new RangeError("too many entries");
      return false;
    },
  });
  return archive;
};

const isMarkup = (name: string): boolean => name.endsWith(".xml") || name.endsWith(".rels");

const sheetsOf = async (zip: Uint8Array): Promise<Source> => {
  // Inflated here, where no entry can become larger than the directory says, and handed on as it is.
  const plain = zipSync(unzipSync(zip, { filter: ({ name }) => isMarkup(name) }), { level: 0 });
  const sheets = await readWorkbook(plain.buffer as ArrayBuffer, { trim: false });
  return {
    kind: "sheets",
    sheets: sheets.map(({ sheet, data }) => ({ name: sheet, rows: data as never })),
  };
};

/** Text in UTF-8, in UTF-16 with its mark, or in the code page of older spreadsheets; undefined when it is no text. */
const decoded = (bytes: Uint8Array): string | undefined => {
  const utf16 =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? "utf-16le"
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? "utf-16be"
        : undefined;
  if (utf16) return new TextDecoder(utf16).decode(bytes);
  if (bytes.includes(0)) return undefined;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
};

/** What some archivers add beside each file. */
const isShadow = (name: string): boolean => /(^|\/)(__MACOSX\/|\._)/.test(name);

/** The long CSV of our archive, and the codebook beside it; several are a refusal, so that none is lost unsaid. */
const textsOf = (zip: Uint8Array): Source | Imported | undefined => {
  const files = unzipSync(zip, { filter: ({ name }) => /\.csv$/i.test(name) && !isShadow(name) });
  const names = Object.keys(files);
  const codebook = names.find((name) => /codebook|kamus/i.test(name));
  const [long, ...others] = names.filter((name) => name !== codebook);
  if (others.length > 0) return refused("The archive holds several CSV files; please import them one by one.");
  const text = long === undefined ? undefined : decoded(files[long] ?? new Uint8Array());
  if (text === undefined) return undefined;
  return {
    kind: "text",
    text,
    codebook: codebook === undefined ? undefined : decoded(files[codebook] ?? new Uint8Array()),
  };
};

const sourceOf = async (bytes: Uint8Array): Promise<Source | Reading> => {
  if (!isZip(bytes)) {
    const text = decoded(bytes);
    return text === undefined ? refused("The file is neither a CSV nor an XLSX file.") : { kind: "text", text };
  }
  try {
    const { names, bytes: inflated } = directoryOf(bytes);
    if (inflated > UNZIPPED_BYTES) return refused("The file becomes too large when it is unpacked.");
    if (!names.includes("xl/workbook.xml")) return textsOf(bytes) ?? refused("The archive holds no CSV file.");
    return bytes.length > WORKBOOK_BYTES ? { tooLarge: true } : await sheetsOf(bytes);
  } catch {
    return refused("The file is damaged, or it is no XLSX or ZIP file.");
  }
};

/** Reads an upload; what it holds, or that it is no file of ours, are faults and never thrown. */
export const readUpload = async (bytes: Uint8Array, asked: Asked): Promise<Reading> => {
  const source = await sourceOf(bytes);
  return "kind" in source ? readPast(source, asked) : source;
};

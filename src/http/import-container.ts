/** The containers of uploads: encodings of texts, and archives, whose directory is looked at before they are opened. */
import { unzipSync, zipSync } from "fflate";
import readWorkbook from "read-excel-file/universal";
import type { Sheet } from "../importers/kahoot-rows.ts";
import type { Refused } from "./import-messages.ts";

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

const sheetsOf = async (zip: Uint8Array): Promise<Sheet[]> => {
  // Inflated here, where no entry can become larger than the directory says, and handed on as it is.
  const plain = zipSync(unzipSync(zip, { filter: ({ name }) => isMarkup(name) }), { level: 0 });
  const sheets = await readWorkbook(plain.buffer as ArrayBuffer, { trim: false });
  return sheets.map(({ sheet, data }) => ({ name: sheet, rows: data as never }));
};

/** Text in UTF-8, in UTF-16 with its mark, or in the code page of older spreadsheets; undefined when it is no text. */
export const decoded = (bytes: Uint8Array): string | undefined => {
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

/** The sheets of a workbook; `other` for an archive that is none, or why it cannot be opened. */
export const opened = async (
  zip: Uint8Array,
): Promise<{ sheets: Sheet[] } | { other: true } | { tooLarge: true } | { refused: Refused }> => {
  try {
    const { names, bytes } = directoryOf(zip);
    if (bytes > UNZIPPED_BYTES) return { refused: "large" };
    if (!names.includes("xl/workbook.xml")) return { other: true };
    return zip.length > WORKBOOK_BYTES ? { tooLarge: true } : { sheets: await sheetsOf(zip) };
  } catch {
    return { refused: "damaged" };
  }
};

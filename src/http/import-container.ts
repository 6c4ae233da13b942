/** The containers of uploads: encodings of texts, and archives, whose directory is looked at before they are opened. */
import { unzipSync, Zip, ZipDeflate } from "fflate";
import readWorkbook from "read-excel-file/universal";
import type { Sheet } from "../importers/kahoot-rows.ts";
import { cleanParts, WORKBOOK } from "../importers/workbook/parts.ts";
import { sinkOf } from "../importers/workbook/windows.ts";
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

/** The parts of a workbook that are read, cleaned; packed again, for a reader of workbooks takes nothing else. */
const cleaned = (zip: Uint8Array): { archive: Blob; states: ReturnType<typeof cleanParts> } => {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  const packed = new Zip((error, chunk) => {
    if (error) throw error;
    chunks.push(chunk as Uint8Array<ArrayBuffer>);
  });
  const states = cleanParts(
    // Inflated whole, where no part can become larger than the directory says.
    (part) => unzipSync(zip, { filter: ({ name }) => name === part })[part],
    (name) => {
      const file = new ZipDeflate(name, { level: 1 });
      packed.add(file);
      return sinkOf((bytes, isLast) => file.push(bytes, isLast));
    },
  );
  packed.end();
  return { archive: new Blob(chunks), states };
};

const sheetsOf = async (zip: Uint8Array): Promise<Sheet[]> => {
  const { archive, states } = cleaned(zip);
  const sheets = await readWorkbook(archive, { trim: false });
  // A sheet of charts has no cells.
  return sheets.map(({ sheet, data = [] }, at) => ({ name: sheet, rows: data as never, ...states[at] }));
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
    if (!names.includes(WORKBOOK)) return { other: true };
    return zip.length > WORKBOOK_BYTES ? { tooLarge: true } : { sheets: await sheetsOf(zip) };
  } catch {
    return { refused: "damaged" };
  }
};

/** Headings of tables, recognised by what they mean, in Indonesian and English. */
import type { Cell } from "../kahoot-rows.ts";

/** Names of one column each; what a heading says beside them (limits, units, "required") is passed over. */
const NAMES = {
  stem: "stem,question,questions,question text,question title,pertanyaan,soal,teks soal,teks pertanyaan,butir soal,isi soal,soal pertanyaan,pertanyaan soal,question stem,naskah soal,pernyataan,statement,prompt,item",
  type: "type,question type,tipe,jenis,jenis soal,tipe soal,bentuk soal,jenis pertanyaan,tipe pertanyaan,kind",
  options: "options,choices,answer options,answers,pilihan,opsi,pilihan jawaban,opsi jawaban,alternatif jawaban",
  key: "key,answer key,correct,correct answer,correct answers,correct option,correct options,right answer,right answers,solution,solutions,kunci,kunci jawaban,jawaban benar,jawaban yang benar,benar,correct index",
  answer: "answer,jawaban,jawab",
  accept: "accept,accepted,accepted answer,accepted answers,jawaban diterima,jawaban yang diterima",
  tolerance: "tolerance,toleransi,margin",
  scale: "scale,skala",
  labels: "labels,label,label skala",
  reverse: "reverse,reversed,terbalik,dibalik",
  text: "text,teks,isi,body,content",
  seconds:
    "seconds,second,time,timer,time limit,time seconds,time in seconds,duration,limit,waktu,batas waktu,durasi,detik,lama,waktu pengerjaan",
  points: "points,point,score,marks,poin,skor,nilai,bobot",
  preview: "preview seconds,preview,waktu baca,detik baca",
  explanation:
    "explanation,explanations,feedback,general feedback,rationale,answer explanation,penjelasan jawaban,penjelasan,pembahasan,umpan balik,keterangan",
  image: "image,picture,image file,image link,image url,media link,gambar,berkas gambar,tautan gambar",
  alt: "image alt,alt,alt text,teks gambar,deskripsi gambar",
  id: "id,item id,question id,id soal,kode soal",
  number: "no,nr,number,nomor,nomor soal,no soal,question number,question #,#,urut,num",
  quizId: "quiz id",
  quizTitle: "quiz title,judul kuis",
  quizLanguage: "quiz language,bahasa kuis",
  person: "player,players,participant,participant code,nickname,peserta",
};
export type Column = keyof typeof NAMES;

const COLUMNS = new Map(
  (Object.keys(NAMES) as Column[]).flatMap((column) =>
    NAMES[column].split(",").map((name): [string, Column] => [name, column]),
  ),
);

const OPTION =
  /^(?:(?:answer|option|choice|alternative|jawaban|opsi|pilihan|alternatif|pilihan jawaban|opsi jawaban|answer option|pilihan ganda|pil|opt) ?([a-h]|[1-9])|([a-h]))(?: (id|image|image alt|alt))?$/;

/** Of an option: its text, or what stands beside it. */
export interface OptionColumns {
  text?: number;
  id?: number;
  image?: number;
  alt?: number;
}

export interface Columns {
  at: Partial<Record<Column, number>>;
  /** By the place of the option, A first. */
  options: OptionColumns[];
  /** Columns with a heading that means nothing here. */
  unknown: { index: number; heading: string }[];
  headings: readonly string[];
}

/** A heading as it is compared: without case, remarks in brackets, and what follows a dash or a colon. */
export const headingOf = (cell: Cell): string =>
  typeof cell === "string" || typeof cell === "number"
    ? String(cell)
        .slice(0, 300)
        .replace(/[\u200b\ufeff*]/g, "")
        .replace(/([a-z])([A-Z])/g, "$1 $2")
        .toLowerCase()
        .replace(/\([^)]*\)/g, "")
        .replace(/\s[-–—]+\s.*$|[–—:].*$/s, "")
        .replace(/[\s_./-]+/g, " ")
        .trim()
    : "";

const SIDES: Record<string, keyof OptionColumns> = { id: "id", image: "image", "image alt": "alt", alt: "alt" };

/** What the cells of a row mean as headings; of columns that stand twice the first counts. */
export const columnsOf = (cells: readonly Cell[]): Columns => {
  const found: Columns = { at: {}, options: [], unknown: [], headings: cells.map((cell) => String(cell ?? "").trim()) };
  cells.forEach((cell, index) => {
    const heading = headingOf(cell);
    const column = COLUMNS.get(heading);
    const [, numbered, bare, side] = OPTION.exec(heading) ?? [];
    const mark = numbered ?? bare;
    if (column !== undefined && found.at[column] === undefined) found.at[column] = index;
    else if (mark !== undefined) {
      const place = /\d/.test(mark) ? Number(mark) - 1 : mark.charCodeAt(0) - 97;
      while (found.options.length <= place) found.options.push({});
      const option = found.options[place] as OptionColumns;
      option[SIDES[side ?? ""] ?? "text"] ??= index;
    } else if (heading !== "") found.unknown.push({ index, heading: String(cell).trim() });
  });
  return found;
};

const withTexts = ({ options }: Columns): number => options.filter(({ text }) => text !== undefined).length;

/** Whether a row is one of headings: it names the question, and something to answer it by. */
export const areHeadings = (columns: Columns): boolean => {
  const { at } = columns;
  const others = [at.type, at.options, at.key, at.answer, at.accept].some((index) => index !== undefined);
  return at.stem !== undefined && (others || withTexts(columns) >= 2);
};

/** How much a row of headings says. */
export const weightOf = (columns: Columns): number => Object.keys(columns.at).length + withTexts(columns);

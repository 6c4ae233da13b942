/** Names that people give the columns of a table of questions, in Indonesian and English. */

/** Of one column each; what a heading says beside them (limits, units, "required") is passed over. */
const NAMES = {
  stem: "stem,question,questions,question text,question title,pertanyaan,soal,teks soal,teks pertanyaan,butir soal,butir pertanyaan,isi soal,soal ujian,kalimat soal,uraian soal,daftar soal,daftar pertanyaan,soal pertanyaan,pertanyaan soal,question stem,naskah soal,pernyataan,statement,prompt,item",
  type: "type,question type,tipe,jenis,jenis soal,tipe soal,bentuk soal,jenis pertanyaan,tipe pertanyaan,kind",
  options: "options,choices,answer options,answers,pilihan,opsi,pilihan jawaban,opsi jawaban,alternatif jawaban",
  key: "key,answer key,key answer,correct,correct answer,correct answers,correct option,correct options,right answer,right answers,solution,solutions,kunci,kj,kunci jawaban,kunci jwb,kunci soal,jawaban kunci,jawaban benar,jawaban yang benar,jawaban yg benar,jwb benar,opsi benar,pilihan benar,benar,correct index,correct answer index",
  answer: "answer,jawaban,jawab,jwb",
  accept: "accept,accepted,accepted answer,accepted answers,jawaban diterima,jawaban yang diterima",
  tolerance: "tolerance,toleransi,margin",
  scale: "scale,skala",
  labels: "labels,label,label skala",
  reverse: "reverse,reversed,terbalik,dibalik",
  text: "text,teks,isi,body,content",
  seconds:
    "seconds,second,time,timer,time limit,time seconds,time in seconds,duration,limit,waktu,batas waktu,durasi,detik,lama,waktu pengerjaan",
  points: "points,point,score,marks,poin,skor,nilai,bobot,bobot soal,bobot nilai,skor soal",
  preview: "preview seconds,preview,waktu baca,detik baca",
  explanation:
    "explanation,explanations,feedback,general feedback,rationale,answer explanation,penjelasan jawaban,penjelasan,pembahasan,pembahasan soal,pembahasan jawaban,umpan balik,keterangan",
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
  /^(?:(?:answer|option|choice|alternative|jawaban|opsi|pilihan|alternatif|pilihan jawaban|opsi jawaban|jawaban opsi|answer option|pilihan ganda|pil|opt|pg|jwb|ans)(?: ke)? ?([a-h]|[1-9])|([a-h]))(?: (id|image|image alt|alt))?$/;
const WRONG =
  /^(?:incorrect answer|wrong answer|incorrect option|wrong option|jawaban salah|opsi salah|pilihan salah|pengecoh|distraktor|distractor) ?([1-9])?$/;
const SIDES: Record<string, keyof OptionColumns> = { id: "id", image: "image", "image alt": "alt", alt: "alt" };

/** Of an option: its text, or what stands beside it. */
export interface OptionColumns {
  text?: number;
  id?: number;
  image?: number;
  alt?: number;
}

/** What a column is: one of those above, or one of an option, which may be wrong by its very name. */
export type Meaning = { column: Column } | { place: number; side: keyof OptionColumns; wrong: boolean };

const meaningOf = (name: string): Meaning | undefined => {
  const column = COLUMNS.get(name);
  if (column !== undefined) return { column };
  const [, numbered, bare, side = ""] = OPTION.exec(name) ?? [];
  const mark = numbered ?? bare;
  const place = mark === undefined ? undefined : /\d/.test(mark) ? Number(mark) - 1 : mark.charCodeAt(0) - 97;
  if (place !== undefined) return { place, side: SIDES[side] ?? "text", wrong: false };
  const wrong = WRONG.exec(name);
  return wrong ? { place: Number(wrong[1] ?? 1) - 1, side: "text", wrong: true } : undefined;
};

/** A heading as it is compared: without case and remarks in brackets. `whole`: with what follows a dash or a colon. */
export const nameOf = (heading: string, whole = false): string => {
  const text = heading
    .slice(0, 300)
    .replace(/[\u200b\ufeff*]/g, "")
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .replace(/\([^)]*\)|\[[^\]]*\]/g, "");
  return (whole ? text : text.replace(/\s[-–—]+\s.*$|[–—:].*$/s, "")).replace(/[\s_./-]+/g, " ").trim();
};

/** What a heading means; a letter in brackets, as in "Jawaban (A)", is the option's. Undefined: nothing here. */
export const meaningIn = (heading: string, whole = false): Meaning | undefined => {
  const marked = heading.slice(0, 300).replace(/\(\s*([a-h]|\d)\s*\)/gi, " $1");
  return meaningOf(nameOf(marked, whole)) ?? meaningOf(nameOf(heading, whole));
};

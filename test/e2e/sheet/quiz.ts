/** A quiz of every type, with texts as long as people write them, and what is answered to it. */
import type { Value } from "../../../protocol/payloads.ts";

interface Played {
  item: { id: string; [field: string]: unknown };
  /** Which options the phones of the sheet tap; none: they let it pass. */
  taps?: readonly number[];
  /** What is typed on them instead. */
  typed?: string;
  /** What the others answer, in turn: option ids, and texts for an ordering. */
  values: readonly Value[];
  /** Shown to people before it opens. */
  preview?: true;
}

const options = (...texts: string[]) => texts.map((text, index) => ({ id: "abcdef"[index] ?? "", text }));

/** In the order in which they are played; a new type of item is a row more. */
export const PLAYED: readonly Played[] = [
  {
    item: {
      id: "choice",
      type: "single-choice",
      stem: "Siapa saja anggota komunitas belajar di sekolah?",
      options: options("Murid satu kelas", "Guru dan tenaga kependidikan", "Komite sekolah", "Pengawas dari dinas"),
      key: ["b"],
      explanation: "Komunitas belajar mempertemukan pendidik satu sekolah yang belajar bersama secara rutin.",
    },
    taps: [1],
    values: ["b", "b", "a", "c", "b"],
    preview: true,
  },
  {
    item: {
      id: "long",
      type: "single-choice",
      stem: "Pada tahap refleksi awal, seorang guru mendapati bahwa separuh murid belum memahami pecahan senilai meskipun sudah tiga kali diajarkan dengan cara yang sama. Langkah apa yang paling tepat dibawa ke komunitas belajar?",
      options: options(
        "Meminta murid yang belum paham mengulang pelajaran secara mandiri di rumah bersama orang tua",
        "Membahas data hasil belajar murid bersama rekan, lalu merancang cara mengajar yang lain",
        "Menunda topik itu sampai semester berikutnya karena waktu pelajaran sudah tidak cukup lagi",
        "Mengganti buku pelajaran dan menambah jumlah soal latihan untuk seluruh kelas",
      ),
      key: ["b"],
      explanation: "Komunitas belajar berangkat dari data murid dan mencari cara yang lain bersama-sama.",
    },
    taps: [2],
    values: ["b", "d", "b", "c"],
  },
  {
    item: {
      id: "many",
      type: "multiple-choice",
      stem: "Mana saja yang termasuk tahap siklus inkuiri?",
      options: options("Refleksi awal", "Lomba antarkelas", "Perencanaan", "Pelaksanaan", "Ujian akhir", "Evaluasi"),
      key: ["a", "c", "d", "f"],
    },
    taps: [0, 2],
    values: [
      ["a", "c", "d", "f"],
      ["a", "c"],
      ["a", "b"],
      ["c", "d"],
    ],
  },
  {
    item: { id: "true", type: "true-false", stem: "Komunitas belajar cukup diadakan sekali setahun.", key: ["false"] },
    values: ["false", "true", "false"],
  },
  {
    item: {
      id: "short",
      type: "short-answer",
      stem: "Apa nama tahap pertama siklus inkuiri?",
      accept: ["refleksi awal"],
    },
    typed: "refleksi awal",
    values: ["refleksi awal", "Refleksi", "perencanaan"],
  },
  {
    item: { id: "number", type: "numeric", stem: "Ada berapa tahap dalam siklus inkuiri?", answer: 4 },
    typed: "4",
    values: [4, 3, 4, 5],
  },
  {
    item: {
      id: "order",
      type: "ordering",
      stem: "Urutkan tahap siklus inkuiri.",
      options: options("Refleksi awal", "Perencanaan", "Pelaksanaan", "Evaluasi"),
      key: ["a", "b", "c", "d"],
    },
    values: [
      ["Refleksi awal", "Perencanaan", "Pelaksanaan", "Evaluasi"],
      ["Refleksi awal", "Pelaksanaan", "Perencanaan", "Evaluasi"],
      ["Perencanaan", "Refleksi awal", "Pelaksanaan", "Evaluasi"],
    ],
  },
  {
    item: {
      id: "slide",
      type: "slide",
      stem: "Mulai dari sini tidak ada yang benar atau salah",
      text: "Jawablah dengan jujur: pendapat Anda membantu kami merancang pertemuan berikutnya.",
    },
    values: [],
  },
  {
    item: {
      id: "poll",
      type: "poll",
      stem: "Kapan waktu terbaik untuk bertemu?",
      options: options("Senin sore", "Rabu sore", "Jumat pagi"),
    },
    taps: [1],
    values: ["a", "b", "b", "c"],
  },
  {
    item: {
      id: "rating",
      type: "rating",
      stem: "Saya akan menerapkan yang saya pelajari hari ini.",
      labels: ["Sangat tidak setuju", "Sangat setuju"],
    },
    values: ["4", "5", "5", "3", "2"],
  },
  {
    item: { id: "cloud", type: "word-cloud", stem: "Kata apa yang mewakili hari ini?" },
    values: ["semangat, data", "kolaborasi", "belajar, semangat", "lelah"],
  },
  {
    item: { id: "words", type: "open-text", stem: "Apa yang ingin Anda pelajari lebih lanjut?" },
    typed: "Cara membaca data hasil belajar murid",
    values: ["Cara refleksi", "Menyusun modul ajar bersama", "Belum tahu"],
  },
];

export const QUIZ = {
  schemaVersion: 1,
  id: "lembar",
  title: "Komunitas belajar di sekolah kita",
  language: "id",
  items: PLAYED.map(({ item }) => (item.type === "slide" ? item : { seconds: 240, ...item })),
};

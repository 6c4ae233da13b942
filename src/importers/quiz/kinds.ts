/** The kinds of questions, under the names that people give them. */

/** `choice`: one right option or several, as the key says. */
export type Kind =
  | "choice"
  | "multiple-choice"
  | "true-false"
  | "short-answer"
  | "numeric"
  | "poll"
  | "rating"
  | "open-text"
  | "ordering"
  | "slide"
  | "word-cloud";

const NAMES: Record<Kind, string> = {
  choice:
    "choice,single choice,single,single select,single answer,multiple choice,multiplechoice,mc,mcq,quiz,pilihan ganda,pilihan,pg,pilgan,radio,one answer,pilihan tunggal",
  "multiple-choice":
    "multiple select,multiple answer,multiple answers,multiple response,multi,multi select,multiselect,checkbox,checkboxes,pilihan ganda kompleks,pg kompleks,pgk,jawaban ganda,pilihan majemuk",
  "true-false":
    "true false,true or false,truefalse,tf,t f,boolean,benar salah,benar atau salah,bs,b s,ya tidak,yes no,betul salah",
  "short-answer":
    "short answer,shortanswer,short,type answer,fill in the blank,fill in,fill in blank,isian,isian singkat,jawaban singkat,esai singkat,melengkapi,text",
  numeric: "numeric,numerical,number,angka,bilangan,numerik,estimation,isian angka",
  poll: "poll,polling,survey,survei,jajak pendapat,opinion,pendapat,angket",
  rating: "rating,scale,skala,likert,skala likert,penilaian",
  "open-text":
    "open,open text,open ended,openended,essay,esai,uraian,paragraph,terbuka,jawaban terbuka,long answer,jawaban panjang,isian bebas",
  ordering: "ordering,order,sorting,urutan,urutkan,mengurutkan,puzzle,jumble,ranking",
  slide: "slide,content,information,info,informasi,materi,salindia,description,deskripsi,penjelasan",
  "word-cloud": "word cloud,wordcloud,awan kata",
};

const KINDS = new Map(
  (Object.keys(NAMES) as Kind[]).flatMap((kind) => NAMES[kind].split(",").map((name): [string, Kind] => [name, kind])),
);

/** The kind that a text names; undefined when it names none. */
export const kindOf = (text: string): Kind | undefined =>
  KINDS.get(
    text
      .toLowerCase()
      .replace(/[\s_/-]+/g, " ")
      .trim(),
  );

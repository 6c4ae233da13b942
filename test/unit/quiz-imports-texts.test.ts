import { describe, expect, test } from "vitest";
import { codesOf, keysOf, lost, readText, stemsOf } from "./quiz-imports-fixtures.ts";

const itemsOf = (text: string) => readText(text).quiz?.items ?? [];
const only = (text: string) => {
  const { quiz, faults } = readText(text);
  return [quiz?.items[0], ...codesOf(faults)];
};

describe("GIFT", () => {
  test("[IM25] every kind of question that both have", () => {
    const read = readText(`
// Soal latihan
$CATEGORY: IPA/Kelas 7

::S1:: Siapa penulis Laskar Pelangi? {~Tere Liye =Andrea Hirata ~Dee Lestari}

Dua planet dalam? {~%50%Merkurius ~%50%Venus ~%-100%Mars}

Bumi itu bulat.{T}

Air mendidih pada 50 °C.{FALSE}

Ibu kota Jawa Barat adalah {=Bandung =Kota Bandung}.

Tahun merdeka? {#1945}

Nilai pi? {#3.14:0.005}

Antara 1 dan 5? {#1..5}

Ceritakan hari ini. {}

Terima kasih sudah datang!
`);
    expect([read.format, read.rows, read.faults, read.quiz?.language]).toEqual(["gift", 10, [], "id"]);
    expect(read.quiz?.items).toMatchObject([
      { type: "single-choice", stem: "Siapa penulis Laskar Pelangi?", key: ["b"] },
      { type: "multiple-choice", key: ["a", "b"] },
      { type: "true-false", key: ["true"] },
      { type: "true-false", key: ["false"] },
      { type: "short-answer", stem: "Ibu kota Jawa Barat adalah _____.", accept: ["Bandung", "Kota Bandung"] },
      { type: "numeric", answer: 1945, tolerance: 0 },
      { type: "numeric", answer: 3.14, tolerance: 0.005 },
      { type: "numeric", answer: 3, tolerance: 2 },
      { type: "open-text" },
      { type: "slide", stem: "Terima kasih sudah datang!" },
    ]);
  });

  test("[IM25] escapes, broken lines, blank lines within braces, formats and comments", () => {
    expect(
      itemsOf("Mana\\: 2 \\{x\\}\nyang benar?\\nPilih. {\n  // komentar\n  ~ \\= 3\n\n  = \\~ 4 \\# lima\n}"),
    ).toMatchObject([
      { stem: "Mana: 2 {x} yang benar?\nPilih.", options: [{ text: "= 3" }, { text: "~ 4 # lima" }], key: ["b"] },
    ]);
    expect(only("[html]<p>Apa&nbsp;<b>ini</b>?</p>{~[plain]<b>a</b> =<i>b</i> &lt;&eacute;}")).toMatchObject([
      { stem: "Apa ini?", options: [{ text: "<b>a</b>" }, { text: "b <é" }] },
    ]);
    expect(only("[markdown]Siapa **dia**?{=Rina}")).toMatchObject([{ stem: "Siapa dia?" }]);
    expect(only("[markdown]Isi ____ dan ____!{=Rina}")).toMatchObject([{ stem: "Isi ____ dan ____!" }]);
    expect(only('[html]<img src="a.png">Apa?{=x}')).toMatchObject([{ stem: "Apa?" }, "media_dropped"]);
  });

  test("[IM25] what has no place here is kept without it, and told", () => {
    expect(only("Apa?{=a#bagus ~b#kurang####Karena a.}")).toMatchObject([
      { key: ["a"], explanation: "Karena a." },
      "feedback_dropped",
    ]);
    expect(only("Apa?{~%50%a =b ~c}")).toMatchObject([{ type: "single-choice", key: ["b"] }, "partial_dropped"]);
    expect(only("Apa?{=a =%50%b}")).toMatchObject([{ accept: ["a"] }, "partial_dropped"]);
    expect(only("Berapa?{#=5:1 =%50%5:2}")).toMatchObject([{ answer: 5, tolerance: 1 }, "partial_dropped"]);
    expect(only("Berapa?{#=5 =7}")).toMatchObject([{ answer: 5 }, "answers_more"]);
  });

  test("[IM25] what cannot be read is an error of the line it begins in", () => {
    const read = readText(
      "Pasangkan. {=a -> 1 =b ->}\n\nBaik?{T}\n\nTak tutup {=a\n\nTutup saja }\n\nAngka?{#banyak}\n\nKosong?{#}\n\n{=tanpa soal}\n\nSatu?{~a ~b}\n\nTujuh?{=1 ~2 ~3 ~4 ~5 ~6 ~7}",
    );
    expect(read.faults.map(({ severity, line, code }) => [severity, line, code])).toEqual([
      ["error", 1, "type_unsupported"],
      ["error", 9, "answer_unknown"],
      ["error", 11, "key_missing"],
      ["error", 13, "stem_missing"],
      ["error", 15, "key_missing"],
      ["error", 17, "options_many"],
    ]);
    expect([read.quiz?.items.map(({ id }) => id), lost(read)]).toEqual([["q2", "q3"], 0]);
    expect(codesOf(readText("Apa?{=a}\n\nDua {=a} kali {=b}\n\nTutup } dulu").faults)).toEqual([
      "blank_line_missing",
      "question_broken",
    ]);
  });
});

describe("GIFT as people write it", () => {
  test("[IM25] a blank line between questions may be missing where one surely ends", () => {
    for (const text of [
      "::Q1::2+2? {=4 ~5}\n::Q2::3+3? {=6 ~5}\n::Q3::Bumi bulat {T}\n",
      "2+2? {=4 ~5}\n3+3? {\n=6\n~5\n}\nBumi bulat {T}\n",
    ]) {
      expect([stemsOf(readText(text)), readText(text).faults]).toEqual([["2+2?", "3+3?", "Bumi bulat"], []]);
    }
    expect(itemsOf("Kota {=a ~b} itu besar\ndan ramai.")).toMatchObject([{ stem: "Kota _____ itu besar dan ramai." }]);
    expect(codesOf(readText("2+2? {=4 ~5}\nBerapa\n3+3? {=6 ~5}\n").faults)).toEqual(["blank_line_missing"]);
  });

  test("[IM25] any number of blank lines within braces; what is left of an answer is no slide", () => {
    const read = readText("Satu? {\n\n=a\n\n~b\n\n}\n\nDua? {=x ~y}\n\n~c\n\nTak tutup {=a\n\n::b::Tiga? {=c ~d}\n");
    expect([stemsOf(read), read.faults.map(({ line, code }) => [line, code])]).toEqual([
      ["Satu?", "Dua?", "Tiga?"],
      [
        [11, "line_stray"],
        [13, "question_broken"],
      ],
    ]);
  });

  test("[IM25] what stands above the line in HTML is no digit of the number before it", () => {
    const stems = ["2<sup>3</sup> m<sup>-2</sup>", "2<sup>x+y</sup> e<sup>x</sup>", "1<sup>st</sup> 30<sup>o</sup>C"];
    expect(itemsOf(stems.map((stem) => `[html]${stem}{T}`).join("\n\n")).map(({ stem }) => stem)).toEqual([
      "2³ m⁻²",
      "2^(x+y) e^x",
      "1st 30°C",
    ]);
    expect(only("[html]<table><tr><td>a</td><td>b</td></tr></table>{T}")).toMatchObject([{ stem: "a b" }]);
  });

  test("[IM25] HTML that nothing announces becomes text, too, but for tags that are spoken of", () => {
    expect(only("<b>Uni Eropa</b><br><br>\nKapan? {=<i>1973</i> ~1957 ####Lihat<br/>bab 2}")).toMatchObject([
      { stem: "Uni Eropa\n\nKapan?", options: [{ text: "1973" }, { text: "1957" }], explanation: "Lihat\nbab 2" },
    ]);
    expect(only("Jika a<b dan c>d?{=ya ~tidak}")).toMatchObject([{ stem: "Jika a<b dan c>d?" }]);
    expect(only("Untuk apa <br> dan <b>?{=<b>x</b> ~<i>x</i> ~<br>}")).toMatchObject([
      { stem: "Untuk apa <br> dan <b>?", options: [{ text: "<b>x</b>" }, { text: "<i>x</i>" }, { text: "<br>" }] },
    ]);
    for (const stem of ["Apa fungsi tag <p></p>?", "Tag <b>...</b> untuk?", "Antara <b> dan </b> tulisan?"]) {
      expect(only(`${stem}{=tebal ~miring}`)).toMatchObject([{ stem }]);
    }
    expect(only("<p> Apa <img src='a.png'> ini? </p>{T}")).toMatchObject([{ stem: "Apa ini?" }, "media_dropped"]);
    expect(only("[plain]<b>a</b>{T}")).toMatchObject([{ stem: "<b>a</b>" }]);
  });

  test("[IM25] a star at the end of a typed answer stands for anything, and is no part of it", () => {
    expect(only("Ibu kota?{=*Jakarta* =Ja*rta =5\\* =%0%*#Bukan}")).toMatchObject([
      { accept: ["Jakarta", "Ja*rta", "5*"] },
      ...["partial_dropped", "feedback_dropped"],
    ]);
  });

  test("[IM25] a title may end in the line below", () => {
    expect(stemsOf(readText(":: Judul\n:: Apa?{T}\n::B::Siapa?{T}\n::C\\: D\n::[html]<p>Mana?</p>{T}\n"))).toEqual([
      ...["Apa?", "Siapa?", "Mana?"],
    ]);
  });

  test("[IM25] shares of right answers after either sign; answers without braces are no slide", () => {
    expect(only("Dua?{=%50%a =%50%b ~%-100%c}")).toMatchObject([{ key: ["a", "b"] }]);
    expect(only("Tiga?{~%33,33%a ~%33,33%b ~%33,33%c ~%-100%d}")).toMatchObject([{ key: ["a", "b", "c"] }]);
    expect(only("Satu?{T}\n\nApa?\n= x\n~ y\n")).toMatchObject([{ key: ["true"] }, "question_broken"]);
    expect(only("Satu?{T}\n\nJudul\n=====\n")).toHaveLength(1);
  });

  test("[IM20] options with letters and a word for the answer within braces are GIFT", () => {
    const read = readText("Pilih:\nA. Solo\nB. Bogor\nJawaban: {=A ~B}\n\nBenar?{T}\n");
    expect([read.format, keysOf(read), read.faults]).toEqual(["gift", ["a", "true"], []]);
  });

  test("[IM25] matching becomes a question a pair, with all right sides as options", () => {
    const read = readText("Ibu kota?{=Jepang -> Tokyo =Italia -> Roma = -> Ottawa =Iran -> Teheran ####Peta.}");
    expect([stemsOf(read), keysOf(read, "text"), codesOf(read.faults)]).toEqual([
      ["Ibu kota?\nJepang", "Ibu kota?\nItalia", "Ibu kota?\nIran"],
      ["Tokyo", "Roma", "Teheran"],
      ["matching_split"],
    ]);
    expect(read.quiz?.items).toMatchObject(Array(3).fill({ options: { length: 4 }, explanation: "Peta." }));
    const many = Array.from({ length: 9 }, (_, n) => `=kiri ${n} -> kanan ${n}`).join(" ");
    expect(readText(`Pasangkan {${many}}`).quiz?.items).toMatchObject(Array(9).fill({ options: { length: 6 } }));
  });

  test("[IM25] BENAR and SALAH; an answer without its sign; several that are each right", () => {
    expect(keysOf(readText("Satu {BENAR}\n\nDua {salah}\n\nTiga {T}"))).toEqual(["true", "false", "true"]);
    expect(readText("::a::Ibu kota? {Bandung}").faults).toMatchObject([
      { code: "answer_unmarked", params: { value: "Bandung" } },
    ]);
    expect(only("Apa?{=x =y ~z}")).toMatchObject([{ type: "multiple-choice", key: ["a", "b"] }, "key_either"]);
  });

  test("[IM29] a line of many spaces takes no time", () => {
    const started = performance.now();
    expect(itemsOf(`Q {=a${" ".repeat(150_000)}x ~b}`)).toMatchObject([{ options: [{ text: "a x" }, { text: "b" }] }]);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe("Aiken", () => {
  test("[IM26] answers as tables name them, in whichever words; brackets around letters; explanations", () => {
    const answers = [
      "ANSWER: B. y",
      "Jawab: y",
      "Jawaban yang benar: (B)",
      "Correct answer: b",
      "ANSWER B",
      "ANS: Opsi B",
    ];
    const text = answers.map((answer, n) => `Soal ${n}?\n(A) x\n(B) y\n${answer}\n\n`).join("");
    expect([keysOf(readText(text)), readText(text).faults]).toEqual([Array(6).fill("b"), []]);
    const several = readText("Satu?\nA. x\nB. y\nC. z\nANSWER: A dan C\n\nDua?\nA. x\nC. y\nANSWER: C\n");
    expect(keysOf(several, "text")).toEqual(["xz", "y"]);
    const explained = readText(
      "Satu?\nA. x\nB. y\nANSWER: A\nPembahasan: karena x\nitu benar.\nDua?\n\nTiga?\nA. x\nB. y\nANSWER: B\n\nPenjelasan: ya.\n",
    );
    expect(explained.quiz?.items).toMatchObject([
      { explanation: "karena x\nitu benar.\nDua?" },
      { stem: "Tiga?", explanation: "ya." },
    ]);
    expect(explained.faults).toEqual([]);
  });

  test("[IM26] options may share a line, and stand in two columns", () => {
    const read = readText(
      `Satu?\nA) w   B) x\nC) y D) z\nANSWER: D\n\nDua?\nA. w\tC. y\nB. x\tD. z\nANSWER: B\n\nTiga?\nA. A. B. Cahyono\nB. Poin b) dan c. itu\nANSWER: A\n`,
    );
    expect([keysOf(read, "text"), read.faults]).toEqual([["z", "x", "A. B. Cahyono"], []]);
    expect(read.quiz?.items.map((item) => "options" in item && item.options.length)).toEqual([4, 4, 2]);
  });

  test("[IM26] letters within a text are no options: those that come again, initials, lists of the question", () => {
    const read = readText(
      `Satu?\na) jawaban b) dan c) benar\nb) dua\nc) tiga\nANSWER: A\n\nDua?\nA. Ir.  S. Hatta\nB. Dr.  W. Sudiro\nANSWER: B\n\nTiga?\nP) air Q) api\nA. P\nB. Q\nANSWER: B\n`,
    );
    expect(read.faults).toEqual([]);
    expect(read.quiz?.items).toMatchObject([
      { options: [{ text: "jawaban b) dan c) benar" }, { text: "dua" }, { text: "tiga" }] },
      { options: [{ text: "Ir. S. Hatta" }, { text: "Dr. W. Sudiro" }] },
      { stem: "Tiga?\nP) air Q) api" },
    ]);
  });

  test("[IM26] dots or brackets, lines that go on, several answers, any line ends", () => {
    const text =
      "Soal pertama\nyang panjang?\nA. satu\nB. dua\n   dan setengah\nANSWER: B\n\nSoal kedua?\n\nA) x\nB) y\nC) z\nKUNCI: a, C\n";
    for (const end of ["\n", "\r\n", "\r"]) {
      const read = readText(text.replaceAll("\n", end));
      expect([read.format, read.rows, read.faults]).toEqual(["aiken", 2, []]);
      expect(read.quiz?.items).toMatchObject([
        { stem: "Soal pertama\nyang panjang?", options: [{ text: "satu" }, { text: "dua\ndan setengah" }], key: ["b"] },
        { type: "multiple-choice", stem: "Soal kedua?", key: ["a", "c"] },
      ]);
    }
  });

  test("[IM26] what cannot be read is an error of its line, and good questions around it stay", () => {
    const read = readText(
      [
        ...["Satu pilihan", "A) x", "ANSWER: A", ""],
        ...["A) tanpa soal", "", "ANSWER: B", ""],
        ...["Baik?", "A) x", "B) y", "ANSWER: A", ""],
        ...["Tanpa kunci", "A) x", "B) y", "Langsung lanjut?", "A) x", "B) y", "ANSWER: C", ""],
        ...["Hanya kalimat", "", "Terpotong?", "A) x", "B) y"],
      ].join("\n"),
    );
    expect(read.faults.map(({ line, code }) => [line, code])).toEqual([
      [1, "options_few"],
      [5, "line_stray"],
      [7, "line_stray"],
      [14, "unfinished"],
      [17, "key_empty_option"],
      [22, "line_stray"],
      [24, "unfinished"],
    ]);
    expect([read.rows, read.quiz?.items.map(({ stem }) => stem), lost(read)]).toEqual([8, ["Baik?"], 0]);
  });
});

describe("what is no quiz", () => {
  test.each([
    ["nothing", ""],
    ["prose", "Ini sebuah cerita, dan tidak lebih dari itu."],
    ["a page", "<html><script>if (a) {}</script></html>"],
    ["another table", "nama,umur\nRina,40\n"],
    ["other JSON", '{"a":[1,2,{"b":{}}]}'],
  ])("[IM20] %s is told as none", (_, text) => {
    expect(readText(text)).toMatchObject({ format: null, quiz: null, rows: 0, faults: [{ code: "format_unknown" }] });
  });

  test("[IM20] reports of games are told apart; broken JSON names its line; headings alone are no question", () => {
    expect(codesOf(readText("item_id,participant_code,response\nq1,C1,a\n").faults)).toEqual(["past_room"]);
    expect(codesOf(readText("Question,Answer 1,Answer 2,Correct Answers,Players\nApa?,a,b,a,Rina\n").faults)).toEqual([
      "past_room",
    ]);
    expect(readText('{\n"items": [\n{"id": }\n]}').faults).toMatchObject([{ code: "json_broken", line: 3 }]);
    expect(readText("soal,a,b,kunci\n")).toMatchObject({
      format: "table",
      quiz: null,
      rows: 0,
      faults: [{ code: "nothing_found" }],
    });
  });
});

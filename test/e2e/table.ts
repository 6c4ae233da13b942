/**
 * What 45 players answer to the seven items of the shipped quiz, one sign an item: an option's id, `-` no answer,
 * `l` an answer after the round is closed, `.` not in the room yet. The first three are phones with a real browser.
 */
export const TABLE: readonly [nickname: string, answers: string][] = [
  ["Ani", "bdcdbcd"],
  ["Budi", "ddcacaa"],
  ["Citra", "-dcabdc"],
  ["Dewi", "bdcaaab"],
  ["Eko", "bdcacdb"],
  ["Fitri", "b-aa-db"],
  ["Gunawan", "-acbadb"],
  ["Hana", "bdcaddb"],
  ["Irfan", "bddabad"],
  ["Joko", "b-cccdb"],
  ["Kartika", "lbcdddb"],
  ["Lestari", "bacdab-"],
  ["Made", "bdcdadb"],
  ["Nurul", "cdbbddb"],
  ["Oktavia", "-acaldb"],
  ["Putu", "bdcabcb"],
  ["Qori", "bacaabd"],
  ["Rahmat", "bdccbcb"],
  ["Siti", "bd-cdba"],
  ["Tono", "bdbacda"],
  ["Umar", "claacda"],
  ["Vina", "bdcdbdb"],
  ["Wahyu", "-lcccbb"],
  ["Yanti", "bdcacdd"],
  ["Zainal", "ba-bccb"],
  ["Agus", "bccbdlb"],
  ["Bayu", "bdcacbc"],
  ["Cahya", "bccdabb"],
  ["Dian", "bbccccb"],
  ["Endah", "bccdaac"],
  ["Farid", "bd-acb-"],
  ["Galih", "-cbcad-"],
  ["Hesti", "bcbbcdb"],
  ["Indah", "baddddd"],
  ["Jaya", "c-cddbd"],
  ["Kusuma", "dcdbddb"],
  ["Lina", "bdcbadb"],
  ["Mega", "b-cacdb"],
  ["Nanda", "bdcaadb"],
  ["Prima", "bd-bd-b"],
  ["Rini", "bdbdadb"],
  ["Surya", "..aacld"],
  ["Tika", "..cdadd"],
  ["Wulan", "..cacbb"],
  ["Yoga", "..d-ddb"],
];

/** The keys of the shipped quiz, in order. */
export const KEYS = "bdcacdb";

/** What one cell of responses.csv must say, from the table alone. */
export const expectedCell = (sign: string, key: string) => {
  const status = sign === "." ? "absent" : sign === "-" || sign === "l" ? "omitted" : "answered";
  const response = status === "answered" ? sign : "";
  const correct = status === "absent" ? "" : response === key ? "1" : "0";
  return { status, response, key, correct, score: correct };
};

/** What one row of report.csv must say, from the table alone. */
export const expectedItem = (position: number) => {
  const key = KEYS[position - 1] ?? "";
  const signs = TABLE.map(([, answers]) => answers[position - 1] ?? "");
  const count = (wanted: string) => signs.filter((sign) => wanted.includes(sign)).length;
  const n = signs.length - count(".");
  const correct = count(key);
  return {
    item_id: `q${position}`,
    position: String(position),
    type: "single-choice",
    n: String(n),
    correct: String(correct),
    percent_correct: ((100 * correct) / n).toFixed(2),
    omitted: String(count("-l")),
    absent: String(count(".")),
    options: ["a", "b", "c", "d"].map((option) => `${option}=${count(option)}`).join(";"),
  };
};

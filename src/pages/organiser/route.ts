/** Which page an address names. */
const ID = "[A-Za-z0-9_-]{1,64}";
const ONE = new RegExp(`^#(room|workshop|cards|quiz)=(${ID})$`);
const TWO = new RegExp(`^#(compare|sheet)=(${ID})~(${ID})$`);

export type Route =
  | { page: "lists" | "organisers" }
  | { page: "room" | "workshop" | "cards" | "quiz"; id: string }
  | { page: "compare" | "sheet"; pre: string; post: string };

/** The part after # as a page; the lists when it names none. */
export const routeOf = (hash: string): Route => {
  const one = ONE.exec(hash);
  if (one) return { page: one[1] as "room", id: one[2] ?? "" };
  const two = TWO.exec(hash);
  if (two) return { page: two[1] as "compare", pre: two[2] ?? "", post: two[3] ?? "" };
  return { page: hash === "#organisers" ? "organisers" : "lists" };
};

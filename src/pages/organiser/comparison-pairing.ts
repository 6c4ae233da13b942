/** Who is compared: the numbers of both sides and of the pairs, who fell out, and the persons. */
import type { Comparison, PersonLine, SeatLine } from "../../../protocol/comparisons.ts";
import { h } from "../shared/dom.ts";
import { fill, number } from "../shared/language.ts";
import { decimal, signed } from "./numbers.ts";
import { cell, numberCell, rowHead, table, value } from "./table.ts";
import { texts } from "./texts.ts";
import { excludedWords } from "./words.ts";

/** "Ani (7K3QF)", or what there is of it. */
export const seatName = ({ nickname, code, playerId }: SeatLine): string => {
  if (nickname === null || nickname === "") return code === "" ? playerId.slice(0, 6) : code;
  return code === "" ? nickname : `${nickname} (${code})`;
};

/** What became of everybody, in sentences, and who has several seats. */
export const pairingFacts = ({ pairing, nPre, nPost, nPaired }: Comparison): HTMLElement => {
  const { pairing: words, occasion } = texts().organiser;
  return h(
    "div",
    { class: "pairing-facts" },
    h("p", {}, fill(words.sums, { pre: nPre, post: nPost, paired: nPaired })),
    pairing.excluded.length > 0 &&
      h(
        "ul",
        { class: "plain" },
        pairing.excluded.map(({ reason, count }) =>
          h("li", {}, h("b", {}, number(count)), ` ${excludedWords(reason)}`),
        ),
      ),
    pairing.duplicates.map(({ occasion: side, counts, others }) =>
      h(
        "p",
        { class: "flagged" },
        fill(words.duplicate, {
          occasion: occasion[side],
          name: seatName(counts),
          others: others.map(seatName).join(", "),
        }),
      ),
    ),
  );
};

const people = ({ people: list }: Comparison): HTMLElement | null => {
  if (list.length === 0) return null;
  const { pairing: words, comparison, gains } = texts().organiser;
  const bandName = (band: PersonLine["band"]) => (band === null ? "–" : gains[band]);
  return h(
    "details",
    { class: "more" },
    h("summary", { id: "people" }, fill(words.people, { n: list.length })),
    table(
      "people",
      [
        [words.code],
        [words.name],
        [comparison.before, "number"],
        [comparison.after, "number"],
        [words.gain, "number"],
        ["g", "number"],
        [gains.band],
      ],
      list.map((person) =>
        h(
          "tr",
          {},
          rowHead(person.code === "" ? "–" : person.code),
          cell(h("bdi", {}, person.nickname ?? "–")),
          numberCell(number(person.pre)),
          numberCell(number(person.post)),
          numberCell(signed(person.gain, 0)),
          numberCell(value(person.g, (g) => decimal(g), person.why, "g")),
          cell(bandName(person.band)),
        ),
      ),
    ),
  );
};

/** The section at the end of a comparison. */
export const pairingPart = (comparison: Comparison): HTMLElement => {
  const { pairing: words } = texts().organiser;
  const workshop = comparison.post.workshop?.id ?? comparison.pre.workshop?.id;
  return h(
    "section",
    { aria: { labelledby: "pairing" } },
    h("h2", { id: "pairing" }, words.title),
    pairingFacts(comparison),
    comparison.pairing.proposals.length > 0 &&
      h(
        "p",
        { class: "flagged" },
        fill(words.waiting, { n: comparison.pairing.proposals.length }),
        " ",
        workshop === undefined ? words.decideNowhere : h("a", { href: `#workshop=${workshop}` }, words.decide),
      ),
    comparison.leftOut.length > 0 &&
      h("p", { class: "note" }, fill(words.leftOut, { items: comparison.leftOut.map(({ id }) => id).join(", ") })),
    people(comparison),
  );
};

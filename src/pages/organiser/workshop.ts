/** One workshop: what has been done and what comes next, who is who, and the way to the comparison. */
import type { Workshop } from "../../../protocol/workshops.ts";
import { type Child, h } from "../shared/dom.ts";
import { counted, fill, fillNodes } from "../shared/language.ts";
import { api } from "./api.ts";
import { fromTo } from "./comparison.ts";
import { onlyCounts } from "./few.ts";
import { share } from "./numbers.ts";
import { backTo, confirmed, dateTime, report, wrong } from "./parts.ts";
import { cell, rowHead, table } from "./table.ts";
import { texts } from "./texts.ts";
import { occasionPart } from "./workshop-occasion.ts";
import { pairsPart } from "./workshop-pairs.ts";
import type { WorkshopPageParts } from "./workshop-store.ts";

const resultPart = ({ view, comparison }: WorkshopPageParts): Child => {
  const { workshop: words } = texts().organiser;
  const { pre, post } = view.pair;
  if (pre === null || post === null) return h("p", { class: "empty" }, words.noResult);
  if (comparison === undefined) return h("p", { class: "empty" }, words.notFinished);
  if (!comparison.ok) return h("p", { class: "faults" }, wrong(comparison.code));
  const pair = `${pre}~${post}`;
  const { nPaired, design, total, k } = comparison.body;
  const { meanPre, meanPost } = total;
  const told = !onlyCounts(comparison.body) && meanPre !== null && meanPost !== null;
  return [
    h("p", {}, design === "paired" ? fill(counted(words.pairedPeople, nPaired), { n: nPaired }) : words.nobodyPaired),
    told && h("p", {}, `${texts().organiser.comparison.mean}: `, fromTo(share(meanPre / k), share(meanPost / k))),
    h(
      "p",
      { class: "files" },
      h("a", { class: "button primary", href: `#compare=${pair}` }, words.toComparison),
      h("a", { class: "button", href: `#sheet=${pair}` }, words.toSheet),
    ),
  ];
};

const rosterPart = ({ id, identity, roster }: Workshop): HTMLElement | null => {
  const { workshop: words, pairing, cards } = texts().organiser;
  if (identity === "anonymous") return null;
  return h(
    "section",
    { aria: { labelledby: "people" } },
    h("h2", { id: "people" }, words.people),
    identity === "roster"
      ? table(
          "people",
          [[pairing.name], [pairing.code]],
          roster.map(({ name, code }) =>
            h("tr", {}, rowHead(h("bdi", {}, name)), cell(h("span", { class: "code" }, code))),
          ),
        )
      : h("p", {}, words.peopleCoded),
    h("p", { class: "below" }, h("a", { href: `#cards=${id}` }, cards.link)),
  );
};

/** The page. */
export const workshopPage = (parts: WorkshopPageParts): HTMLElement => {
  const { workshop: words, identity, rooms, room } = texts().organiser;
  const { workshop } = parts.view;
  const { comparison } = parts;
  const remove = async () => {
    const why = fillNodes(words.deleteWhy, { title: h("bdi", {}, workshop.title) });
    if (!(await confirmed({ title: words.deleteTitle, why, yes: words.delete }))) return;
    const answer = await api.deleteWorkshop(workshop.id);
    report(answer.ok ? words.deleted : wrong(answer.code));
    if (answer.ok) location.hash = "";
  };
  return h(
    "article",
    { class: "workshop" },
    backTo("#", room.back),
    h("h1", {}, h("bdi", {}, workshop.title)),
    h(
      "p",
      { class: "facts" },
      `${identity[workshop.identity]}: ${identity[`${workshop.identity}Why`]} `,
      fill(words.changed, { date: dateTime(workshop.updatedAt) }),
    ),
    h("ol", { class: "steps" }, [
      occasionPart("pre", parts),
      occasionPart("post", parts),
      h("li", { class: "step" }, h("h2", {}, words.result), resultPart(parts)),
    ]),
    comparison?.ok === true && pairsPart(workshop, comparison.body, parts.changed),
    rosterPart(workshop),
    h(
      "p",
      { class: "files end" },
      h("button", { type: "button", class: "button danger", onclick: () => void remove() }, words.delete),
      h("small", { class: "hint" }, rooms.keep),
    ),
  );
};

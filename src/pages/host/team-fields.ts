/** Groups of the next room: none, chosen on the phone, dealt in turn, or as the list of names says. */
import type { HostPayload } from "../../../protocol/payloads.ts";
import type { Workshop } from "../../../protocol/workshops.ts";
import { h } from "../shared/dom.ts";
import { fill } from "../shared/language.ts";
import { choice, segmented } from "./fields.ts";
import { texts } from "./texts.ts";

type Wanted = Pick<NonNullable<HostPayload<"room:create">["options"]>, "teams">;

const MODES = ["none", "chosen", "dealt", "list"] as const;
const [LEAST, MOST, FIRST] = [2, 40, 4];

interface TeamFields {
  root: HTMLElement;
  wanted(): Wanted;
}

/** `listed` is called when the list is to say the groups: the room needs one then. */
export const teamFields = (workshop: Workshop | null, listed: () => void): TeamFields => {
  const { choose } = texts().host;
  const hasList = workshop === null || workshop.roster.some(({ team }) => team !== undefined);
  const modes = MODES.filter((mode) => mode !== "list" || hasList);
  const words = {
    none: choose.groupsNone,
    chosen: choose.groupsChosen,
    dealt: choose.groupsDealt,
    list: choose.groupsList,
  };
  const why = {
    none: choose.groupsNoneWhy,
    chosen: choose.groupsChosenWhy,
    dealt: choose.groupsDealtWhy,
    list: choose.groupsListWhy,
  };
  let mode: (typeof MODES)[number] = "none";

  const numbers = Array.from({ length: MOST - LEAST + 1 }, (_, index) => String(index + LEAST));
  const count = choice(
    "teamCount",
    choose.groupsCount,
    numbers.map((n) => [n, n] as const),
    String(FIRST),
  );
  const select = count.querySelector("select");
  const names = h("textarea", { id: "team-names", rows: 4, spellcheck: "false", oninput: () => settle() });
  const typed = () =>
    names.value
      .split(/\r\n|\r|\n/)
      .map((name) => name.trim())
      .filter((name) => name !== "");
  /** As many names as are wanted: those that stand there, then numbers. */
  const resize = (n: number) => {
    const kept = typed();
    names.value = Array.from(
      { length: n },
      (_, index) => kept[index] ?? fill(choose.groupsName, { n: index + 1 }),
    ).join("\n");
  };
  const settle = () => {
    const n = typed().length;
    if (select !== null && n >= LEAST && n <= MOST) select.value = String(n);
  };
  select?.addEventListener("change", () => resize(Number(select.value)));
  resize(FIRST);

  const named = h(
    "div",
    { class: "names", hidden: true },
    count,
    h("p", {}, h("label", { for: "team-names" }, choose.groupsNames)),
    names,
  );
  const fields = segmented(
    "teams",
    choose.groups,
    modes.map((value) => ({ value, label: words[value], why: why[value] })),
    mode,
    (chosen) => {
      mode = chosen;
      named.hidden = chosen === "none" || chosen === "list";
      if (chosen === "list") listed();
    },
  );
  return {
    root: h("div", { class: "team-fields" }, fields, named),
    wanted: () => {
      if (mode === "none") return {};
      return { teams: mode === "list" ? { mode } : { mode, names: typed() } };
    },
  };
};

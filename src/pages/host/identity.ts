/** How people are known in the next room: by a code of their own, by a list of names, or not at all. */
import type { HostPayload } from "../../../protocol/payloads.ts";
import type { Workshop } from "../../../protocol/workshops.ts";
import { h } from "../shared/dom.ts";
import { counted, fill } from "../shared/language.ts";
import { segmented } from "./fields.ts";
import { peopleIn } from "./names.ts";
import { texts } from "./texts.ts";

type Wanted = NonNullable<HostPayload<"room:create">["options"]>;

const IDENTITIES = ["coded", "roster", "anonymous"] as const;

interface IdentityFields {
  root: HTMLElement;
  wanted(): Pick<Wanted, "identity" | "roster">;
}

/** What the workshop has decided already; its list is the server's. */
const decided = ({ identity, roster }: Workshop): IdentityFields => {
  const { choose } = texts().host;
  const n = roster.length;
  const words = {
    coded: [choose.coded, choose.codedWhy],
    roster: [choose.roster, fill(counted(choose.names, n), { n })],
    anonymous: [choose.anonymous, choose.anonymousWhy],
  }[identity];
  return {
    root: h("p", { class: "decided" }, h("span", {}, choose.identity), h("b", {}, words[0]), h("small", {}, words[1])),
    wanted: () => ({ identity }),
  };
};

/** Fields for a room of its own; those of a workshop's room say what the workshop has. */
export const identityFields = (workshop: Workshop | null): IdentityFields => {
  if (workshop !== null) return decided(workshop);
  const { choose } = texts().host;
  const why = { coded: choose.codedWhy, roster: choose.rosterWhy, anonymous: choose.anonymousWhy };
  const count = h("span", { class: "tabular", role: "status" });
  const list = h("textarea", {
    id: "names",
    rows: 5,
    spellcheck: "false",
    oninput: () => {
      const n = peopleIn(list.value).length;
      count.textContent = fill(counted(choose.names, n), { n });
    },
  });
  const names = h(
    "div",
    { class: "names", hidden: true },
    h("p", {}, h("label", { for: "names" }, choose.namesLabel), count),
    list,
  );
  let identity: (typeof IDENTITIES)[number] = "coded";
  const fields = segmented(
    "identity",
    choose.identity,
    IDENTITIES.map((value) => ({ value, label: choose[value], why: why[value] })),
    identity,
    (chosen) => {
      identity = chosen;
      names.hidden = chosen !== "roster";
    },
  );
  return {
    root: h("div", {}, fields, names),
    wanted: () => (identity === "roster" ? { identity, roster: peopleIn(list.value) } : { identity }),
  };
};

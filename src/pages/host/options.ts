/** The options of the next room, as fields; the last choice on this device is offered again. */
import type { HostPayload } from "../../../protocol/payloads.ts";
import type { Workshop } from "../../../protocol/workshops.ts";
import { h } from "../shared/dom.ts";
import { recallJson, remember } from "../shared/storage.ts";
import { oneOf, toggle } from "./fields.ts";
import { gameFields } from "./game-fields.ts";
import { identityFields } from "./identity.ts";
import type { Planned } from "./planned.ts";
import { teamFields } from "./team-fields.ts";
import { texts } from "./texts.ts";

type Wanted = NonNullable<HostPayload<"room:create">["options"]>;

const KEY = "cermat.host.options";
const NAMES = ["typed", "generated"] as const;

const kept = (): Record<string, unknown> => {
  const value = recallJson(KEY);
  return typeof value === "object" && value !== null ? { ...value } : {};
};

export interface OptionFields {
  root: HTMLElement;
  wanted(): Wanted;
}

/** A test of a workshop, as the organiser page asked for it. */
interface PlannedTest {
  workshop: Workshop;
  occasion: NonNullable<Planned["workshop"]>["occasion"];
}

/** Fields filled with what was chosen last, and with what a planned test needs. */
export const optionFields = (planned: PlannedTest | null): OptionFields => {
  const { choose } = texts().host;
  const before = kept();
  const drawn = oneOf(NAMES, before.names, "typed") === "generated";
  const names = toggle("names", drawn, choose.drawnNames, choose.drawnNamesWhy);
  const game = gameFields(before, { field: names, isUnusual: drawn });
  const identity = identityFields(planned?.workshop ?? null);
  const teams = teamFields(planned?.workshop ?? null, () =>
    identity.root.querySelector<HTMLInputElement>('input[name="identity"][value="roster"]')?.click(),
  );
  const root = h(
    "div",
    { class: "option-fields" },
    // Of a planned test the occasion says it.
    planned === null && toggle("preset", false, choose.pretest, choose.pretestWhy),
    identity.root,
    teams.root,
    game.parts,
  );
  const on = (name: string) => root.querySelector<HTMLInputElement>(`input[name="${name}"]`)?.checked === true;
  return {
    root,
    wanted: () => {
      const wanted: Wanted = {
        ...game.wanted(),
        names: on("names") ? "generated" : "typed",
        preset: planned?.occasion === "pre" || on("preset") ? "pretest" : "none",
      };
      // Who takes part belongs to one room and is not kept on the laptop.
      remember(KEY, JSON.stringify(wanted));
      const test = planned && { id: planned.workshop.id, occasion: planned.occasion };
      return { ...wanted, ...identity.wanted(), ...teams.wanted(), ...(test && { workshop: test }) };
    },
  };
};

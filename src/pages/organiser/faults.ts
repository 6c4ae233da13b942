/** What is wrong in a file, place by place. */
import { h } from "../shared/dom.ts";
import { counted, fill } from "../shared/language.ts";
import type { Fault } from "./api.ts";

/** The faults below their number; `template` counts them: "{n} fault|{n} faults". */
export const faultList = (faults: readonly Fault[], template: string): HTMLElement =>
  h(
    "div",
    { class: "faults" },
    h("p", {}, fill(counted(template, faults.length), { n: faults.length })),
    h(
      "ul",
      {},
      faults.map(({ path, message }) => h("li", {}, h("code", {}, path === "" ? "·" : path), ` ${message}`)),
    ),
  );

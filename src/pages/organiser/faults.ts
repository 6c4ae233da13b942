/** What is wrong in a file, place by place. */
import { h } from "../shared/dom.ts";
import { counted, fill, number } from "../shared/language.ts";
import type { Fault } from "./api.ts";
import { texts } from "./texts.ts";

/** A template with its blanks filled; a reason whose code stands beside it is worded in the page's language, too. */
export const filled = (template: string, params: Record<string, string | number>): string => {
  const reasons: Record<string, string> = texts().quizFaults;
  const reason = reasons[params.cause ?? ""];
  return fill(template, reason === undefined ? params : { ...params, reason: fill(reason, params) });
};

/** A fault in the page's language where its code is `known` there, else as the server words it. */
export const faultWords = (
  known: Record<string, string>,
  { code = "", message, params = {} }: Omit<Fault, "path">,
): string => {
  const template = known[code];
  return template === undefined ? message : filled(template, params);
};

/** The rows of a file are counted in words, its sheets and columns are named as they are. */
const placeWords = (path: string): string =>
  path.replace(/\brow (\d+)$/, (_, n) => fill(texts().organiser.editor.read.at.row, { n: number(Number(n)) })) || "·";

/** The faults below their number; `template` counts them: "{n} fault|{n} faults". */
export const faultList = (faults: readonly Fault[], template: string): HTMLElement =>
  h(
    "div",
    { class: "faults" },
    h("p", {}, fill(counted(template, faults.length), { n: faults.length })),
    h(
      "ul",
      {},
      faults.map((fault) =>
        h("li", {}, h("code", {}, placeWords(fault.path)), ` ${faultWords(texts().pastFaults, fault)}`),
      ),
    ),
  );

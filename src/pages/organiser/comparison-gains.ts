/** How much each person gained: the histogram, who improved, and the classes of g. */
import type { Comparison } from "../../../protocol/comparisons.ts";
import { h } from "../shared/dom.ts";
import { fill, number } from "../shared/language.ts";
import { stacked, swatch } from "./draw.ts";
import { drawGains } from "./draw-gains.ts";
import { signed } from "./numbers.ts";
import { texts } from "./texts.ts";

const BANDS = ["negative", "low", "medium", "high"] as const;

/** The section; `few`: no classes of persons. */
export const gainsPart = ({ gains, total, k, nPaired }: Comparison, few: boolean): HTMLElement => {
  const { gains: words } = texts().organiser;
  const { improved, same, worse, bands, averageOfGains } = total;
  const counted = gains.filter(({ count }) => count !== null);
  const spoken = counted.map(({ gain, count }) => `${signed(gain, 0)}: ${count}`).join("; ");
  const lost = (kind: string) => (kind === "negative" ? "url(#hatch-lost)" : undefined);
  return h(
    "section",
    { aria: { labelledby: "gains" } },
    h("h2", { id: "gains" }, words.title),
    improved !== null &&
      same !== null &&
      worse !== null &&
      h("p", {}, fill(words.changed, { n: nPaired, improved, same, worse })),
    h(
      "div",
      { class: "gains-parts" },
      h(
        "figure",
        {},
        drawGains(counted, fill(words.drawing, { counts: spoken })),
        h("figcaption", {}, fill(words.axis, { k })),
      ),
      !few &&
        BANDS.some((band) => bands[band] !== null) &&
        h(
          "div",
          { class: "bands" },
          h("h3", {}, words.bands),
          stacked(
            BANDS.map((band) => {
              const fillWith = lost(band);
              return {
                count: bands[band] ?? 0,
                kind: `band-${band}`,
                ...(fillWith !== undefined && { fill: fillWith }),
              };
            }),
            "tall",
          ),
          h(
            "ul",
            { class: "legend column" },
            BANDS.map((band) => {
              const count = bands[band];
              return h(
                "li",
                {},
                swatch(`band-${band}`, lost(band)),
                `${words[band]}: `,
                h("b", {}, count === null ? "–" : number(count)),
              );
            }),
          ),
          averageOfGains.excludedAtMax !== null &&
            averageOfGains.excludedAtMax > 0 &&
            h("p", { class: "note" }, fill(words.atMax, { n: averageOfGains.excludedAtMax })),
          h("p", { class: "note" }, words.bandsWhy),
        ),
    ),
  );
};

import type { ComparisonItem } from "../../../protocol/comparisons.ts";
import type { Messages } from "../../i18n/en.ts";
import type { Sheet } from "../xlsx-sheet.ts";
import { below, type Column, explained, table } from "./table.ts";

const transitionColumns = ({ sheets: { head } }: Messages): Column<ComparisonItem>[] => [
  { head: head.item, width: 10, of: ({ id }) => id },
  { head: head.stem, width: 48, style: "wrapped", of: ({ stem }) => stem },
  ...(["rr", "rw", "wr", "ww"] as const).map(
    (field): Column<ComparisonItem> => ({ head: head[field], width: 11, field, of: (item) => item[field] }),
  ),
  { head: head.gained, width: 13, style: "share", field: "gained", of: ({ gained }) => gained },
  { head: head.lost, width: 13, style: "share", field: "lost", of: ({ lost }) => lost },
  { head: head.gamma, width: 14, style: "three", field: "guess.gamma", of: ({ guess }) => guess.gamma },
  { head: head.guessAlpha, width: 14, style: "three", field: "guess.alpha", of: ({ guess }) => guess.alpha },
  { head: head.mu, width: 14, style: "three", field: "guess.mu", of: ({ guess }) => guess.mu },
  ...(
    [
      ["chi2", "chi2"],
      ["chi2P", "p"],
      ["chi2Cc", "chi2Cc"],
      ["pCc", "pCc"],
      ["exactP", "exactP"],
      ["midP", "midP"],
    ] as const
  ).map(
    ([name, field]): Column<ComparisonItem> => ({
      head: head[name],
      width: 12,
      style: "three",
      field: `mcnemar.${field}`,
      of: ({ mcnemar }) => mcnemar[field],
    }),
  ),
  { head: head.holmP, width: 10, style: "three", field: "holmP", of: ({ holmP }) => holmP },
];

interface Flow {
  item: ComparisonItem;
  from: string | null;
  to: string | null;
  count: number | null;
}

const flowColumns = ({ sheets: { head, noAnswer } }: Messages): Column<Flow>[] => {
  const text = ({ item }: Flow, ids: string | null): string =>
    ids === null
      ? noAnswer
      : ids
          .split(";")
          .map((id) => item.options.find((option) => option.id === id)?.text ?? id)
          .join("; ");
  return [
    { head: head.item, width: 10, of: ({ item }) => item.id },
    { head: head.fromText, width: 48, style: "wrapped", of: (flow) => text(flow, flow.from) },
    { head: head.from, width: 11, of: ({ from }) => from },
    { head: head.to, width: 11, of: ({ to }) => to },
    { head: head.count, width: 11, of: ({ count }) => count },
    { head: head.toText, width: 11, of: (flow) => text(flow, flow.to) },
  ];
};

/** Who was right and wrong before and after, per item; beneath it which option the people came from and went to. */
export const transitionsSheet = (items: readonly ComparisonItem[], messages: Messages): Sheet =>
  below(table(messages.sheets.names.transitions, explained(transitionColumns(messages), messages), items), {
    columns: flowColumns(messages),
    lines: items.flatMap((item) => item.optionFlow.map((flow) => ({ item, ...flow }))),
  });

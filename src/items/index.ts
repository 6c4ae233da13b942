/** The list of item types: adding one is a file and a line here. */
import { z } from "zod";
import type { ItemType } from "./item.ts";
import { multipleChoice } from "./multiple-choice.ts";
import { numeric } from "./numeric.ts";
import { openText } from "./open-text.ts";
import { ordering } from "./ordering.ts";
import { poll } from "./poll.ts";
import { rating } from "./rating.ts";
import { shortAnswer } from "./short-answer.ts";
import { singleChoice } from "./single-choice.ts";
import { slide } from "./slide.ts";
import { trueFalse } from "./true-false.ts";
import { wordCloud } from "./word-cloud.ts";

export const ITEM_TYPES = [
  singleChoice,
  multipleChoice,
  trueFalse,
  shortAnswer,
  numeric,
  ordering,
  poll,
  rating,
  openText,
  wordCloud,
  slide,
] as const;

const [first, ...others] = ITEM_TYPES;
export const ItemSchema = z.discriminatedUnion("type", [first.schema, ...others.map((type) => type.schema)]);
export type Item = z.infer<typeof ItemSchema>;

/** The type of a parsed item. */
export const typeOf = (item: Item): ItemType<Item> =>
  // The schema lets only listed types through, and a type's functions are given items of that type.
  ITEM_TYPES.find((type) => type.type === item.type) as ItemType<Item>;

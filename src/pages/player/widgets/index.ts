/** The list of widgets, by the name a prompt gives. */
import type { PromptOf } from "../../../../protocol/snapshots.ts";
import { chooseMany } from "./choose-many.ts";
import { chooseOne } from "./choose-one.ts";
import { longText } from "./long-text.ts";
import { number } from "./number.ts";
import { order } from "./order.ts";
import { scale } from "./scale.ts";
import { text } from "./text.ts";
import type { Widget } from "./widget.ts";
import { words } from "./words.ts";

export const WIDGETS: Record<Exclude<PromptOf["widget"], "none">, Widget> = {
  "choose-one": chooseOne,
  "choose-many": chooseMany,
  text,
  number,
  order,
  scale,
  "long-text": longText,
  words,
};

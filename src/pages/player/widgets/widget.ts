/** What a widget is: it draws a prompt's way of answering and hands over a value. It knows no item types. */
import type { Value } from "../../../../protocol/payloads.ts";
import type { PromptOf } from "../../../../protocol/snapshots.ts";

interface WidgetProps {
  prompt: PromptOf;
  /** The room is paused: nothing can be chosen. */
  disabled: boolean;
  /** What was chosen or typed before the screen was drawn again. */
  draft: Value | null;
  keep(draft: Value): void;
  send(value: Value): void;
}

export type Widget = (props: WidgetProps) => HTMLElement;

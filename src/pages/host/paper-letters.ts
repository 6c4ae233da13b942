/** What is typed for what stands on a paper: letters of options, or the answer itself. */
import type { Value } from "../../../protocol/payloads.ts";
import type { PromptOf } from "../../../protocol/snapshots.ts";

interface Asked {
  widget: PromptOf["widget"];
  options?: readonly { id: string; text: string; mark: number }[] | undefined;
}
type Options = NonNullable<Asked["options"]>;

/** Options that are read as words on every paper: theirs are the first letters of their words. */
const isYesNo = (options: Options): boolean =>
  options.length === 2 && options.every(({ id }) => id === "true" || id === "false");

/** Option id -> what is typed for it, in the order of the letters: A, B, C as the marks stand, or the first letters of true and false. */
export const lettersOf = ({ widget, options = [] }: Asked): Map<string, string> => {
  if (widget === "scale") return new Map(options.map(({ id }) => [id, id]));
  const byMark = [...options].sort((a, b) => a.mark - b.mark);
  return new Map(
    byMark.map(({ id, text, mark }) => [
      id,
      isYesNo(options) ? text.slice(0, 1).toUpperCase() : String.fromCharCode(65 + mark),
    ]),
  );
};

const SEVERAL: readonly PromptOf["widget"][] = ["choose-many", "order"];
const ONE: readonly PromptOf["widget"][] = ["choose-one", "scale"];

/** The value that was typed; null: nothing was; undefined: it means none of the options. Whether it fits the item is for the server to say. */
export const typedValue = (prompt: Asked, typed: string): Value | null | undefined => {
  const text = typed.trim();
  if (text === "") return null;
  const several = SEVERAL.includes(prompt.widget);
  if (!several && !ONE.includes(prompt.widget)) return text;
  const byLetter = new Map([...lettersOf(prompt)].map(([id, letter]) => [letter, id]));
  const letters = text.toUpperCase().replace(/[\s,;.]/g, "");
  const ids = [...letters].map((letter) => byLetter.get(letter));
  if (ids.some((id) => id === undefined) || (!several && ids.length !== 1)) return undefined;
  const known = ids.filter((id) => id !== undefined);
  return several ? known : known[0];
};

/** A stored value as it would be typed. */
export const valueTyped = (prompt: Asked, value: Value | undefined): string => {
  if (value === undefined) return "";
  const letters = lettersOf(prompt);
  if (Array.isArray(value)) return value.map((id) => letters.get(id) ?? id).join("");
  return letters.get(String(value)) ?? String(value);
};

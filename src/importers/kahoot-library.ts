/** Questions of a Kahoot! report that are items of the library: same words, same options, same key. */
import { type Item, typeOf } from "../items/index.ts";
import { comparisonForm } from "../items/spelling.ts";
import { type Quiz, quizLocale } from "../quiz.ts";
import type { KahootItem } from "./kahoot-items.ts";

/** By the form of its text, every option's id; undefined for items without options. */
const optionIds = (item: Item, quiz?: Quiz): Map<string, string> | undefined => {
  const options = typeOf(item).present(item, quiz ? quizLocale(quiz) : "en").options;
  return options && new Map(options.map(({ id, text }) => [comparisonForm(text), id]));
};

/** The ids of one item's options as those of another; undefined when the options or the key differ. */
const sameOptions = (from: Item, to: Item, quiz: Quiz): Map<string, string> | undefined => {
  const [own, theirs] = [optionIds(from), optionIds(to, quiz)];
  if (!own || !theirs || own.size !== theirs.size) return undefined;
  const ids = new Map([...own].map(([form, id]) => [id, theirs.get(form) ?? ""]));
  const key = new Set(typeOf(to).key(to));
  const moved = typeOf(from)
    .key(from)
    .map((id) => ids.get(id) ?? "");
  const same =
    [...ids.values()].every((id) => id !== "") && moved.length === key.size && moved.every((id) => key.has(id));
  return same ? ids : undefined;
};

/** The library's item for a question, so that rooms held here and elsewhere share ids; else the question as it is. */
export const asInLibrary = (read: KahootItem, library: readonly Quiz[], taken: ReadonlySet<string>): KahootItem => {
  const { item } = read;
  const stem = comparisonForm(item.stem);
  for (const quiz of library) {
    for (const known of quiz.items) {
      if (known.type !== item.type || taken.has(known.id) || comparisonForm(known.stem) !== stem) continue;
      const ids = sameOptions(item, known, quiz);
      if (!ids) continue;
      return {
        // The limit is that of the room that was held.
        item: { ...known, seconds: item.seconds },
        read: (cell) => {
          const value = read.read(cell);
          if (Array.isArray(value))
            return typeOf(known).normalise(
              known,
              value.map((id) => ids.get(id) ?? ""),
            );
          return typeof value === "string" ? (ids.get(value) ?? null) : value;
        },
      };
    }
  }
  return read;
};

/** Option ids that could tell the key have others on screens, drawn for the room: neither they nor their order tell anything. */
import { createHash } from "node:crypto";
import type { Value } from "../../protocol/payloads.ts";
import { type Item, typeOf } from "../items/index.ts";
import type { Quiz } from "../quiz.ts";

type Ids = ReadonlyMap<string, string>;

export interface ScreenIds {
  /** The quiz as the screens of the room know it. */
  quiz: Quiz;
  /** Whether an item's values are others on screens than they are stored. */
  differ(itemId: string): boolean;
  /** A stored value of an item as screens know it, and back. */
  shown(itemId: string, value: Value): Value;
  stored(itemId: string, value: Value): Value;
}

/** Drawn from what anybody reads anyway, so that the authored id has no part in it. `secret`: what no phone knows. */
const drawnIds = (item: Item, secret: string): [string, string][] => {
  const seen: string[] = [];
  return (typeOf(item).present(item, "en").options ?? []).map(({ id, text, image }) => {
    const content = JSON.stringify([text, image]);
    const same = seen.filter((other) => other === content).length;
    seen.push(content);
    const name = JSON.stringify([secret, item.id, content, same]);
    return [id, createHash("sha256").update(name).digest("base64url").slice(0, 12)];
  });
};

const translated = (ids: Ids | undefined, value: Value): Value =>
  ids && Array.isArray(value) ? value.map((id) => ids.get(id) ?? id) : value;

/** The ids of a room; the same secret gives the same ones, on every node. */
export const screenIds = (quiz: Quiz, secret: string): ScreenIds => {
  const shown = new Map<string, Ids>();
  const stored = new Map<string, Ids>();
  const items = quiz.items.map((item) => {
    const { renamed } = typeOf(item);
    if (!renamed) return item;
    const ids = drawnIds(item, secret);
    shown.set(item.id, new Map(ids));
    stored.set(item.id, new Map(ids.map(([id, drawn]) => [drawn, id])));
    return renamed(item, new Map(ids));
  });
  return {
    quiz: { ...quiz, items },
    differ: (itemId) => shown.has(itemId),
    shown: (itemId, value) => translated(shown.get(itemId), value),
    stored: (itemId, value) => translated(stored.get(itemId), value),
  };
};

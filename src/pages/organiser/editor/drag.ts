/** Moving an entry of a list by mouse or finger. The buttons and keys that move it are the way without a pointer. */
import { h } from "../../shared/dom.ts";
import { texts } from "../texts.ts";

interface Entry {
  /** The element id of the list; its children bear the ids of the entries. */
  listId: string;
  id: string;
  /** Puts it before another entry, by that one's id; null: at the end. */
  drop(before: string | null): void;
}

/** So near the edge of what scrolls it scrolls by so much a frame, px. */
const EDGE = 36;
const STEP = 9;

/** What marks an entry of a list as one of those to be moved. */
export const entryOf = (id: string): { entry: string } => ({ entry: id });

const childrenOf = (listId: string): HTMLElement[] =>
  [...(document.getElementById(listId)?.children ?? [])].filter((each) => each instanceof HTMLElement);

const scrollNear = (listId: string, y: number): void => {
  const list = document.getElementById(listId);
  if (!list) return;
  const own = list.scrollHeight > list.clientHeight;
  const { top, bottom } = list.getBoundingClientRect();
  const above = own ? Math.max(top, 0) : 0;
  const below = own ? Math.min(bottom, innerHeight) : innerHeight;
  const by = y < above + EDGE ? -STEP : y > below - EDGE ? STEP : 0;
  if (by !== 0) (own ? list : document.scrollingElement)?.scrollBy(0, by);
};

const start = (down: PointerEvent, { listId, id, drop }: Entry): void => {
  if (down.button !== 0 || !down.isPrimary) return;
  down.preventDefault();
  const over = new AbortController();
  let y = down.clientY;
  let frame = 0;

  /** Where it would go: before which of the entries, by place; undefined: it would stay. */
  const target = (entries: readonly HTMLElement[]): number | undefined => {
    const at = entries.findIndex(({ dataset }) => dataset.entry === id);
    const found = entries.findIndex((entry) => {
      const { top, height } = entry.getBoundingClientRect();
      return y < top + height / 2;
    });
    const to = found < 0 ? entries.length : found;
    return at < 0 || to === at || to === at + 1 ? undefined : to;
  };
  // At every frame: the list may be drawn again, or scroll, under a pointer at rest.
  const draw = () => {
    scrollNear(listId, y);
    const entries = childrenOf(listId);
    const to = target(entries);
    for (const [index, { classList, dataset }] of entries.entries()) {
      classList.toggle("dragged", dataset.entry === id);
      classList.toggle("drop-before", index === to);
      classList.toggle("drop-after", to === entries.length && index === to - 1);
    }
    frame = requestAnimationFrame(draw);
  };
  const end = () => {
    cancelAnimationFrame(frame);
    over.abort();
    document.body.classList.remove("dragging");
    for (const { classList } of childrenOf(listId)) classList.remove("dragged", "drop-before", "drop-after");
  };

  const on = <Name extends keyof DocumentEventMap>(name: Name, heard: (event: DocumentEventMap[Name]) => void) =>
    document.addEventListener(name, heard, { signal: over.signal, capture: true });
  on("pointermove", (event) => {
    if (event.pointerId === down.pointerId) y = event.clientY;
  });
  on("pointerup", (event) => {
    if (event.pointerId !== down.pointerId) return;
    y = event.clientY;
    const entries = childrenOf(listId);
    const to = target(entries);
    end();
    if (to !== undefined) drop(entries[to]?.dataset.entry ?? null);
  });
  on("pointercancel", end);
  on("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    end();
  });
  document.body.classList.add("dragging");
  draw();
};

/** What an entry is dragged by. */
export const dragHandle = (entry: Entry): HTMLElement =>
  h("span", {
    class: "drag-handle",
    title: texts().organiser.editor.drag,
    aria: { hidden: "true" },
    onpointerdown: (event) => event instanceof PointerEvent && start(event, entry),
  });

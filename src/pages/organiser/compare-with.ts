/** Choosing the two rooms of a comparison. */
import type { RoomRow } from "../../../protocol/rooms.ts";
import { h } from "../shared/dom.ts";
import { openDialog } from "../shared/focus.ts";
import { field, select } from "./form.ts";
import { dateTime } from "./parts.ts";
import { texts } from "./texts.ts";

/** "Title, 24 Nov 2026, 09.12". */
export const roomLabel = ({
  title,
  startedAt,
  createdAt,
}: Pick<RoomRow, "title" | "startedAt" | "createdAt">): string => `${title}, ${dateTime(startedAt ?? createdAt)}`;

/** Asks with which of the other rooms to compare, and which one came first; then opens the comparison. */
export const askPair = (room: RoomRow, others: readonly RoomRow[]): void => {
  const { rooms: words, occasion } = texts().organiser;
  const at = ({ startedAt, createdAt }: RoomRow) => startedAt ?? createdAt;
  // The likeliest partner: the same quiz's room nearest in time.
  const nearest = [...others].sort(
    (a, b) =>
      Number(a.title !== room.title) - Number(b.title !== room.title) ||
      Math.abs(at(a) - at(room)) - Math.abs(at(b) - at(room)),
  )[0];
  if (nearest === undefined) return;
  const [first, second] = at(nearest) < at(room) ? [nearest, room] : [room, nearest];
  const choices = [room, ...others].map((each) => ({ value: each.id, label: roomLabel(each) }));
  const pre = select("compare-pre", choices, first.id);
  const post = select("compare-post", choices, second.id);
  const go = h("button", { class: "button primary", value: "yes" }, words.compareDo);
  const check = () => {
    go.disabled = pre.value === post.value;
  };
  pre.addEventListener("change", check);
  post.addEventListener("change", check);
  const dialog = h(
    "dialog",
    { class: "ask", aria: { labelledby: "compare-title" } },
    h("h2", { id: "compare-title" }, words.compareTitle),
    h("p", {}, words.compareWhy),
    h(
      "form",
      { method: "dialog", class: "stacked-form" },
      field(occasion.pre, pre),
      field(occasion.post, post),
      h(
        "div",
        { class: "ask-buttons" },
        h("button", { class: "button", value: "no", formnovalidate: true }, words.cancel),
        go,
      ),
    ),
  );
  dialog.addEventListener("close", () => {
    if (dialog.returnValue === "yes") location.hash = `#compare=${pre.value}~${post.value}`;
  });
  openDialog(dialog);
};

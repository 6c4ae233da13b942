/** Drawing a page again without taking anything from whoever is in the middle of it. */
import { keepingFocus } from "../shared/focus.ts";

/** What is unfolded, and what stands in forms. */
const FILLED = "details[id], form input[id], form select[id], form textarea[id]";

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

const isControl = (element: Element | null): element is Control =>
  element instanceof HTMLInputElement || element instanceof HTMLSelectElement || element instanceof HTMLTextAreaElement;

/** What somebody has filled in is put into the field that stands in its place; false: it stands there already. */
const takesOver = (before: Control, after: Control): boolean => {
  if (before instanceof HTMLInputElement && after instanceof HTMLInputElement) {
    if (before.type === "file") {
      after.files = before.files;
      return after.files?.length !== 0;
    }
    if (before.type === "checkbox" || before.type === "radio") {
      if (before.checked === after.checked) return false;
      after.checked = before.checked;
      // Of several the one that is chosen speaks.
      return after.checked || before.type === "checkbox";
    }
  }
  const own = after.value;
  if (before.value === own) return false;
  after.value = before.value;
  // What was chosen may be no choice any more.
  if (after.value !== before.value) after.value = own;
  return after.value !== own;
};

const refilled = (before: Element, after: Element | null): void => {
  if (before instanceof HTMLDetailsElement && after instanceof HTMLDetailsElement) after.open = before.open;
  if (!isControl(before) || !isControl(after) || !takesOver(before, after)) return;
  for (const kind of ["input", "change"]) after.dispatchEvent(new Event(kind, { bubbles: true }));
};

/** The heading takes the focus: of a new page, or where what had it is gone. */
export const focusHeading = (root: Element): void => {
  const heading = root.querySelector("h1");
  heading?.setAttribute("tabindex", "-1");
  heading?.focus({ preventScroll: true });
};

/** Draws the same page again: the focus, what is unfolded and what stands in forms stay. */
export const redrawing = (root: Element, draw: () => void): void => {
  const filled = [...root.querySelectorAll(FILLED)];
  const focused = root.contains(document.activeElement);
  keepingFocus(draw);
  for (const before of filled) refilled(before, document.getElementById(before.id));
  if (focused && document.activeElement === document.body) focusHeading(root);
};

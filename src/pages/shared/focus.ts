/** Focus that stays where it was, whatever is drawn again below it. */

/** Draws, and puts the focus (and what was selected) back on the element of the same id. */
export const keepingFocus = (draw: () => void): void => {
  const before = document.activeElement;
  const { id } = before ?? { id: "" };
  const caret = before instanceof HTMLTextAreaElement ? before.selectionStart : null;
  draw();
  if (id === "" || document.activeElement?.id === id) return;
  const again = document.getElementById(id);
  // What cannot be used any more hands on to what stands beside it.
  const after = again?.matches(":disabled")
    ? again.parentElement?.querySelector<HTMLElement>("button:not(:disabled)")
    : again;
  after?.focus({ preventScroll: true });
  if (after instanceof HTMLTextAreaElement && caret !== null) after.setSelectionRange(caret, caret);
};

/** Shows a dialog; when it closes it is gone, and the focus is where it was, also when that has been drawn again. */
export const openDialog = (dialog: HTMLDialogElement): void => {
  const before = document.activeElement;
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (before && !before.isConnected && before.id !== "") document.getElementById(before.id)?.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
};

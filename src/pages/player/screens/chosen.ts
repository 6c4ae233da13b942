/** A list in which one is chosen. */

/** Marks the button of `id` as pressed, and puts the button that goes on under it. */
export const markChosen = (list: HTMLElement, id: string | null, sender: HTMLElement): void => {
  sender.remove();
  for (const button of list.querySelectorAll<HTMLElement>("button.person")) {
    const own = button.dataset.id === id;
    button.setAttribute("aria-pressed", String(own));
    if (own) button.after(sender);
  }
};

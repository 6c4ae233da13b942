/** What a page shows in part only, or not at all. */
import type { Page } from "playwright-core";

/** A page that is wider than its window, and texts that go over its sides or out of a box that hides what goes over. */
const CUT = `(() => {
  const faults = [];
  const root = document.documentElement;
  // Not innerWidth: a phone zooms out of a page that is too wide, and then tells that page's width.
  const width = root.clientWidth;
  if (root.scrollWidth > width) faults.push("page " + root.scrollWidth + " > " + width);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode;
    const own = text.parentElement;
    if (text.data.trim() === "" || own.closest(".visually-hidden, script, style, option, textarea") || !own.checkVisibility()) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    for (const word of range.getClientRects()) {
      let out = word.left < -1 || word.right > width + 1;
      for (let box = own, free = false; box && box !== root; box = box.parentElement) {
        const { overflowX, overflowY, position } = getComputedStyle(box);
        const edge = box.getBoundingClientRect();
        if (/auto|scroll/.test(overflowY)) free = true;
        const up = edge.top - word.top, down = word.bottom - edge.bottom;
        // The space above and below letters may stand out.
        if (!free && /hidden|clip/.test(overflowY) && Math.max(up, down) > word.height / 4) out = true;
        if (/hidden|clip/.test(overflowX) && (word.left < edge.left - 1 || word.right > edge.right + 1)) out = true;
        if (position === "fixed") break;
      }
      if (out) faults.push(text.data.trim());
    }
  }
  return [...new Set(faults)];
})()`;

/** What is cut on the page as it stands, in words. */
export const cutOf = (page: Page): Promise<string[]> => page.evaluate(CUT);

/** The texts of those of these whose middle is not in sight. */
export const unseen = (page: Page, selector: string) =>
  page.evaluate<string[]>(`[...document.querySelectorAll("${selector}")].filter((each) => {
    const { top, bottom, left, right } = each.getBoundingClientRect();
    const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    return !(hit && (each.contains(hit) || hit.contains(each)));
  }).map((each) => each.textContent)`);

/** Whether the page itself goes on below its window. */
export const scrolls = (page: Page): Promise<boolean> =>
  page.evaluate("Math.max(document.documentElement.scrollHeight, document.body.scrollHeight) > innerHeight");

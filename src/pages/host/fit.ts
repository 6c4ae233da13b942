/** Text sizes that give way to long texts. The sizes are px of the 1920 by 1080 drawing. */

/** One rem of the host page at 1920 by 1080, in px. */
const REM = 16;

/** A size of the 1920 by 1080 drawing as CSS. */
const size = (px: number): string => `${px / REM}rem`;

const overflows = (box: HTMLElement): boolean =>
  box.scrollHeight > box.clientHeight + 1 || box.scrollWidth > box.clientWidth + 1;

/** Sets `--size` on `box` to the largest of `sizes` at which nothing in `boxes` overflows; false if none fits. */
export const fitText = (box: HTMLElement, sizes: readonly number[], boxes: readonly HTMLElement[] = [box]): boolean => {
  for (const px of sizes) {
    box.style.setProperty("--size", size(px));
    if (!boxes.some(overflows)) return true;
  }
  return false;
};

export const STEM_SIZES = [68, 60, 52, 44, 38, 32, 28, 26];
export const OPTION_SIZES = [42, 38, 34, 30, 28, 26];

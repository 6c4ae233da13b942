/** JSON as text, and where it breaks. */

/** Whether a text could still become JSON if it went on; engines say where only of some faults. */
const maybeJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    const said = String(error);
    const [, place] = /at position (\d+)/.exec(said) ?? [];
    return /end of JSON input|Unterminated/.test(said) || Number(place) >= text.length;
  }
};

/** Characters of a text in which it is worth looking for the place. */
const SEARCHED = 256 * 1024;

/** The line in which a text stops being JSON: that of its longest beginning that could still become some. */
const brokenLine = (text: string): number => {
  let [good, bad] = [0, text.length];
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (maybeJson(text.slice(0, middle))) good = middle;
    else bad = middle;
  }
  return text.slice(0, bad).split(/\r\n?|\n/).length;
};

/** The value of a text that begins as JSON does, or the line in which it breaks; undefined when it is no JSON at all. */
export const jsonIn = (text: string): { json: unknown } | { line: number | undefined } | undefined => {
  if (!/^\s*[[{]\s*["{[\]}]/.test(text)) return undefined;
  try {
    return { json: JSON.parse(text) };
  } catch {
    return { line: text.length > SEARCHED ? undefined : brokenLine(text) };
  }
};

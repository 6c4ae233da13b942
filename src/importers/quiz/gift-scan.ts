/** Signs of GIFT, where a backslash before one makes it text. */

/** The place of the first of the signs from a place on that no backslash makes text; -1: none. */
export const signAt = (text: string, signs: string, from = 0): number => {
  for (let at = from; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (signs.includes(text[at] ?? "")) return at;
  }
  return -1;
};

/** The text in two, at the first such sign; the second part is undefined when there is none. */
export const splitAt = (text: string, mark: string): [before: string, after: string | undefined] => {
  for (let at = signAt(text, mark[0] ?? ""); at >= 0; at = signAt(text, mark[0] ?? "", at + 1)) {
    if (text.startsWith(mark, at)) return [text.slice(0, at), text.slice(at + mark.length)];
  }
  return [text, undefined];
};

/** The text as it was meant. */
export const unescaped = (text: string): string =>
  text.replace(/\\([~=#{}:n\\>%[\]])/g, (_, sign: string) => (sign === "n" ? "\n" : sign));

/** The text cut before each of the signs. */
export const cutBefore = (text: string, signs: string): string[] => {
  const parts: string[] = [];
  let from = 0;
  for (let at = signAt(text, signs); at >= 0; at = signAt(text, signs, at + 1)) {
    parts.push(text.slice(from, at));
    from = at;
  }
  return [...parts, text.slice(from)];
};

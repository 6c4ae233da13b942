/** Answers that a Kahoot! report writes into one cell, joined by a comma and a space, which may stand in an answer too. */

const plain = (text: string): string => text.toLowerCase().replace(/\s+/g, " ").trim();

/** The indices of the answers that a cell holds; undefined when it is made of anything else. */
export const splitJoined = (cell: string, answers: readonly string[]): number[] | undefined => {
  const text = plain(cell);
  const forms = answers.map(plain);
  const from = (at: number, used: readonly number[]): number[] | undefined => {
    for (const [index, form] of forms.entries()) {
      if (form === "" || used.includes(index) || !text.startsWith(form, at)) continue;
      const end = at + form.length;
      if (end === text.length) return [...used, index];
      const separator = /^ ?, ?/.exec(text.slice(end, end + 3));
      const rest = separator && from(end + separator[0].length, [...used, index]);
      if (rest) return rest;
    }
    return undefined;
  };
  return text === "" ? undefined : from(0, []);
};

/** A pasted list of people. */

/** Letters and digits of a code, as the server draws them: without those that are mistaken for one another. */
const CODE = /^[2-9A-HJ-KM-NP-Z]{5}$/i;

/** The longest name of a group that the server takes; a longer cell is something else of a pasted table. */
const LONGEST_TEAM = 20;

/**
 * One person a line; numbering and empty lines are dropped. Behind tabs or semicolons, as columns of a spreadsheet are pasted, a
 * group and a code may stand: what looks like a code and occurs once is one. Commas belong to names ("Ani, S.Pd.").
 */
export const peopleIn = (text: string): { name: string; code?: string; team?: string }[] => {
  const lines = text.split(/\r?\n/).map((line) => {
    const cells = line.split(/[\t;]/).map((cell) => cell.trim());
    return cells.filter((cell) => cell !== "" && !/^\d{1,4}[.)]?$/.test(cell));
  });
  const seen = new Map<string, number>();
  for (const cell of lines.flatMap(([, ...rest]) => rest)) seen.set(cell, (seen.get(cell) ?? 0) + 1);
  return lines.flatMap(([first = "", ...rest]) => {
    const name = first.replace(/^\d{1,4}[.)]\s+/, "");
    if (name === "") return [];
    const code = rest.find((cell) => CODE.test(cell) && seen.get(cell) === 1);
    const team = rest.find((cell) => cell !== code && [...cell].length <= LONGEST_TEAM);
    return [
      { name, ...(code === undefined ? {} : { code: code.toUpperCase() }), ...(team === undefined ? {} : { team }) },
    ];
  });
};

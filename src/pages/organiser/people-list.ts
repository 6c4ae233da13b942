/** A pasted list of people. */

/** Letters and digits of a code, as the server draws them: without those that are mistaken for one another. */
const CODE = /^[2-9A-HJ-KM-NP-Z]{5}$/i;

/**
 * One person a line; numbering and empty lines are dropped. A code may stand behind a tab or semicolon, as two columns of a
 * spreadsheet are pasted; commas belong to names ("Ani, S.Pd.").
 */
export const peopleIn = (text: string): { name: string; code?: string }[] =>
  text.split(/\r?\n/).flatMap((line) => {
    const cells = line.split(/[\t;]/).map((cell) => cell.trim());
    const [first = "", ...rest] = cells.filter((cell) => cell !== "" && !/^\d{1,4}[.)]?$/.test(cell));
    const name = first.replace(/^\d{1,4}[.)]\s+/, "");
    if (name === "") return [];
    const code = rest.find((cell) => CODE.test(cell));
    return [code === undefined ? { name } : { name, code: code.toUpperCase() }];
  });

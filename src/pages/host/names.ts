/** A pasted list of people. */

/** The most the server takes. */
const MOST_NAMES = 500;
/** The longest name of a group that the server takes; a longer cell is something else of a pasted table. */
const LONGEST_TEAM = 20;

/**
 * People in a text, one a line; the running number of a pasted table is not part of a name. A group may stand behind a tab
 * or semicolon.
 */
export const peopleIn = (text: string): { name: string; team?: string }[] =>
  text
    .split(/\r\n|\r|\n/)
    .flatMap((line) => {
      const cells = line.replace(/^\s*\d+[.)]?\t/, "").split(/[\t;]/);
      const [name = "", ...rest] = cells.map((cell) => cell.replace(/\s+/g, " ").trim());
      const team = rest.find((cell) => cell !== "" && [...cell].length <= LONGEST_TEAM);
      return name === "" ? [] : [{ name, ...(team === undefined ? {} : { team }) }];
    })
    .slice(0, MOST_NAMES);

/** The questions of a GIFT text, each with the line it begins in; comments and categories are no questions. */
import { signAt } from "./gift-scan.ts";
import { linesOf } from "./text.ts";

export interface Block {
  line: number;
  text: string;
}

/** How many braces are open at the end of a text; below 0: one closes too many. */
const openBraces = (text: string): number => {
  let depth = 0;
  for (let at = signAt(text, "{}"); at >= 0; at = signAt(text, "{}", at + 1)) depth += text[at] === "{" ? 1 : -1;
  return depth;
};

/** The lines up to each blank one, without comments and categories. */
function* parts(text: string): Generator<Block> {
  let open: Block | undefined;
  for (const { line, text: words } of linesOf(text)) {
    if (/^\s*(?:\/\/|\$CATEGORY:)/i.test(words)) continue;
    if (words.trim() !== "") open = open ? { ...open, text: `${open.text}\n${words}` } : { line, text: words };
    else if (open) {
      yield open;
      open = undefined;
    }
  }
  if (open) yield open;
}

/** Blocks are parted by blank lines, but for those within braces that close before the next ones open. */
export function* giftBlocks(text: string): Generator<Block> {
  let last: Block | undefined;
  for (const part of parts(text)) {
    // A blank line within an answer, which other programs would not forgive.
    if (last && openBraces(last.text) === 1 && openBraces(part.text) === -1 && signAt(part.text, "{") < 0) {
      yield { line: last.line, text: `${last.text}\n\n${part.text}` };
      last = undefined;
    } else {
      if (last) yield last;
      last = part;
    }
  }
  if (last) yield last;
}

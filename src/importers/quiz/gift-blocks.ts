/** The questions of a GIFT text, each with the line it begins in; comments and categories are no questions. */
import { signAt } from "./gift-scan.ts";
import { linesOf } from "./text.ts";

export interface Block {
  line: number;
  text: string;
}

/** Lines without a blank one between them, and how their braces stand. */
interface Part extends Block {
  /** Braces that are open at its end; below 0: one closes too many. */
  depth: number;
  opens: boolean;
  /** A brace closes in its last line. */
  ended: boolean;
}

const partOf = (line: number, text: string): Part => {
  let depth = 0;
  for (let at = signAt(text, "{}"); at >= 0; at = signAt(text, "{}", at + 1)) depth += text[at] === "{" ? 1 : -1;
  return { line, text, depth, opens: signAt(text, "{") >= 0, ended: signAt(text, "}") >= 0 };
};

const joined = (one: Part, next: Part, between = "\n"): Part => ({
  line: one.line,
  text: `${one.text}${between}${next.text}`,
  depth: one.depth + next.depth,
  opens: one.opens || next.opens,
  ended: next.ended,
});

const isTitled = ({ text }: Block): boolean => /^\s*::/.test(text);

/** A title that goes on, for its second sign stands in a line below. */
const isOpenTitle = (block: Block): boolean => isTitled(block) && !block.text.trimStart().includes("::", 2);

/** Whether a line is the next question, although no blank one stands before it. */
const follows = (line: Part, open: Part): boolean =>
  (isTitled(line) && !isOpenTitle(open)) || (open.depth === 0 && open.ended && line.opens);

/** The lines up to each blank one or each next question, without comments and categories. */
function* parts(text: string): Generator<Part> {
  let open: Part | undefined;
  for (const { line, text: words } of linesOf(text)) {
    if (/^\s*(?:\/\/|\$CATEGORY:)/i.test(words)) continue;
    const part = words.trim() === "" ? undefined : partOf(line, words);
    if (open && (!part || follows(part, open))) {
      yield open;
      open = undefined;
    }
    if (part) open = open ? joined(open, part) : part;
  }
  if (open) yield open;
}

/** Blocks are parted by blank lines, but for those within braces that close before the next ones open. */
export function* giftBlocks(text: string): Generator<Block> {
  let waiting: Part[] = [];
  for (const part of parts(text)) {
    // Those that wait behind the first leave its brace open.
    const depth = waiting[0]?.depth ?? 0;
    // A blank line within an answer, which other programs would not forgive.
    if (depth === 1 && !part.opens && !isTitled(part)) {
      waiting.push(part);
      if (depth + part.depth === 1) continue;
      if (depth + part.depth === 0) waiting = [waiting.reduce((one, next) => joined(one, next, "\n\n"))];
      yield* waiting;
      waiting = [];
      continue;
    }
    yield* waiting;
    waiting = [part];
  }
  yield* waiting;
}

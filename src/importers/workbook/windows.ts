/** Large parts of a workbook, looked at piece by piece: all of one as a text would take many times its size. */

/** Bytes that are looked at at once. */
const WINDOW = 256 * 1024;

/**
 * Gives the text of a part to `scan`, a window at a time. `scan` answers from where on it has to see the text again,
 * with what follows. A window grows with what waits for its end, so that nothing is looked at many times.
 */
export const inWindows = (bytes: Uint8Array, scan: (text: string, isLast: boolean) => number): void => {
  const decoder = new TextDecoder();
  let rest = "";
  for (let from = 0, isLast = false; !isLast; ) {
    const to = from + Math.max(WINDOW, rest.length);
    isLast = to >= bytes.length;
    const text = rest + decoder.decode(bytes.subarray(from, to), { stream: !isLast });
    rest = text.slice(scan(text, isLast));
    from = to;
  }
};

/** Takes the text of a part bit by bit, and gives it on in bytes. */
export interface Sink {
  add(text: string): void;
  end(): void;
}

const PIECE = 16 * 1024;

/** A sink for many small texts, which go on together. */
export const sinkOf = (push: (bytes: Uint8Array, isLast: boolean) => void): Sink => {
  const encoder = new TextEncoder();
  let waiting: string[] = [];
  let length = 0;
  const give = (isLast: boolean) => {
    push(encoder.encode(waiting.join("")), isLast);
    waiting = [];
    length = 0;
  };
  return {
    add: (text) => {
      waiting.push(text);
      length += text.length;
      if (length > PIECE) give(false);
    },
    end: () => give(true),
  };
};

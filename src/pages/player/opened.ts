/** The page's connection. It opens while the rest of the page is still on its way. */
import type { ErrorCode } from "../../../protocol/errors.ts";
import { connect } from "../shared/connection.ts";
import { randomId } from "../shared/random.ts";

const screen = randomId();
let hear: ((code: ErrorCode) => void) | undefined;
let unheard: ErrorCode | undefined;

export const connection = connect("/player", {
  auth: () => ({ screen }),
  refused: (code) => {
    unheard = code;
    hear?.(code);
  },
});

/** Calls `handler` when the handshake is refused, also if that was before anybody listened. */
export const whenRefused = (handler: (code: ErrorCode) => void): void => {
  hear = handler;
  if (unheard !== undefined) handler(unheard);
};

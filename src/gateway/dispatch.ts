/** The one way a client's event takes: rate, ack, shape, handler, and a catch around all of it. */
import type { Logger } from "pino";
import type { DefaultEventsMap, Socket } from "socket.io";
import type { z } from "zod";
import { ERRORS, type ErrorCode } from "../../protocol/errors.ts";
import type { Refusal } from "../../protocol/events.ts";
import type { ProofOf, ReceiptOf } from "../../protocol/payloads.ts";
import { shapeOf } from "../../protocol/shape.ts";
import type { Metrics } from "../metrics.ts";
import { StoreUnavailable } from "../store/store.ts";
import { REFUSED_EVENT } from "./parser.ts";

/** Events a socket may send in each window; answered with rate_limited beyond, closed at the second breach. */
const BUDGET = 60;
const WINDOW_MS = 10_000;

export interface Refuse {
  rejected: ErrorCode;
  /** Says more than the code's own sentence. */
  message?: string;
  receipt?: ReceiptOf;
  proof?: ProofOf;
}

export type Schemas = Record<string, z.ZodType>;
/** One handler an event: the parsed payload in (and the socket, where many share the handlers), the answer or a refusal out. */
export type Handlers<
  S extends Schemas,
  Answers extends Record<keyof S, object>,
  From extends [socket?: unknown] = [],
> = {
  [Name in keyof S]: (
    payload: z.output<S[Name]>,
    ...from: From
  ) => Promise<Answers[Name] | Refuse> | Answers[Name] | Refuse;
};

export interface DispatchParts<From> {
  log: Logger;
  metrics: Metrics;
  /** What a sound event waits for before it is handled; undefined: nothing, "full": too much waits already. */
  turn(socket: From): Promise<void> | "full" | undefined;
}

const refusal = ({ rejected, message, receipt, proof }: Refuse): Refusal => ({
  ok: false,
  error: { code: rejected, message: message ?? ERRORS[rejected] },
  ...(receipt ? { receipt } : {}),
  ...(proof ? { proof } : {}),
});

/** Whether any object inside bears the key that JSON.parse keeps and assignments obey. Depth is bounded by the parser. */
const hasProto = (value: unknown): boolean => {
  if (typeof value !== "object" || value === null) return false;
  return Object.keys(value).includes("__proto__") || Object.values(value).some(hasProto);
};

/** Counts events in windows of WINDOW_MS; "closed" at the second window with too many, or at twice the budget in one. */
class Budget {
  #opened = Number.NEGATIVE_INFINITY;
  #count = 0;
  #breached = false;

  spend(now: number): "ok" | "rate_limited" | "closed" {
    if (now - this.#opened >= WINDOW_MS) {
      if (this.#count > BUDGET) this.#breached = true;
      this.#opened = now;
      this.#count = 0;
    }
    this.#count++;
    if (this.#count <= BUDGET) return "ok";
    return this.#breached || this.#count > 2 * BUDGET ? "closed" : "rate_limited";
  }
}

type AnySocket = Socket<DefaultEventsMap, DefaultEventsMap, DefaultEventsMap, unknown>;

/** Gives what listens to every event of a socket. No input ends the process; only a handler that succeeds changes state. */
export const createDispatcher = <S extends Schemas, Answers extends Record<keyof S, object>, From extends AnySocket>(
  schemas: S,
  handlers: Handlers<S, Answers, [From]>,
  { log, metrics, turn }: DispatchParts<From>,
): ((socket: From) => void) => {
  /** What the event says, or why nobody will look at it. */
  const read = (event: string, args: unknown[]): Refuse | { payload: z.output<S[keyof S]> } => {
    const schema = Object.hasOwn(schemas, event) ? schemas[event] : undefined;
    if (event === REFUSED_EVENT) {
      return { rejected: args[0] === "payload_too_large" ? "payload_too_large" : "invalid_payload" };
    }
    if (!schema) return { rejected: "unknown_event" };
    if (args.length !== 1 || hasProto(args[0])) return { rejected: "invalid_payload" };
    const parsed = shapeOf(schema, args[0]);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      const where = issue?.path.join(".");
      return { rejected: "invalid_payload", message: `${where ? `${where}: ` : ""}${issue?.message ?? ""}` };
    }
    return { payload: parsed.data as z.output<S[keyof S]> };
  };

  const handle = async (socket: From, event: string, args: unknown[]): Promise<object | Refuse> => {
    try {
      const said = read(event, args);
      if ("rejected" in said) return said;
      // What waits is only what was understood of it.
      const waits = turn(socket);
      if (waits === "full") return { rejected: "rate_limited" };
      if (waits !== undefined) await waits;
      return await handlers[event as keyof S](said.payload, socket);
    } catch (error) {
      if (error instanceof StoreUnavailable) return { rejected: "store_unavailable" };
      log.error({ err: error, event }, "handler failed");
      return { rejected: "internal" };
    }
  };

  const take = (socket: From, budget: Budget, event: string, args: unknown[]): void => {
    const startedAt = performance.now();
    const name = Object.hasOwn(schemas, event) ? event : "unknown";
    const spent = budget.spend(startedAt);
    if (spent === "closed") {
      metrics.events.inc({ event: name, outcome: "closed" });
      log.warn({ socket: socket.id }, "socket closed: event budget breached twice");
      socket.disconnect(true);
      return;
    }
    // Without an ack there is nobody to answer, so nothing is done.
    const ack = args.pop();
    if (typeof ack !== "function") return;
    const answer = (result: object | Refuse) => {
      const refused = "rejected" in result;
      metrics.events.inc({ event: name, outcome: refused ? (result as Refuse).rejected : "ok" });
      metrics.acknowledged.observe({ event: name }, (performance.now() - startedAt) / 1000);
      ack(refused ? refusal(result as Refuse) : { ok: true, ...result });
    };
    if (spent === "rate_limited") answer({ rejected: "rate_limited" });
    else void handle(socket, event, args).then(answer);
  };

  return (socket) => {
    const budget = new Budget();
    socket.onAny((event: string, ...args: unknown[]) => take(socket, budget, event, args));
  };
};

import type { Socket } from "node:net";
import type { FastifyError, FastifyInstance, FastifyReply } from "fastify";
import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod";
import { ERRORS, type ErrorCode } from "../../protocol/errors.ts";
import type { PastFault, QuizFault } from "../../protocol/imports.ts";
import type { Fault } from "../document-fault.ts";
import { type Store, StoreFull, StoreUnavailable } from "../store/store.ts";

/** Faults of a document, of a past room, or of a file of questions. */
type HttpFault = Fault | PastFault | QuizFault;

/** The status of each code; 400 for every other one. */
const STATUS: Partial<Record<ErrorCode, number>> = {
  unauthorized: 401,
  login_failed: 401,
  cross_site: 403,
  not_found: 404,
  quiz_not_found: 404,
  room_not_found: 404,
  workshop_not_found: 404,
  organiser_not_found: 404,
  comparison_empty: 409,
  name_taken: 409,
  stale_version: 409,
  wrong_phase: 409,
  payload_too_large: 413,
  images_full: 429,
  rate_limited: 429,
  internal: 500,
  store_unavailable: 503,
  store_full: 507,
};

/** Thrown by routes; becomes `{error: {code, message}}`, with the faults of a document where there are any. */
class HttpError extends Error {
  readonly status: number;
  readonly code: ErrorCode;
  readonly faults: readonly HttpFault[] | undefined;

  constructor(status: number, code: ErrorCode, faults?: readonly HttpFault[]) {
    super(ERRORS[code]);
    this.status = status;
    this.code = code;
    this.faults = faults;
  }
}

/** What a route throws: a code with the status it has over HTTP, and the faults of a document. */
export const refusal = (code: ErrorCode, faults?: readonly HttpFault[]): HttpError =>
  new HttpError(STATUS[code] ?? 400, code, faults);

/** Throws store_full when the store has too little space for something new. */
export const needSpace = (store: Pick<Store, "full">): void => {
  if (store.full()) throw refusal("store_full");
};

const known = (error: FastifyError | Error): HttpError | undefined => {
  if (error instanceof HttpError) return error;
  if (error instanceof StoreFull) return refusal("store_full");
  if (error instanceof StoreUnavailable) return refusal("store_unavailable");
  if (hasZodFastifySchemaValidationErrors(error)) return refusal("invalid_payload");
  const status = "statusCode" in error ? error.statusCode : undefined;
  if (status === 413) return refusal("payload_too_large");
  if (status === 429) return refusal("rate_limited");
  if (status === 404) return refusal("not_found");
  return status !== undefined && status >= 400 && status < 500 ? new HttpError(status, "invalid_payload") : undefined;
};

/** The answer to an address that cannot even be read; no hook runs for it, so it brings its own headers. */
export const badAddress = (reply: FastifyReply): void => {
  void reply
    .status(400)
    .header("x-content-type-options", "nosniff")
    .header("content-security-policy", "default-src 'none'")
    .send({ error: { code: "invalid_payload", message: ERRORS.invalid_payload } });
};

/** The answer to bytes that are no HTTP request. Nothing of them is logged: they may bear a key. */
export const badRequest = (error: NodeJS.ErrnoException, socket: Socket): void => {
  // A browser opens connections ahead, and would take an answer that it has not asked for as that to its next request.
  const isSilent = error.code === "ERR_HTTP_REQUEST_TIMEOUT" && socket.bytesRead === 0;
  if (isSilent || error.code === "ECONNRESET" || !socket.writable) return void socket.destroy();
  const status = error.code === "HPE_HEADER_OVERFLOW" ? "431 Request Header Fields Too Large" : "400 Bad Request";
  const body = JSON.stringify({ error: { code: "invalid_payload", message: ERRORS.invalid_payload } });
  const headers = [
    "content-type: application/json; charset=utf-8",
    "x-content-type-options: nosniff",
    "content-security-policy: default-src 'none'",
    "connection: close",
    `content-length: ${body.length}`,
  ];
  socket.end(`HTTP/1.1 ${status}\r\n${headers.join("\r\n")}\r\n\r\n${body}`);
};

/** One shape for every refusal; no stack and no path ever leaves. */
export const installErrors = (app: FastifyInstance): void => {
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const refused = known(error) ?? refusal("internal");
    if (refused.status >= 500) request.log.error({ err: error }, "request failed");
    const { code, message, faults } = refused;
    return reply.status(refused.status).send({ error: { code, message }, ...(faults ? { faults } : {}) });
  });
  app.setNotFoundHandler((_request, reply) =>
    reply.status(404).send({ error: { code: "not_found", message: ERRORS.not_found } }),
  );
};

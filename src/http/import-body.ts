import type { FastifyRequest } from "fastify";
import { refusal } from "./errors.ts";
import { isZip } from "./import-messages.ts";

export interface Body {
  bytes: Uint8Array;
  /** Of the file, where the browser tells it. */
  name: string | undefined;
}

/** The file of a request, in its body or as multipart. Throws `payload_too_large` beyond the limits (bytes). */
export const uploaded = async (request: FastifyRequest, limits: { text: number; archive: number }): Promise<Body> => {
  const file = request.isMultipart() ? await request.file() : undefined;
  const body = file ? await file.toBuffer() : request.body;
  const bytes = Buffer.isBuffer(body) ? new Uint8Array(body) : new Uint8Array();
  if (bytes.length > (isZip(bytes) ? limits.archive : limits.text)) throw refusal("payload_too_large");
  return { bytes, name: file?.filename };
};

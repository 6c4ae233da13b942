/** Requests that pages of other sites make a browser send: none of them changes anything here. */
import type { FastifyRequest } from "fastify";
import { refusal } from "./errors.ts";

const READING = new Set(["GET", "HEAD", "OPTIONS"]);
const originOf = (address: string): string | undefined => (URL.canParse(address) ? new URL(address).origin : undefined);

/**
 * A hook that refuses, with 403 `cross_site`, what would change something and comes from a page of another origin (another
 * scheme or port is one): by `Sec-Fetch-Site`, which no page can set, by `Origin`, and where a browser sends neither by
 * `Referer`. `same-origin` is believed alone: behind a proxy this server may not know the address it has outside. Requests
 * with the key as a bearer pass, since no other page can add it; and so do those of clients that are no browsers.
 */
export const refuseOtherSites =
  (publicUrl: () => string) =>
  async ({ method, headers, protocol }: FastifyRequest): Promise<void> => {
    if (READING.has(method) || /^Bearer /.test(headers.authorization ?? "")) return;
    const isOwn = (address: string): boolean => {
      const origin = originOf(address);
      return (
        origin !== undefined && [`${protocol}://${headers.host}`, publicUrl()].some((own) => originOf(own) === origin)
      );
    };
    const site = headers["sec-fetch-site"];
    if (site === "same-origin") return;
    // "none": a person's own hand.
    if (site !== undefined && site !== "none") throw refusal("cross_site");
    const from = headers.origin ?? headers.referer;
    if (from !== undefined && !isOwn(from)) throw refusal("cross_site");
  };

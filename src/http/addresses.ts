/** Under which addresses phones reach this server, as they are at each question. */
import type { FastifyInstance } from "fastify";
import type { AddressesView, AddressRow } from "../../protocol/addresses.ts";
import { createAddresses, isLikely, type LanAddress } from "./lan-address.ts";
import type { Guard } from "./rights.ts";

interface AddressParts {
  /** The operator's own, which wins. */
  publicUrl: string | undefined;
  /** What the server is bound to. */
  host: string;
  /** Known once it listens. */
  port(): number;
  read?: () => readonly LanAddress[];
}

export interface Addresses {
  view(): AddressesView;
  /** The address that is told where nobody chooses. */
  publicUrl(): string;
  /** The others at which phones may well reach it. */
  otherUrls(): string[];
}

/** One address of this machine, and not all of them. */
const ONE = /^(?!0\.0\.0\.0$)\d{1,3}(\.\d{1,3}){3}$/;

/** The addresses of a server. */
export const createServerAddresses = ({ publicUrl, host, port, read = createAddresses() }: AddressParts): Addresses => {
  const urlOf = (address: string): string => `http://${address}${port() === 80 ? "" : `:${port()}`}`;
  const rows = (): AddressRow[] =>
    read()
      .filter(({ address }) => !ONE.test(host) || address === host)
      .map((found) => ({
        url: urlOf(found.address),
        network: found.network,
        kind: found.kind,
        likely: isLikely(found),
      }));
  const told = (): string => publicUrl ?? rows()[0]?.url ?? urlOf(ONE.test(host) ? host : "127.0.0.1");
  const view = (): AddressesView => ({ fixed: publicUrl ?? null, addresses: publicUrl === undefined ? rows() : [] });
  return {
    view,
    publicUrl: told,
    otherUrls: () =>
      view()
        .addresses.filter(({ url, likely }) => likely && url !== told())
        .map(({ url }) => url),
  };
};

/** The question of a host page. */
export const registerAddresses = (app: FastifyInstance, parts: { addresses: Addresses; guard: Guard }): void => {
  app.get(
    "/api/addresses",
    {
      schema: { summary: "Addresses at which phones may reach this server, the likeliest first", tags: ["operations"] },
      onRequest: parts.guard.signedIn,
    },
    async (_request, reply) => reply.header("cache-control", "no-store").send(parts.addresses.view()),
  );
};

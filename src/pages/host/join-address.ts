/** Which address people are told, of those that lead to the server. */
import type { AddressesView, AddressRow } from "../../../protocol/addresses.ts";

export interface JoinAddress {
  /** Without a slash at the end. */
  url: string;
  /** What the presenter may choose from; empty where there is nothing to choose. */
  offered: readonly AddressRow[];
}

const hostOf = (url: string): string => new URL(url).hostname;

/** A machine's name for itself. */
const isLoopback = (name: string): boolean => /^(localhost|127\.[\d.]+|\[::1\]|0\.0\.0\.0)$|\.localhost$/.test(name);

/** Names without a dot, and of this network alone: many phones do not know them. */
const isLocalName = (name: string): boolean => !/[.:]/.test(name) || /\.(local|lan|home)$/.test(name);

/**
 * The address to show. `own` is where this page was opened, `kept` what was chosen here before, `told` what the server
 * would say. The operator's address wins; then the choice, while the machine still has it; then `own`, which has been
 * seen to work; then the likeliest.
 */
export const joinAddressOf = (
  view: AddressesView | null,
  { own, kept, told }: { own: string; kept: string | null; told: string },
): JoinAddress => {
  if (view === null || view.fixed !== null) return { url: told, offered: [] };
  const name = hostOf(own);
  const opened = view.addresses.find(({ url }) => url === own);
  const usable = !isLoopback(name);
  const rows: AddressRow[] =
    opened || !usable ? view.addresses : [{ url: own, network: "", kind: "network", likely: true }, ...view.addresses];
  const proven = usable && !isLocalName(name) ? own : undefined;
  const url = rows.find((row) => row.url === kept)?.url ?? proven ?? view.addresses[0]?.url ?? told;
  const plausible = rows.filter((row) => row.likely || row.url === url);
  return { url, offered: plausible.length > 1 ? rows : [] };
};

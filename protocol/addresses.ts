/** Where phones may find the server, as a host page asks. */

/** `network`: nothing tells what it is. `virtual`: of virtual machines or a tunnel. `alone`: the machine named itself. */
export type NetworkKind = "hotspot" | "wifi" | "wired" | "network" | "virtual" | "alone";

export interface AddressRow {
  /** Without a slash at the end. */
  url: string;
  /** What the machine calls the interface. */
  network: string;
  kind: NetworkKind;
  /** Phones may well reach it. */
  likely: boolean;
}

export interface AddressesView {
  /** The operator's `PUBLIC_URL`, which is the only one then; null: unset. */
  fixed: string | null;
  /** The likeliest first; empty where this machine has no network. */
  addresses: AddressRow[];
}

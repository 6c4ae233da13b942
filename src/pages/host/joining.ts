/** Where people join: the server's addresses as it told them last, and this laptop's choice. */
import type { AddressesView, AddressRow } from "../../../protocol/addresses.ts";
import { h } from "../shared/dom.ts";
import { readSession } from "../shared/sign-in.ts";
import { recall, remember } from "../shared/storage.ts";
import { joinAddress } from "./address.ts";
import { type JoinAddress, joinAddressOf } from "./join-address.ts";
import { texts } from "./texts.ts";

const KEY = "cermat.host.address";

let view: AddressesView | null = null;

/** The address to show in the place of the one that a snapshot tells. */
const joinAt = (joinUrl: string): JoinAddress =>
  joinAddressOf(view, { own: location.origin, kept: recall(KEY), told: joinUrl.replace(/\/\?pin=\d*$/, "") });

/** What the QR code says, with the PIN. */
export const joinUrlOf = ({ joinUrl, pin }: { joinUrl: string; pin: string }): string =>
  `${joinAt(joinUrl).url}/?pin=${pin}`;

/** Asks; true when the answer is another than before. */
const ask = async (): Promise<boolean> => {
  // Who was let in by another host has no right to ask, and is told the server's choice.
  if (!(await readSession())?.who) return false;
  const answer = await fetch("/api/addresses", { cache: "no-store" });
  if (!answer.ok) return false;
  const before = JSON.stringify(view);
  view = await answer.json();
  return JSON.stringify(view) !== before;
};

/** Asks for the addresses now and whenever somebody may have changed the network; `changed` hears of other ones. */
export const watchAddresses = (changed: () => void): (() => void) => {
  const again = () =>
    void ask().then(
      (other) => other && changed(),
      () => undefined,
    );
  const events = ["focus", "online"] as const;
  for (const event of events) addEventListener(event, again);
  again();
  return () => {
    for (const event of events) removeEventListener(event, again);
  };
};

const labelOf = ({ url, network, kind }: AddressRow): string => {
  const { lobby } = texts().host;
  const name = { wifi: "Wi-Fi", wired: lobby.wired, hotspot: lobby.hotspot, network, virtual: network, alone: network };
  return name[kind] === "" ? joinAddress(url) : `${joinAddress(url)} (${name[kind]})`;
};

/** A choice of address, where there is one; `changed` is called once it is made. */
export const addressChoice = (joinUrl: string, changed: () => void): HTMLElement | null => {
  const { lobby } = texts().host;
  const { url, offered } = joinAt(joinUrl);
  if (offered.length === 0) return null;
  const choose = (event: Event) => {
    const select = event.currentTarget as HTMLSelectElement;
    remember(KEY, select.value);
    select.blur();
    changed();
  };
  return h(
    "select",
    { class: "lobby-other", aria: { label: lobby.address }, onchange: choose },
    offered.map((row) => h("option", { value: row.url, selected: row.url === url }, labelOf(row))),
  );
};

/** The IPv4 addresses of this machine, and which of them phones in the same room most likely reach. */
import { type NetworkInterfaceInfo, networkInterfaces } from "node:os";
import type { NetworkKind } from "../../protocol/addresses.ts";

export interface LanAddress {
  address: string;
  /** What the machine calls the interface. */
  network: string;
  kind: NetworkKind;
}

type Interfaces = NodeJS.Dict<NetworkInterfaceInfo[]>;

/** Bridges of virtual machines and containers, tunnels, mobile data, by the names systems give them. */
const VIRTUAL = [
  /^(docker|podman|br-|veth|virbr|vnet|vmnet|vboxnet|lxc|lxd|cni|flannel|cali|dummy|ifb|bridge\d)/i,
  /^(tun|tap|wg|utun|ipsec|ppp|zt|ham\d|nordlynx|nebula|awdl|llw|anpi|gif|stf)/i,
  /vethernet|virtual|vmware|hyper-v|wsl|default switch/i,
  /vpn|tailscale|zerotier|hamachi|wintun|wireguard|warp|tap-windows|loopback|bluetooth/i,
  /^(wwan|rmnet)|cellular|seluler|mobile broadband/i,
];
/** Adapters that machines make for their guests, whatever Windows calls them: VirtualBox, VMware, Docker, OpenVPN. */
const VIRTUAL_MAC = /^(0a:00:27|00:50:56:c0|02:42|00:ff)/i;
/** A star and a number: Windows' own hotspot, in any language. */
const HOTSPOT = /\* ?\d+$|^(ap|swlan)\d/i;
/** macOS shares its network on a bridge, and puts virtual machines on others. */
const SHARED = { name: /^bridge\d/, address: /^192\.168\.2\.1$/ };
const WIFI = /^(wl|ath\d|ra\d)|wi-?fi|wireless|nirkabel/i;
const WIRED = /^(eth|en[opsx]|em\d|usb|rndis)|ethernet|lan\b|local area connection|koneksi area lokal/i;

const HOME = [/^192\.168\./, /^10\./, /^172\.(1[6-9]|2\d|3[01])\./];
/** What a machine gives itself when nobody else does. */
const SELF_ASSIGNED = /^169\.254\./;
/** Shared by providers, and taken by tunnels: of a network only where the interface is plainly one. */
const CARRIER = /^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./;

/** From the likeliest to the least likely. */
const LIKELY: readonly NetworkKind[] = ["hotspot", "wifi", "wired", "network"];
const RANKS: readonly NetworkKind[] = [...LIKELY, "virtual", "alone"];

const kindOf = (network: string, { address, mac, netmask }: NetworkInterfaceInfo): NetworkKind => {
  if (SELF_ASSIGNED.test(address)) return "alone";
  if (SHARED.name.test(network) && SHARED.address.test(address)) return "hotspot";
  // A network of one address is the end of a tunnel.
  if (VIRTUAL.some((name) => name.test(network)) || VIRTUAL_MAC.test(mac) || netmask === "255.255.255.255") {
    return "virtual";
  }
  if (HOTSPOT.test(network)) return "hotspot";
  if (WIFI.test(network)) return "wifi";
  if (WIRED.test(network)) return "wired";
  return CARRIER.test(address) ? "virtual" : "network";
};

const rankOf = ({ address, kind }: LanAddress): number => {
  const home = HOME.findIndex((range) => range.test(address));
  return RANKS.indexOf(kind) * 10 + (home < 0 ? HOME.length : home);
};

/** Whether phones may well reach this kind of network. */
export const isLikely = ({ kind }: { kind: NetworkKind }): boolean => LIKELY.includes(kind);

/** All IPv4 addresses of this machine but loopback, the likeliest first; of equals in the machine's own order. */
export const rankedAddresses = (interfaces: Interfaces): LanAddress[] =>
  Object.entries(interfaces)
    .flatMap(([network, found = []]) =>
      found
        .filter(({ family, internal }) => family === "IPv4" && !internal)
        .map((info) => ({ address: info.address, network, kind: kindOf(network, info) })),
    )
    .sort((a, b) => rankOf(a) - rankOf(b));

/** To look at the interfaces takes a system call; they change when somebody joins another Wi-Fi, ms. */
const FRESH_MS = 2000;

/** Reads the machine's addresses anew whenever they are asked for, but not more often than every two seconds. */
export const createAddresses = (
  interfaces: () => Interfaces = networkInterfaces,
  now: () => number = () => performance.now(),
): (() => readonly LanAddress[]) => {
  let read: readonly LanAddress[] = [];
  let readAt = Number.NEGATIVE_INFINITY;
  return () => {
    if (now() - readAt >= FRESH_MS) {
      read = rankedAddresses(interfaces());
      readAt = now();
    }
    return read;
  };
};

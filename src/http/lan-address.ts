import { networkInterfaces } from "node:os";

/** Names of interfaces that lead to no phone: bridges of virtual machines, containers, tunnels. */
const VIRTUAL = /^(docker|br-|veth|virbr|vmnet|vboxnet|tun|tap|wg|utun|zt)/i;
const HOME = [/^192\.168\./, /^10\./, /^172\.(1[6-9]|2\d|3[01])\./];

/** The IPv4 address at which phones on the same Wi-Fi most likely reach this machine; loopback when there is no network. */
export const lanAddress = (interfaces = networkInterfaces()): string => {
  const found = Object.entries(interfaces).flatMap(([name, addresses = []]) =>
    addresses
      .filter(({ family, internal }) => family === "IPv4" && !internal)
      .map(({ address }) => {
        const home = HOME.findIndex((range) => range.test(address));
        return { address, rank: (VIRTUAL.test(name) ? 10 : 0) + (home < 0 ? HOME.length : home) };
      }),
  );
  return found.sort((a, b) => a.rank - b.rank)[0]?.address ?? "127.0.0.1";
};

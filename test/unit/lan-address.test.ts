import type { NetworkInterfaceInfo } from "node:os";
import { describe, expect, test } from "vitest";
import { lanAddress } from "../../src/http/lan-address.ts";

const v4 = (address: string, internal = false): NetworkInterfaceInfo => ({
  address,
  netmask: "255.255.255.0",
  family: "IPv4",
  mac: "02:00:00:00:00:01",
  internal,
  cidr: `${address}/24`,
});
const v6: NetworkInterfaceInfo = {
  address: "fe80::1",
  netmask: "ffff:ffff:ffff:ffff::",
  family: "IPv6",
  mac: "02:00:00:00:00:01",
  internal: false,
  cidr: "fe80::1/64",
  scopeid: 2,
};
const lo = { lo: [v4("127.0.0.1", true)] };

describe("the address phones are told", () => {
  test.each<[string, Parameters<typeof lanAddress>[0], string]>([
    ["loopback when there is no network", lo, "127.0.0.1"],
    ["loopback when there is nothing at all", {}, "127.0.0.1"],
    ["loopback when there is IPv6 only", { ...lo, eth0: [v6] }, "127.0.0.1"],
    ["the Wi-Fi's", { ...lo, wlan0: [v6, v4("192.168.1.7")] }, "192.168.1.7"],
    ["not a container bridge's", { docker0: [v4("172.17.0.1")], eth0: [v4("172.20.1.5")] }, "172.20.1.5"],
    ["not a tunnel's, though it looks like home", { tun0: [v4("192.168.9.9")], wlan0: [v4("10.1.2.3")] }, "10.1.2.3"],
    ["a home range before others", { eth0: [v4("8.8.8.8")], eth1: [v4("10.0.0.2")] }, "10.0.0.2"],
    [
      "192.168 before 10 before 172.16",
      { a: [v4("172.16.0.1")], b: [v4("10.0.0.1")], c: [v4("192.168.0.1")] },
      "192.168.0.1",
    ],
    ["172.31 is a home range, 172.32 is not", { a: [v4("172.32.0.1")], b: [v4("172.31.255.1")] }, "172.31.255.1"],
    ["a public one rather than none", { ...lo, eth0: [v4("203.0.113.5")] }, "203.0.113.5"],
    ["a virtual one rather than none", { ...lo, docker0: [v4("172.17.0.1")] }, "172.17.0.1"],
    ["the first of equals", { eth0: [v4("192.168.1.2"), v4("192.168.1.3")], eth1: [v4("192.168.1.4")] }, "192.168.1.2"],
    ["an interface without addresses is skipped", { eth0: undefined, wlan0: [v4("192.168.1.7")] }, "192.168.1.7"],
    ["a self-assigned address comes last", { eth0: [v4("169.254.1.1")], docker0: [v4("172.17.0.1")] }, "169.254.1.1"],
    ["Windows' names", { "vEthernet (WSL)": [v4("172.28.0.1")], "Wi-Fi": [v4("172.20.10.2")] }, "172.20.10.2"],
    [
      "an English Windows' own hotspot",
      { "Local Area Connection* 2": [v4("192.168.1.9")], eth0: [v4("10.0.0.9")] },
      "192.168.1.9",
    ],
  ])("[OP1] %s", (_, interfaces, address) => {
    expect(lanAddress(interfaces)).toBe(address);
  });

  test("[OP1] this machine has one", () => {
    expect(lanAddress()).toMatch(/^\d{1,3}(\.\d{1,3}){3}$/);
  });
});

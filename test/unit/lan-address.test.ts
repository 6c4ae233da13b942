import type { NetworkInterfaceInfo } from "node:os";
import { describe, expect, test } from "vitest";
import { createServerAddresses } from "../../src/http/addresses.ts";
import { createAddresses, isLikely, rankedAddresses } from "../../src/http/lan-address.ts";

const v4 = (address: string, rest: { internal?: boolean; mac?: string; netmask?: string } = {}) =>
  ({
    address,
    netmask: "255.255.255.0",
    family: "IPv4",
    mac: "3c:52:82:00:00:01",
    internal: false,
    cidr: `${address}/24`,
    ...rest,
  }) satisfies NetworkInterfaceInfo;
const v6: NetworkInterfaceInfo = {
  address: "fe80::1",
  netmask: "ffff:ffff:ffff:ffff::",
  family: "IPv6",
  mac: "02:00:00:00:00:01",
  internal: false,
  cidr: "fe80::1/64",
  scopeid: 2,
};
const lo = { lo: [v4("127.0.0.1", { internal: true })] };
type Interfaces = Parameters<typeof rankedAddresses>[0];

/** The likely ones in order, and after a bar the others. */
const shown = (interfaces: Interfaces): string => {
  const ranked = rankedAddresses(interfaces);
  const of = (likely: boolean) => ranked.filter((row) => isLikely(row) === likely).map(({ address }) => address);
  return `${of(true).join(" ")} | ${of(false).join(" ")}`.trim();
};

describe("the addresses phones are told", () => {
  test.each<[string, Interfaces, string]>([
    ["none when there is no network", lo, "|"],
    ["none when there is nothing at all", {}, "|"],
    ["none when there is IPv6 only", { ...lo, eth0: [v6] }, "|"],
    ["a Linux laptop on Wi-Fi", { ...lo, wlp2s0: [v4("192.168.1.7"), v6] }, "192.168.1.7 |"],
    [
      "with Docker, a cable, and a bridge of its own",
      {
        ...lo,
        docker0: [v4("172.17.0.1", { mac: "02:42:9a:00:00:01" })],
        "br-4f1c2a77": [v4("172.18.0.1")],
        enp0s31f6: [v4("172.20.1.5")],
        veth12ab: [v4("172.19.0.9")],
      },
      "172.20.1.5 | 172.17.0.1 172.18.0.1 172.19.0.9",
    ],
    ["Wi-Fi before the cable", { eth0: [v4("192.168.1.4")], wlan0: [v4("10.1.2.3")] }, "10.1.2.3 192.168.1.4 |"],
    [
      "a tunnel last, though it looks like home",
      { tun0: [v4("192.168.9.9")], wg0: [v4("10.9.0.2")], wlan0: [v4("10.1.2.3")] },
      "10.1.2.3 | 192.168.9.9 10.9.0.2",
    ],
    ["a home range before others", { eth0: [v4("8.8.8.8")], eth1: [v4("10.0.0.2")] }, "10.0.0.2 8.8.8.8 |"],
    [
      "192.168 before 10 before 172.16, where nothing tells them apart",
      { a: [v4("172.16.0.1")], b: [v4("10.0.0.1")], c: [v4("192.168.0.1")] },
      "192.168.0.1 10.0.0.1 172.16.0.1 |",
    ],
    [
      "172.31 is a home range, 172.32 is not",
      { a: [v4("172.32.0.1")], b: [v4("172.31.255.1")] },
      "172.31.255.1 172.32.0.1 |",
    ],
    ["a public one rather than none", { ...lo, eth0: [v4("203.0.113.5")] }, "203.0.113.5 |"],
    ["a virtual one rather than none", { ...lo, docker0: [v4("172.17.0.1")] }, "| 172.17.0.1"],
    [
      "equals in the machine's order",
      { eth0: [v4("192.168.1.2"), v4("192.168.1.3")], eth1: [v4("192.168.1.4")] },
      "192.168.1.2 192.168.1.3 192.168.1.4 |",
    ],
    ["an interface without addresses is skipped", { eth0: undefined, wlan0: [v4("192.168.1.7")] }, "192.168.1.7 |"],
    [
      "a self-assigned address comes last",
      { eth0: [v4("169.254.1.1")], docker0: [v4("172.17.0.1")] },
      "| 172.17.0.1 169.254.1.1",
    ],
    [
      "Windows with WSL, Hyper-V and a phone's hotspot",
      {
        "vEthernet (WSL (Hyper-V firewall))": [v4("172.28.0.1")],
        "vEthernet (Default Switch)": [v4("172.22.0.1")],
        "Wi-Fi": [v4("172.20.10.2")],
        "Loopback Pseudo-Interface 1": [v4("127.0.0.1", { internal: true })],
      },
      "172.20.10.2 | 172.28.0.1 172.22.0.1",
    ],
    [
      "Windows with VirtualBox and VMware, whose adapters bear harmless names",
      {
        "Ethernet 2": [v4("192.168.56.1", { mac: "0a:00:27:00:00:0d" })],
        "VMware Network Adapter VMnet8": [v4("192.168.137.2", { mac: "00:50:56:c0:00:08" })],
        Ethernet: [v4("10.20.30.40")],
      },
      "10.20.30.40 | 192.168.56.1 192.168.137.2",
    ],
    [
      "Windows' own hotspot, before the Wi-Fi it shares, in Indonesian too",
      {
        "Wi-Fi": [v4("192.168.1.9")],
        "Koneksi Area Lokal* 2": [v4("192.168.137.1")],
        "Local Area Connection* 1": [v4("169.254.7.7")],
        "Bluetooth Network Connection": [v4("169.254.8.8")],
      },
      "192.168.137.1 192.168.1.9 | 169.254.7.7 169.254.8.8",
    ],
    [
      "Windows with OpenVPN and Tailscale",
      {
        "Local Area Connection": [v4("10.8.0.6", { mac: "00:ff:3a:00:00:01" })],
        "OpenVPN Wintun": [v4("10.8.0.7")],
        Tailscale: [v4("100.101.102.103", { netmask: "255.255.255.255" })],
        WLAN: [v4("10.0.0.5")],
      },
      "10.0.0.5 | 10.8.0.6 10.8.0.7 100.101.102.103",
    ],
    [
      "a Mac with a VPN, AirDrop and a virtual machine",
      {
        lo0: [v4("127.0.0.1", { internal: true })],
        en0: [v6, v4("192.168.0.23")],
        utun4: [v4("10.200.0.3", { netmask: "255.255.255.255" })],
        awdl0: [v6],
        bridge100: [v4("192.168.64.1")],
      },
      "192.168.0.23 | 192.168.64.1 10.200.0.3",
    ],
    [
      "a Mac that shares its cable as Wi-Fi",
      { en5: [v4("10.4.0.12")], bridge100: [v4("192.168.2.1")] },
      "192.168.2.1 10.4.0.12 |",
    ],
    [
      "shared space of a provider: a tunnel's, but on Wi-Fi the campus's own",
      { tailscale0: [v4("100.64.0.7")], x1: [v4("100.127.0.7")], wlan0: [v4("100.70.3.4")], x2: [v4("100.63.0.1")] },
      "100.70.3.4 100.63.0.1 | 100.64.0.7 100.127.0.7",
    ],
    [
      "a modem leads to no phone, a cable to one does",
      { wwan0: [v4("10.55.1.2")], Cellular: [v4("10.55.1.3")], usb0: [v4("192.168.42.129")] },
      "192.168.42.129 | 10.55.1.2 10.55.1.3",
    ],
  ])("[KT1] %s", (_, interfaces, expected) => {
    expect(shown(interfaces)).toBe(expected);
  });

  test("[KT2] are read anew after two seconds, so that another Wi-Fi is seen while the server runs", () => {
    let interfaces: Interfaces = { wlan0: [v4("192.168.1.7")] };
    let [now, reads] = [5000, 0];
    const read = createAddresses(
      () => {
        reads++;
        return interfaces;
      },
      () => now,
    );
    expect(read()[0]?.address).toBe("192.168.1.7");
    interfaces = { wlan0: [v4("10.3.0.2")] };
    now += 1999;
    expect(read()[0]?.address).toBe("192.168.1.7");
    expect(reads).toBe(1);
    now += 1;
    expect(read()[0]?.address).toBe("10.3.0.2");
  });
});

describe("the addresses of a server", () => {
  const [wifi, cable, docker] = [v4("10.0.0.5"), v4("192.168.1.5"), v4("172.17.0.1")];
  const interfaces = { docker0: [docker], eth0: [cable], wlan0: [wifi] };
  const of = (host: string, given: Interfaces = interfaces, publicUrl?: string, port = 3000) =>
    createServerAddresses({ host, publicUrl, port: () => port, read: () => rankedAddresses(given) });

  test("[KT1] are all of the machine's, the likeliest told, the other likely ones beside it", () => {
    expect(of("0.0.0.0").publicUrl()).toBe("http://10.0.0.5:3000");
    expect(of("0.0.0.0").otherUrls()).toEqual(["http://192.168.1.5:3000"]);
    expect(of("::").view().addresses).toEqual([
      { url: "http://10.0.0.5:3000", network: "wlan0", kind: "wifi", likely: true },
      { url: "http://192.168.1.5:3000", network: "eth0", kind: "wired", likely: true },
      { url: "http://172.17.0.1:3000", network: "docker0", kind: "virtual", likely: false },
    ]);
    expect(of("0.0.0.0", interfaces, undefined, 80).publicUrl()).toBe("http://10.0.0.5");
    expect(of("0.0.0.0", lo).publicUrl()).toBe("http://127.0.0.1:3000");
  });

  test("[KT1] are the one the server is bound to, or the operator's alone", () => {
    expect(
      of("192.168.1.5")
        .view()
        .addresses.map(({ url }) => url),
    ).toEqual(["http://192.168.1.5:3000"]);
    expect(of("127.0.0.1").publicUrl()).toBe("http://127.0.0.1:3000");
    const fixed = of("0.0.0.0", interfaces, "https://quiz.example.org");
    expect(fixed.view()).toEqual({ fixed: "https://quiz.example.org", addresses: [] });
    expect(fixed.publicUrl()).toBe("https://quiz.example.org");
    expect(fixed.otherUrls()).toEqual([]);
  });
});

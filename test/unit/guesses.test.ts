import { describe, expect, test } from "vitest";
import { createGuesses, KEY_PACE, networkOf, PIN_PACE } from "../../src/rooms/guesses.ts";

/** Wrong guesses one after the other, slowly enough for the node's own bound; how many were within the pace. */
const within = (guesses: ReturnType<typeof createGuesses>, address: string, count: number, pass: () => void) =>
  Array.from({ length: count }, () => {
    pass();
    return guesses.wrong(address);
  }).filter((many) => !many).length;

describe("wrong guesses", () => {
  test("[AB7] an address has 30 wrong PINs in ten minutes and two for each right one, and as many again after that", () => {
    let now = 0;
    const guesses = createGuesses(PIN_PACE, () => now);
    const slowly = () => {
      now += 100;
    };
    expect(within(guesses, "10.0.0.1", 31, slowly)).toBe(30);
    guesses.right("10.0.0.1");
    // One of the two has been spent beyond the pace.
    expect(within(guesses, "10.0.0.1", 2, slowly)).toBe(1);
    expect(within(guesses, "10.0.0.2", 1, slowly)).toBe(1);
    now = PIN_PACE.windowMs + 100;
    expect(within(guesses, "10.0.0.1", 31, slowly)).toBe(30);
  });

  test("[AB7] a node takes 50 wrong PINs a second of all addresses together", () => {
    let now = 0;
    const guesses = createGuesses(PIN_PACE, () => now);
    const addresses = Array.from({ length: 51 }, (_, n) => `10.0.0.${n}`);
    expect(addresses.map((address) => guesses.wrong(address)).lastIndexOf(false)).toBe(49);
    now = 1000;
    expect(guesses.wrong("10.0.0.99")).toBe(false);
  });

  test("[AB10] an address has 100 wrong keys in a quarter of an hour, however many are right", () => {
    let now = 0;
    const guesses = createGuesses(KEY_PACE, () => now);
    const slowly = () => {
      now += 1000;
    };
    for (let right = 0; right < 10; right++) guesses.right("10.0.0.1");
    expect(within(guesses, "10.0.0.1", 101, slowly)).toBe(100);
  });

  test("[AB20] an IPv4 address is one however it is written, and a network of IPv6 counts as one address", () => {
    expect(networkOf("::ffff:192.168.1.7")).toBe(networkOf("192.168.1.7"));
    const mapped = ["::ffff:c0a8:107", "::FFFF:C0A8:0107", "0:0:0:0:0:ffff:192.168.1.7", "0::0:ffff:c0a8:0107%eth0"];
    expect(new Set(mapped.map(networkOf))).toEqual(new Set(["192.168.1.7"]));
    expect(networkOf("::ffff:c0a8:108")).not.toBe(networkOf("::ffff:c0a8:107"));
    expect(networkOf("192.168.1.8")).not.toBe(networkOf("192.168.1.7"));
    expect(networkOf("2001:db8:0:1::5")).toBe(networkOf("2001:0db8::0001:a:b:c:d"));
    expect(networkOf("2001:db8:0:2::5")).not.toBe(networkOf("2001:db8:0:1::5"));
    expect(networkOf("2001:db8:1:2:3:4:5:6")).toBe("2001:db8:1:2::/64");
    expect(networkOf("::1")).toBe("0:0:0:0::/64");
    expect(networkOf("fe80::1%eth0")).toBe(networkOf("fe80::2"));
  });

  test("[AB7] what is remembered is bounded: an address that was seen long before many others starts anew", () => {
    const guesses = createGuesses({ ...PIN_PACE, free: 1, everybody: Number.POSITIVE_INFINITY }, () => 0);
    expect([guesses.wrong("10.0.0.1"), guesses.wrong("10.0.0.1")]).toEqual([false, true]);
    for (let n = 0; n < 20_000; n++) guesses.wrong(`10.1.${n >> 8}.${n & 255}`);
    expect(guesses.wrong("10.0.0.1")).toBe(false);
  });
});

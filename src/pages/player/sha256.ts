/** SHA-256 (FIPS 180-4) for short ASCII texts: on plain HTTP a page has no `crypto.subtle`. */

const primes: number[] = [];
for (let n = 2; primes.length < 64; n++) if (primes.every((prime) => n % prime > 0)) primes.push(n);
/** The first 32 bits of a number's fraction. */
const fraction = (n: number): number => ((n % 1) * 2 ** 32) | 0;
const FIRST = primes.slice(0, 8).map((prime) => fraction(prime ** (1 / 2)));
const ROUND = Int32Array.from(primes, (prime) => fraction(prime ** (1 / 3)));
const words = new Int32Array(64);

const turn = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

/** Mixes the block in `words` into the state. */
const mix = (state: number[]): number[] => {
  for (let i = 16; i < 64; i++) {
    const [a, b] = [words[i - 15] ?? 0, words[i - 2] ?? 0];
    const small = turn(a, 7) ^ turn(a, 18) ^ (a >>> 3);
    const large = turn(b, 17) ^ turn(b, 19) ^ (b >>> 10);
    words[i] = (words[i - 16] ?? 0) + small + (words[i - 7] ?? 0) + large;
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let i = 0; i < 64; i++) {
    const one = h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + (ROUND[i] ?? 0) + (words[i] ?? 0);
    const two = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
    h = g;
    g = f;
    f = e;
    e = (d + one) | 0;
    d = c;
    c = b;
    b = a;
    a = (one + two) | 0;
  }
  return [a, b, c, d, e, f, g, h].map((word, i) => (word + (state[i] ?? 0)) | 0);
};

/** The eight words of the digest, as signed 32-bit numbers. */
export const sha256 = (ascii: string): number[] => {
  let state = FIRST;
  const blocks = ((ascii.length + 8) >> 6) + 1;
  for (let block = 0; block < blocks; block++) {
    words.fill(0);
    for (let i = 0; i < 64; i++) {
      const at = block * 64 + i;
      const byte = at < ascii.length ? ascii.charCodeAt(at) : at === ascii.length ? 0x80 : 0;
      words[i >> 2] = (words[i >> 2] ?? 0) | (byte << (24 - (i & 3) * 8));
    }
    if (block === blocks - 1) words[15] = ascii.length * 8;
    state = mix(state);
  }
  return state;
};

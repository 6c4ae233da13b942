/** Passwords: hashed with scrypt and a salt each, one at a time, so that sign-ins never take a server's whole memory. */
import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from "node:crypto";
import { createTurns } from "../turns.ts";

/** 2^15 x 8 x 128 bytes: 32 MB and some 100 ms a hash. */
const LOG_N = 15;
const BLOCK = 8;
const PARALLEL = 1;
const SALT_BYTES = 16;
const HASH_BYTES = 32;

export const PASSWORD_LENGTH = { min: 10, max: 200 };

/** The same password typed on another keyboard has the same bytes (NFC, as RFC 8265 has it). */
const bytesOf = (password: string): Buffer => Buffer.from(password.normalize("NFC"), "utf8");

const derive = (password: string, salt: Buffer, length: number, options: ScryptOptions): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(bytesOf(password), salt, length, options, (error, hash) => (error ? reject(error) : resolve(hash)));
  });

const options = (logN: number, r: number, p: number): ScryptOptions => ({
  N: 2 ** logN,
  r,
  p,
  maxmem: 2 * 128 * 2 ** logN * r,
});

/** One hash at a time: the memory of one, and a core left for the rooms. */
const inTurn = createTurns();

/** `scrypt$15$8$1$SALT$HASH` (base64url): how to check a password, with the parameters it was hashed with. */
export const hashPassword = (password: string): Promise<string> =>
  inTurn(async () => {
    const salt = randomBytes(SALT_BYTES);
    const hash = await derive(password, salt, HASH_BYTES, options(LOG_N, BLOCK, PARALLEL));
    return ["scrypt", LOG_N, BLOCK, PARALLEL, salt.toString("base64url"), hash.toString("base64url")].join("$");
  });

/** What nobody's password hashes to: who is not there takes as long to refuse as who is. */
const NOBODY = ["scrypt", LOG_N, BLOCK, PARALLEL, "A".repeat(22), "A".repeat(43)].join("$");

/** Whether a password is the one of a stored hash; without a hash it never is, in the same time. */
export const isPassword = (password: string, stored: string | undefined): Promise<boolean> =>
  inTurn(async () => {
    const [, logN, r, p, salt = "", hash = ""] = (stored ?? NOBODY).split("$");
    const expected = Buffer.from(hash, "base64url");
    const saltBytes = Buffer.from(salt, "base64url");
    const found = await derive(password, saltBytes, expected.length, options(Number(logN), Number(r), Number(p)));
    return timingSafeEqual(found, expected) && stored !== undefined;
  });

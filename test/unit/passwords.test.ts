import { expect, test } from "vitest";
import { cleanName, nameKeyOf, ORGANISER_NAME } from "../../src/organisers/names.ts";
import { hashPassword, isPassword } from "../../src/organisers/passwords.ts";

test("[AU14] a password is that of its hash however its letters were composed, and no other is", async () => {
  const [one, other] = await Promise.all([hashPassword("kafe\u0301 pagi hari"), hashPassword("kafe\u0301 pagi hari")]);
  expect(one).toMatch(/^scrypt\$15\$8\$1\$[\w-]{22}\$[\w-]{43}$/);
  expect(one).not.toBe(other);
  expect(await isPassword("kaf\u00e9 pagi hari", one)).toBe(true);
  expect(await isPassword("kafe pagi hari", one)).toBe(false);
  expect(await isPassword("", undefined)).toBe(false);
});

test("[AU14] a hash is checked with the parameters that stand beside it", async () => {
  // RFC 7914, section 12: "pleaseletmein", salt "SodiumChloride", N 16384, r 8, p 1; the first 32 of its 64 bytes.
  const hash = "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2";
  const stored = [
    "scrypt",
    14,
    8,
    1,
    Buffer.from("SodiumChloride").toString("base64url"),
    Buffer.from(hash, "hex").toString("base64url"),
  ];
  expect(await isPassword("pleaseletmein", stored.join("$"))).toBe(true);
  expect(await isPassword("pleaseletmein", ["scrypt", 13, ...stored.slice(2)].join("$"))).toBe(false);
});

test("[AU1] names are shown as typed, and compared without case, width and spaces", () => {
  expect(cleanName("  Bu\t Rina ")).toBe("Bu Rina");
  expect([nameKeyOf("BU RINA"), nameKeyOf("Ｂｕ　Ｒｉｎａ"), nameKeyOf("Bu Rína")]).toEqual([
    "bu rina",
    "bu rina",
    "bu rína",
  ]);
  for (const name of ["Bu Rina", "ani@sekolah.sch.id", "نور", "名前 🙂"])
    expect([name, ORGANISER_NAME.test(name)]).toEqual([name, true]);
  for (const name of ["", " a", "a  b", "a\u200Bb", "\u00AD"])
    expect([name, ORGANISER_NAME.test(name)]).toEqual([name, false]);
});

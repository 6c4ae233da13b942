import { describe, expect, test } from "vitest";
import { ConfigError, readConfig } from "../../src/config.ts";

const KEY = "0123456789abcdef";
const REDIS = { REDIS_URL: "redis://localhost:6379", HOST_KEY: KEY };

/** The sentence with which an environment is refused. */
const refusal = (environment: Record<string, string>): string => {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error(`${JSON.stringify(environment)} was accepted`);
};

const DEFAULTS = {
  port: 3000,
  host: "0.0.0.0",
  dataDir: "data",
  hostKey: undefined,
  redisUrl: undefined,
  redisReplicas: 0,
  redisUnsafe: false,
  publicUrl: undefined,
  logLevel: "info",
  seats: 200,
  retentionDays: undefined,
  imageBytes: 128 * 1024 ** 2,
  trustProxy: undefined,
};

describe("configuration", () => {
  test("[OP1] an empty environment gives the documented defaults", () => {
    expect(readConfig({})).toEqual(DEFAULTS);
  });

  test("[OP1] empty variables count as unset, and strangers are ignored", () => {
    const names = [
      "PORT",
      "HOST",
      "DATA_DIR",
      "HOST_KEY",
      "REDIS_URL",
      "REDIS_REPLICAS",
      "REDIS_UNSAFE",
      "PUBLIC_URL",
      "LOG_LEVEL",
      "ROOM_SEATS",
      "RETENTION_DAYS",
      "IMAGES_MB",
      "TRUST_PROXY",
    ];
    const empty = Object.fromEntries(names.map((name) => [name, ""]));
    expect(readConfig({ ...empty, PATH: "/bin", PORTS: "x", UNSET: undefined })).toEqual(DEFAULTS);
  });

  test("[OP1] every variable is read", () => {
    const config = readConfig({
      PORT: "0",
      HOST: "127.0.0.1",
      DATA_DIR: "/srv/cermat",
      HOST_KEY: "A_b-45678901234567",
      REDIS_URL: "rediss://user:secret@redis.example:6380/2",
      REDIS_REPLICAS: "5",
      REDIS_UNSAFE: "1",
      PUBLIC_URL: "https://kuis.example.id/cermat//",
      LOG_LEVEL: "silent",
      ROOM_SEATS: "10000",
      RETENTION_DAYS: "3650",
      IMAGES_MB: "100000",
      TRUST_PROXY: "10.0.0.0/8, loopback,::1",
    });
    expect(config).toEqual({
      port: 0,
      host: "127.0.0.1",
      dataDir: "/srv/cermat",
      hostKey: "A_b-45678901234567",
      redisUrl: "rediss://user:secret@redis.example:6380/2",
      redisReplicas: 5,
      redisUnsafe: true,
      publicUrl: "https://kuis.example.id/cermat",
      logLevel: "silent",
      seats: 10_000,
      retentionDays: 3650,
      imageBytes: 100_000 * 1024 ** 2,
      trustProxy: ["10.0.0.0/8", "loopback", "::1"],
    });
  });

  test("[OP1] the configuration is frozen, lists in it too", () => {
    const config = readConfig({ TRUST_PROXY: "127.0.0.1" });
    expect([Object.isFrozen(config), Object.isFrozen(config.trustProxy)]).toEqual([true, true]);
  });

  const WRONG: Record<string, string[]> = {
    PORT: ["-1", "65536", "80.5", "http", "3000x", " ", "NaN", "Infinity"],
    HOST_KEY: ["short", "0123456789abcde", "k".repeat(129), "0123456789 abcdef", "0123456789abcdé!", `${KEY}\n`],
    REDIS_URL: ["localhost:6379", "http://localhost", "redis", "redis:6379", "//localhost"],
    REDIS_REPLICAS: ["-1", "6", "1.5", "one", " "],
    REDIS_UNSAFE: ["yes", "true", "2", " "],
    PUBLIC_URL: ["kuis.example.id", "ftp://example.id", "https://", "http:kuis.example.id", "javascript:alert(1)"],
    LOG_LEVEL: ["loud", "INFO", "10"],
    ROOM_SEATS: ["0", "-5", "10001", "1.5", "many", " "],
    RETENTION_DAYS: ["0", "-1", "3651", "0.5", "forever", "30d", " "],
    IMAGES_MB: ["0", "-1", "100001", "1.5", "64MB", " "],
    TRUST_PROXY: ["nonsense", "127.0.0.1,,::1", "10.0.0.0/99", " "],
  };

  test.each(Object.entries(WRONG).flatMap(([name, values]) => values.map((value) => [name, value] as const)))(
    "[OP1] %s=%j is refused with one sentence that names it",
    (name, value) => {
      const sentence = refusal({ ...REDIS, [name]: value });
      expect(sentence).toMatch(new RegExp(`^${name}: [^\\n]{5,120}$`));
      expect(sentence).not.toMatch(/expected .* received|\.$/);
    },
  );

  test("[OP1] a number out of range is told its range", () => {
    for (const port of ["-1", "65536"]) expect(refusal({ PORT: port })).toMatch(/^PORT: .*\b65.?535\b/);
    for (const seats of ["0", "10001"]) expect(refusal({ ROOM_SEATS: seats })).toMatch(/^ROOM_SEATS: .*\b10.?000\b/);
    for (const days of ["0", "3651"]) expect(refusal({ RETENTION_DAYS: days })).toMatch(/^RETENTION_DAYS: .*\b3650\b/);
  });

  test("[OP1] of several wrong variables one is named", () => {
    expect(refusal({ PORT: "x", LOG_LEVEL: "loud" })).toMatch(/^(PORT|LOG_LEVEL): [^\n]+$/);
  });

  test("[OP2] no sentence repeats a key", () => {
    expect(refusal({ HOST_KEY: "planted secret" })).not.toContain("planted");
    expect(refusal({ ...REDIS, REDIS_URL: "http://user:planted@host" })).not.toContain("planted");
  });

  test("[OP5] REDIS_URL without HOST_KEY is refused, and the sentence names both", () => {
    for (const key of [{}, { HOST_KEY: "" }])
      expect(refusal({ REDIS_URL: "redis://localhost", ...key })).toMatch(/^HOST_KEY: .*REDIS_URL/);
    expect(readConfig(REDIS)).toMatchObject({ redisUrl: REDIS.REDIS_URL, hostKey: KEY });
  });
});

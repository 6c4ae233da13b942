import proxyAddress from "@fastify/proxy-addr";
import { z } from "zod";

const whole = (from: number, to: number) =>
  z
    .string()
    .refine((text) => /^\d{1,6}$/.test(text) && Number(text) >= from && Number(text) <= to, {
      message: `must be a whole number from ${from} to ${to}`,
    })
    .transform(Number);

const trusts = (list: string[]): boolean => {
  try {
    proxyAddress.compile(list);
    return true;
  } catch {
    return false;
  }
};

const address = (protocols: string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.some((protocol) => text.startsWith(`${protocol}//`)), {
    message: `must be an address that starts with ${protocols.map((protocol) => `${protocol}//`).join(" or ")}`,
  });

const Environment = z.object({
  PORT: whole(0, 65_535).default(3000),
  HOST: z.string().min(1).default("0.0.0.0"),
  DATA_DIR: z.string().min(1).default("data"),
  HOST_KEY: z
    .string()
    .regex(/^[A-Za-z0-9_-]{16,128}$/, "must be 16-128 letters, digits, _ or -")
    .optional(),
  REDIS_URL: address(["redis:", "rediss:"]).optional(),
  REDIS_REPLICAS: whole(0, 5).default(0),
  REDIS_UNSAFE: z.enum(["0", "1"], "must be 0 or 1").default("0"),
  PUBLIC_URL: address(["http:", "https:"]).optional(),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info"),
  ROOM_SEATS: whole(1, 10_000).default(200),
  RETENTION_DAYS: whole(1, 3650).optional(),
  IMAGES_MB: whole(1, 100_000).default(128),
  TRUST_PROXY: z
    .string()
    .transform((text) => text.split(",").map((entry) => entry.trim()))
    .refine(trusts, "must be addresses or networks, with commas between them")
    .optional(),
});

export interface Config {
  port: number;
  host: string;
  dataDir: string;
  hostKey: string | undefined;
  redisUrl: string | undefined;
  /** Replicas of Redis that must hold a write before it is acknowledged. */
  redisReplicas: number;
  /** Starts on a Redis whose settings may lose acknowledged writes. */
  redisUnsafe: boolean;
  /** Without a slash at the end. */
  publicUrl: string | undefined;
  logLevel: string;
  /** Seats a room may hold. */
  seats: number;
  /** Rooms and workshops that are older are erased; undefined: they are kept. */
  retentionDays: number | undefined;
  /** Bytes of new images that an organiser may add in 30 days. */
  imageBytes: number;
  /** Addresses or networks of proxies whose X-Forwarded-For is believed. */
  trustProxy: readonly string[] | undefined;
}

/** Thrown with one sentence that names the variable and what it must be. */
export class ConfigError extends Error {
  override name = "ConfigError";
}

/** The frozen configuration from environment variables; empty ones count as unset. Throws ConfigError. */
export const readConfig = (environment: Record<string, string | undefined>): Readonly<Config> => {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const parsed = Environment.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new ConfigError(`${issue?.path.join(".")}: ${issue?.message}`);
  }
  const env = parsed.data;
  if (env.REDIS_URL !== undefined && env.HOST_KEY === undefined) {
    throw new ConfigError("HOST_KEY: must be set when REDIS_URL is, because every node needs the same one");
  }
  return Object.freeze({
    port: env.PORT,
    host: env.HOST,
    dataDir: env.DATA_DIR,
    hostKey: env.HOST_KEY,
    redisUrl: env.REDIS_URL,
    redisReplicas: env.REDIS_REPLICAS,
    redisUnsafe: env.REDIS_UNSAFE === "1",
    publicUrl: env.PUBLIC_URL?.replace(/\/+$/, ""),
    logLevel: env.LOG_LEVEL,
    seats: env.ROOM_SEATS,
    retentionDays: env.RETENTION_DAYS,
    imageBytes: env.IMAGES_MB * 1024 * 1024,
    trustProxy: env.TRUST_PROXY && Object.freeze(env.TRUST_PROXY),
  });
};

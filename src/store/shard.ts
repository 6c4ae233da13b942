import { crc32 } from "node:zlib";

/** Shards of a room's keys; a room, its due entry, its channel and its PIN share one (a slot of Redis Cluster). */
export const SHARDS = 16;

/** The shard of a room id, PIN or attempt, 0..15. */
export const shardOf = (name: string): number => crc32(name) % SHARDS;

-- Puts fields into a hash that belongs to nobody yet and expires.
-- KEYS 1 hash
-- ARGV 1 TTL ms 2... fields and values
-- Result nil

redis.call('HSET', KEYS[1], unpack(ARGV, 2))
redis.call('PEXPIRE', KEYS[1], ARGV[1])

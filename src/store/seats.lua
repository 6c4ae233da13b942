-- Seats in join order, from an index on. Reads only.
-- KEYS 1 order 2 seats 3 names 4 removed
-- ARGV 1 index of the first seat
-- Result three strings a seat: seat entry, name entry, "1" when removed else "0"

local found = {}
for _, player in ipairs(redis.call('LRANGE', KEYS[1], ARGV[1], -1)) do
  found[#found + 1] = redis.call('HGET', KEYS[2], player)
  found[#found + 1] = redis.call('HGET', KEYS[3], player)
  found[#found + 1] = tostring(redis.call('SISMEMBER', KEYS[4], player))
end
return found

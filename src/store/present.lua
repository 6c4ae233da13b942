-- Renews or ends the presence of seats; unknown and removed ones are left out.
-- KEYS 1 seats 2 removed 3 present
-- ARGV 1 until (ms) 2 TTL of the list (ms) 3... player ids
-- Result nil

local now = clock()
local here = tonumber(ARGV[1]) > now
for i = 3, #ARGV do
  local player = ARGV[i]
  if not here then
    redis.call('ZREM', KEYS[3], player)
  elseif redis.call('HEXISTS', KEYS[1], player) == 1 and redis.call('SISMEMBER', KEYS[2], player) == 0 then
    redis.call('ZADD', KEYS[3], ARGV[1], player)
  end
end
redis.call('ZREMRANGEBYSCORE', KEYS[3], '-inf', now)
redis.call('PEXPIRE', KEYS[3], ARGV[2])

-- Keeps the PIN of a room that is live, also when it has expired and nobody live has taken it since.
-- KEYS 1 room 2 pin
-- ARGV 1 room id 2 PIN TTL ms
-- Result nil

local phase = redis.call('HGET', KEYS[1], 'phase')
local holder = redis.call('GET', KEYS[2])
if not phase or phase == 'finished' then
  return
end
if not holder or string.sub(holder, 1, 1) == '~' then
  redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[2])
elseif holder == ARGV[1] then
  redis.call('PEXPIRE', KEYS[2], ARGV[2])
end

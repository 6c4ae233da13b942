-- Counts seats and the responses of the current round. Reads only.
-- KEYS 1 room 2 order 3 removed 4 present 5 responses of the round in ARGV 1
-- ARGV 1 the round the reader believes is current
-- Result nil without a room, {"round", current round} when it is another one, or
--        {"pulse", version, seats, responded, of, "1" when complete else "0"}

local room = redis.call('HMGET', KEYS[1], 'version', 'round', 'phase')
if not room[1] then
  return nil
end
if room[2] ~= ARGV[1] then
  return { 'round', room[2] }
end
local now = clock()
local answered, responded, of = {}, 0, 0
for _, player in ipairs(redis.call('HKEYS', KEYS[5])) do
  answered[player] = true
  responded = responded + 1
end
for _, player in ipairs(redis.call('SMEMBERS', KEYS[3])) do
  if answered[player] then
    responded = responded - 1
  end
end
of = responded
for _, player in ipairs(redis.call('ZRANGEBYSCORE', KEYS[4], '(' .. now, '+inf')) do
  if not answered[player] then
    of = of + 1
  end
end
local done = room[3] == 'open' and complete(KEYS[4], KEYS[5], now)
return { 'pulse', room[1], tostring(redis.call('LLEN', KEYS[2])), tostring(responded), tostring(of), done and '1' or '0' }

-- Notes that rooms of one shard are served, and records the gap since the beat before as an outage when it is too long.
-- KEYS pairs of room and outages
-- ARGV 1 the longest gap that is no outage (ms) 2 outages kept
-- Result nil

local now = clock()
for i = 1, #KEYS, 2 do
  if redis.call('EXISTS', KEYS[i]) == 1 then
    local last = tonumber(redis.call('HGET', KEYS[i], 'beat'))
    if last and now - last > tonumber(ARGV[1]) then
      local id = last .. '-' .. now
      redis.call('RPUSH', KEYS[i + 1], '{"id":"' .. id .. '","from":' .. last .. ',"to":' .. now .. '}')
      redis.call('LTRIM', KEYS[i + 1], -ARGV[2], -1)
    end
    redis.call('HSET', KEYS[i], 'beat', now)
  end
end

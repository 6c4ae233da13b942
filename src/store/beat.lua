-- Looks whether rooms of one shard have been without a beat for too long, and records that as an outage. A beat counts
-- from when its answer is known (beaten.lua), so the next one may find the same silence longer: it is still one outage.
-- KEYS pairs of room and outages
-- ARGV 1 the longest gap that is no outage (ms) 2 outages kept
-- Result the time of this beat

local now = clock()
for i = 1, #KEYS, 2 do
  local last = tonumber(redis.call('HGET', KEYS[i], 'beat'))
  if last and now - last > tonumber(ARGV[1]) then
    local outage = '{"id":"' .. last .. '","from":' .. last .. ',"to":' .. now .. '}'
    local latest = redis.call('LINDEX', KEYS[i + 1], -1)
    if latest and cjson.decode(latest).from == last then
      redis.call('LSET', KEYS[i + 1], -1, outage)
    else
      redis.call('RPUSH', KEYS[i + 1], outage)
      redis.call('LTRIM', KEYS[i + 1], -ARGV[2], -1)
    end
  end
end
return now

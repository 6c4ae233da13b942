-- Stands before every script. Times are whole ms of the store's clock: that of Redis' machine, and by so much ahead of
-- it as redis-clock.ts says, which comes before all that a script names as its ARGV.

local ahead = tonumber(table.remove(ARGV, 1))

local function clock()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000) + ahead
end

-- Somebody is present, and everybody present has responded. Counts first: while fewer have responded than are
-- present, nobody needs to be looked up.
local function complete(present, responses, now)
  local from = '(' .. now
  local here = redis.call('ZCOUNT', present, from, '+inf')
  if here == 0 or redis.call('HLEN', responses) < here then
    return false
  end
  for _, player in ipairs(redis.call('ZRANGEBYSCORE', present, from, '+inf')) do
    if redis.call('HEXISTS', responses, player) == 0 then
      return false
    end
  end
  return true
end


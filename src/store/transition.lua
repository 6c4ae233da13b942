-- Compare-and-set on the version, with a guard and effects; publishes the version.
-- KEYS 1 room 2 due 3 pin 4 names 5 nicks 6 removed 7 present 8 responses of the guard's round 9 channel
-- ARGV 1 expected version 2 next version 3 next nonce 4 room id 5 next due or "" 6 guard ("", "due" or "all-responded")
--      7 guard round 8 PIN TTL ms 9 number of room fields and values (n), then those n,
--      then four a step: kind ("remove", "rename", "release-pin"), player id, JSON nickname key, name entry
-- Result {"done"} {"stale"} {"early", rest ms} {"waiting"} {"refused", code}

local at = redis.call('HMGET', KEYS[1], 'version', 'nonce', 'due', 'phase', 'round')
if at[1] ~= ARGV[1] then
  return { at[2] == ARGV[3] and 'done' or 'stale' }
end

local now = clock()
if ARGV[6] == 'due' then
  local due = tonumber(at[3])
  if not due then
    return { 'stale' }
  end
  local rest = due - now
  if rest > 0 then
    return { 'early', tostring(rest) }
  end
elseif ARGV[6] == 'all-responded' then
  if at[4] ~= 'open' or at[5] ~= ARGV[7] or not complete(KEYS[7], KEYS[8], now) then
    return { 'waiting' }
  end
end

-- First pass: nothing is written until every step is known to fit. The tables hold what earlier steps would change.
local gone, holder, keyOf = {}, {}, {}
local first = 10 + tonumber(ARGV[9])
for i = first, #ARGV, 4 do
  local kind, player, key = ARGV[i], ARGV[i + 1], ARGV[i + 2]
  if kind ~= 'release-pin' then
    if keyOf[player] == nil then
      local entry = redis.call('HGET', KEYS[4], player)
      gone[player] = not entry or redis.call('SISMEMBER', KEYS[6], player) == 1
      keyOf[player] = entry and string.match(entry, '^[^\n]*') or ''
    end
    if kind == 'rename' and holder[key] == nil then
      holder[key] = redis.call('HGET', KEYS[5], key)
    end
  end
  if kind == 'remove' and not gone[player] then
    gone[player] = true
    holder[keyOf[player]] = false
  elseif kind == 'rename' then
    if holder[key] and holder[key] ~= player then
      return { 'refused', 'nickname_taken' }
    end
    if gone[player] then
      return { 'refused', 'player_not_found' }
    end
    holder[keyOf[player]] = false
    holder[key] = player
    keyOf[player] = key
  end
end

for i = first, #ARGV, 4 do
  local kind, player, key = ARGV[i], ARGV[i + 1], ARGV[i + 2]
  if kind == 'rename' then
    redis.call('HSET', KEYS[4], player, ARGV[i + 3])
  elseif kind == 'remove' and redis.call('HEXISTS', KEYS[4], player) == 1 then
    redis.call('SADD', KEYS[6], player)
    redis.call('ZREM', KEYS[7], player)
  elseif kind == 'release-pin' and redis.call('GET', KEYS[3]) == ARGV[4] then
    redis.call('SET', KEYS[3], '~' .. ARGV[4], 'PX', ARGV[8])
  end
end
for key, player in pairs(holder) do
  if player then
    redis.call('HSET', KEYS[5], key, player)
  else
    redis.call('HDEL', KEYS[5], key)
  end
end

redis.call('HSET', KEYS[1], unpack(ARGV, 10, first - 1))
if ARGV[5] == '' then
  redis.call('ZREM', KEYS[2], ARGV[4])
else
  redis.call('ZADD', KEYS[2], ARGV[5], ARGV[4])
end
if redis.call('GET', KEYS[3]) == ARGV[4] then
  redis.call('PEXPIRE', KEYS[3], ARGV[8])
end
redis.call('SPUBLISH', KEYS[9], 'v' .. ARGV[2])
return { 'done' }

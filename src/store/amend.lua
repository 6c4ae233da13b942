-- Compare-and-set on the version that writes answers from paper beside the room, and the seat of somebody new; publishes the version.
-- KEYS 1 room 2 order 3 seats 4 names 5 nicks 6 codes 7 attempts 8 removed 9 channel 10... responses, one key a round
-- ARGV 1 expected version 2 next version 3 next nonce
--      4 player id of the new seat or "" 5 JSON attempt or "" 6 JSON nickname key 7 name entry 8 code or "" 9 seat entry 10 capacity
--      11 number of room fields and values (n), then those n,
--      then three a response: place of its key in KEYS, player id, entry ("" takes it back)
-- Result {"done"} {"stale"} {"seated"} {"refused", code}

local at = redis.call('HMGET', KEYS[1], 'version', 'nonce')
if at[1] ~= ARGV[1] then
  return { at[2] == ARGV[3] and 'done' or 'stale' }
end

local new = ARGV[4]
if new ~= '' then
  if
    redis.call('HEXISTS', KEYS[3], new) == 1
    or (ARGV[8] ~= '' and redis.call('HEXISTS', KEYS[6], ARGV[8]) == 1)
    or (ARGV[5] ~= '' and redis.call('HEXISTS', KEYS[7], ARGV[5]) == 1)
  then
    return { 'seated' }
  end
  if redis.call('LLEN', KEYS[2]) - redis.call('SCARD', KEYS[8]) >= tonumber(ARGV[10]) then
    return { 'refused', 'room_full' }
  end
  if redis.call('HEXISTS', KEYS[5], ARGV[6]) == 1 then
    return { 'refused', 'nickname_taken' }
  end
end

-- Nothing is written until every response is known to fit.
local first = 12 + tonumber(ARGV[11])
for i = first, #ARGV, 3 do
  local player = ARGV[i + 1]
  local there = player == new or redis.call('HEXISTS', KEYS[3], player) == 1
  if not there or redis.call('SISMEMBER', KEYS[8], player) == 1 then
    return { 'refused', 'player_not_found' }
  end
  local before = redis.call('HGET', KEYS[tonumber(ARGV[i])], player)
  if before and not cjson.decode(string.match(before, '[^\n]*$')).paper then
    return { 'refused', 'already_responded' }
  end
end

if new ~= '' then
  redis.call('RPUSH', KEYS[2], new)
  redis.call('HSET', KEYS[3], new, ARGV[9])
  redis.call('HSET', KEYS[4], new, ARGV[7])
  redis.call('HSET', KEYS[5], ARGV[6], new)
  if ARGV[8] ~= '' then
    redis.call('HSET', KEYS[6], ARGV[8], new)
  end
  if ARGV[5] ~= '' then
    redis.call('HSET', KEYS[7], ARGV[5], new .. '\n' .. ARGV[6])
  end
end
for i = first, #ARGV, 3 do
  local key, player, entry = KEYS[tonumber(ARGV[i])], ARGV[i + 1], ARGV[i + 2]
  if entry == '' then
    redis.call('HDEL', key, player)
  else
    redis.call('HSET', key, player, entry)
  end
end
redis.call('HSET', KEYS[1], unpack(ARGV, 12, first - 1))
redis.call('SPUBLISH', KEYS[9], 'v' .. ARGV[2])
return { 'done' }

-- Takes a seat once per attempt, nickname key and code, or finds the one that is already there.
-- KEYS 1 room 2 order 3 seats 4 names 5 nicks 6 codes 7 attempts 8 removed
-- ARGV 1 player id 2 JSON attempt or "" 3 JSON nickname key 4 JSON nickname 5 code or "" 6 "1" when the player gave the code
--      7 capacity 8 JSON of what never changes of the seat
-- Result {"joined" | "repeat" | "resumed", seat entry, name entry} {"code-taken"} {"refused", code}

local function found(kind, player)
  if redis.call('SISMEMBER', KEYS[8], player) == 1 then
    return { 'refused', 'removed' }
  end
  return { kind, redis.call('HGET', KEYS[3], player), redis.call('HGET', KEYS[4], player) }
end

if ARGV[2] ~= '' then
  local known = redis.call('HGET', KEYS[7], ARGV[2])
  if known then
    local player, asked = string.match(known, '^([^\n]*)\n(.*)$')
    if asked ~= ARGV[3] then
      return { 'refused', 'attempt_reused' }
    end
    return found('repeat', player)
  end
end
-- A resend without an attempt is known by the player id, which is drawn for each join.
if redis.call('HEXISTS', KEYS[3], ARGV[1]) == 1 then
  return found('joined', ARGV[1])
end

local room = redis.call('HMGET', KEYS[1], 'phase', 'locked')
if not room[1] or room[1] == 'finished' then
  return { 'refused', 'room_not_found' }
end
-- Anonymous seats have the empty code, which finds nobody.
local bearer = ARGV[5] ~= '' and redis.call('HGET', KEYS[6], ARGV[5])
if bearer then
  if ARGV[6] == '1' then
    return found('resumed', bearer)
  end
  return { 'code-taken' }
end
if room[2] == '1' then
  return { 'refused', 'room_locked' }
end
if redis.call('LLEN', KEYS[2]) - redis.call('SCARD', KEYS[8]) >= tonumber(ARGV[7]) then
  return { 'refused', 'room_full' }
end
if redis.call('HSETNX', KEYS[5], ARGV[3], ARGV[1]) == 0 then
  return { 'refused', 'nickname_taken' }
end

local seat, name = clock() .. '\n' .. ARGV[8], ARGV[3] .. '\n' .. ARGV[4]
redis.call('RPUSH', KEYS[2], ARGV[1])
redis.call('HSET', KEYS[3], ARGV[1], seat)
redis.call('HSET', KEYS[4], ARGV[1], name)
if ARGV[5] ~= '' then
  redis.call('HSET', KEYS[6], ARGV[5], ARGV[1])
end
if ARGV[2] ~= '' then
  redis.call('HSET', KEYS[7], ARGV[2], ARGV[1] .. '\n' .. ARGV[3])
end
return { 'joined', seat, name }

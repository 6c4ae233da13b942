-- Writes a room that was held elsewhere; its large hashes are there already, staged, and move to their places.
-- A room id that is there is a resend and writes nothing.
-- KEYS 1 room 2 quiz 3 rooms 4 order 5 removed 6... pairs of a staged hash and its place
-- ARGV 1 room id 2 created at 3 quiz JSON 4 JSON list of player ids in join order 5 JSON list of removed ones
--      6... fields and values of the room hash
-- Result 1 when the room is there, 0 when a staged hash is missing

local known = redis.call('EXISTS', KEYS[1]) == 1
for i = 6, #KEYS, 2 do
  if known then
    redis.call('DEL', KEYS[i])
  elseif redis.call('EXISTS', KEYS[i]) == 0 then
    return 0
  end
end
if known then
  return 1
end

-- Lua unpacks at most some 8000 values at once.
local function push(command, key, values)
  for i = 1, #values, 1000 do
    redis.call(command, key, unpack(values, i, math.min(i + 999, #values)))
  end
end

redis.call('HSET', KEYS[1], unpack(ARGV, 6))
redis.call('SET', KEYS[2], ARGV[3])
redis.call('ZADD', KEYS[3], ARGV[2], ARGV[1])
push('RPUSH', KEYS[4], cjson.decode(ARGV[4]))
push('SADD', KEYS[5], cjson.decode(ARGV[5]))
for i = 6, #KEYS, 2 do
  redis.call('RENAME', KEYS[i], KEYS[i + 1])
  redis.call('PERSIST', KEYS[i + 1])
end
return 1

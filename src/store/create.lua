-- Claims a PIN and writes a room with its quiz. A room id that already holds the PIN is a resend.
-- KEYS 1 create attempt (any key of the shard when there is none) 2 pin 3 room 4 quiz 5 rooms 6 due
-- ARGV 1 "1" when there is an attempt 2 its body 3 room id 4 quiz JSON 5 created at 6 due or "" 7 attempt TTL ms 8 PIN TTL ms
--      9... fields and values of the room hash
-- Result {"created"} {"repeat", room id} {"attempt-reused"} {"pin-taken"}

if ARGV[1] == '1' then
  local known = redis.call('HMGET', KEYS[1], 'body', 'room')
  if known[1] then
    if known[1] == ARGV[2] then
      return { 'repeat', known[2] }
    end
    return { 'attempt-reused' }
  end
end
local holder = redis.call('GET', KEYS[2])
if holder == ARGV[3] then
  return { 'created' }
end
-- A released PIN, marked ~, is free to take.
if holder and string.sub(holder, 1, 1) ~= '~' then
  return { 'pin-taken' }
end
redis.call('SET', KEYS[2], ARGV[3], 'PX', ARGV[8])
redis.call('HSET', KEYS[3], unpack(ARGV, 9))
redis.call('SET', KEYS[4], ARGV[4])
redis.call('ZADD', KEYS[5], ARGV[5], ARGV[3])
if ARGV[6] ~= '' then
  redis.call('ZADD', KEYS[6], ARGV[6], ARGV[3])
end
if ARGV[1] == '1' then
  redis.call('HSET', KEYS[1], 'body', ARGV[2], 'room', ARGV[3])
  redis.call('PEXPIRE', KEYS[1], ARGV[7])
end
return { 'created' }

-- Deletes a room, its index entries, and its PIN if it still points here.
-- KEYS 1 pin 2 due 3 rooms 4... keys to delete
-- ARGV 1 room id
-- Result nil

local holder = redis.call('GET', KEYS[1])
if holder == ARGV[1] or holder == '~' .. ARGV[1] then
  redis.call('DEL', KEYS[1])
end
redis.call('ZREM', KEYS[2], ARGV[1])
redis.call('ZREM', KEYS[3], ARGV[1])
for i = 4, #KEYS do
  redis.call('DEL', KEYS[i])
end

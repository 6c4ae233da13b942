-- Deletes an organiser and frees the name.
-- KEYS 1 organisers 2 names
-- ARGV 1 organiser id 2 name key

redis.call('HDEL', KEYS[1], ARGV[1])
if redis.call('HGET', KEYS[2], ARGV[2]) == ARGV[1] then
  redis.call('HDEL', KEYS[2], ARGV[2])
end
return 1

-- Stores a quiz and its summary, if the quiz is still the one that was read.
-- KEYS 1 quizzes 2 summaries
-- ARGV 1 quiz id 2 JSON quiz 3 JSON summary 4 SHA-1 of the JSON quiz that was read, "" when there was none
-- Result 1 when stored, 0 when another has been stored or deleted meanwhile

local held = redis.call('HGET', KEYS[1], ARGV[1])
if (held and redis.sha1hex(held) or '') ~= ARGV[4] then
  return 0
end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
redis.call('HSET', KEYS[2], ARGV[1], ARGV[3])
return 1

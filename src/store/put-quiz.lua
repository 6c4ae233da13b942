-- Stores a quiz and its summary.
-- KEYS 1 quizzes 2 summaries
-- ARGV 1 quiz id 2 JSON quiz 3 JSON summary 4 "1" to keep one that is there
-- Result nil

if ARGV[4] == '1' and redis.call('HEXISTS', KEYS[1], ARGV[1]) == 1 then
  return
end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
redis.call('HSET', KEYS[2], ARGV[1], ARGV[3])

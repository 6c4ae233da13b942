-- Deletes a quiz and its summary.
-- KEYS 1 quizzes 2 summaries
-- ARGV 1 quiz id
-- Result 1 when there was one, else 0

redis.call('HDEL', KEYS[2], ARGV[1])
return redis.call('HDEL', KEYS[1], ARGV[1])

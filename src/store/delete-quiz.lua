-- Deletes a quiz and its summary.
-- KEYS 1 quizzes 2 summaries
-- ARGV 1 quiz id
-- Result nil

redis.call('HDEL', KEYS[2], ARGV[1])
redis.call('HDEL', KEYS[1], ARGV[1])

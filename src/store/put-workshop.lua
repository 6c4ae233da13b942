-- Stores a workshop, if the stored version is the one it was made from. The same entry sent again is stored.
-- KEYS 1 workshops
-- ARGV 1 workshop id 2 expected version, 0 when there is to be none 3 entry: version, line break, JSON
-- Result 1 when stored, 0 when the version is another one

local held = redis.call('HGET', KEYS[1], ARGV[1])
if held == ARGV[3] then
  return 1
end
if (held and string.match(held, '^%d+') or '0') ~= ARGV[2] then
  return 0
end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
return 1

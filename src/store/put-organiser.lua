-- Stores an organiser, if the stored version is the one it was made from and nobody else has the name. The same entry
-- sent again is stored. An organiser's name never changes.
-- KEYS 1 organisers 2 names
-- ARGV 1 organiser id 2 expected version, 0 when there is to be none 3 entry: version, line break, JSON 4 name key
-- Result 1 when stored, 0 when the version is another one, -1 when the name is taken

local held = redis.call('HGET', KEYS[1], ARGV[1])
if held == ARGV[3] then
  return 1
end
local holder = redis.call('HGET', KEYS[2], ARGV[4])
if holder and holder ~= ARGV[1] then
  return -1
end
if (held and string.match(held, '^%d+') or '0') ~= ARGV[2] then
  return 0
end
redis.call('HSET', KEYS[2], ARGV[4], ARGV[1])
redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
return 1

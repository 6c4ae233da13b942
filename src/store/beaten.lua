-- Makes a beat count whose answer is known.
-- KEYS rooms
-- ARGV 1 the time of the beat
-- Result nil

for _, room in ipairs(KEYS) do
  local last = redis.call('HGET', room, 'beat')
  if redis.call('EXISTS', room) == 1 and (not last or tonumber(last) < tonumber(ARGV[1])) then
    redis.call('HSET', room, 'beat', ARGV[1])
  end
end

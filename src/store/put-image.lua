-- Stores an image, and takes it from the share of its owner. One that is there already takes nothing.
-- KEYS 1 image 2 (where there is a share) bytes that its owner has added
-- ARGV 1 type 2 bytes; where there is a share: 3 bytes it takes 4 bytes of the share 5 how long the share is for (ms)
-- Result 1 when it is stored, 0 when the share has not so much left

if redis.call('EXISTS', KEYS[1]) == 1 then
  return 1
end
if KEYS[2] then
  local added = tonumber(redis.call('GET', KEYS[2]) or 0)
  if added + ARGV[3] > tonumber(ARGV[4]) then
    return 0
  end
  local sum = string.format('%d', added + ARGV[3])
  if added == 0 then
    redis.call('SET', KEYS[2], sum, 'PX', ARGV[5])
  else
    redis.call('SET', KEYS[2], sum, 'KEEPTTL')
  end
end
redis.call('HSET', KEYS[1], 'type', ARGV[1], 'bytes', ARGV[2])
return 1

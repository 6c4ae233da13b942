-- Stores a response once per round and seat, while the gate of that round is open (gate.ts says the same).
-- KEYS 1 room 2 seats 3 removed 4 responses of the round 5 present
-- ARGV 1 player id 2 round 3 JSON attempt 4 JSON of the rest 5 received at (ms, as the node read the clock)
-- Result {"stored", received at, "1" when complete else "0"} {"repeat" | "already", entry} {"refused", code}

local CLAIM_MS = 1000

if redis.call('HEXISTS', KEYS[2], ARGV[1]) == 0 then
  return { 'refused', 'not_joined' }
end
if redis.call('SISMEMBER', KEYS[3], ARGV[1]) == 1 then
  return { 'refused', 'removed' }
end
local before = redis.call('HGET', KEYS[4], ARGV[1])
if before then
  local attempt = string.match(before, '^[^\n]*\n([^\n]*)\n')
  return { attempt == ARGV[3] and 'repeat' or 'already', before }
end

local gate = redis.call('HMGET', KEYS[1], 'phase', 'round', 'paused', 'opensAt', 'closesAt')
local phase, round, asked = gate[1], tonumber(gate[2]), tonumber(ARGV[2])
if not round then
  return { 'refused', 'not_joined' }
end
if asked > round then
  return { 'refused', 'not_open' }
end
if asked < round or phase == 'reveal' or phase == 'leaderboard' or phase == 'finished' then
  return { 'refused', 'round_closed' }
end
local opens, closes = tonumber(gate[4]), tonumber(gate[5])
local now = clock()
local received = math.min(math.max(tonumber(ARGV[5]), now - CLAIM_MS), now)
if phase ~= 'open' or gate[3] == '1' or not opens or received < opens then
  return { 'refused', 'not_open' }
end
if closes and received > closes then
  return { 'refused', 'round_closed' }
end

local entry = received .. '\n' .. ARGV[3] .. '\n' .. ARGV[4]
redis.call('HSET', KEYS[4], ARGV[1], entry)
return { 'stored', tostring(received), complete(KEYS[5], KEYS[4], now) and '1' or '0' }

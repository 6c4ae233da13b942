-- Stores a response once per round and seat, while the gate of that round is open (gate.ts says the same).
-- KEYS 1 room 2 seats 3 removed 4 responses of the round 5 present
-- ARGV 1 player id 2 round 3 JSON attempt + "\n" + JSON of the rest 4 received at (ms, as the node read the clock)
-- Result, in lines of one text: "stored", received at, "1" when complete else "0"; "repeat" or "already", the entry;
-- "refused", code

local CLAIM_MS = 1000

if redis.call('HEXISTS', KEYS[2], ARGV[1]) == 0 then
  return 'refused\nnot_joined'
end
if redis.call('SISMEMBER', KEYS[3], ARGV[1]) == 1 then
  return 'refused\nremoved'
end
local before = redis.call('HGET', KEYS[4], ARGV[1])
if before then
  local attempt = string.match(before, '^[^\n]*\n([^\n]*)\n')
  return (attempt == string.match(ARGV[3], '^[^\n]*') and 'repeat\n' or 'already\n') .. before
end

local gate = redis.call('HMGET', KEYS[1], 'phase', 'round', 'paused', 'opensAt', 'closesAt')
local phase, round, asked = gate[1], tonumber(gate[2]), tonumber(ARGV[2])
if not round then
  return 'refused\nnot_joined'
end
if asked > round then
  return 'refused\nnot_open'
end
if asked < round or phase == 'reveal' or phase == 'leaderboard' or phase == 'finished' then
  return 'refused\nround_closed'
end
local opens, closes = tonumber(gate[4]), tonumber(gate[5])
local now = clock()
local received = math.min(math.max(tonumber(ARGV[4]), now - CLAIM_MS), now)
if phase ~= 'open' or gate[3] == '1' or not opens or received < opens then
  return 'refused\nnot_open'
end
if closes and received > closes then
  return 'refused\nround_closed'
end

redis.call('HSET', KEYS[4], ARGV[1], received .. '\n' .. ARGV[3])
return 'stored\n' .. received .. '\n' .. (complete(KEYS[5], KEYS[4], now) and '1' or '0')

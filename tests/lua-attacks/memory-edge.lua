-- lives at the edge of the memory cap, where each small table costs a full collection
local keep, n = {}, 0
local function grow() n = n + 1 keep[n] = { n } return grow() end
for i = 1, 20000 do keep[i] = { i, { i }, { i } } end
while true do local waste = { {}, {}, {} } keep[#keep + 1] = waste end

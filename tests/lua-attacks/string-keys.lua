-- a long key is compared byte by byte at each look-up
local function long() local s = "ab" for i = 1, 16 do s = s .. s end return s end
local t = { [long()] = true }
local k = long()
while t[k] do end

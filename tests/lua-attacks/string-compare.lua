-- two long equal texts, compared for ever
local function long() local s = "ab" for i = 1, 16 do s = s .. s end return s end
local a, b = long(), long()
while a == b do end

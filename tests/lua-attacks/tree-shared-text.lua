-- one long text in many places
local s = "x" for i = 1, 17 do s = s .. s end
local t = {}
for i = 1, 5000 do t[i] = s end
return t

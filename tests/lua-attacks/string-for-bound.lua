-- a long text read as the bound of a loop
local s = "1" for i = 1, 17 do s = s .. "0" end
while true do for i = 1, s do break end end

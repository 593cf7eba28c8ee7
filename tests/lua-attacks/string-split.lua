local s = ";" for i = 1, 17 do s = s .. s end
local t = {}
while true do t[#t + 1] = s:split(";") end

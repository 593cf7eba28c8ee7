-- many copies of one long text: little code, much memory traffic
local s = "0123456789abcdef"
for i = 1, 13 do s = s .. s end
while true do local t = s .. "x" end

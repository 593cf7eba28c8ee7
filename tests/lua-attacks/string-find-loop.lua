local s = "a" for i = 1, 17 do s = s .. s end
while true do s:find("b") end

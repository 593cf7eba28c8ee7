local s = "é" for i = 1, 16 do s = s .. s end
while true do s:upper() end

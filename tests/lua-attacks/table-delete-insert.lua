-- each new key rebuilds a large table
local t = {}
for i = 1, 60000 do t[i + 0.5] = 1 end
local i = 0
while true do i = i + 1 t[i + 0.5] = nil t[-i - 0.5] = 1 end

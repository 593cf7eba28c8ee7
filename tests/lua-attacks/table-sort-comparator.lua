-- an order that contradicts itself, and grows what it sorts
local t = {}
for i = 1, 1000 do t[i] = i end
table.sort(t, function(a, b) t[#t + 1] = a return true end)
while true do table.sort(t, function(a, b) return true end) end

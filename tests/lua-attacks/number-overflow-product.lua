local x = 3
while true do x = x * x end

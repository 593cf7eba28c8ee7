local t = {}
for i = 1, 100001 do t[i] = i end
return t

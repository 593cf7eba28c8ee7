local t = { [{}] = 1, [true] = 2, [function() end] = 3 }
for k, v in pairs(t) do end
return {}

local t = { __len = function() return 1 << 60 end }
return { setmetatable(t, t) }

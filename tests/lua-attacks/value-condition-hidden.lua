-- what the text alone does not tell
local function spent(n) return n:spent() end
return indicator{ id = "x", value = function(n) return spent(n) and 1 or 0 end }

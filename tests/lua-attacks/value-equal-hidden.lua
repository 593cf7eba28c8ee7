local function is_zero(v) return v == 0 end
return indicator{ id = "x", value = function(n) if is_zero(n:spent()) then return 1 end return 0 end }

local function f(n) return f(n) + 1 end
return indicator{ id = "x", value = f }

return indicator{ id = "x", value = function(n) return n:spent(n) end }

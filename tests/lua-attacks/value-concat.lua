return indicator{ id = "x", value = function(n) return "x" .. n:spent() end }

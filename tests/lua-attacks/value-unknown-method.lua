return indicator{ id = "x", value = function(n) return n:spnet() end }

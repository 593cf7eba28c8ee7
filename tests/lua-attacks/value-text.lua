return indicator{ id = "x", value = function(n) return "12" end }

return indicator{ id = "x", value = function(n) end }

return indicator{ id = "x", value = function(n) local f = n.spent return f("x") end }

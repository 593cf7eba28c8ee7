return indicator{ id = "x", value = function(n) n.spent = nil return 1 end }

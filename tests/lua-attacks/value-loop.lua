return indicator{ id = "x", value = function(n) while true do end end }

return indicator{ id = "x", value = function(n) assert(n:spent()) return 1 end }

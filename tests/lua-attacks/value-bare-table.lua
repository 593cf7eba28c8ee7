return { id = "x", value = function(n) return 1 end }

return indicator{ id = "x", value = function(n) return n:spent(1, 2, 3, 4, 5, 6, 7, 8, 9) end }

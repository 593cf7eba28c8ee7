return indicator{ id = "x", value = function(n) local t = {} t[n:spent()] = 1 return 1 end }

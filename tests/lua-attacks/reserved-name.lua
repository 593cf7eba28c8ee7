__v = function(x) return x end
return {}

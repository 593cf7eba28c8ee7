local t = { 3, 2, 1 }
table.sort(t, function(a, b) return error({}) end)
return t

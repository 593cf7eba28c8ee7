local t = {}
table.insert(t, 2 ^ 53, "x")
return t

local t = { 3, "x", {} }
table.sort(t)
return t

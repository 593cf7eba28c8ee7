local t = {}
t.again = { t }
return t

local s = "x"
return { s["rep"](s, 1e9) }

local t = {}
return { section(t), t, section(t) }

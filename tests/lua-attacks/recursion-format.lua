-- a method call on each level
local function f(s) return f(("%s%s"):format(s, "x")) end
return { f("") }

local function spin(...) while true do select(2, ...) end end
return spin(1, 2, 3)

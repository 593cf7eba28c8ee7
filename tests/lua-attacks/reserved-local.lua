local function __o() return 1 end
return { 1 + 1 }

for i = 1, 1e12 do end
return {}

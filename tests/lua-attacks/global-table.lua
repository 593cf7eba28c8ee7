_G.x = 1
return {}

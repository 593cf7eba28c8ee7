total = 1
return {}

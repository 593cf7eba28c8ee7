function total() end
return {}

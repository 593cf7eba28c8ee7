pairs = nil
return {}

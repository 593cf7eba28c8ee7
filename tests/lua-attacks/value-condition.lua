return indicator{ id = "x", value = function(n)
  local paid = n:spent()
  if paid then return paid end
  return 0
end }

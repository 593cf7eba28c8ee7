return indicator{ id = "x", value = function(n)
  if n:spent() == 0 then return 0 end
  return 1
end }

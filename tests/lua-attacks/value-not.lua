return indicator{ id = "x", value = function(n)
  local f = function() return n:spent() end
  if not f() then return 0 end
  return 1
end }

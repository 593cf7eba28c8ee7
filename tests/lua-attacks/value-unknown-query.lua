return indicator{ id = "x", value = function(n)
  if n:spent():is_known() then return 1 end
  return 0
end }

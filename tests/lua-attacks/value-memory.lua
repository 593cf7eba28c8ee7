return indicator{ id = "x", value = function(n)
  local t = {}
  while true do t[#t + 1] = n:spent() end
end }

-- a value kept from one place to the next; the test calls value(n) twice
local kept, calls = nil, 0
return indicator{ id = "x", value = function(n)
  calls = calls + 1
  if calls == 1 then kept = n:spent() end
  return kept
end }

local function f(a, b)
  local t = { 2, 1 }
  table.sort(t, f)
  return false
end
return { f(1, 2) }

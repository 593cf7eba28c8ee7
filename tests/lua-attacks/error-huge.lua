local s = "x" for i = 1, 17 do s = s .. s end
error(s)

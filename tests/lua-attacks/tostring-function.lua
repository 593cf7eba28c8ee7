return { tostring(print) }

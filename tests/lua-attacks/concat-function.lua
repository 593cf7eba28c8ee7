return { "x" .. function() end }

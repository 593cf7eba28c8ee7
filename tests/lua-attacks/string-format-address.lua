return { ("%p"):format({}) }

return { ("%s %s"):format(1) }

return { x = 1e999 }

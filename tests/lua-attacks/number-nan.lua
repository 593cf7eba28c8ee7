return { x = 0 / 0 }

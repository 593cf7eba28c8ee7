return { x = 1e308 * 10 }

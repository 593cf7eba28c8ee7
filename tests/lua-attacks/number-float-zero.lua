return { x = 1 // 0.0 }

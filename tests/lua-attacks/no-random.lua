return { math.random() }

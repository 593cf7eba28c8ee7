return { x = "10" + 1 }

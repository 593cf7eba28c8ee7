return indicator{ id = "x", value = 12 }

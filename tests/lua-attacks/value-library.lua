return indicator{ id = "x", value = tostring }

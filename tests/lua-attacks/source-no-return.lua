section{ title = "x" }

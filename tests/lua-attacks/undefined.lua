return secton{ title = "x" }

error("%s%s%s%n")

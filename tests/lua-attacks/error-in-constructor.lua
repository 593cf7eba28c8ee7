return section{ title = "x" .. nil }

return { "a\0b" }

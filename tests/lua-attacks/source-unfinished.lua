return { "abc }

return { "é" }

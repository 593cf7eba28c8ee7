return { require("os").getenv("HOME") }

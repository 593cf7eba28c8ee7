return { ("a"):gsub("a*a*a*a*a*b", "") }

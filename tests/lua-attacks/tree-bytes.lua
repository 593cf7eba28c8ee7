return { "\xff" }

return {} --[[ never closed

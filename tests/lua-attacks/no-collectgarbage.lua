collectgarbage("stop")
return {}

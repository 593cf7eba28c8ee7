_ENV.x = 1
return {}

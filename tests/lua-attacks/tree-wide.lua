-- 2^30 leaves from 30 tables
local t = {}
for i = 1, 30 do t = { t, t } end
return t

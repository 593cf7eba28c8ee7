return section{ title = function() end }

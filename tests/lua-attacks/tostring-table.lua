return { tostring({}) }

return { table.remove({ 1 }, 1 << 60) }

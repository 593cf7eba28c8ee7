return { debug.getregistry() }

return { os.time() }

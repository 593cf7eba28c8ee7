return section()

return section{ seuil = 0,5 }

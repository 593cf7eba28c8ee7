-- Avancement moyen des activités programmées, en part du programme de l'année.
return indicator {
  id = "taux-execution-physique",
  title = { fr = "Taux d'exécution physique", en = "Physical execution rate" },
  definition = {
    fr = "Avancement moyen du programme de l'année.",
    en = "Average progress of the year's programme.",
  },
  formula = {
    fr = "Σ poids × avancement ÷ Σ poids, sur les activités programmées (montant positif ou PM) dont "
      .. "l'avancement est connu ; poids 1 ; une activité annulée par une décision datée sort de la base.",
    en = "Σ weight × progress ÷ Σ weight, over scheduled activities (positive amount or PM) whose progress "
      .. "is known; weight 1; an activity cancelled by a dated decision leaves the base.",
  },
  source = { fr = "Fiches de collecte des structures.", en = "Returns of the structures." },
  unit = "ratio",
  lights = true,
  examples = {
    { name = "poids égaux", given = { weight = { 1, 1, 1, 1 }, physical = { 1, 0.5, 0, "ND" } }, expect = 0.5, reported = "3/4" },
    { name = "poids du plan", given = { weight = { 3, 1 }, physical = { 1, 0.2 } }, expect = 0.8, light = "green" },
    { name = "annulée par décision", given = { weight = { "s.o.", 1 }, physical = { "s.o.", 0.7 } }, expect = 0.7, light = "orange" },
    { name = "rien n'est arrivé", given = { weight = { 1, 1 }, physical = { "ND", "ND" } }, expect = "ND" },
  },
  value = function(n)
    return n:weight() * n:physical() / n:weight()
  end,
}

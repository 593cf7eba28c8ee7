-- À lire à côté de l'exécution cumulée.
return indicator {
  id = "temps-ecoule",
  title = { fr = "Temps écoulé", en = "Time elapsed" },
  definition = {
    fr = "Part de la durée du plan écoulée à la fin de la période.",
    en = "Share of the plan's duration gone by at the end of the period.",
  },
  formula = {
    fr = "Jours du 1er janvier de la première année à la fin de la période ÷ jours du plan.",
    en = "Days from 1 January of the first year to the end of the period ÷ days of the plan.",
  },
  source = {
    fr = "Calendrier du plan.",
    en = "Calendar of the plan.",
  },
  unit = "ratio",
  levels = { "plan" },
  examples = {
    { name = "deux ans sur cinq", given = { elapsed = 0.4 }, expect = 0.4 },
  },
  value = function(n)
    return n:elapsed()
  end,
}

-- À lire à côté du temps écoulé : l'exécution cumulée, elle, ne porte que sur les années déjà commencées.
return indicator {
  id = "part-du-plan",
  title = { fr = "Part du plan dépensée", en = "Share of the plan spent" },
  definition = {
    fr = "Ce qui a été dépensé depuis le début du plan, rapporté au coût de toutes ses années, celles à venir comprises.",
    en = "What has been spent since the plan's start, over the cost of all its years, those to come included.",
  },
  formula = {
    fr = "Σ dépense déclarée depuis la première année ÷ Σ base de toutes les années du plan ; n et N disent de combien d'activités, "
      .. "une fois par année, la dépense est connue.",
    en = "Σ spending declared since the first year ÷ Σ base of all the plan's years; n and N tell for how many activities, once a "
      .. "year, spending is known.",
  },
  source = {
    fr = "Fiches de collecte ; matrice des activités du plan.",
    en = "Returns; the plan's activity matrix.",
  },
  unit = "ratio",
  stage = true,
  uses_base = true,
  since_start = true,
  over_is_alert = true,
  examples = {
    { name = "deux années payées, cinq prévues", given = { cumulative = { spent = { 30, 60 } }, whole = { base = 300 } },
      expect = 0.3, reported = "2/2" },
    { name = "une fiche manque", given = { cumulative = { spent = { 30, "ND" } }, whole = { base = 300 } }, expect = 0.1,
      reported = "1/2" },
    { name = "rien n'est connu", given = { cumulative = { spent = { "ND" } }, whole = { base = 100 } }, expect = "ND" },
    { name = "aucune fiche demandée", given = { cumulative = { spent = { "s.o." } }, whole = { base = 100 } }, expect = "s.o." },
  },
  value = function(n)
    return n:spent { cumulative = true } / n:base { whole = true }
  end,
}

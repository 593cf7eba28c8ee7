-- Personnes couvertes par un régime dans une région, sur sa population.
-- Les régimes se recouvrent : on ne les additionne jamais.
return indicator {
  id = "taux-couverture",
  title = { fr = "Taux de couverture", en = "Coverage rate" },
  definition = {
    fr = "Bénéficiaires d'un régime rapportés à la population de référence de la région ; l'année et la source de la population, et l'écart avec l'année des bénéficiaires, sont dits à côté.",
    en = "Beneficiaries of a scheme over the reference population of the region; the year and source of the population, and its gap with the year of the beneficiaries, are told beside it.",
  },
  formula = {
    fr = "Bénéficiaires ÷ population de la région à l'année la plus proche ; sans population de référence : n.c.",
    en = "Beneficiaries ÷ population of the region in the nearest year; without a reference population: n.c.",
  },
  source = {
    fr = "Registres des régimes ; recensements et projections démographiques.",
    en = "Registers of the schemes; censuses and population projections.",
  },
  unit = "ratio",
  over = "coverage",
  examples = {
    { name = "une région", given = { beneficiaries = 120000, population = 1600000 }, expect = "7.5 %" },
    { name = "sans population de référence", given = { beneficiaries = 120000, population = "n.c." }, expect = "n.c." },
    { name = "bénéficiaires inconnus", given = { beneficiaries = "ND", population = 1600000 }, expect = "ND" },
  },
  value = function(n)
    return n:beneficiaries() / n:population()
  end,
}

-- Fiches arrivées sur les fiches demandées pour la période.
return indicator {
  id = "completude",
  title = { fr = "Complétude", en = "Completeness" },
  definition = {
    fr = "Part des fiches de collecte de la période qui ont été reçues.",
    en = "Share of the period's returns that have been received.",
  },
  formula = {
    fr = "Fiches reçues ÷ fiches attendues, de la période.",
    en = "Returns received ÷ returns expected, of the period.",
  },
  source = {
    fr = "Fiches de collecte des structures.",
    en = "Returns of the structures.",
  },
  unit = "ratio",
  levels = { "plan" },
  lights = true,
  examples = {
    { name = "une seule en retard est reçue quand même", given = { returns_received = 12, returns_expected = 12 }, expect = 1, light = "green" },
    { name = "il en manque", given = { returns_received = 9, returns_expected = 12 }, expect = 0.75, light = "yellow" },
    { name = "rien n'était demandé", given = { returns_received = "s.o.", returns_expected = "s.o." }, expect = "s.o." },
  },
  value = function(n)
    return n:returns { state = "received" } / n:returns { state = "expected" }
  end,
}

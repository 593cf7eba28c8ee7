-- Fiches arrivées à temps sur les fiches demandées pour la période.
return indicator {
  id = "ponctualite",
  title = { fr = "Ponctualité", en = "Timeliness" },
  definition = {
    fr = "Part des fiches de collecte de la période qui ont été reçues au plus tard le jour dit.",
    en = "Share of the period's returns received by the day they were due.",
  },
  formula = {
    fr = "Fiches reçues à temps ÷ fiches attendues, de la période.",
    en = "Returns received on time ÷ returns expected, of the period.",
  },
  source = {
    fr = "Fiches de collecte des structures.",
    en = "Returns of the structures.",
  },
  unit = "ratio",
  levels = { "plan" },
  lights = true,
  examples = {
    { name = "une seule en retard", given = { returns_on_time = 11, returns_expected = 12 }, expect = "91.7 %", light = "green" },
    { name = "toutes en retard", given = { returns_on_time = 0, returns_expected = 12 }, expect = 0, light = "red" },
  },
  value = function(n)
    return n:returns { state = "on_time" } / n:returns { state = "expected" }
  end,
}

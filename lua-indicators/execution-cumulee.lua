-- Depuis la première année du plan ; chaque activité compte une fois par année.
return indicator {
  id = "execution-cumulee",
  title = { fr = "Exécution financière cumulée", en = "Cumulative financial execution" },
  definition = {
    fr = "Part de la base (coût prévu ou dotation) des années écoulées du plan qui a été dépensée ; n et N comptent chaque activité "
      .. "une fois par année ; la part couverte compte aussi les années où aucune fiche n'a été demandée.",
    en = "Share of the base (planned cost or allocation) of the plan's elapsed years that has been spent; n and N count each activity "
      .. "once a year; the share covered also counts the years for which no return was asked.",
  },
  formula = {
    fr = "Σ dépense ÷ Σ base, de la première année du plan à l'année dite, sur les activités et les années où la base est positive et la dépense connue.",
    en = "Σ spending ÷ Σ base, from the plan's first year to the year told, over the activities and years with a positive base and known spending.",
  },
  source = {
    fr = "Directives UEMOA sur les stades de la dépense publique.",
    en = "UEMOA directives on the stages of public spending.",
  },
  unit = "ratio",
  by = { "node", "funder" },
  stage = true,
  uses_base = true,
  lights = true,
  since_start = true,
  over_is_alert = true,
  examples = {
    { name = "deux années connues", given = { cumulative = { spent = { 30, 60 }, base = { 50, 100 } } }, expect = 0.6, reported = "2/2" },
    { name = "une dépense sans dotation reste dehors", given = { cumulative = { spent = { 30, 5 }, base = { 50, "PM" } } },
      expect = 0.6, reported = "1/1" },
    { name = "deux années, l'une sans fiche", given = { cumulative = { spent = { 30, "ND" }, base = { 50, 100 } } }, expect = 0.6, reported = "1/2" },
  },
  value = function(n)
    return n:spent { cumulative = true } / n:base { cumulative = true }
  end,
}

-- Part de la base (coût prévu, dotation) qui a été dépensée, au stade choisi (payé par défaut).
-- Les deux sommes portent sur les mêmes activités : celles qui ont une base
-- et dont la dépense est connue ; c'est « / » qui y veille.
return indicator {
  id = "taux-execution-financiere",
  title = { fr = "Taux d'exécution financière", en = "Financial execution rate" },
  definition = {
    fr = "Part de la base de l'année (coût prévu ou dotation) qui a été dépensée.",
    en = "Share of the year's base (planned cost or allocation) that has been spent.",
  },
  formula = {
    fr = "Σ dépense au stade ÷ Σ base, sur les activités dont la base est positive et la dépense connue ; "
      .. "par source : dépense de la source ÷ financement prévu de la source.",
    en = "Σ spending at the stage ÷ Σ base, over the activities with a positive base and known spending; "
      .. "by funder: spending of the funder ÷ planned financing of the funder.",
  },
  source = { fr = "Directives UEMOA sur les stades de la dépense publique.",
             en = "UEMOA directives on the stages of public spending." },
  unit = "ratio",
  by = { "node", "funder" },
  stage = true,
  uses_base = true,
  lights = true,
  over_is_alert = true,
  cumulated = "execution-cumulee",
  examples = {
    { name = "les deux sommes sur les mêmes activités", given = { spent = { 30, "ND" }, base = { 50, 100 } }, expect = 0.6,
      reported = "1/2", light = "grey" },
    { name = "zéro est un fait", given = { spent = { 0 }, base = { 100 } }, expect = 0, light = "red" },
    { name = "tout manque", given = { spent = { "ND" }, base = { 100 } }, expect = "ND", light = "grey" },
    { name = "tout est pour mémoire", given = { spent = { "s.o." }, base = { "PM" } }, expect = "s.o.", reason = "only-pm" },
    { name = "dépense sur une activité pour mémoire", given = { spent = { 5 }, base = { "PM" } }, expect = "n.c.",
      reason = "no-allocation" },
    { name = "une dépense hors dotation n'entre pas dans le taux", given = { spent = { 40, 10 }, base = { 50, "-" } },
      expect = 0.8, light = "green" },
    { name = "au-dessus de la dotation", given = { spent = { 120 }, base = { 100 } }, expect = "120.0 %", light = "red" },
    { name = "correction négative", given = { spent = { -10, 60 }, base = { 50, 50 } }, expect = 0.5, light = "red" },
  },
  value = function(n)
    return n:spent() / n:base()
  end,
}

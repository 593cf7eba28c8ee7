-- Ce qui a été fait moins ce qui a été dépensé, en points.
-- n:keep garde les mêmes activités des deux côtés : celles dont les deux avancements sont connus.
return indicator {
  id = "ecart-physico-financier",
  title = { fr = "Écart physico-financier", en = "Physical-financial gap" },
  definition = {
    fr = "Avancement physique moins exécution financière, sur les mêmes activités. Au-dessus de zéro, le travail est en avance sur la dépense.",
    en = "Physical progress less financial execution, over the same activities. Above zero, work is ahead of spending.",
  },
  formula = {
    fr = "(Σ poids × avancement ÷ Σ poids − Σ dépense ÷ Σ base) × 100, sur les activités dont la base est positive et dont la dépense et l'avancement sont connus.",
    en = "(Σ weight × progress ÷ Σ weight − Σ spending ÷ Σ base) × 100, over the activities with a positive base whose spending and progress are known.",
  },
  source = {
    fr = "Fiches de collecte des structures.",
    en = "Returns of the structures.",
  },
  unit = "points",
  stage = true,
  uses_base = true,
  examples = {
    { name = "en retard sur la dépense", given = { weight = { 1, 1 }, physical = { 0.5, 0.3 }, spent = { 80, 60 }, base = { 100, 100 } },
      expect = -30, reported = "2/2" },
    { name = "une activité sans avancement connu sort des deux taux",
      given = { weight = { 1, 1 }, physical = { 0.5, "ND" }, spent = { 20, 90 }, base = { 100, 100 } }, expect = 30, reported = "1/2" },
    { name = "une activité sans dépense connue sort des deux taux",
      given = { weight = { 1, 1 }, physical = { 0.5, 1 }, spent = { 20, "ND" }, base = { 100, 100 } }, expect = 30, reported = "1/2" },
    { name = "pour mémoire : sans base, hors de l'écart",
      given = { weight = { 1, 1 }, physical = { 1, 0.5 }, spent = { "s.o.", 50 }, base = { "PM", 100 } }, expect = 0, reported = "1/1" },
    { name = "tout manque", given = { weight = { 1 }, physical = { "ND" }, spent = { "ND" }, base = { 100 } }, expect = "ND" },
  },
  value = function(n)
    local weight = n:keep(n:weight(), { positive = n:base() })
    local work = n:keep(weight * n:physical(), { known = n:spent() })
    local money = n:keep(n:spent(), { known = n:physical() })
    return (work / weight - money / n:base()) * 100
  end,
}

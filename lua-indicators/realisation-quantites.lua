-- Quantités faites sur quantités programmées. Des agents et des centres ne s'additionnent pas : au-dessus de
-- l'activité, n.c. dès que les unités diffèrent.
return indicator {
  id = "realisation-quantites",
  title = { fr = "Réalisation des quantités", en = "Quantities done" },
  definition = {
    fr = "Part des quantités programmées de l'année qui a été faite ; peut dépasser 100 %.",
    en = "Share of the year's planned quantities that has been done; may pass 100%.",
  },
  formula = {
    fr = "Σ quantité faite ÷ Σ quantité prévue, sur les activités dont la fiche donne les deux, dans la même unité ; unités différentes : n.c.",
    en = "Σ quantity done ÷ Σ quantity planned, over the activities whose return tells both, in the same unit; different units: n.c.",
  },
  source = {
    fr = "Fiches de collecte des structures.",
    en = "Returns of the structures.",
  },
  unit = "ratio",
  examples = {
    { name = "cinq centres sur douze", given = { quantity_done = { 5 }, quantity_planned = { 12 } }, expect = "41.7 %" },
    { name = "au-delà du programme", given = { quantity_done = { 150 }, quantity_planned = { 120 } }, expect = 1.25 },
    { name = "rien de fait est un fait", given = { quantity_done = { 0 }, quantity_planned = { 12 } }, expect = 0 },
    { name = "quantité faite inconnue", given = { quantity_done = { "ND" }, quantity_planned = { 12 } }, expect = "ND" },
    { name = "aucune quantité programmée", given = { quantity_done = { "s.o." }, quantity_planned = { "s.o." } }, expect = "s.o." },
  },
  value = function(n)
    return n:quantity { which = "done" } / n:quantity { which = "planned" }
  end,
}

-- Cadre logique : le tableau de suivi des indicateurs, groupé par résultat, avec les mots du document.

return report {
  id = "cadre-logique",
  title = { fr = "Cadre logique : suivi des indicateurs {year}", en = "Logical framework: indicator tracking {year}" },
  landscape = true,

  cover { formats = { "pdf" } },
  page { landscape = true },
  chapter { title = { fr = "En bref", en = "In short" } },
  indicators { shape = "told" },
  indicators { key = "bilan", shape = "count",
    title = { fr = "Ce qui peut être suivi", en = "What can be tracked" } },

  chapter { title = { fr = "Indicateurs mesurés", en = "Indicators measured" }, with = "measurements" },
  indicators { key = "indicateurs-retard", shape = "late", formats = { "xlsx", "csv" }, with = "measurements",
    title = { fr = "Indicateurs qui n'ont pas atteint leur cible", en = "Indicators that have not reached their target" } },
  indicators { key = "mesures", shape = "measured", with = "measurements",
    title = { fr = "Indicateurs mesurés, les plus loin de leur cible d'abord", en = "Indicators measured, furthest from their target first" } },
  text { role = "note", with = "measurements", text = {
    fr = "Avancement : (mesure − référence) ÷ (cible − référence), à la date de la mesure ; négatif, l'indicateur recule. Entre parenthèses, "
      .. "l'année ; une cible sans année vaut pour {end}. Le feu juge une mesure par la cible de son année.",
    en = "Progress: (actual − baseline) ÷ (target − baseline), on the date of the measurement; below zero, the indicator moves backwards. "
      .. "The year is in brackets; a target without a year is for {end}. The light judges a measurement by the target of its own year.",
  } },
  chart {
    key = "retards-graphique", kind = "progress", table = "indicateurs-retard", with = "measurements",
    title = { fr = "Indicateurs mesurés qui n'ont pas atteint leur cible", en = "Indicators measured that have not reached their target" },
    series = { "progress", "baseline", "target", "measured" },
  },

  chapter { title = { fr = "Tableau de suivi", en = "Tracking table" } },
  indicators { key = "suivi", shape = "printed",
    title = { fr = "Indicateurs par résultat, dans les mots du document", en = "Indicators by result, in the document's words" } },
  text { role = "note", text = {
    fr = "Lieu : ligne du texte extrait du document. Entre crochets, ce que ce rapport ajoute.",
    en = "Place: line of the document's extracted text. In square brackets, what this report adds.",
  } },

  chapter { title = { fr = "Définitions et sources", en = "Definitions and sources" } },
  definitions { key = "definitions", title = { fr = "Indicateurs et formules", en = "Indicators and formulas" },
    indicators = { "avancement-prochaine-cible", "taux-atteinte-cible" } },
  legend { key = "signes", title = { fr = "Signes et feux", en = "Signs and lights" } },
  sources { key = "documents", title = { fr = "Documents et données", en = "Documents and data" } },
  acronyms { title = { fr = "Sigles", en = "Acronyms" } },
}

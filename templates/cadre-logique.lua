-- Cadre logique : le tableau de suivi des indicateurs, groupé par résultat, avec les mots du document.

return report {
  id = "cadre-logique",
  title = { fr = "Cadre logique : suivi des indicateurs {year}", en = "Logical framework: indicator tracking {year}" },
  landscape = true,

  cover { formats = { "pdf" } },
  page { landscape = true },
  chapter { title = { fr = "En bref", en = "In short" } },
  indicators { key = "bilan", shape = "count",
    title = { fr = "Ce qui peut être suivi", en = "What can be tracked" } },
  text { text = {
    fr = "Un avancement se mesure entre une référence et une cible chiffrées. Le reste du tableau garde les mots du document : « oui », "
      .. "une liste, une cellule vide.",
    en = "Progress is measured between a baseline and a target in figures. The rest of the table keeps the document's words: “oui”, a "
      .. "list, an empty cell.",
  } },

  chapter { title = { fr = "Tableau de suivi", en = "Tracking table" } },
  indicators { key = "suivi", shape = "printed",
    title = { fr = "Indicateurs par résultat, tels qu'ils sont imprimés", en = "Indicators by result, as printed" } },
  text { role = "note", text = {
    fr = "ND : aucune mesure reçue jusqu'en {year}. Lieu : document et ligne de son texte extrait.",
    en = "ND: no measurement received up to {year}. Place: document and line of its extracted text.",
  } },

  chapter { title = { fr = "Avancement", en = "Progress" } },
  chart {
    key = "retards-graphique", kind = "progress", table = "indicateurs-retard",
    title = { fr = "Indicateurs mesurés qui n'ont pas atteint leur prochaine cible", en = "Measured indicators short of their next target" },
    series = { "progress", "baseline", "target", "measured" },
  },
  indicators { key = "indicateurs-retard", shape = "late", formats = { "xlsx", "csv" },
    title = { fr = "Indicateurs qui n'ont pas atteint leur prochaine cible", en = "Indicators short of their next target" } },
  indicators { key = "avancement", shape = "progress", indicator = "avancement-prochaine-cible",
    title = { fr = "Avancement vers la prochaine cible, {year}", en = "Progress towards the next target, {year}" } },
  text { role = "note", text = {
    fr = "Avancement : (mesure − référence) ÷ (cible − référence), à la date de la mesure. Entre parenthèses, l'année ; une cible sans année vaut pour {end}.",
    en = "Progress: (actual − baseline) ÷ (target − baseline), on the date of the measurement. The year is in brackets; a target without a year is for {end}.",
  } },

  chapter { title = { fr = "Définitions et sources", en = "Definitions and sources" } },
  definitions { key = "definitions", title = { fr = "Indicateurs et formules", en = "Indicators and formulas" },
    indicators = { "avancement-prochaine-cible" } },
  legend { key = "signes", title = { fr = "Signes et feux", en = "Signs and lights" } },
  sources { key = "documents", title = { fr = "Documents et données", en = "Documents and data" } },
}

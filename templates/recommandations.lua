-- Suivi des recommandations : quoi, qui, pour quand, où l'on en est, combien de jours de retard.

return report {
  id = "recommandations",
  title = { fr = "Suivi des recommandations {year}", en = "Follow-up of recommendations {year}" },
  landscape = true,

  cover { formats = { "pdf" } },
  page { landscape = true },
  chapter { title = { fr = "Recommandations", en = "Recommendations" } },
  recommendations_brief {},
  recommendations { key = "recommandations", title = { fr = "Qui fait quoi, pour quand", en = "Who does what, by when" } },
  text { role = "note", text = {
    fr = "Le retard est compté au jour de l'exécution, sinon au jour du rapport. Une recommandation annuelle est due chaque année, au "
      .. "31 décembre si aucun jour n'est dit.",
    en = "Delay is counted on the day of execution, otherwise on the day of the report. A yearly recommendation is due each year, on "
      .. "31 December when no day is stated.",
  } },
  chapter { title = { fr = "Sources", en = "Sources" } },
  sources { key = "documents", title = { fr = "Documents et données", en = "Documents and data" } },
}

-- Une recommandation annuelle est due une fois par an ; un trimestre finit à son dernier jour.
return indicator {
  id = "recommandations-executees",
  title = { fr = "Recommandations exécutées", en = "Recommendations executed" },
  definition = {
    fr = "Part des recommandations échues et applicables qui ont été exécutées.",
    en = "Share of the due and applicable recommendations that have been executed.",
  },
  formula = {
    fr = "Exécutées ÷ (échues − sans objet) ; n et N ne comptent pas celles qui sont sans objet.",
    en = "Executed ÷ (due − not applicable); neither n nor N counts those not applicable.",
  },
  source = {
    fr = "Comptes rendus des ateliers et des comités.",
    en = "Minutes of workshops and committees.",
  },
  unit = "ratio",
  over = "recommendations",
  lights = true,
  examples = {
    { name = "une sans objet", given = { recommendations_executed = 6, recommendations_due = 9, recommendations_not_applicable = 1 }, expect = 0.75 },
    { name = "rien n'est échu", given = { recommendations_executed = 0, recommendations_due = 0, recommendations_not_applicable = 0 },
      expect = "s.o." },
  },
  value = function(n)
    local due = n:recommendations { state = "due" } - n:recommendations { state = "not_applicable" }
    return n:recommendations { state = "executed" } / due
  end,
}

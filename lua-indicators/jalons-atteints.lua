-- Ce que le plan ou son rapport nomme comme une étape : atteinte, en cours ou prévue.
return indicator {
  id = "jalons-atteints",
  title = { fr = "Jalons atteints", en = "Milestones reached" },
  definition = {
    fr = "Part des jalons du nœud, et de ceux d'en dessous, qui étaient atteints à la fin de la période.",
    en = "Share of the milestones of the node, and of those below it, that were reached at the end of the period.",
  },
  formula = {
    fr = "Jalons atteints ÷ jalons ; un jalon daté d'après la période n'est pas encore atteint.",
    en = "Milestones reached ÷ milestones; one dated after the period is not reached yet.",
  },
  source = {
    fr = "Documents du plan.",
    en = "Documents of the plan.",
  },
  unit = "ratio",
  over = "milestones",
  examples = {
    { name = "trois sur quatre", given = { milestones_reached = 3, milestones_all = 4 }, expect = 0.75 },
    { name = "aucun jalon", given = { milestones_reached = "s.o.", milestones_all = "s.o." }, expect = "s.o." },
  },
  value = function(n)
    return n:milestones { state = "reached" } / n:milestones { state = "all" }
  end,
}

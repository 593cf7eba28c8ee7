-- Ce qui a été fait sans être programmé : activités du plan d'une autre année, travaux que le plan ne contient pas.
return indicator {
  id = "activites-hors-programme",
  title = { fr = "Activités hors programme", en = "Activities outside the programme" },
  definition = {
    fr = "Activités du plan réalisées ou en cours sans être programmées cette année, et travaux signalés par les fiches que le plan ne contient pas.",
    en = "Activities of the plan done or under way though not scheduled that year, and works told by returns that the plan does not hold.",
  },
  formula = {
    fr = "Nombre d'activités faites sans être programmées + nombre de travaux hors du plan.",
    en = "Number of activities done though not scheduled + number of works outside the plan.",
  },
  source = {
    fr = "Fiches de collecte des structures.",
    en = "Returns of the structures.",
  },
  unit = "count",
  examples = {
    { name = "deux et une", given = { unscheduled = 2, extra = 1 }, expect = 3 },
  },
  value = function(n)
    return n:count { state = "unscheduled" } + n:count { state = "extra" }
  end,
}

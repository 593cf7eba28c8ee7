-- Une norme (au plus 15, au moins 90) est respectée ou non ; l'écart dit de combien.
return indicator {
  id = "ecart-norme",
  title = { fr = "Écart à la norme", en = "Gap to the norm" },
  definition = {
    fr = "Marge par rapport à la borne énoncée pour l'année, dans l'unité de l'indicateur : zéro ou plus, la norme est respectée ; au-dessous, elle ne l'est pas.",
    en = "Margin to the bound stated for the year, in the unit of the indicator: zero or more, the norm is kept; below, it is not.",
  },
  formula = {
    fr = "Réalisé − borne pour « au moins » ; borne − réalisé pour « au plus » ; s.o. quand la cible n'est pas une borne.",
    en = "Actual − bound for “at least”; bound − actual for “at most”; n/a when the target is not a bound.",
  },
  source = {
    fr = "Cadre logique du plan ; gestion axée sur les résultats.",
    en = "Logical framework of the plan; results-based management.",
  },
  unit = "number",
  over = "logframe",
  lights = "sign",
  examples = {
    { name = "au plus 15, 12 mesuré", given = { target = 15, bound = -1, actual = 12 }, expect = 3, light = "green" },
    { name = "au plus 15, 18 mesuré", given = { target = 15, bound = -1, actual = 18 }, expect = -3, light = "red" },
    { name = "au moins 90, 90 mesuré", given = { target = 90, bound = 1, actual = 90 }, expect = 0, light = "green" },
    { name = "une cible qui n'est pas une borne", given = { target = 90, bound = 0, actual = 90 }, expect = "s.o." },
    { name = "pas de mesure", given = { target = 90, bound = 1, actual = "ND" }, expect = "ND", light = "grey" },
  },
  value = function(n)
    if n:bound():is_zero() then return n:not_asked("no-bound") end
    return (n:actual() - n:target()) * n:bound()
  end,
}

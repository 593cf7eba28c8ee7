-- Ce qui est réalisé par rapport à la cible de l'année, à l'endroit ou à l'envers selon le sens souhaité.
return indicator {
  id = "taux-atteinte-cible",
  title = { fr = "Taux d'atteinte de la cible", en = "Target achievement rate" },
  definition = {
    fr = "Valeur réalisée rapportée à la cible énoncée pour l'année. Ne dit pas le chemin parcouru : voir l'avancement vers la cible.",
    en = "Actual value over the target stated for the year. It does not tell the way gone: see progress towards the target.",
  },
  formula = {
    fr = "Réalisé ÷ cible quand une hausse est souhaitée ; cible ÷ réalisé quand c'est une baisse (réalisé 0 : cible atteinte, 100 %) ; cible 0 : n.c. ; sans cible cette année : s.o.",
    en = "Actual ÷ target when a rise is sought; target ÷ actual when a fall is (actual 0: target reached, 100%); target 0: n.c.; no target that year: n/a",
  },
  source = {
    fr = "Cadre logique du plan ; gestion axée sur les résultats.",
    en = "Logical framework of the plan; results-based management.",
  },
  unit = "ratio",
  over = "logframe",
  lights = true,
  light_from = "avancement-vers-cible",
  examples = {
    { name = "hausse", given = { target = 40, actual = 30, direction = 1, baseline = "ND" }, expect = 0.75, light = "yellow" },
    { name = "pauvreté au Mali : 43,7 pour 32 (le feu suit l'avancement)",
      given = { target = 32, actual = 43.7, direction = -1, baseline = 47.4 }, expect = "73.2 %", light = "red" },
    { name = "baisse, plus rien ne reste", given = { target = 5, actual = 0, direction = -1, baseline = "ND" }, expect = 1, light = "green" },
    { name = "cible nulle", given = { target = 0, actual = 3, direction = -1, baseline = "ND" }, expect = "n.c.", reason = "zero-target" },
    { name = "pas de cible cette année", given = { target = "s.o.", actual = 3, direction = 1, baseline = "ND" }, expect = "s.o." },
    { name = "pas de mesure", given = { target = 40, actual = "ND", direction = 1, baseline = "ND" }, expect = "ND" },
    { name = "des mots", given = { target = "texte", actual = 3, direction = 1, baseline = "ND" }, expect = "n.c.", reason = "words" },
  },
  value = function(n)
    local target, actual = n:target(), n:actual()
    if not target:known() or not actual:known() then return target / actual end
    if target:is_zero() then return n:impossible("zero-target") end
    if n:direction():is_zero() then return n:impossible("no-direction") end
    if n:direction() > 0 then return actual / target end
    if actual:is_zero() then return 1 end
    return target / actual
  end,
}

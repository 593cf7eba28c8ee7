-- Chemin parcouru depuis la référence, dans les deux sens : la formule vaut pour une hausse et pour une baisse.
return indicator {
  id = "avancement-vers-cible",
  title = { fr = "Avancement vers la cible", en = "Progress towards the target" },
  definition = {
    fr = "Part du chemin entre la référence et la cible énoncée pour l'année qui est parcourue ; négative si l'on recule, plus de 100 % si la cible est dépassée.",
    en = "Share of the way from the baseline to the target stated for the year covered; negative when going back, above 100% beyond the target.",
  },
  formula = {
    fr = "(Réalisé − référence) ÷ (cible − référence) ; n.c. quand la cible est égale à la référence ou que la référence n'est pas connue ; sans cible : s.o.",
    en = "(Actual − baseline) ÷ (target − baseline); n.c. when the target is the baseline or the baseline is not known; without a target: n/a",
  },
  source = {
    fr = "Cadre logique du plan ; gestion axée sur les résultats.",
    en = "Logical framework of the plan; results-based management.",
  },
  unit = "ratio",
  over = "logframe",
  lights = true,
  examples = {
    { name = "pauvreté au Mali : 47,4 vers 32, 43,7 atteint", given = { baseline = 47.4, target = 32, actual = 43.7 },
      expect = "24.0 %", light = "red" },
    { name = "hausse", given = { baseline = 10, target = 35, actual = 30 }, expect = 0.8, light = "green" },
    { name = "recul", given = { baseline = 10, target = 35, actual = 5 }, expect = -0.2, light = "red" },
    { name = "au-delà de la cible", given = { baseline = 47.4, target = 32, actual = 30 }, expect = "113.0 %", light = "green" },
    { name = "cible nulle, en baisse", given = { baseline = 20, target = 0, actual = 5 }, expect = 0.75, light = "yellow" },
    { name = "cible égale à la référence", given = { baseline = 9, target = 9, actual = 9 }, expect = "n.c.",
      reason = "target-is-baseline" },
    { name = "référence non disponible", given = { baseline = "ND", target = 9, actual = 9 }, expect = "n.c.", reason = "no-baseline" },
    { name = "pas de cible", given = { baseline = 4, target = "s.o.", actual = 9 }, expect = "s.o." },
    { name = "pas de mesure", given = { baseline = 4, target = 9, actual = "ND" }, expect = "ND" },
  },
  value = function(n)
    local target = n:target()
    if not target:known() then return target / 1 end
    if not n:baseline():known() then return n:impossible("no-baseline") end
    local way = target - n:baseline()
    if way:is_zero() then return n:impossible("target-is-baseline") end
    return (n:actual() - n:baseline()) / way
  end,
}

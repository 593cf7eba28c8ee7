-- Chemin parcouru depuis la référence, dans les deux sens : la formule vaut pour une hausse et pour une baisse.
return indicator {
  id = "avancement-prochaine-cible",
  title = { fr = "Avancement vers la prochaine cible", en = "Progress towards the next target" },
  definition = {
    fr = "Part du chemin entre la référence et la cible énoncée la plus proche, de l'année ou d'une année à venir, qui est parcourue.",
    en = "Share of the way from the baseline to the nearest target, of the year or of a later one, covered so far.",
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
  examples = {
    { name = "pauvreté au Mali : 47,4 vers 32, 43,7 atteint", given = { baseline = 47.4, target_next = 32, actual = 43.7 },
      expect = "24.0 %" },
    { name = "hausse", given = { baseline = 10, target_next = 35, actual = 30 }, expect = 0.8 },
    { name = "recul", given = { baseline = 10, target_next = 35, actual = 5 }, expect = -0.2 },
    { name = "au-delà de la cible", given = { baseline = 47.4, target_next = 32, actual = 30 }, expect = "113.0 %" },
    { name = "cible nulle, en baisse", given = { baseline = 20, target_next = 0, actual = 5 }, expect = 0.75 },
    { name = "cible égale à la référence", given = { baseline = 9, target_next = 9, actual = 9 }, expect = "n.c.",
      reason = "target-is-baseline" },
    { name = "référence non disponible", given = { baseline = "ND", target_next = 9, actual = 9 }, expect = "n.c.", reason = "no-baseline" },
    { name = "pas de cible", given = { baseline = 4, target_next = "s.o.", actual = 9 }, expect = "s.o." },
    { name = "pas de mesure", given = { baseline = 4, target_next = 9, actual = "ND" }, expect = "ND" },
  },
  value = function(n)
    local target = n:target { next = true }
    if not target:known() then return target / 1 end
    if not n:baseline():known() then return n:impossible("no-baseline") end
    local way = target - n:baseline()
    if way:is_zero() then return n:impossible("target-is-baseline") end
    return (n:actual() - n:baseline()) / way
  end,
}

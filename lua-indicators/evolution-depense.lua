-- Cette année moins l'année dernière, en montant : toutes les activités, avec ou sans dotation.
return indicator {
  id = "evolution-depense",
  title = { fr = "Évolution de la dépense", en = "Change in spending" },
  definition = {
    fr = "Dépense de l'année moins celle de l'année précédente, au stade choisi.",
    en = "Spending of the year less that of the year before, at the chosen stage.",
  },
  formula = {
    fr = "Σ dépense de l'année − Σ dépense de l'année précédente.",
    en = "Σ spending of the year − Σ spending of the year before.",
  },
  source = {
    fr = "Directives UEMOA sur les stades de la dépense publique.",
    en = "UEMOA directives on the stages of public spending.",
  },
  unit = "amount",
  by = { "node", "funder" },
  stage = true,
  examples = {
    { name = "en baisse", given = { spent = { 30, 10 }, previous = { spent = { 50, "s.o." } } }, expect = -10 },
    { name = "rien n'est connu de l'année dernière", given = { spent = { 30 }, previous = { spent = { "ND" } } }, expect = "ND" },
  },
  value = function(n)
    local before = n:spent { year = -1 }
    if not before:known() then return before end
    return n:spent() - before
  end,
}

-- Part de chaque source dans ce qui est dépensé.
return indicator {
  id = "part-source-depense",
  title = { fr = "Part de la source dans la dépense", en = "Share of the funder in spending" },
  definition = {
    fr = "Dépense de la source rapportée à celle de toutes les sources, au stade choisi.",
    en = "Spending of the funder over that of all funders, at the chosen stage.",
  },
  formula = {
    fr = "Σ dépense de la source ÷ Σ dépense de toutes les sources.",
    en = "Σ spending of the funder ÷ Σ spending of all funders.",
  },
  source = {
    fr = "Directives UEMOA sur les stades de la dépense publique.",
    en = "UEMOA directives on the stages of public spending.",
  },
  unit = "ratio",
  by = { "funder" },
  stage = true,
  examples = {
    { name = "un quart", given = { spent = 25, all = { spent = 100 } }, expect = 0.25 },
    { name = "rien de dépensé", given = { spent = 0, all = { spent = 0 } }, expect = "s.o." },
  },
  value = function(n)
    return n:spent() / n:spent { funder = "all" }
  end,
}

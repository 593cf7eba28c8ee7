-- Part de chaque source dans ce qui est prévu ; les parts font 100 %.
return indicator {
  id = "part-source-financement",
  title = { fr = "Part de la source dans le financement prévu", en = "Share of the funder in planned financing" },
  definition = {
    fr = "Financement prévu de la source rapporté à celui de toutes les sources.",
    en = "Planned financing of the funder over that of all funders.",
  },
  formula = {
    fr = "Financement prévu de la source ÷ financement prévu de toutes les sources.",
    en = "Planned financing of the funder ÷ planned financing of all funders.",
  },
  source = {
    fr = "Plan de financement du document.",
    en = "Financing plan of the document.",
  },
  unit = "ratio",
  by = { "funder" },
  financing = true,
  examples = {
    { name = "un quart", given = { financing = 25, all = { financing = 100 } }, expect = 0.25 },
  },
  value = function(n)
    return n:financing() / n:financing { funder = "all" }
  end,
}

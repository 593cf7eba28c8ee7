-- Les financements par source, année et axe : pensé pour le classeur.
return report {
  id = "bailleurs",
  title = { fr = "Financements par source", en = "Financing by funder" },
  landscape = true,

  chapter { title = { fr = "Synthèse", en = "Summary" } },
  funders {
    key = "sources", title = { fr = "Financements de l'année par source", en = "Financing of the year by funder" },
    columns = {
      column { key = "planned", title = { fr = "Prévu", en = "Planned" }, measure = "financing" },
      column { key = "received", title = { fr = "Reçu", en = "Received" }, measure = "funding", which = "received" },
      column { key = "paid", title = { fr = "Payé", en = "Paid" }, measure = "spent", which = "paid" },
      column { key = "available", title = { fr = "Disponible", en = "Available" }, difference = { "received", "paid" } },
    },
  },
  chapter { title = { fr = "Lignes", en = "Lines" } },
  lines {
    key = "lines", title = { fr = "Lignes", en = "Lines" }, all_years = true,
    columns = {
      column { key = "planned", title = { fr = "Prévu", en = "Planned" }, measure = "financing" },
      column { key = "received", title = { fr = "Reçu", en = "Received" }, measure = "funding", which = "received" },
      column { key = "paid", title = { fr = "Payé", en = "Paid" }, measure = "spent", which = "paid" },
    },
  },
}

-- Financements par source, année et axe : pensé pour le classeur, lisible en PDF.
--
-- La feuille « Lignes » porte les montants ; les autres tableaux sont des formules sur ses cellules.
-- Ajouter une colonne à `montants` l'ajoute aux lignes ; les tableaux par source peuvent alors la montrer.

local mobilisation = "taux-mobilisation"

local function financement(cle, fr, en) return column { key = cle, title = { fr = fr, en = en }, measure = "funding", which = cle } end
local function depense(cle, fr, en) return column { key = cle, title = { fr = fr, en = en }, measure = "spent", which = cle } end
local function prevu() return column { key = "planned", title = { fr = "Prévu", en = "Planned" }, measure = "financing" } end
local function base(cle, fr, en) return column { key = cle, title = { fr = fr, en = en }, measure = "base", which = cle } end
local function nature()
  return column { key = "in_kind", title = { fr = "Reçu en nature", en = "Received in kind" }, indicator = "apports-en-nature", with = "in-kind" }
end
local function recu() return financement("received", "Reçu", "Received") end
local function paye() return depense("paid", "Payé", "Paid") end

local par_source = { "financing", "funding", "execution" }

return report {
  id = "bailleurs",
  title = { fr = "Financements par source {year}", en = "Financing by funder {year}" },
  title_programme = { fr = "Financements par source {year} : ce qui est prévu", en = "Financing by funder {year}: what is planned" },
  landscape = true,

  cover { formats = { "pdf" } },
  page { landscape = true },

  chapter { title = { fr = "Synthèse", en = "Summary" } },
  text { role = "warning", with = "no-funding", text = {
    fr = "Aucun financement annoncé, signé, notifié ni reçu n'est connu pour {year} : ce rapport donne ce qui est prévu.",
    en = "No financing announced, signed, notified or received is known for {year}: this report gives what is planned.",
  } },
  funders {
    key = "prevu-sources", title = { fr = "Prévu par source, {year}", en = "Planned by funder, {year}" },
    with = "no-funding+financing", reconcile = true,
    columns = {
      prevu(),
      column { key = "share", title = { fr = "Part du prévu", en = "Share of planned" }, share = "planned" },
    },
  },
  chart {
    with = "no-funding+financing", formats = { "pdf" },
    key = "prevu-graphique", title = { fr = "Prévu par source, {year}", en = "Planned by funder, {year}" },
    table = "prevu-sources", series = { "planned" },
  },
  text { with = "no-financing+funder-claims", text = {
    fr = "Le plan dit ce que chaque source doit donner de {first} à {end} ; il ne le répartit ni par année ni par {level1}. Pour suivre "
      .. "la mobilisation, cette répartition reste à fixer.",
    en = "The plan says what each funder is to give from {first} to {end}; it splits it neither by year nor by {level1}. That split "
      .. "remains to be set before mobilisation can be followed.",
  } },
  funder_claims {
    key = "sources-annoncees", with = "no-financing+funder-claims",
    title = { fr = "Prévu par source, {first}-{end}, non réparti par année", en = "Planned by funder, {first}-{end}, not split by year" },
  },
  funders {
    with = "funding",
    key = "mobilisation", title = { fr = "De l'annonce à la réception, {year}", en = "From announcement to receipt, {year}" },
    columns = {
      prevu(),
      column { key = "share", title = { fr = "Part du prévu", en = "Share of planned" }, share = "planned" },
      financement("announced", "Annoncé", "Announced"),
      financement("signed", "Signé", "Signed"),
      financement("notified", "Notifié", "Notified"),
      recu(),
      column { key = "known", title = { fr = "Prévu connu", en = "Known planned" }, group = { fr = "Taux de mobilisation", en = "Mobilisation rate" }, indicator = mobilisation, part = "denominator" },
      column { key = "got", title = { fr = "Reçu", en = "Received" }, group = { fr = "Taux de mobilisation", en = "Mobilisation rate" }, indicator = mobilisation, part = "numerator" },
      column { key = "short", title = { fr = "Reste à recevoir", en = "Still to be received" }, group = { fr = "Taux de mobilisation", en = "Mobilisation rate" }, difference = { "known", "got" } },
      column { key = "rate", title = { fr = "Taux", en = "Rate" }, group = { fr = "Taux de mobilisation", en = "Mobilisation rate" }, indicator = mobilisation, of = { "got", "known" } },
      column { key = "lines", title = { fr = "Lignes", en = "Lines" }, group = { fr = "Taux de mobilisation", en = "Mobilisation rate" }, cover = "rate" },
      column { key = "light", title = { fr = "Feu", en = "Light" }, group = { fr = "Taux de mobilisation", en = "Mobilisation rate" }, light = "rate" },
    },
  },
  text { role = "note", with = "funding", text = {
    fr = "Annoncé, signé, notifié, reçu : quatre états d'un même financement, jamais additionnés. Le taux et le reste à recevoir ne "
      .. "portent que sur les lignes (source et {level1}) dont le reçu est connu.",
    en = "Announced, signed, notified, received: four states of one financing, never added up. The rate and what is still to be "
      .. "received cover only the lines (funder and {level1}) whose receipts are known.",
  } },
  chapter { title = { fr = "Graphique", en = "Chart" }, formats = { "xlsx" }, with = "funding" },
  chart {
    with = "funding",
    key = "prevu-recu", title = { fr = "Prévu et reçu par source, {year}", en = "Planned and received by funder, {year}" },
    table = "mobilisation", series = { "planned", "received" },
  },

  chapter { title = { fr = "Dépense et soldes", en = "Spending and balances" }, with = { "execution", "funding" } },
  funders {
    with = "execution",
    key = "depenses", title = { fr = "De l'engagement au paiement, {year}", en = "From commitment to payment, {year}" },
    columns = {
      prevu(),
      depense("committed", "Engagé", "Committed"),
      depense("liquidated", "Liquidé", "Liquidated"),
      depense("ordered", "Ordonnancé", "Ordered"),
      paye(),
      column { key = "available", title = { fr = "Disponible", en = "Available" }, group = { fr = "Soldes", en = "Balances" }, difference = { "planned", "committed" } },
      column { key = "not_liquidated", title = { fr = "Engagé non liquidé", en = "Committed, not liquidated" }, group = { fr = "Soldes", en = "Balances" }, difference = { "committed", "liquidated" } },
      column { key = "not_ordered", title = { fr = "Liquidé non ordonnancé", en = "Liquidated, not ordered" }, group = { fr = "Soldes", en = "Balances" }, difference = { "liquidated", "ordered" } },
      column { key = "to_pay", title = { fr = "À payer", en = "To be paid" }, group = { fr = "Soldes", en = "Balances" }, difference = { "ordered", "paid" } },
    },
  },
  text { role = "note", with = "execution", text = {
    fr = "Disponible : prévu moins engagé. s.o. : la source n'a pas ce stade ; un total ne couvre que les sources qui l'ont.",
    en = "Available: planned minus committed. n/a: the funder has no such stage; a total covers only the funders that have it.",
  } },
  chart {
    with = "execution", formats = { "pdf" },
    key = "paye-graphique", title = { fr = "Payé par source, {year}", en = "Paid by funder, {year}" },
    table = "depenses", series = { "paid" },
  },
  page { with = { "execution", "funding" } },
  funders {
    with = { "execution", "funding" },
    key = "tresorerie", title = { fr = "Fonds disponibles et solde à reporter, {year}", en = "Funds at hand and balance carried over, {year}" },
    columns = {
      column { key = "opening", title = { fr = "Report à nouveau", en = "Opening balance" }, indicator = "report-a-nouveau" },
      recu(),
      column { key = "at_hand", title = { fr = "Fonds disponibles", en = "Funds at hand" }, sum = { "opening", "received" } },
      paye(),
      column { key = "carried", title = { fr = "Solde à reporter", en = "Carried over" }, difference = { "at_hand", "paid" } },
      column { key = "used", title = { fr = "Payé / fonds disponibles", en = "Paid / funds at hand" }, indicator = "paye-sur-recu" },
      nature(),
    },
  },
  text { role = "note", with = { "execution", "funding" }, text = {
    fr = "Report à nouveau : reçu moins payé des années précédentes, sur ce qui est connu ; négatif, on a payé avant de recevoir. "
      .. "Tant que des activités manquent au payé, le solde à reporter est un maximum.",
    en = "Opening balance: received minus paid in the earlier years, over what is known; below zero, paid before receipt. "
      .. "While some activities are missing from what is paid, the balance carried over is a maximum.",
  } },
  chart {
    with = { "execution", "funding" }, formats = { "pdf" },
    key = "recu-paye", title = { fr = "Reçu et payé par source, {year}", en = "Received and paid by funder, {year}" },
    table = "tresorerie", series = { "received", "paid" },
  },

  page { with = "financing" },
  chapter { title = { fr = "Par {level1}", en = "By {level1}" } },
  plan_years { with = "no-execution+no-funding", key = "plan-axes-annees", level = 1,
    title = { fr = "{Programme} par {level1} et par année", en = "{Programme} by {level1} and year" } },
  leads { with = "no-execution+no-funding+no-financing", key = "pilotes",
    title = { fr = "Programme de {year} par structure pilote", en = "Programme of {year} by lead structure" } },
  largest { with = "no-execution+no-funding+no-financing", key = "plus-grandes", rows = 11,
    title = { fr = "Les dix activités les plus coûteuses de {year}", en = "The ten costliest activities of {year}" } },
  nodes { with = { "execution", "funding" },
    key = "bases-axes", title = { fr = "Base et payé par {level1}, {year}", en = "Base and paid by {level1}, {year}" },
    level = 1, labels = "short", reconcile = true, printed = true,
    columns = {
      base("planned", "Coût prévu", "Planned cost"),
      base("initial", "Dotation initiale", "Initial allocation"),
      base("revised", "Dotation révisée", "Revised allocation"),
      column { key = "revision", title = { fr = "Révisée − initiale", en = "Revised − initial" }, difference = { "revised", "initial" } },
      paye(),
      column { key = "known", title = { fr = "Activités connues", en = "Known activities" }, cover = "paid" },
    },
  },
  cross { key = "prevu-axes", title = { fr = "Prévu par source et par {level1}, {year}", en = "Planned by funder and {level1}, {year}" }, by = "nodes", measure = "financing", with = "financing" },
  cross { key = "recu-axes", title = { fr = "Reçu par source et par {level1}, {year}", en = "Received by funder and {level1}, {year}" }, by = "nodes", measure = "received", with = "funding" },
  cross { key = "paye-axes", title = { fr = "Payé par source et par {level1}, {year}", en = "Paid by funder and {level1}, {year}" }, by = "nodes", measure = "paid", with = "execution" },

  chapter { with = par_source, title = { fr = "Par année", en = "By year" } },
  cross { key = "prevu-annees", title = { fr = "Prévu par source et par année, et totaux imprimés par le document", en = "Planned by funder and year, and totals printed by the document" },
    by = "years", measure = "financing", printed = true, with = par_source },
  cross { key = "recu-annees", title = { fr = "Reçu par source et par année", en = "Received by funder and year" }, by = "years", measure = "received", with = par_source },
  cross { key = "paye-annees", title = { fr = "Payé par source et par année", en = "Paid by funder and year" }, by = "years", measure = "paid", with = par_source },

  chapter { with = "financing", title = { fr = "Rapprochement", en = "Reconciliation" } },
  text { with = "financing", text = {
    fr = "Le plan donne deux fois le même argent : par source, dans son tableau de financement, et par activité, dans sa matrice. "
      .. "Les deux devraient être égaux.",
    en = "The plan gives the same money twice: by funder, in its financing table, and by activity, in its matrix. The two should be "
      .. "equal.",
  } },
  nodes {
    with = "financing",
    key = "rapprochement-axes", title = { fr = "Financement et coût prévus par {level1}, {year}", en = "Planned financing and planned cost by {level1}, {year}" },
    level = 1, labels = "short",
    columns = {
      column { key = "planned", title = { fr = "Financement prévu", en = "Planned financing" }, measure = "financing" },
      column { key = "cost", title = { fr = "Coût prévu de la matrice", en = "Planned cost of the matrix" }, measure = "base", which = "planned" },
      column { key = "gap", title = { fr = "Écart", en = "Gap" }, difference = { "planned", "cost" } },
    },
  },
  years {
    with = "financing", plan = true,
    key = "rapprochement-annees", title = { fr = "Financement et coût prévus par année", en = "Planned financing and planned cost by year" },
    columns = {
      column { key = "planned", title = { fr = "Financement prévu", en = "Planned financing" }, measure = "financing" },
      column { key = "cost", title = { fr = "Coût prévu de la matrice", en = "Planned cost of the matrix" }, measure = "base", which = "planned" },
      column { key = "gap", title = { fr = "Écart", en = "Gap" }, difference = { "planned", "cost" } },
    },
  },
  findings {
    with = "financing",
    key = "imprimes", title = { fr = "Ce que le document imprime autrement", en = "What the document prints otherwise" },
    rules = { "two-tables", "table-total" }, amounts = "only", shape = "amounts",
  },
  text { with = "financing", role = "note", text = {
    fr = "Ces constats gardent leur numéro du rapport « cohérence ». Lieu : partie du document, puis ligne (l.) du texte "
      .. "qui en est extrait.",
    en = "These findings keep their number in the consistency report. Place: part of the document, then line (l.) of the text "
      .. "extracted from it.",
  } },

  -- Une feuille par source, à lui envoyer telle quelle : ses totaux s'additionnent sur la feuille même.
  each_funder { formats = { "xlsx" },
    chapter { title = { fr = "{funder}", en = "{funder}" } },
    text { text = {
      fr = "{funder} dans l'exécution du plan en {year}, {unit} ; prévu : tableau de financement du plan ; payé : fiches de collecte "
        .. "des structures.",
      en = "{funder} in the execution of the plan in {year}, {unit}; planned: the plan's financing table; paid: returns of the "
        .. "structures.",
    } },
    years {
      key = "annees", title = { fr = "{funder}, année par année", en = "{funder}, year by year" },
      columns = {
        prevu(),
        column { key = "opening", title = { fr = "Report à nouveau", en = "Opening balance" }, indicator = "report-a-nouveau" },
        recu(),
        column { key = "at_hand", title = { fr = "Fonds disponibles", en = "Funds at hand" }, sum = { "opening", "received" } },
        paye(),
        column { key = "carried", title = { fr = "Solde à reporter", en = "Carried over" }, difference = { "at_hand", "paid" } },
        column { key = "known", title = { fr = "Activités connues", en = "Known activities" }, cover = "paid" },
      },
    },
    nodes {
      key = "axes", title = { fr = "{funder}, par {level1}, {year}", en = "{funder}, by {level1}, {year}" }, level = 1, labels = "short",
      columns = {
        prevu(),
        financement("announced", "Annoncé", "Announced"),
        financement("signed", "Signé", "Signed"),
        financement("notified", "Notifié", "Notified"),
        recu(),
        nature(),
        paye(),
        column { key = "done", title = { fr = "Payé / prévu, au moins", en = "Paid / planned, at least" }, ratio = { "paid", "planned" } },
        column { key = "known", title = { fr = "Activités connues", en = "Known activities" }, cover = "paid" },
      },
    },
    nodes {
      key = "activites", title = { fr = "{funder}, par activité, {year}", en = "{funder}, by activity, {year}" }, level = -1, skip_empty = true,
      columns = {
        depense("committed", "Engagé", "Committed"),
        depense("liquidated", "Liquidé", "Liquidated"),
        depense("ordered", "Ordonnancé", "Ordered"),
        paye(),
      },
    },
  },

  chapter { title = { fr = "Lignes", en = "Lines" }, formats = { "xlsx", "csv" } },
  lines {
    key = "lines", title = { fr = "Lignes : source, {level1}, année", en = "Lines: funder, {level1}, year" }, all_years = true,
    formats = { "xlsx", "csv" },
    columns = {
      prevu(),
      financement("announced", "Annoncé", "Announced"),
      financement("signed", "Signé", "Signed"),
      financement("notified", "Notifié", "Notified"),
      recu(),
      depense("committed", "Engagé", "Committed"),
      depense("liquidated", "Liquidé", "Liquidated"),
      depense("ordered", "Ordonnancé", "Ordered"),
      paye(),
    },
  },
  chapter { title = { fr = "Sources", en = "Sources" } },
  sources { key = "documents", title = { fr = "Documents et données", en = "Documents and data" } },
}

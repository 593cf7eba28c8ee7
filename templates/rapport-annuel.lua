-- Rapport annuel d'exécution : pensé pour le PDF, écrit aussi en classeur et en CSV.
--
-- Le modèle est une liste de blocs dans l'ordre de lecture : chapitres, sections, textes, tableaux,
-- graphiques. On peut en retirer, en déplacer, en ajouter, changer les titres et les colonnes.
-- Une colonne vient des données (measure, indicator, count) ou d'autres colonnes du même tableau
-- (ratio, points, difference, share, cover, covered, light), désignées par leur clé.
-- sentences{parts = {...}} : ce que disent les chiffres, par morceaux (money, over, rate, since-start, change, drivers, unpaid,
-- activities, frame, heaviest, checks, returns). drivers : ce qui fait l'évolution du taux ; unpaid : ce qui reste à dépenser ;
-- to_check : les dépenses à vérifier ; measured : les indicateurs mesurés ; difficulties{only = "measure"} : ceux dont la fiche
-- dit une mesure, "words" : les autres qui disent quelque chose, rien : tous, par état.
-- Dans un texte : {year}, {last}, {first}, {end} sont des années ; {base}, {stage} (ou {Base},
-- {Stage}) la base et le stade des taux ; {bases}, {Bases} cette base sur toutes les années du plan ;
-- {programme}, {Programme} la base d'une année sans fiche ; {known} la
-- dernière année dont une fiche est reçue ; {level1}, {level2} les niveaux du plan (« axe », « effet ») ;
-- {unit} l'unité des montants.
-- with = "coverage" (ou une liste de noms) : le bloc n'est là que si le plan en a ; "a+b" : les deux à la fois.
-- Les noms : coverage, indicators, recommendations, registrations, milestones ; execution (une fiche de
-- l'année est reçue) et no-execution, funding (un financement de l'année est connu) et no-funding, financing
-- (le plan dit qui paie, année par année) et no-financing, funder-claims (son texte dit ce que chaque source
-- donne), history (une fiche est reçue, cette année ou avant) et no-history, returns (des fiches sont attendues), tracked
-- (un indicateur a une référence et une cible chiffrées) et untracked, measurements (un indicateur a été mesuré) ;
-- told/problem, told/measure, told/outlook… (ce que disent les documents) ; text/outlook,
-- text/decisions… (ce que la planification a écrit pour l'année). prose{section = …} imprime ces textes-ci.

local financier = "taux-execution-financiere"
local physique = "taux-execution-physique"
local mobilisation = "taux-mobilisation"

-- Un taux, ce sur quoi il porte, son feu, et l'année précédente.
-- « part » ajoute la part de la base que ces éléments représentent.
local function taux(indicateur, part, par_annee)
  local avant = { fr = "Taux {last}", en = "Rate {last}" }
  if par_annee then avant = { fr = "Taux de l'année précédente", en = "Rate of the year before" } end
  local liste = {
    column { key = "rate", title = { fr = "Taux", en = "Rate" }, indicator = indicateur },
    column { key = "cover", title = { fr = "Activités connues", en = "Known activities" }, cover = "rate" },
    column { key = "light", title = { fr = "Feu", en = "Light" }, light = "rate" },
    column { key = "last", title = avant, indicator = indicateur, year = -1 },
    column { key = "change", title = { fr = "Évolution", en = "Change" }, points = { "rate", "last" } },
  }
  if part then
    table.insert(liste, 3, column { key = "covered", title = { fr = "Part connue", en = "Known share" }, covered = "rate" })
  end
  return liste
end

-- Par année, chaque ligne a sa propre année précédente.
local function argent(part, par_annee)
  local liste = taux(financier, part, par_annee)
  table.insert(liste, 1, column { key = "base", title = "{Base}", measure = "base" })
  table.insert(liste, 2, column { key = "spent", title = "{Stage}", measure = "spent" })
  return liste
end

-- Ce que le plan prévoit d'une année, avant toute fiche.
local function programme()
  return {
    column { key = "scheduled", title = { fr = "Activités programmées", en = "Scheduled activities" }, count = "scheduled" },
    column { key = "pm", title = { fr = "dont PM", en = "of which PM" }, count = "pm" },
    column { key = "base", title = "{Programme}", measure = "base", which = "programme" },
    column { key = "share", title = { fr = "Part", en = "Share" }, share = "base" },
  }
end

local execution_connue = "no-execution+history"
-- Sans fiche, la liste des indicateurs est celle de ce qui reste à fixer ; le rapport « cadre logique » les a tous.
local a_completer = { "untracked", "no-execution+indicators" }
local demandees = { fr = "Décisions demandées", en = "Decisions requested" }
local appellent = { fr = "Décisions qu'appellent les faits de {year}", en = "Decisions the facts of {year} call for" }

-- D'où vient un taux du plan : `lignes` chiffres au plus, tous quand rien n'est dit.
local function origine(cle, titre, indicateur, lignes, formats)
  return provenance { key = cle, title = titre, indicator = indicateur, rows = lignes, formats = formats, with = "execution" }
end

local lire_les_annees = {
  fr = "Le taux rapporte la dépense à la base des seules activités dont la dépense est connue ; « Activités connues » "
    .. "et « Part connue » disent combien elles sont et ce qu'elles pèsent. Il ne se déduit donc pas des deux montants de sa "
    .. "ligne quand des fiches manquent. Le plan entier rapporte la dépense connue à toutes ses années.",
  en = "The rate compares spending with the base of those activities only whose spending is known; “Known activities” "
    .. "and “Known share” say how many they are and what they weigh. When returns are missing, it therefore does not follow "
    .. "from the two amounts of its row. The whole plan compares known spending with all its years.",
}

local lire_les_taux = {
  fr = "Le taux rapporte la dépense à la base des seules activités dont la dépense est connue ; « Activités connues » "
    .. "et « Part connue » disent combien elles sont et ce qu'elles pèsent. Quand des fiches manquent, ou que des dépenses "
    .. "sont sans {base}, il ne se déduit donc pas des deux montants du total : la dernière ligne donne ceux qu'il compare.",
  en = "The rate compares spending with the base of those activities only whose spending is known; “Known activities” "
    .. "and “Known share” say how many they are and what they weigh. When returns are missing, or some spending has no "
    .. "{base}, it therefore does not follow from the two amounts of the total: the last row gives those it compares.",
}

-- Sections du PDF qui sont des feuilles du classeur : leurs tableaux ont d'autres largeurs de colonnes.
local hors_programme = { fr = "Hors du programme", en = "Outside the programme" }
local dit_le_document = { fr = "Ce que dit le document", en = "What the document says" }
local difficultes = { "execution", "text/difficulties", "text/measures", "told/problem", "told/measure" }
local perspectives = { "text/outlook", "told/outlook" }
local verifiees = { fr = "Dépenses à vérifier, activité par activité", en = "Spending to be checked, activity by activity" }
local retardees = { fr = "Activités reportées, annulées ou non commencées", en = "Activities postponed, cancelled or not started" }
local a_verifier = { fr = "Dépenses à vérifier", en = "Spending to be checked" }
local explique = { fr = "Ce qui explique l'année", en = "What explains the year" }
local pas_eu_lieu = { fr = "Ce qui n'a pas eu lieu", en = "What did not take place" }

return report {
  id = "rapport-annuel",
  title = { fr = "Rapport annuel d'exécution {year}", en = "Annual execution report {year}" },
  -- Sans fiche reçue, le rapport ne se dit pas d'exécution.
  title_programme = { fr = "Rapport annuel {year} : ce que le plan prévoit", en = "Annual report {year}: what the plan foresees" },

  cover { returns = true },
  page {},
  chapter { title = { fr = "Préface", en = "Preface" }, with = "text/preface" },
  prose { section = "preface" },
  contents {},
  contents { of = "tables" },
  contents { of = "charts" },

  page {},
  chapter { title = { fr = "L'essentiel", en = "In short" } },
  cards { indicators = { financier, physique, mobilisation }, with = "execution" },
  sentences { parts = { "money", "over", "rate", "since-start", "change", "activities", "frame", "heaviest", "checks", "returns" } },
  prose { section = "summary" },
  text { role = "note", with = "execution", text = {
    fr = "Évolutions et écarts sont calculés sur les valeurs exactes puis arrondis : ils peuvent différer d'un dixième de ceux des taux "
      .. "imprimés.",
    en = "Changes and gaps are computed from exact values and then rounded: they may differ by a tenth from those of the printed rates. "
      .. "The plan and the returns are quoted in their own language.",
  } },
  chart {
    key = "plan-annees-graphique", table = "plan-annees", series = { "base" }, mark = true, with = "no-execution",
    title = { fr = "{Programme} année par année : {year} dans le plan", en = "{Programme} year by year: {year} within the plan" },
  },
  chapter { title = demandees, with = "no-execution" },
  prose { section = "decisions", with = "no-execution" },
  decisions { key = "decisions-programme", title = appellent, facts = true, with = "no-execution" },
  chart {
    with = "execution",
    key = "essentiel", title = { fr = "{Base} et dépenses ({stage}) par {level1}", en = "{Base} and spending ({stage}) by {level1}" },
    table = "axes", series = { "base", "spent" },
  },
  section { with = "execution", title = explique, formats = { "pdf" } },
  chapter { with = "execution", title = explique, formats = { "xlsx", "csv" } },
  sentences { parts = "drivers", with = "execution" },
  drivers { with = "execution", key = "evolution-taux", rows = 5,
    title = { fr = "Ce qui fait l'évolution du taux d'exécution financière de {last} à {year}", en = "What makes the financial execution rate change from {last} to {year}" } },
  sentences { parts = "unpaid", with = "execution" },
  unpaid { with = "execution", key = "reste-a-depenser", rows = 5,
    title = { fr = "Où se trouve ce qui n'a pas été dépensé en {year}", en = "Where the unspent money of {year} lies" } },

  chapter { title = demandees, with = "execution" },
  prose { section = "decisions", with = "execution" },
  -- soon, later : mois laissés après la date des données, pour répondre et pour reprogrammer.
  decisions { key = "decisions", title = appellent,
    facts = true, soon = 1, later = 3, with = "execution" },
  text { role = "note", with = "execution", text = {
    fr = "Montant en jeu : {base} de ce qui manque ou n'a pas eu lieu, dépense à vérifier, dépassement, ou versement attendu. "
      .. "Délai proposé : un mois après la date des données pour répondre, trois pour reprogrammer ; le comité l'arrête.",
    en = "Amount at stake: {base} of what is missing or did not take place, spending to be checked, overspending, or payment expected. "
      .. "Proposed date: one month after the date of the data to answer, three to reschedule; the committee decides.",
  } },

  chapter { title = { fr = "Suivi des recommandations", en = "Follow-up of recommendations" },
    with = { "recommendations", "text/recommendations" } },
  prose { section = "recommendations" },
  recommendations { key = "recommandations", title = { fr = "Qui fait quoi, pour quand", en = "Who does what, by when" },
    with = "recommendations" },

  -- Une année sans fiche reçue : le programme, et rien de ce qui en a été fait.
  chapter { title = { fr = "Le programme de {year}", en = "The programme of {year}" }, with = "no-execution" },
  nodes {
    key = "programme", title = { fr = "Programme de {year} par {level1} et {level2}", en = "Programme of {year} by {level1} and {level2}" },
    level = 2, from = 1, columns = programme(), printed = true, with = "no-execution",
  },
  text { role = "note", with = "no-execution", text = {
    fr = "PM, pour mémoire : activité programmée sans crédit propre. Elle est comptée, et n'ajoute rien aux montants.",
    en = "PM, pro memoria: an activity scheduled without credit of its own. It is counted, and adds nothing to amounts.",
  } },
  leads { key = "pilotes", title = { fr = "Programme de {year} par structure pilote", en = "Programme of {year} by lead structure" },
    rows = 15, with = "no-execution" },
  largest { key = "plus-grandes", title = { fr = "Les dix activités les plus coûteuses de {year}", en = "The ten costliest activities of {year}" },
    rows = 11, with = "no-execution" },
  section { title = { fr = "{year} dans le plan", en = "{year} within the plan" }, with = "no-execution" },
  years { key = "plan-annees", plan = true, with = "no-execution", formats = { "xlsx", "csv" },
    title = { fr = "{Programme} année par année", en = "{Programme} year by year" },
    columns = {
      column { key = "base", title = "{Programme}", measure = "base", which = "programme" },
      column { key = "share", title = { fr = "Part", en = "Share" }, share = "base" },
    } },
  plan_years { key = "plan-axes-annees", level = 1, labels = "short", with = "no-execution",
    title = { fr = "{Programme} par {level1} et par année", en = "{Programme} by {level1} and year" } },
  funders {
    key = "sources-prevues", title = { fr = "Financement prévu par source, {year}", en = "Planned financing by funder, {year}" },
    with = "no-execution+financing", reconcile = true,
    columns = {
      column { key = "planned", title = { fr = "Prévu", en = "Planned" }, measure = "financing" },
      column { key = "share", title = { fr = "Part du prévu", en = "Share of planned" }, share = "planned" },
      column { key = "received", with = "funding", title = { fr = "Reçu", en = "Received" }, measure = "funding", which = "received" },
      column { key = "mobilised", with = "funding", title = { fr = "Mobilisation", en = "Mobilisation" }, indicator = mobilisation },
      column { key = "lines", with = "funding", title = { fr = "Lignes connues", en = "Known lines" }, cover = "mobilised" },
    },
  },
  funder_claims {
    key = "sources-annoncees", with = "no-execution+no-financing+funder-claims",
    title = { fr = "Prévu par source, {first}-{end}, non réparti par année", en = "Planned by funder, {first}-{end}, not split by year" },
  },

  -- Ce qu'on sait des années d'avant.
  chapter { title = { fr = "Dernière exécution connue", en = "Last known execution" }, with = execution_connue },
  years { with = execution_connue, key = "annees", title = { fr = "Exécution par année, connue jusqu'en {known}", en = "Execution by year, known up to {known}" },
    columns = argent(true, true) },
  text { with = execution_connue, role = "note", text = lire_les_annees },
  chart {
    with = execution_connue,
    key = "annees-graphique", title = { fr = "{Bases} et dépenses ({stage}) par année", en = "{Bases} and spending ({stage}) by year" },
    table = "annees", series = { "base", "spent" }, later = true,
  },
  years {
    with = execution_connue, key = "cumul", formats = { "xlsx", "csv" },
    title = { fr = "Cumul depuis {first}", en = "Cumulative since {first}" },
    columns = {
      column { key = "base", title = { fr = "{Base}, cumul", en = "{Base}, cumulative" }, measure = "base", since_start = true },
      column { key = "spent", title = { fr = "{Stage}, cumul", en = "{Stage}, cumulative" }, measure = "spent", since_start = true },
    },
  },

  chapter { title = { fr = "Activités", en = "Activities" }, with = "execution" },
  prose { section = "activities", with = "execution" },
  section { with = "execution", title = { fr = "Où en sont les activités de {year}", en = "Where the activities of {year} stand" } },
  nodes { with = "execution",
    key = "activites-axes", title = { fr = "Activités programmées en {year}, par {level1}", en = "Activities scheduled in {year}, by {level1}" },
    level = 1, labels = "code",
    columns = {
      column { key = "scheduled", title = { fr = "Programmées", en = "Scheduled" }, count = "scheduled" },
      column { key = "done", title = { fr = "Réalisées", en = "Done" }, count = "done" },
      column { key = "under_way", title = { fr = "En cours", en = "Under way" }, count = "under_way" },
      column { key = "not_started", title = { fr = "Non commencées", en = "Not started" }, count = "not_started" },
      column { key = "postponed", title = { fr = "Reportées", en = "Postponed" }, count = "postponed" },
      column { key = "cancelled", title = { fr = "Annulées", en = "Cancelled" }, count = "cancelled" },
      column { key = "not_reported", title = { fr = "Non renseignées", en = "Not reported" }, count = "not_reported" },
      column { key = "unscheduled", title = { fr = "Hors programme", en = "Outside the programme" }, count = "unscheduled" },
    },
  },
  text { with = "execution", role = "note", text = {
    fr = "Les activités programmées se partagent entre six états ; « Hors programme » compte celles qui ont été menées sans être "
      .. "programmées cette année. Une activité annulée par une décision datée ne compte plus dans le taux physique.",
    en = "Scheduled activities fall into six states; “Outside the programme” counts those carried out without being scheduled "
      .. "this year. An activity cancelled by a dated decision no longer counts in the physical rate.",
  } },
  chart { with = "execution",
    key = "etats", title = { fr = "États des activités par {level1}", en = "States of activities by {level1}" }, kind = "stacked",
    table = "activites-axes", series = { "done", "under_way", "not_started", "postponed", "cancelled", "not_reported" },
  },
  section { with = "execution", title = { fr = "Exécution physique", en = "Physical execution" } },
  nodes { with = "execution",
    key = "physique", title = { fr = "Exécution physique par {level1} et {level2}", en = "Physical execution by {level1} and {level2}" },
    level = 2, from = 1, columns = taux(physique, true),
  },
  section { with = "execution", title = hors_programme, formats = { "pdf" } },
  chapter { with = "execution", title = hors_programme, formats = { "xlsx", "csv" } },
  unscheduled { with = "execution", key = "hors-programme",
    title = { fr = "Activités menées hors programme, ou payées sans {base}", en = "Activities carried out outside the programme, or paid for with no {base}" } },
  extra_work { with = "execution", key = "hors-plan", title = { fr = "Travaux que le plan ne contient pas", en = "Work outside the plan" } },

  chapter { with = "execution", title = { fr = "Exécution financière", en = "Financial execution" } },
  prose { section = "spending", with = "execution" },
  section { with = "execution", title = { fr = "Par année", en = "By year" } },
  years { with = "execution", key = "annees", title = { fr = "Exécution par année", en = "Execution by year" }, columns = argent(true, true) },
  chart {
    with = "execution",
    key = "annees-graphique", title = { fr = "{Bases} et dépenses ({stage}) par année", en = "{Bases} and spending ({stage}) by year" },
    table = "annees", series = { "base", "spent" }, later = true,
  },
  years {
    with = "execution", key = "cumul", formats = { "xlsx", "csv" },
    title = { fr = "Cumul depuis {first}", en = "Cumulative since {first}" },
    columns = {
      column { key = "base", title = { fr = "{Base}, cumul", en = "{Base}, cumulative" }, measure = "base", since_start = true },
      column { key = "spent", title = { fr = "{Stage}, cumul", en = "{Stage}, cumulative" }, measure = "spent", since_start = true },
    },
  },
  chart {
    with = "execution",
    key = "cumul-graphique", title = { fr = "Depuis {first} : {stage} et {bases}, cumulés", en = "Since {first}: {stage} and {bases}, cumulative" },
    kind = "lines", table = "cumul", series = { "spent" }, target = "base", later = true,
  },
  section { with = "execution", title = { fr = "Par {level1} et par {level2}", en = "By {level1} and {level2}" } },
  nodes { with = "execution", key = "axes", title = { fr = "Exécution financière par {level1}", en = "Financial execution by {level1}" },
    level = 1, labels = "short", columns = argent(true), reconcile = true, printed = true },
  text { with = "execution", role = "note", text = lire_les_taux },
  nodes { with = "execution", key = "effets", title = { fr = "Exécution financière par {level2}", en = "Financial execution by {level2}" },
    level = 2, from = 1, columns = argent(true), printed = true },
  -- Pour qui veut refaire le calcul : ce que chaque taux compare, en formules.
  chapter { with = "execution", title = { fr = "Calcul des taux", en = "How rates are computed" }, formats = { "xlsx", "csv" } },
  nodes { with = "execution",
    key = "calcul", title = { fr = "Taux d'exécution financière : ce qu'il compare", en = "Financial execution rate: what it compares" },
    level = 3, from = 1, formats = { "xlsx", "csv" },
    columns = {
      column { key = "base", title = "{Base}", measure = "base" },
      column { key = "spent", title = "{Stage}", measure = "spent" },
      column { key = "numerator", title = { fr = "{Stage}, activités connues et dotées", en = "{Stage}, known and funded activities" }, indicator = financier, part = "numerator" },
      column { key = "denominator", title = { fr = "{Base} des mêmes activités", en = "{Base} of the same activities" }, indicator = financier, part = "denominator" },
      column { key = "rate", title = { fr = "Taux", en = "Rate" }, indicator = financier, of = { "numerator", "denominator" } },
      column { key = "cover", title = { fr = "Activités connues", en = "Known activities" }, cover = "rate" },
    },
  },

  chapter { with = "execution", title = { fr = "Sources et stades", en = "Funders and stages" }, formats = { "xlsx", "csv" } },
  section { with = "execution", title = { fr = "Par source de financement", en = "By funder" } },
  prose { section = "funders", with = "execution" },
  funders { with = "execution",
    key = "sources", title = { fr = "Financement et dépense par source", en = "Financing and spending by funder" }, reconcile = true,
    columns = {
      column { key = "planned", title = { fr = "Prévu", en = "Planned" }, measure = "financing" },
      column { key = "received", title = { fr = "Reçu", en = "Received" }, measure = "funding", which = "received" },
      column { key = "mobilised", title = { fr = "Taux", en = "Rate" }, group = { fr = "Mobilisation", en = "Mobilisation" }, indicator = mobilisation },
      column { key = "lines", title = { fr = "Lignes connues", en = "Known lines" }, group = { fr = "Mobilisation", en = "Mobilisation" }, cover = "mobilised" },
      column { key = "light", title = { fr = "Feu", en = "Light" }, group = { fr = "Mobilisation", en = "Mobilisation" }, light = "mobilised" },
      column { key = "last", title = { fr = "Taux {last}", en = "Rate {last}" }, group = { fr = "Mobilisation", en = "Mobilisation" }, indicator = mobilisation, year = -1 },
      column { key = "opening", title = { fr = "Report", en = "Opening" }, indicator = "report-a-nouveau" },
      column { key = "spent", title = "{Stage}", measure = "spent" },
      column { key = "used", title = { fr = "Payé sur report et reçu", en = "Paid over opening and received" }, indicator = "paye-sur-recu" },
    },
  },
  text { with = "execution", role = "note", text = {
    fr = "Prévu : tableau de financement du plan. Le taux de mobilisation ne porte que sur les lignes (source et {level1}) dont le reçu "
      .. "est connu. Report : reçu moins payé des années précédentes.",
    en = "Planned: the plan's financing table. The mobilisation rate covers only the lines (funder and {level1}) whose receipts are "
      .. "known. Opening: received minus paid in the earlier years.",
  } },
  section { with = "execution", title = { fr = "Par stade", en = "By stage" } },
  stages { with = "execution", key = "stades", title = { fr = "Dépense de {year} par stade et par {level1}", en = "Spending of {year} by stage and {level1}" } },

  chapter { with = "execution", title = { fr = "Écarts", en = "Gaps" } },
  prose { section = "gaps", with = "execution" },
  section { with = "execution", title = { fr = "Quand l'argent et le travail s'écartent", en = "Where spending and progress diverge" } },
  gaps { with = "execution", key = "ecarts", title = { fr = "Les plus grands écarts entre exécution physique et financière, dans chaque sens", en = "The widest gaps between physical and financial execution, both ways" },
    rest = true, signs = true, rows = 11 },
  text { with = "execution", role = "note", text = {
    fr = "Écart : taux physique moins taux financier, en points, sur les mêmes activités (montant prévu, dépense et avancement connus). "
      .. "Le taux physique est la moyenne simple des activités ; le taux financier pèse chacune par son montant. Négatif, l'argent va plus "
      .. "vite que le travail.",
    en = "Gap: physical rate minus financial rate, in points, over the same activities (funded, spending and progress known). "
      .. "The physical rate is a plain average of activities; the financial rate weighs each by its amount. Below zero, money moves faster "
      .. "than work.",
  } },
  section { with = "execution", title = a_verifier, formats = { "pdf" } },
  chapter { with = "execution", title = a_verifier, formats = { "xlsx", "csv" } },
  -- Le classeur donne toutes les lignes ; le PDF, les plus lourdes et la somme des autres.
  to_check { with = "execution", key = "a-verifier", title = verifiees, rows = 60, formats = { "pdf" } },
  to_check { with = "execution", key = "a-verifier-complet", title = verifiees, formats = { "xlsx", "csv" } },
  section { with = "execution", title = pas_eu_lieu, formats = { "pdf" } },
  chapter { with = "execution", title = pas_eu_lieu, formats = { "xlsx", "csv" } },
  difficulties { with = "execution", key = "retards", title = retardees, rows = 60, formats = { "pdf" },
    states = { "postponed", "cancelled", "not_started" } },
  difficulties { with = "execution", key = "retards-complet", title = retardees, formats = { "xlsx", "csv" },
    states = { "postponed", "cancelled", "not_started" } },

  chapter { title = { fr = "Couverture", en = "Coverage" }, with = "coverage" },
  prose { section = "coverage", with = "coverage" },
  coverage { key = "couverture", title = { fr = "Taux de couverture par régime et par région", en = "Coverage rate by scheme and region" },
    with = "coverage" },
  chart {
    with = "coverage",
    key = "couverture-graphique", title = { fr = "Taux de couverture par région, par régime", en = "Coverage rate by region, by scheme" },
    table = "couverture", series = { "rate" },
  },
  text { role = "note", with = "coverage", text = {
    fr = "Derniers bénéficiaires connus en {year}, rapportés à la population de la région l'année la plus proche.",
    en = "Latest beneficiaries known in {year}, over the population of the region in the nearest year.",
  } },
  text { role = "note", with = "schemes", text = {
    fr = "Les régimes se recouvrent : une personne peut compter dans plusieurs, et aucun total des régimes n'est donc fait.",
    en = "Schemes overlap: a person may count in several, so no total over schemes is made.",
  } },

  chapter { title = { fr = "Indicateurs", en = "Indicators" }, with = { "tracked", "text/indicators" } },
  prose { section = "indicators", with = "indicators" },
  -- Sans fiche de l'année, ce qui peut être suivi d'abord : les mesures sont d'avant.
  indicators { key = "indicateurs-suivis", shape = "count", with = "no-execution+tracked",
    title = { fr = "Indicateurs du cadre logique : ce qui peut être suivi", en = "Logframe indicators: what can be tracked" } },
  text { role = "note", with = "no-execution+tracked", text = {
    fr = "L'avancement se mesure entre une référence et une cible chiffrées. L'annexe liste les indicateurs à qui l'une ou l'autre "
      .. "manque ; le rapport « cadre logique » les donne tous.",
    en = "Progress is measured between a baseline and a target in figures. The annex lists the indicators that lack one or the "
      .. "other; the “logical framework” report gives them all.",
  } },
  indicators { key = "indicateurs-mesures", shape = "measured", with = "tracked",
    title = { fr = "Indicateurs mesurés, les plus loin de leur cible d'abord", en = "Measured indicators, those furthest from their target first" } },
  indicators { key = "indicateurs-suivis", shape = "count", with = "execution+tracked",
    title = { fr = "Indicateurs du cadre logique : ce qui peut être suivi", en = "Logframe indicators: what can be tracked" } },
  text { role = "note", with = "execution+tracked", text = {
    fr = "L'avancement se mesure entre une référence et une cible chiffrées. Le feu, là où il y en a un, juge la cible de l'année de "
      .. "la mesure ; une cible à venir n'est pas jugée. Chaque indicateur est en annexe.",
    en = "Progress is measured between a baseline and a target in figures. The light, where there is one, judges the target of the "
      .. "year of the measurement; a target still to come is not judged. Each indicator is in an annex.",
  } },

  chapter { title = { fr = "Difficultés et mesures correctives", en = "Difficulties and corrective measures" }, with = difficultes },
  section { title = { fr = "Difficultés", en = "Difficulties" }, with = "text/difficulties" },
  prose { section = "difficulties" },
  section { title = { fr = "Mesures correctives", en = "Corrective measures" }, with = "text/measures" },
  prose { section = "measures" },
  section { with = "execution", title = { fr = "Dans les mots des fiches", en = "In the words of the returns" } },
  difficulties { with = "execution", key = "mesures", only = "measure",
    title = { fr = "Difficultés et mesures déclarées par les structures", en = "Difficulties and measures reported by the structures" },
    states = { "done", "under_way", "not_started", "postponed", "cancelled" } },
  section { title = dit_le_document, with = { "told/problem", "told/measure" } },
  narratives { key = "problemes", title = { fr = "Difficultés et mesures, dans les mots du document", en = "Difficulties and measures, in the document's words" },
    kinds = { "problem", "measure" }, with = { "told/problem", "told/measure" } },

  chapter { title = { fr = "Perspectives", en = "Outlook" }, with = perspectives },
  prose { section = "outlook" },
  narratives { key = "perspectives", title = { fr = "Perspectives, dans les mots du document", en = "Outlook, in the document's words" },
    kinds = { "outlook" }, with = "told/outlook" },
  signatures {},

  page { landscape = true, with = "execution" },
  page { with = "no-execution" },
  chapter { annex = true, title = { fr = "Matrice des activités", en = "Activity matrix" } },
  activities {
    key = "programme-activites", title = { fr = "Activités de {year}", en = "Activities of {year}" }, with = "no-execution", plan = true,
    columns = {
      column { key = "base", title = "{year}", measure = "base", which = "programme" },
      column { key = "whole", title = "{first}-{end}", measure = "base", which = "programme", whole_plan = true },
    },
  },
  activities {
    key = "matrice", title = { fr = "Activités de {year}", en = "Activities of {year}" }, with = "execution",
    columns = {
      column { key = "base", title = "{Base}", measure = "base" },
      column { key = "spent", title = "{Stage}", measure = "spent" },
      column { key = "rate", title = { fr = "Taux financier", en = "Financial rate" }, indicator = financier },
      column { key = "light", title = { fr = "Feu", en = "Light" }, light = "rate" },
      column { key = "physical", title = { fr = "Taux physique", en = "Physical rate" }, indicator = physique },
    },
  },
  chapter { with = "execution", annex = true, title = { fr = "Commentaires sur les activités en cours", en = "Comments on activities under way" } },
  difficulties { with = "execution", key = "difficultes", title = { fr = "Ce que disent les structures, sans mesure corrective", en = "What structures say, without a corrective measure" },
    states = { "under_way" }, only = "words" },
  chapter { with = "returns", annex = true, title = { fr = "Fiches de collecte", en = "Returns" } },
  returns { with = "returns", key = "fiches-manquantes", title = { fr = "Fiches non reçues", en = "Returns not received" }, missing = true },
  returns { with = "returns", key = "fiches", title = { fr = "Toutes les fiches de {year}", en = "All returns of {year}" } },
  chapter { annex = true, with = "execution", title = { fr = "D'où viennent les trois taux", en = "Where the three rates come from" } },
  text { with = "execution", text = {
    fr = "Chaque taux du plan, défait jusqu'à la ligne du document ou à la fiche de chaque chiffre. Le PDF montre les plus "
      .. "grands montants, ou les premières activités là où il n'y a pas de montant ; le classeur montre tout.",
    en = "Each rate of the plan, taken apart down to the line of the document or the return of each figure. The PDF shows the "
      .. "largest amounts, or the first activities where there is no amount; the workbook shows everything.",
  } },
  origine("origine-financier", { fr = "Exécution financière", en = "Financial execution" }, financier, 10, { "pdf" }),
  origine("origine-financier-complet", { fr = "Exécution financière", en = "Financial execution" }, financier, nil, { "xlsx", "csv" }),
  origine("origine-physique", { fr = "Exécution physique", en = "Physical execution" }, physique, 6, { "pdf" }),
  origine("origine-physique-complet", { fr = "Exécution physique", en = "Physical execution" }, physique, nil, { "xlsx", "csv" }),
  origine("origine-mobilisation", { fr = "Mobilisation", en = "Mobilisation" }, mobilisation, 10, { "pdf" }),
  origine("origine-mobilisation-complet", { fr = "Mobilisation", en = "Mobilisation" }, mobilisation, nil, { "xlsx", "csv" }),
  chapter { annex = true, title = { fr = "Indicateurs à compléter", en = "Indicators to be completed" }, with = a_completer },
  unset_indicators { key = "indicateurs-a-completer", with = a_completer,
    title = { fr = "Indicateurs sans référence ou sans cible chiffrée", en = "Indicators without a baseline or a target in figures" } },
  chapter { annex = true, title = { fr = "Indicateurs du cadre logique", en = "Logframe indicators" }, with = "execution+tracked" },
  text { role = "note", with = "execution+measurements", text = {
    fr = "Avancement : (mesure − référence) ÷ (cible − référence), à la date de la mesure. Entre parenthèses, l'année ; une cible sans année vaut pour {end}.",
    en = "Progress: (actual − baseline) ÷ (target − baseline), on the date of the measurement. The year is in brackets; a target without a year is for {end}.",
  } },
  indicators { key = "indicateurs", title = { fr = "Références, cibles et mesures", en = "Baselines, targets and measurements" },
    with = "execution+tracked" },
  page { with = "execution" },
  chapter { annex = true, title = { fr = "Cohérence du plan", en = "Consistency of the plan" } },
  text { role = "note", text = {
    fr = "Ce que le document du plan imprime de lui-même est ici recalculé ; les erreurs ci-dessous disent où il imprime autre "
      .. "chose que la somme des lignes. Le rapport « cohérence » donne tous les constats, sous les mêmes numéros. Lieu : partie du "
      .. "document, puis ligne (l.) du texte qui en est extrait.",
    en = "What the plan's document prints about itself is recomputed here; the errors below say where it prints other than the sum of "
      .. "the lines. The consistency report gives all findings, under the same numbers. Place: part of the document, then line (l.) of "
      .. "the text extracted from it.",
  } },
  findings { key = "constats", title = { fr = "Montants qui ne concordent pas", en = "Amounts that disagree" },
    severities = { "error" }, amounts = "only", shape = "amounts" },
  findings { key = "autres-erreurs", title = { fr = "Autres chiffres qui ne concordent pas", en = "Other figures that disagree" },
    severities = { "error" }, amounts = "without" },
  chapter { annex = true, title = { fr = "Définitions et sources", en = "Definitions and sources" } },
  definitions { key = "definitions", title = { fr = "Indicateurs et formules", en = "Indicators and formulas" },
    indicators = { financier, physique, mobilisation, "avancement-prochaine-cible", "taux-atteinte-cible", "taux-couverture" } },
  legend { key = "signes", title = { fr = "Signes et feux", en = "Signs and lights" } },
  sources { key = "documents", title = { fr = "Documents et données", en = "Documents and data" } },
  acronyms { title = { fr = "Sigles", en = "Acronyms" } },
}

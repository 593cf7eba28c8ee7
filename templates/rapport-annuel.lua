-- Rapport annuel d'exécution : pensé pour le PDF, écrit aussi en classeur et en CSV.
--
-- Le modèle est une liste de blocs dans l'ordre de lecture : chapitres, sections, textes, tableaux,
-- graphiques. On peut en retirer, en déplacer, en ajouter, changer les titres et les colonnes.
-- Une colonne vient des données (measure, indicator, count) ou d'autres colonnes du même tableau
-- (ratio, points, difference, share, cover, covered, light), désignées par leur clé.
-- Dans un texte : {year}, {last}, {first}, {end} sont des années ; {base}, {stage} (ou {Base},
-- {Stage}) la base et le stade des taux ; {unit} l'unité des montants.

local financier = "taux-execution-financiere"
local physique = "taux-execution-physique"
local mobilisation = "taux-mobilisation"

-- Un taux, ce sur quoi il porte, son feu, et l'année précédente.
local function taux(indicateur, colonnes)
  local liste = colonnes or {}
  local suite = {
    column { key = "rate", title = { fr = "Taux", en = "Rate" }, indicator = indicateur },
    column { key = "cover", title = { fr = "Activités connues", en = "Known activities" }, cover = "rate" },
    column { key = "covered", title = { fr = "Part connue", en = "Known share" }, covered = "rate" },
    column { key = "light", title = { fr = "Feu", en = "Light" }, light = "rate" },
    column { key = "last", title = { fr = "Taux {last}", en = "Rate {last}" }, indicator = indicateur, year = -1 },
    column { key = "change", title = { fr = "Évolution", en = "Change" }, points = { "rate", "last" } },
  }
  for _, colonne in ipairs(suite) do liste[#liste + 1] = colonne end
  return liste
end

local function argent()
  return taux(financier, {
    column { key = "base", title = "{Base}", measure = "base" },
    column { key = "spent", title = "{Stage}", measure = "spent" },
  })
end

local lire_les_taux = {
  fr = "Le taux rapporte la dépense à la base des seules activités dont la dépense est connue ; « Activités connues » "
    .. "et « Part connue » disent combien elles sont et ce qu'elles pèsent. Quand des fiches manquent, il ne se déduit "
    .. "donc pas des deux montants.",
  en = "The rate compares spending with the base of those activities only whose spending is known; “Known activities” "
    .. "and “Known share” say how many they are and what they weigh. When returns are missing, it therefore does not "
    .. "follow from the two amounts.",
}

return report {
  id = "rapport-annuel",
  title = { fr = "Rapport annuel d'exécution {year}", en = "Annual execution report {year}" },

  cover { returns = true },
  page {},
  contents {},

  page {},
  chapter { title = { fr = "L'essentiel", en = "In short" } },
  cards { indicators = { financier, physique, mobilisation } },
  sentences {},
  chart {
    key = "essentiel", title = { fr = "{Base} et dépenses ({stage}) par axe", en = "{Base} and spending ({stage}) by axis" },
    table = "axes", series = { "base", "spent" },
  },

  page {},
  chapter { title = { fr = "Activités", en = "Activities" } },
  section { title = { fr = "Où en sont les activités de {year}", en = "Where the activities of {year} stand" } },
  nodes {
    key = "activites-axes", title = { fr = "Activités programmées en {year}, par axe", en = "Activities scheduled in {year}, by axis" },
    level = 1, labels = "short",
    columns = {
      column { key = "scheduled", title = { fr = "Program-mées", en = "Sche-duled" }, count = "scheduled" },
      column { key = "done", title = { fr = "Réali-sées", en = "Done" }, count = "done" },
      column { key = "under_way", title = { fr = "En cours", en = "Under way" }, count = "under_way" },
      column { key = "not_started", title = { fr = "Non com-mencées", en = "Not started" }, count = "not_started" },
      column { key = "postponed", title = { fr = "Repor-tées", en = "Post-poned" }, count = "postponed" },
      column { key = "cancelled", title = { fr = "Annu-lées", en = "Can-celled" }, count = "cancelled" },
      column { key = "not_reported", title = { fr = "Non ren-seignées", en = "Not reported" }, count = "not_reported" },
      column { key = "unscheduled", title = { fr = "Hors pro-gramme", en = "Not sche-duled" }, count = "unscheduled" },
    },
  },
  text { role = "note", text = {
    fr = "Les six états se partagent les activités programmées ; « Hors programme » compte celles qui ont été menées sans "
      .. "être programmées cette année.",
    en = "The six states share out the scheduled activities; “Not scheduled” counts those carried out without being "
      .. "scheduled this year.",
  } },
  chart {
    key = "etats", title = { fr = "États des activités par axe", en = "States of activities by axis" }, kind = "stacked",
    table = "activites-axes", series = { "done", "under_way", "not_started", "postponed", "cancelled", "not_reported" },
  },
  section { title = { fr = "Exécution physique", en = "Physical execution" } },
  nodes {
    key = "physique", title = { fr = "Exécution physique par axe et effet", en = "Physical execution by axis and outcome" },
    level = 2, from = 1, columns = taux(physique),
  },
  section { title = { fr = "Hors du programme de l'année", en = "Outside the year's programme" } },
  unscheduled { key = "hors-programme",
    title = { fr = "Activités menées ou payées sans être programmées ou dotées", en = "Activities carried out or paid for without being scheduled or funded" } },
  extra_work { key = "hors-plan", title = { fr = "Travaux que le plan ne contient pas", en = "Work the plan does not hold" } },

  page {},
  chapter { title = { fr = "Exécution financière", en = "Financial execution" } },
  section { title = { fr = "Par axe et par effet", en = "By axis and outcome" } },
  nodes { key = "axes", title = { fr = "Exécution financière par axe", en = "Financial execution by axis" },
    level = 1, labels = "short", columns = argent() },
  text { role = "note", text = lire_les_taux },
  nodes { key = "effets", title = { fr = "Exécution financière par effet", en = "Financial execution by outcome" },
    level = 2, from = 1, columns = argent() },
  section { title = { fr = "Par source de financement", en = "By funder" } },
  funders {
    key = "sources", title = { fr = "Financement et dépense par source", en = "Financing and spending by funder" }, reconcile = true,
    columns = {
      column { key = "planned", title = { fr = "Finance-ment prévu", en = "Planned financing" }, measure = "financing" },
      column { key = "received", title = { fr = "Reçu", en = "Received" }, measure = "funding", which = "received" },
      column { key = "mobilised", title = { fr = "Taux de mobi-lisation", en = "Mobili-sation rate" }, indicator = mobilisation },
      column { key = "lines", title = { fr = "Lignes connues", en = "Known lines" }, cover = "mobilised" },
      column { key = "spent", title = "{Stage}", measure = "spent" },
      column { key = "used", title = { fr = "{Stage} / reçu", en = "{Stage} / received" }, ratio = { "spent", "received" } },
      column { key = "rate", title = { fr = "{Stage} / prévu", en = "{Stage} / planned" }, indicator = financier },
      column { key = "light", title = { fr = "Feu", en = "Light" }, light = "rate" },
    },
  },
  text { role = "note", text = {
    fr = "Prévu : tableau de financement du plan. Par source, le feu juge la dépense rapportée à ce financement prévu ; pour "
      .. "l'ensemble, il juge le taux d'exécution financière, dont la base est : {base}. Un taux de mobilisation ne porte que sur "
      .. "les lignes dont le reçu est connu.",
    en = "Planned: the plan's financing table. By funder, the light judges spending against this planned financing; for the "
      .. "whole, it judges the financial execution rate, whose base is: {base}. A mobilisation rate covers only the lines "
      .. "whose receipts are known.",
  } },
  section { title = { fr = "Par stade et par année", en = "By stage and year" } },
  stages { key = "stades", title = { fr = "Dépense de {year} par stade et par axe", en = "Spending of {year} by stage and axis" } },
  years { key = "annees", title = { fr = "Exécution par année", en = "Execution by year" }, columns = argent() },

  page {},
  chapter { title = { fr = "Écarts et difficultés", en = "Gaps and difficulties" } },
  section { title = { fr = "Quand l'argent et le travail s'écartent", en = "Where money and work part" } },
  gaps { key = "ecarts", title = { fr = "Les dix plus grands écarts entre exécution physique et financière", en = "The ten widest gaps between physical and financial execution" }, rows = 10 },
  text { role = "note", text = {
    fr = "Écart : taux physique moins taux financier, en points, sur les mêmes activités (dotées, dépense et avancement connus). "
      .. "Négatif, l'argent va plus vite que le travail.",
    en = "Gap: physical rate minus financial rate, in points, over the same activities (funded, spending and progress known). "
      .. "Below zero, money moves faster than work.",
  } },
  section { title = { fr = "Ce qui n'a pas eu lieu", en = "What did not take place" } },
  difficulties { key = "retards", title = { fr = "Activités reportées, annulées ou non commencées", en = "Activities postponed, cancelled or not started" },
    states = { "postponed", "cancelled", "not_started" } },

  page { landscape = true },
  chapter { title = { fr = "Annexe 1. Matrice des activités", en = "Annex 1. Activity matrix" } },
  activities {
    key = "matrice", title = { fr = "Activités de {year}", en = "Activities of {year}" },
    columns = {
      column { key = "base", title = "{Base}", measure = "base" },
      column { key = "spent", title = "{Stage}", measure = "spent" },
      column { key = "rate", title = { fr = "Taux financier", en = "Financial rate" }, indicator = financier },
      column { key = "physical", title = { fr = "Taux physique", en = "Physical rate" }, indicator = physique },
    },
  },
  page { landscape = true },
  chapter { title = { fr = "Annexe 2. Difficultés des activités en cours", en = "Annex 2. Difficulties of activities under way" } },
  difficulties { key = "difficultes", title = { fr = "Ce que disent les structures des activités en cours", en = "What structures say of activities under way" },
    states = { "under_way" } },
  page { landscape = true },
  chapter { title = { fr = "Annexe 3. Fiches de collecte", en = "Annex 3. Returns" } },
  returns { key = "fiches-manquantes", title = { fr = "Fiches non reçues", en = "Returns not received" }, missing = true },
  returns { key = "fiches", title = { fr = "Toutes les fiches de {year}", en = "All returns of {year}" } },
  page { landscape = true },
  chapter { title = { fr = "Annexe 4. Cohérence du plan", en = "Annex 4. Consistency of the plan" } },
  text { text = {
    fr = "Jalon recalcule ce que le document du plan imprime de lui-même. Les rapports prennent la somme des lignes ; les "
      .. "constats ci-dessous disent où le document imprime autre chose. Leurs conséquences sont dans le rapport « cohérence ».",
    en = "Jalon recomputes what the plan's document prints about itself. Reports use the sum of the lines; the findings below "
      .. "say where the document prints otherwise. Their consequences are in the “coherence” report.",
  } },
  findings { key = "constats", title = { fr = "Constats sur le document", en = "Findings about the document" } },
  page { landscape = true },
  chapter { title = { fr = "Annexe 5. Définitions et sources", en = "Annex 5. Definitions and sources" } },
  definitions { key = "definitions", title = { fr = "Indicateurs et formules", en = "Indicators and formulas" } },
  legend { key = "signes", title = { fr = "Signes et feux", en = "Signs and lights" } },
  sources { key = "documents", title = { fr = "Documents et données", en = "Documents and data" } },
}

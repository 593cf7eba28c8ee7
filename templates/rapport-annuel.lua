-- Rapport annuel d'exécution : pensé pour le PDF, écrit aussi en classeur et en CSV.
-- Chaque bloc ci-dessous est un chapitre, une section, un texte, un tableau ou un graphique,
-- dans l'ordre de lecture. On peut en retirer, en déplacer, changer les titres et les colonnes.
-- Une colonne se calcule à partir des données (measure, indicator, count) ou d'autres colonnes
-- du même tableau (ratio, points, difference, share, cover, light), désignées par leur clé.

local financier = "taux-execution-financiere"
local physique = "taux-execution-physique"
local mobilisation = "taux-mobilisation"

-- Base, dépense, taux, couverture, année précédente : le même jeu de colonnes par axe et par année.
local function execution_financiere()
  return {
    column { key = "base", title = { fr = "Dotation", en = "Allocation" }, measure = "base" },
    column { key = "spent", title = { fr = "Dépensé", en = "Spent" }, measure = "spent" },
    column { key = "rate", title = { fr = "Taux", en = "Rate" }, indicator = financier },
    column { key = "cover", title = { fr = "Activités", en = "Activities" }, cover = "rate" },
    column { key = "light", title = { fr = "Feu", en = "Light" }, light = "rate" },
    column { key = "last", title = { fr = "Année précédente", en = "Last year" }, indicator = financier, year = -1 },
    column { key = "change", title = { fr = "Évolution", en = "Change" }, points = { "rate", "last" } },
  }
end

return report {
  id = "rapport-annuel",
  title = { fr = "Rapport annuel d'exécution", en = "Annual execution report" },

  cover {},
  contents {},

  page {},
  chapter { title = { fr = "L'essentiel", en = "In short" } },
  cards { indicators = { financier, physique, mobilisation } },
  sentences {},
  chart {
    key = "essentiel-axes", title = { fr = "Prévu et dépensé par axe", en = "Planned and spent by axis" },
    table = "axes", series = { "base", "spent" },
  },

  page {},
  chapter { title = { fr = "Activités", en = "Activities" } },
  nodes {
    key = "activites-axes", title = { fr = "Activités par axe", en = "Activities by axis" }, level = 1, titles = true,
    columns = {
      column { key = "scheduled", title = { fr = "Programmées", en = "Scheduled" }, count = "scheduled" },
      column { key = "done", title = { fr = "Réalisées", en = "Done" }, count = "done" },
      column { key = "under_way", title = { fr = "En cours", en = "Under way" }, count = "under_way" },
      column { key = "not_started", title = { fr = "Non commencées", en = "Not started" }, count = "not_started" },
      column { key = "postponed", title = { fr = "Reportées", en = "Postponed" }, count = "postponed" },
      column { key = "cancelled", title = { fr = "Annulées", en = "Cancelled" }, count = "cancelled" },
      column { key = "not_reported", title = { fr = "Non renseignées", en = "Not reported" }, count = "not_reported" },
      column { key = "unscheduled", title = { fr = "Menées hors programme", en = "Done, not scheduled" }, count = "unscheduled" },
    },
  },
  nodes {
    key = "physique", title = { fr = "Exécution physique par axe et effet", en = "Physical execution by axis and outcome" },
    level = 2, from = 1, titles = true,
    columns = {
      column { key = "rate", title = { fr = "Taux", en = "Rate" }, indicator = physique },
      column { key = "cover", title = { fr = "Activités", en = "Activities" }, cover = "rate" },
      column { key = "light", title = { fr = "Feu", en = "Light" }, light = "rate" },
      column { key = "last", title = { fr = "Année précédente", en = "Last year" }, indicator = physique, year = -1 },
      column { key = "change", title = { fr = "Évolution", en = "Change" }, points = { "rate", "last" } },
    },
  },
  unscheduled { key = "hors-programme", title = { fr = "Activités menées sans être programmées", en = "Activities done though not scheduled" } },
  extra_work { key = "hors-plan", title = { fr = "Travaux que le plan ne contient pas", en = "Work the plan does not hold" } },

  page {},
  chapter { title = { fr = "Exécution financière", en = "Financial execution" } },
  nodes {
    key = "axes", title = { fr = "Exécution financière par axe", en = "Financial execution by axis" }, level = 1, titles = true,
    columns = execution_financiere(),
  },
  nodes {
    key = "effets", title = { fr = "Exécution financière par effet", en = "Financial execution by outcome" },
    level = 2, from = 1, titles = true, columns = execution_financiere(),
  },
  funders {
    key = "sources", title = { fr = "Exécution par source de financement", en = "Execution by funder" },
    columns = {
      column { key = "planned", title = { fr = "Prévu", en = "Planned" }, measure = "financing" },
      column { key = "received", title = { fr = "Reçu", en = "Received" }, measure = "funding", which = "received" },
      column { key = "mobilised", title = { fr = "Reçu / prévu", en = "Received / planned" }, indicator = mobilisation },
      column { key = "spent", title = { fr = "Dépensé", en = "Spent" }, measure = "spent" },
      column { key = "rate", title = { fr = "Dépensé / prévu", en = "Spent / planned" }, indicator = financier },
      column { key = "cover", title = { fr = "Activités", en = "Activities" }, cover = "rate" },
      column { key = "light", title = { fr = "Feu", en = "Light" }, light = "rate" },
    },
  },
  stages { key = "stades", title = { fr = "Dépense par stade", en = "Spending by stage" } },
  years { key = "annees", title = { fr = "Exécution par année", en = "Execution by year" }, columns = execution_financiere() },

  page {},
  chapter { title = { fr = "Écarts et difficultés", en = "Gaps and difficulties" } },
  gaps { key = "ecarts", title = { fr = "Extrants où l'argent et le travail s'écartent le plus", en = "Outputs where money and work differ most" },
    money = financier, work = physique, rows = 10 },
  difficulties { key = "difficultes", title = { fr = "Difficultés signalées", en = "Difficulties reported" } },

  page { landscape = true },
  chapter { title = { fr = "Annexe 1. Matrice des activités", en = "Annex 1. Activity matrix" } },
  activities {
    key = "matrice", title = { fr = "Activités de l'année", en = "Activities of the year" },
    columns = {
      column { key = "base", title = { fr = "Dotation", en = "Allocation" }, measure = "base" },
      column { key = "spent", title = { fr = "Dépensé", en = "Spent" }, measure = "spent" },
      column { key = "rate", title = { fr = "Taux financier", en = "Financial rate" }, indicator = financier },
      column { key = "physical", title = { fr = "Taux physique", en = "Physical rate" }, indicator = physique },
    },
  },
  page { landscape = true },
  chapter { title = { fr = "Annexe 2. Fiches de collecte", en = "Annex 2. Returns" } },
  returns { key = "fiches-manquantes", title = { fr = "Fiches non reçues", en = "Returns not received" }, missing = true },
  returns { key = "fiches", title = { fr = "Toutes les fiches de l'année", en = "All returns of the year" } },
  page { landscape = true },
  chapter { title = { fr = "Annexe 3. Cohérence du plan", en = "Annex 3. Consistency of the plan" } },
  findings { key = "constats", title = { fr = "Constats sur le document", en = "Findings about the document" } },
  page { landscape = true },
  chapter { title = { fr = "Annexe 4. Définitions et sources", en = "Annex 4. Definitions and sources" } },
  definitions { key = "definitions", title = { fr = "Indicateurs", en = "Indicators" } },
  sources { key = "documents", title = { fr = "Sources", en = "Sources" } },
}

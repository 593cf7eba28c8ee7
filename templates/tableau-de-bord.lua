-- Tableau de bord pour le comité : deux pages, quelles que soient les données.
--
-- sheet{...} est une page fixe : des band{...} de haut en bas, dans chacun des slot{...} côte à côte
-- (share : part de la largeur). Ce qui ne tient pas se resserre : un tableau garde les lignes qui
-- tiennent et dit les autres en une ligne « autres (n) » avec leur somme ; un texte finit par « … ».
-- Ajouter un bloc laisse moins de place aux autres, jamais une page de plus. Une liste « whole = true »
-- garde ses lignes avant que les autres n'aient les leurs. headline{} dit l'année et le plan en deux
-- lignes ; signs{} explique, au pied de chaque page, les feux et les signes qui y sont imprimés.

local financier = "taux-execution-financiere"
local physique = "taux-execution-physique"
local mobilisation = "taux-mobilisation"
local financiere = { fr = "Exécution financière", en = "Financial execution" }
local travaux = { fr = "Exécution physique", en = "Physical execution" }
local feu = { fr = "Feu", en = "Rating" }
local activites = { fr = "Activités", en = "Activities" }
local connues = { fr = "Connues", en = "Known" }
local classeur = { "xlsx", "csv" }

return report {
  id = "tableau-de-bord",
  title = { fr = "Tableau de bord {year}", en = "Dashboard {year}" },
  landscape = true,

  sheet {
    landscape = true, with = "execution",
    title = { fr = "Où en est le plan en {year}", en = "Where the plan stands in {year}" },
    band { headline {} },
    band {
      cards {
        indicators = { financier, physique, mobilisation, "execution-cumulee" },
      },
    },
    band {
      nodes {
        key = "axes", title = { fr = "{Base} et {stage} par {level1}, {year}", en = "{Base} and {stage} by {level1}, {year}" },
        level = 1, labels = "short", whole = true, outside = true,
        columns = {
          column { key = "base", title = "{Base}", measure = "base" },
          column { key = "told", title = { fr = "dont connue", en = "of which known" }, group = financiere, indicator = financier, part = "denominator" },
          column { key = "spent", title = "{Stage}", group = financiere, indicator = financier, part = "numerator" },
          column { key = "rate", title = { fr = "Taux", en = "Rate" }, group = financiere, indicator = financier, of = { "spent", "told" } },
          column { key = "cover", title = connues, group = financiere, cover = "rate" },
          column { key = "light", title = feu, group = financiere, light = "rate" },
          column { key = "last", title = "{last}", group = financiere, indicator = financier, year = -1 },
          column { key = "work", title = { fr = "Taux", en = "Rate" }, group = travaux, indicator = physique },
          column { key = "known", title = connues, group = travaux, cover = "work" },
          column { key = "worklight", title = feu, group = travaux, light = "work" },
          column { key = "scheduled", title = { fr = "Programmées", en = "Scheduled" }, group = activites, count = "scheduled" },
          column { key = "done", title = { fr = "Réalisées", en = "Done" }, group = activites, count = "done" },
        },
      },
    },
    band {
      slot {
        share = 4,
        chart {
          key = "annees-graphique", title = { fr = "Prévu et {stage} par année", en = "Planned and {stage} by year" },
          table = "annees", series = { "base", "spent" }, later = true,
        },
      },
      slot {
        share = 6,
        chart {
          key = "axes-annees-graphique", kind = "panels", table = "axes-annees",
          title = { fr = "Taux d'exécution financière par {level1}", en = "Financial execution rate by {level1}" },
        },
      },
      slot {
        share = 6,
        chart {
          key = "retards-graphique", kind = "progress", table = "indicateurs-retard",
          title = { fr = "Indicateurs les plus loin de leur cible", en = "Indicators furthest from their target" },
          series = { "progress", "baseline", "target", "measured" },
        },
        indicators {
          key = "indicateurs-retard", shape = "late", formats = classeur,
          title = { fr = "Indicateurs qui n'ont pas atteint leur cible", en = "Indicators that have not reached their target" },
        },
      },
    },
    band { signs {} },
  },

  sheet {
    landscape = true, with = "execution",
    title = { fr = "Argent, écarts, décisions", en = "Money, gaps, decisions" },
    band {
      slot {
        funders {
          key = "sources", whole = true, bases = true, title = { fr = "Prévu, reçu et {stage} par source, {year}", en = "Planned, received and {stage} by funder, {year}" },
          columns = {
            column { key = "planned", title = { fr = "Prévu", en = "Planned" }, measure = "financing" },
            column { key = "received", title = { fr = "Reçu", en = "Received" }, measure = "funding", which = "received" },
            column { key = "mobilised", title = { fr = "Mobilisation", en = "Mobilisation" }, indicator = mobilisation },
            column { key = "lines", title = { fr = "Lignes connues", en = "Known lines" }, cover = "mobilised" },
            column { key = "spent", title = "{Stage}", measure = "spent" },
          },
        },
        returns { key = "fiches-manquantes", title = { fr = "Ce qui manque : fiches non reçues", en = "What is missing: returns not received" }, missing = true, brief = true },
      },
      slot {
        gaps {
          key = "ecarts", rest = true, signs = true,
          title = { fr = "Écarts : taux physique moins taux financier, mêmes activités", en = "Gaps: physical minus financial rate, same activities" },
        },
        chart {
          key = "etats", kind = "shares", table = "activites-axes",
          title = { fr = "États des activités programmées en {year}, par {level1}", en = "States of the activities scheduled in {year}, by {level1}" },
          series = { "done", "under_way", "not_started", "postponed", "cancelled", "not_reported" },
        },
      },
    },
    band { decisions { key = "decisions", whole = true, brief = true, title = { fr = "Décisions demandées au comité", en = "Decisions asked of the committee" } } },
    band { signs {} },
  },

  -- Une année sans fiche reçue : ce que le plan prévoit, ce qu'on sait d'avant, ce qui reste à décider.
  sheet {
    landscape = true, with = "no-execution",
    title = { fr = "Ce que le plan prévoit pour {year}", en = "What the plan foresees for {year}" },
    band { silence {} },
    band { plan_cards {} },
    band {
      slot {
        share = 9,
        nodes {
          key = "programme", title = { fr = "Programme de {year} par {level1}", en = "Programme of {year} by {level1}" },
          level = 1, labels = "short",
          columns = {
            column { key = "scheduled", title = { fr = "Activités", en = "Activities" }, count = "scheduled" },
            column { key = "pm", title = { fr = "dont PM", en = "of which PM" }, count = "pm" },
            column { key = "base", title = "{Programme}", measure = "base", which = "programme" },
            column { key = "share", title = { fr = "Part", en = "Share" }, share = "base" },
          },
        },
      },
      slot {
        share = 6,
        chart {
          key = "plan-annees-graphique", table = "plan-annees", series = { "base" }, mark = true,
          title = { fr = "{Programme} année par année : {year} dans le plan", en = "{Programme} year by year: {year} within the plan" },
        },
      },
    },
    band {
      slot {
        share = 9,
        plan_years { key = "plan-axes-annees", level = 1, labels = "code",
          title = { fr = "{Programme} par {level1} et par année", en = "{Programme} by {level1} and year" } },
      },
      slot {
        share = 6,
        leads { key = "pilotes", title = { fr = "Qui doit rendre compte de {year}", en = "Who has to account for {year}" } },
      },
    },
    band { signs {} },
  },

  sheet {
    landscape = true, with = "no-execution",
    title = { fr = "Sources, suivi, décisions", en = "Funders, follow-up, decisions" },
    band {
      slot {
        share = 6,
        funders {
          key = "sources-prevues", title = { fr = "Financement prévu par source, {year}", en = "Planned financing by funder, {year}" },
          with = "financing", reconcile = true, whole = true,
          columns = {
            column { key = "planned", title = { fr = "Prévu", en = "Planned" }, measure = "financing" },
            column { key = "share", title = { fr = "Part", en = "Share" }, share = "planned" },
            column { key = "received", with = "funding", title = { fr = "Reçu", en = "Received" }, measure = "funding", which = "received" },
            column { key = "mobilised", with = "funding", title = { fr = "Mobilisation", en = "Mobilisation" }, indicator = mobilisation },
            column { key = "lines", with = "funding", title = { fr = "Lignes connues", en = "Known lines" }, cover = "mobilised" },
          },
        },
        funder_claims {
          key = "sources-annoncees", with = "no-financing+funder-claims",
          title = { fr = "Prévu par source, {first}-{end}, non réparti par année", en = "Planned by funder, {first}-{end}, not split by year" },
        },
        years {
          key = "annees-connues", known = true, with = "history", title = { fr = "Exécution connue jusqu'en {known}", en = "Execution known up to {known}" },
          columns = {
            column { key = "base", title = "{Base}", measure = "base" },
            column { key = "spent", title = "{Stage}", measure = "spent" },
            column { key = "rate", title = { fr = "Taux", en = "Rate" }, indicator = financier },
            column { key = "cover", title = connues, cover = "rate" },
          },
        },
        nodes {
          key = "programme-effets", title = { fr = "Programme de {year} par {level2}", en = "Programme of {year} by {level2}" },
          level = 2, labels = "short", with = "no-history",
          columns = {
            column { key = "base", title = "{Programme}", measure = "base", which = "programme" },
            column { key = "share", title = { fr = "Part", en = "Share" }, share = "base" },
          },
        },
      },
      slot {
        share = 7,
        largest { key = "plus-grandes", title = { fr = "Les activités les plus coûteuses de {year}", en = "The costliest activities of {year}" } },
        chart {
          key = "retards-graphique", kind = "progress", table = "indicateurs-retard", with = "tracked+history",
          title = { fr = "Indicateurs les plus loin de leur prochaine cible", en = "Indicators furthest from their next target" },
          series = { "progress", "baseline", "target", "measured" },
        },
        indicators {
          key = "indicateurs-retard", shape = "late", formats = classeur, with = "tracked+history",
          title = { fr = "Indicateurs qui n'ont pas atteint leur prochaine cible", en = "Indicators short of their next target" },
        },
      },
    },
    band { decisions { key = "decisions", whole = true, title = { fr = "Décisions demandées au comité", en = "Decisions asked of the committee" } } },
    band { signs {} },
  },

  chapter { title = { fr = "Tableaux des graphiques", en = "Tables of the charts" }, formats = classeur },
  years {
    key = "plan-annees", plan = true, with = "no-execution", formats = classeur,
    title = { fr = "{Programme} année par année", en = "{Programme} year by year" },
    columns = { column { key = "base", title = "{Programme}", measure = "base", which = "programme" },
      column { key = "share", title = { fr = "Part", en = "Share" }, share = "base" } },
  },
  years {
    with = "execution", key = "annees", title = { fr = "{Base} et {stage} par année", en = "{Base} and {stage} by year" }, formats = classeur,
    columns = {
      column { key = "base", title = "{Base}", measure = "base" },
      column { key = "spent", title = "{Stage}", measure = "spent" },
    },
  },
  history {
    with = "execution", key = "axes-annees", level = 1, labels = "code", indicator = financier, formats = classeur,
    title = { fr = "Taux d'exécution financière par {level1} et par année", en = "Financial execution rate by {level1} and year" },
  },
  nodes {
    with = "execution", key = "activites-axes", level = 1, labels = "code", formats = classeur,
    title = { fr = "Activités programmées en {year}, par {level1}", en = "Activities scheduled in {year}, by {level1}" },
    columns = {
      column { key = "done", title = { fr = "Réalisées", en = "Done" }, count = "done" },
      column { key = "under_way", title = { fr = "En cours", en = "Under way" }, count = "under_way" },
      column { key = "not_started", title = { fr = "Non commencées", en = "Not started" }, count = "not_started" },
      column { key = "postponed", title = { fr = "Reportées", en = "Postponed" }, count = "postponed" },
      column { key = "cancelled", title = { fr = "Annulées", en = "Cancelled" }, count = "cancelled" },
      column { key = "not_reported", title = { fr = "Non renseignées", en = "Not reported" }, count = "not_reported" },
    },
  },
}

-- Tableau de bord pour le comité : deux pages, quelles que soient les données.
--
-- « rows » borne chaque tableau : ce qui n'y tient pas est une ligne « autres (n) » avec sa somme.
-- Ajouter un bloc ou des lignes peut faire une troisième page.

local financier = "taux-execution-financiere"
local physique = "taux-execution-physique"
local mobilisation = "taux-mobilisation"

return report {
  id = "tableau-de-bord",
  title = { fr = "Tableau de bord {year}", en = "Dashboard {year}" },
  landscape = true,

  sheet { landscape = true, title = { fr = "Où en est le plan", en = "Where the plan stands" },
  band {
  cards { indicators = { financier, physique, mobilisation, "execution-cumulee", "temps-ecoule" } }, },
  band { nodes {
    key = "axes", title = { fr = "{Base} et {stage} par {level1}, {year}", en = "{Base} and {stage} by {level1}, {year}" },
    level = 1, labels = "short",
    columns = {
      column { key = "base", title = "{Base}", measure = "base" },
      column { key = "spent", title = "{Stage}", measure = "spent" },
      column { key = "rate", title = { fr = "Taux", en = "Rate" }, group = { fr = "Exécution financière", en = "Financial execution" }, indicator = financier },
      column { key = "cover", title = { fr = "Connues", en = "Known" }, group = { fr = "Exécution financière", en = "Financial execution" }, cover = "rate" },
      column { key = "light", title = { fr = "Feu", en = "Light" }, group = { fr = "Exécution financière", en = "Financial execution" }, light = "rate" },
      column { key = "last", title = "{last}", group = { fr = "Exécution financière", en = "Financial execution" }, indicator = financier, year = -1 },
      column { key = "work", title = { fr = "Taux", en = "Rate" }, group = { fr = "Exécution physique", en = "Physical execution" }, indicator = physique },
      column { key = "known", title = { fr = "Connues", en = "Known" }, group = { fr = "Exécution physique", en = "Physical execution" }, cover = "work" },
      column { key = "scheduled", title = { fr = "Prévues", en = "Planned" }, group = { fr = "Activités", en = "Activities" }, count = "scheduled" },
      column { key = "done", title = { fr = "Réalisées", en = "Done" }, group = { fr = "Activités", en = "Activities" }, count = "done" },
      column { key = "silent", title = { fr = "Sans réponse", en = "No answer" }, group = { fr = "Activités", en = "Activities" }, count = "not_reported" },
    },
  } },
  band { returns { key = "fiches-manquantes", title = { fr = "Fiches non reçues", en = "Returns not received" }, missing = true } } },

  sheet { landscape = true, title = { fr = "Sources et écarts", en = "Funders and gaps" },
  band { slot { funders {
    key = "sources", title = { fr = "Prévu, reçu et {stage} par source, {year}", en = "Planned, received and {stage} by funder, {year}" },
    columns = {
      column { key = "planned", title = { fr = "Prévu", en = "Planned" }, measure = "financing" },
      column { key = "received", title = { fr = "Reçu", en = "Received" }, measure = "funding", which = "received" },
      column { key = "mobilised", title = { fr = "Mobilisation", en = "Mobilisation" }, indicator = mobilisation },
      column { key = "lines", title = { fr = "Lignes connues", en = "Known lines" }, cover = "mobilised" },
      column { key = "spent", title = "{Stage}", measure = "spent" },
      column { key = "known", title = { fr = "Activités connues", en = "Known activities" }, cover = "spent" },
    },
  },
  } , slot { gaps { key = "ecarts", title = { fr = "Les plus grands écarts entre exécution physique et financière", en = "The widest gaps between physical and financial execution" },
    rest = true } } },
  band { text { role = "note", text = {
    fr = "Écart : taux physique moins taux financier, sur les mêmes activités ; négatif, l'argent va plus vite que le travail. Le taux "
      .. "financier est au stade {stage}, sur la base {base}.",
    en = "Gap: physical rate minus financial rate, over the same activities; below zero, money moves faster than work. The financial "
      .. "rate is at the stage “{stage}”, over the base “{base}”.",
  } } } },
}

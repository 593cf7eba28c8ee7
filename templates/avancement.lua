-- Rapport d'avancement : ce que les documents disent d'un plan qui n'a ni montants ni fiches de collecte.
--
-- Chaque chapitre n'est là que si les documents, ou la planification, en disent quelque chose.

local difficultes = { "text/difficulties", "text/measures", "told/problem", "told/measure" }
local perspectives = { "text/outlook", "told/outlook" }
local partenaires = { "told/collaboration", "told/institution" }

return report {
  id = "avancement",
  title = { fr = "Rapport d'avancement", en = "Progress report" },
  told = true, -- la période est celle des documents, non une année de fiches de collecte

  cover {},
  page {},
  contents {},
  chapter { title = { fr = "Préface", en = "Preface" }, with = "text/preface" },
  prose { section = "preface" },
  chapter { title = { fr = "L'essentiel", en = "In short" } },
  records_brief {},
  text { role = "note", text = {
    fr = "Ce rapport réunit ce que les documents disent de l'avancement, **dans leurs mots**, chaque passage avec son lieu : la ligne (l.) "
      .. "du texte extrait du document (chapitre Sources). Il ne calcule aucun taux d'exécution, et ce dont les documents ne parlent "
      .. "pas n'y est pas.",
    en = "This report gathers what the documents say of progress, **quoted in French**, each passage with its place: the line (l.) of "
      .. "the document's extracted text (Sources chapter). It computes no execution rate, and what the documents do not mention is "
      .. "not here.",
  } },
  prose { section = "summary" },

  chapter { title = { fr = "Suivi des recommandations", en = "Follow-up of recommendations" }, with = { "recommendations", "text/recommendations" } },
  prose { section = "recommendations" },
  recommendations { key = "recommandations", title = { fr = "Qui fait quoi, pour quand", en = "Who does what, by when" }, with = "recommendations" },
  text { role = "note", with = "recommendations", text = {
    fr = "Le retard est compté au jour de l'exécution, sinon au jour du rapport. Une recommandation annuelle est due chaque année, au "
      .. "31 décembre si aucun jour n'est dit.",
    en = "Delay is counted on the day of execution, otherwise on the day of the report. A yearly recommendation is due each year, on "
      .. "31 December when no day is stated.",
  } },
  chapter { title = { fr = "Enregistrements", en = "Registrations" }, with = "registrations" },
  registrations { key = "enregistrements", title = { fr = "Enregistrés par programme", en = "Registered by programme" }, with = "registrations" },
  text { role = "note", with = "registrations", text = {
    fr = "Ménages, personnes et affiliés sont des unités différentes et les programmes se recouvrent : rien n'est additionné.",
    en = "Households, persons and affiliates are different units and programmes overlap: nothing is added up.",
  } },
  chapter { title = { fr = "Avancement", en = "Progress" }, with = "told/progress" },
  prose { section = "activities" },
  narratives { key = "avancement", title = { fr = "L'avancement, dans les mots du document", en = "Progress, quoted from the document" },
    kinds = "progress", with = "told/progress" },
  chapter { title = { fr = "Partenariats et ancrage", en = "Partnerships and setting" }, with = partenaires },
  narratives { key = "partenariats", title = { fr = "Qui y prend part, dans les mots du document", en = "Who takes part, quoted from the document" },
    kinds = { "collaboration", "institution" }, with = partenaires },

  chapter { title = { fr = "Difficultés et mesures correctives", en = "Difficulties and corrective measures" }, with = difficultes },
  prose { section = "difficulties" },
  prose { section = "measures" },
  narratives { key = "problemes", title = { fr = "Difficultés et mesures, dans les mots du document", en = "Difficulties and measures, quoted from the document" },
    kinds = { "problem", "measure" }, with = { "told/problem", "told/measure" } },

  chapter { title = { fr = "Perspectives", en = "Outlook" }, with = perspectives },
  prose { section = "outlook" },
  narratives { key = "perspectives", title = { fr = "Perspectives, dans les mots du document", en = "Outlook, quoted from the document" },
    kinds = "outlook", with = "told/outlook" },
  chapter { title = { fr = "Décisions demandées", en = "Decisions requested" }, with = "text/decisions" },
  prose { section = "decisions" },
  signatures {},

  chapter { title = { fr = "Contexte", en = "Context" }, with = "told/context" },
  narratives { key = "contexte", title = { fr = "Le contexte, dans les mots du document", en = "The context, quoted from the document" },
    kinds = "context", with = "told/context" },
  chapter { title = { fr = "Jalons", en = "Milestones" }, with = "milestones" },
  milestones { key = "jalons", title = { fr = "Jalons cités par le document", en = "Milestones the document mentions" }, with = "milestones" },
  chapter { title = { fr = "Sources", en = "Sources" } },
  sources { key = "documents", title = { fr = "Documents et données", en = "Documents and data" } },
}

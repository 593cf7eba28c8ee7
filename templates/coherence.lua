-- La cohérence du plan : ce que le document imprime de lui-même, recalculé et comparé.
return report {
  id = "coherence",
  title = { fr = "Cohérence du plan", en = "Consistency of the plan" },
  landscape = true,

  chapter { title = { fr = "Constats", en = "Findings" } },
  findings { key = "constats", title = { fr = "Constats sur le document", en = "Findings about the document" }, consequences = true },
  chapter { title = { fr = "Sources", en = "Sources" } },
  sources { key = "documents", title = { fr = "Sources", en = "Sources" } },
}

-- Inscrits sur la cible du programme, dans la même unité : ménages avec ménages, personnes avec personnes.
return indicator {
  id = "taux-enrolement",
  title = { fr = "Taux d'enrôlement", en = "Enrolment rate" },
  definition = {
    fr = "Part de la cible d'un programme qui est inscrite au registre.",
    en = "Share of a programme's target that is in the register.",
  },
  formula = {
    fr = "Inscrits ÷ cible du programme dans la même unité (réglage « target » au nom de l'inscription) ; sans cible : n.c.",
    en = "Registered ÷ target of the programme in the same unit (setting “target” of the registration); without a target: n.c.",
  },
  source = {
    fr = "Registre social unifié.",
    en = "Unified social register.",
  },
  unit = "ratio",
  over = "registrations",
  examples = {
    { name = "sur la cible", given = { registered = 13767, programme_target = 18356 }, expect = 0.75 },
    { name = "sans cible", given = { registered = 13767, programme_target = "n.c." }, expect = "n.c." },
    { name = "nombre inconnu", given = { registered = "ND", programme_target = 100 }, expect = "ND" },
  },
  value = function(n)
    return n:registered() / n:programme_target()
  end,
}

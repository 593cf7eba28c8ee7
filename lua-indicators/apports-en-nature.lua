-- À part de la mobilisation en espèces : le financement prévu ne compte pas les apports en nature.
return indicator {
  id = "apports-en-nature",
  title = { fr = "Apports en nature reçus", en = "Contributions in kind received" },
  definition = {
    fr = "Valeur des apports en nature reçus dans l'année, telle que la source la déclare ; jamais ajoutée aux espèces.",
    en = "Value of the contributions in kind received in the year, as told by the funder; never added to cash.",
  },
  formula = {
    fr = "Σ reçu en nature.",
    en = "Σ received in kind.",
  },
  source = {
    fr = "Avis de versement et lettres des sources de financement.",
    en = "Payment notices and letters of the funders.",
  },
  unit = "amount",
  by = { "node", "funder" },
  amounts = true,
  financing = true,
  examples = {
    { name = "un don de matériel", given = { received_in_kind = 45000000 }, expect = 45000000 },
    { name = "annoncé, pas chiffré", given = { received_in_kind = "ND" }, expect = "ND" },
    { name = "aucun apport en nature", given = { received_in_kind = "s.o." }, expect = "s.o." },
  },
  value = function(n)
    return n:funding { status = "received", in_kind = true }
  end,
}

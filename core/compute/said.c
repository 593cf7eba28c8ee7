#include "compute/said.h"

#include "base/i18n.h"

#include <stddef.h>
#include <string.h>

static const char *const known[] = {
    /* xgettext:no-c-format */ N_("% du PIB"),
    N_("adhérents"),
    N_("adhérents (retraite et décès)"),
    N_("adhérents (santé/mixte)"),
    N_("affiliés"),
    N_("agents"),
    N_("assurance maladie (tous régimes)"),
    N_("assurés"),
    N_("banques"),
    N_("bénéficiaires"),
    N_("bénéficiaires (retraite et décès)"),
    N_("bénéficiaires (santé/mixte)"),
    N_("bénéficiaires directs"),
    N_("branches"),
    N_("campagnes"),
    N_("cantines"),
    N_("cartes"),
    N_("communes"),
    N_("contrats"),
    N_("dispositifs"),
    N_("écoles"),
    N_("enquêtes"),
    N_("entreprises"),
    N_("équipements"),
    N_("études"),
    N_("évaluations"),
    N_("groupements"),
    N_("immatriculations"),
    N_("immatriculés"),
    N_("indice"),
    N_("jumelages"),
    N_("maladies"),
    N_("ménages"),
    N_("Mio par an"),
    N_("missions"),
    N_("Mrd par an"),
    N_("mutuelles"),
    N_("oui/non (0/1)"),
    N_("paramètres"),
    N_("personnes"),
    N_("plans"),
    N_("population couverte"),
    N_("pour 100 000"),
    N_("pour mille"),
    N_("régimes"),
    N_("rencontres"),
    N_("structures"),
    N_("texte"),
    N_("tonnes"),
};

const char *jln_said(const char *words) {
    for (size_t i = 0; words && i < sizeof known / sizeof *known; i++)
        if (strcmp(known[i], words) == 0) return _(known[i]);
    return words;
}

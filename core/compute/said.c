#include "compute/said.h"

#include "base/i18n.h"

#include <stddef.h>
#include <string.h>

static const char *const known[] = {
    N_("adhérents"),
    N_("adhérents (retraite et décès)"),
    N_("adhérents (santé/mixte)"),
    N_("agents"),
    N_("assurance maladie (tous régimes)"),
    N_("assurés"),
    N_("bénéficiaires"),
    N_("bénéficiaires (retraite et décès)"),
    N_("bénéficiaires (santé/mixte)"),
    N_("bénéficiaires directs"),
    N_("communes"),
    N_("écoles"),
    N_("études"),
    N_("évaluations"),
    N_("immatriculés"),
    N_("ménages"),
    N_("missions"),
    N_("mutuelles"),
    N_("oui/non (0/1)"),
    N_("personnes"),
    N_("plans"),
    N_("population couverte"),
    N_("pour 100 000"),
    N_("pour mille"),
    N_("régimes"),
    N_("structures"),
    N_("texte"),
    N_("tonnes"),
};

const char *jln_said(const char *words) {
    for (size_t i = 0; words && i < sizeof known / sizeof *known; i++)
        if (strcmp(known[i], words) == 0) return _(known[i]);
    return words;
}

/* The audit's rules in words, and findings_count{}: how many findings each gives. */
#include "doc/rules.h"

#include <string.h>

static const jln_rule_words rules[] = {
    {"row-total", N_("Le total d'une ligne n'est pas la somme de ses années"),
     N_("somme des années")},
    {"subtotal-lines", N_("Un sous-total n'est pas la somme de ses activités"),
     N_("somme des activités")},
    {"subtotal-children", N_("Un sous-total n'est pas la somme des montants imprimés qu'il réunit"),
     N_("montants qu'il réunit")},
    {"subtotal-years", N_("Le total d'un sous-total n'est pas la somme de ses années"),
     N_("ses années imprimées")},
    {"table-total", N_("Un total du tableau de financement n'est pas la somme de ses cellules"),
     N_("somme des cellules")},
    {"two-tables",
     N_("Le tableau de financement et la matrice des activités donnent deux montants"),
     N_("matrice des activités")},
    {"percentage", N_("Une part imprimée n'est pas celle que donnent les montants"),
     N_("part recalculée")},
    {"shares-sum", N_("Des parts imprimées ne font pas leur total"), N_("somme des parts")},
    {"label-code", N_("Un libellé nomme autre chose que ce que la ligne totalise"),
     N_("ce que la ligne totalise")},
    {"header-years", N_("Les années d'un en-tête ne sont pas celles du plan"),
     N_("années du plan")},
    {"misplaced-code", N_("Un code imprimé ne dit pas sa place dans la chaîne"),
     N_("place dans la chaîne")},
    {"duplicate-code", N_("Un code est imprimé pour deux éléments"), N_("place dans la chaîne")},
    {"claim-amount", N_("Un montant du texte n'est pas celui des tableaux"),
     N_("tableaux du document")},
    {"words-figures", N_("Un montant en lettres n'est pas celui en chiffres"),
     N_("montant en lettres")},
    {"bad-grouping", N_("Un chiffre imprimé est mal groupé : sa valeur n'est pas sûre"),
     N_("tableaux du document")},
    {"two-printings", N_("La même grandeur est imprimée avec deux valeurs"),
     N_("autre impression")},
    {"statement", N_("Deux phrases du document ne peuvent être vraies ensemble"), ""},
    {"direction", N_("Une cible est du mauvais côté de sa référence"), ""},
    {"dated-value", N_("Une valeur est datée hors de propos"), ""},
    {"plan-period", N_("Un texte nomme d'autres années que celles du plan"), ""},
    {"missing-result", N_("Un résultat manque dans une section"), ""},
    {"code-order", N_("Un code n'est pas imprimé à son rang"), ""},
    {"wording", N_("Un même résultat est libellé autrement d'une section à l'autre"), ""},
    {"no-baseline", N_("Un indicateur n'a pas de valeur de référence"), ""},
    {"no-target", N_("Un indicateur n'a pas de cible"), ""},
    {"no-verification", N_("Un indicateur n'a pas de moyen de vérification"), ""},
    {"derived-value", N_("Un chiffre n'est pas celui que donnent ceux dont il est fait"),
     N_("chiffre recalculé")},
    {"coverage-total", N_("Un total de couverture n'est pas la somme de ses lignes"),
     N_("somme des lignes")},
    {"coverage-members", N_("Un régime compte plus d'adhérents que de bénéficiaires"),
     N_("bénéficiaires")},
    {"claim-count", N_("Le texte compte autrement que la chaîne des résultats"),
     N_("éléments de la chaîne")},
    {"indicator-unit", N_("Une cible n'est pas dans l'unité de son indicateur"), ""},
    {"two-names", N_("Une même chose est imprimée sous deux noms"), N_("autre nom")},
    {"malformed-date", N_("Une date est mal formée"), ""},
    {"unscheduled", N_("Une activité n'est prévue dans aucune année"), ""},
    {"pm-total", N_("Le total des lignes « PM » est imprimé de plusieurs façons"), ""},
    {"two-roles", N_("Une structure est à la fois responsable et partenaire"), ""},
};

enum { RULE_COUNT = sizeof rules / sizeof *rules };
_Static_assert((int)RULE_COUNT <= (int)JLN_RULES_MAX, "a list of rules is a set of bits");

int jln_rule_rank(const char *rule) {
    for (int i = 0; i < RULE_COUNT; i++)
        if (strcmp(rules[i].rule, rule) == 0) return i;
    return -1;
}

const jln_rule_words *jln_rule_words_of(const char *rule) {
    static const jln_rule_words unknown = {"", N_("Autres constats"), ""};
    int rank = jln_rule_rank(rule);
    return rank < 0 ? &unknown : &rules[rank];
}

void jln_rule_names(const char *names[JLN_RULES_MAX + 1]) {
    for (int i = 0; i < RULE_COUNT; i++) names[i] = rules[i].rule;
    names[RULE_COUNT] = NULL;
}

/* ---- counting ---- */

typedef struct {
    unsigned causes, consequences;
} tally;

static tally count_rule(const jln_builder *b, const char *rule, jln_severity severity) {
    tally n = {0};
    for (size_t i = 0; i < b->audit->count; i++) {
        const jln_finding *f = &b->audit->items[i];
        if (f->severity != severity || strcmp(f->rule, rule) != 0) continue;
        n.causes += !f->cause;
        n.consequences += f->cause != NULL;
    }
    return n;
}

static jln_status add_count(jln_builder *b, jln_doc_table *table, const jln_rule_words *rule,
                            jln_severity severity) {
    tally n = count_rule(b, rule->rule, severity);
    if (!n.causes && !n.consequences) return JLN_OK;
    const char *key = jln_build_fmt(b, "%s/%s", jln_severity_code(severity), rule->rule);
    jln_doc_row *row = jln_build_row(b, table, key, JLN_ROW_BODY, 0);
    if (!row) return JLN_ENOMEM;
    jln_text_cell(row, 0, _(rule->finding));
    jln_text_cell(row, 1, jln_severity_words(severity));
    row->cells[2].value = jln_value_integer(n.causes);
    row->cells[3].value = jln_value_integer(n.consequences);
    return JLN_OK;
}

jln_status jln_build_findings_count(jln_builder *b, const jln_tree *node) {
    jln_columns c = {0};
    jln_status status = jln_build_fields(b, node, "key:text title:words formats:list");
    if (status == JLN_OK) status = jln_build_audit(b);
    if (status != JLN_OK) return status;
    jln_columns_add(&c, "rule", _("Ce qui ne concorde pas"), JLN_KIND_TEXT, 1);
    jln_columns_add(&c, "severity", _("Gravité"), JLN_KIND_CODE, 0);
    jln_columns_add(&c, "causes", _("Constats"), JLN_KIND_COUNT, 0);
    jln_columns_add(&c, "consequences", _("Conséquences"), JLN_KIND_COUNT, 0);
    for (size_t i = 2; i < c.count; i++) {
        c.columns[i].unit = "findings";
        c.figures[i].role = JLN_COLUMN_COUNT; /* so that the total adds them up */
    }
    jln_doc_table *table = jln_build_table(b, node, &c);
    if (!table) return b->err->status;
    for (int severity = JLN_SEVERITY_ERROR; severity <= JLN_SEVERITY_NOTE; severity++)
        for (int i = 0; status == JLN_OK && i < RULE_COUNT; i++)
            status = add_count(b, table, &rules[i], (jln_severity)severity);
    if (status != JLN_OK) return status;
    if (!table->row_count)
        return jln_build_unless_empty(b, table,
                                      _("Aucun constat : le document concorde avec lui-même."));
    jln_doc_row *total = jln_build_row(b, table, "total", JLN_ROW_TOTAL, 0);
    if (!total) return JLN_ENOMEM;
    jln_text_cell(total, 0, _("Ensemble"));
    return jln_columns_sum(b, &c, table, total, 0);
}

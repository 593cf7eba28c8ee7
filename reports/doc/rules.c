/* The audit's rules in words, and findings_count{}: how many findings each gives. */
#include "doc/rules.h"

#include <string.h>

/* In the order of the audit's own rules, which is that of the findings. */
static const jln_rule_words rules[] = {
    {.rule = "row-total",
     .finding = N_("Le total d'une ligne n'est pas la somme de ses années"),
     .against = N_("somme des années")},
    {.rule = "subtotal-lines",
     .finding = N_("Un sous-total n'est pas la somme de ses activités"),
     .against = N_("somme des activités")},
    {.rule = "subtotal-children",
     .finding = N_("Un sous-total n'est pas la somme des montants imprimés qu'il réunit"),
     .against = N_("montants qu'il réunit")},
    {.rule = "subtotal-years",
     .finding = N_("Le total d'un sous-total n'est pas la somme de ses années"),
     .against = N_("ses années imprimées")},
    {.rule = "table-total",
     .finding = N_("Un total du tableau de financement n'est pas la somme de ses cellules"),
     .against = N_("somme des cellules")},
    {.rule = "coverage-total",
     .finding = N_("Un total de couverture n'est pas la somme de ses lignes"),
     .against = N_("somme des lignes")},
    {.rule = "coverage-members",
     .finding = N_("Un régime compte plus d'adhérents que de bénéficiaires"),
     .against = N_("bénéficiaires")},
    {.rule = "two-tables",
     .finding = N_("Le tableau de financement et la matrice des activités donnent deux montants"),
     .against = N_("matrice des activités")},
    {.rule = "claim-amount",
     .finding = N_("Un montant du texte n'est pas celui des tableaux"),
     .against = N_("tableaux du document"),
     .names_table = true},
    {.rule = "claim-count",
     .finding = N_("Le texte compte autrement que la chaîne des résultats"),
     .against = N_("éléments de la chaîne")},
    {.rule = "words-figures",
     .finding = N_("Un montant en lettres n'est pas celui en chiffres"),
     .against = N_("montant en lettres"),
     .says_words = true},
    {.rule = "bad-grouping",
     .finding = N_("Un chiffre imprimé est mal groupé : sa valeur n'est pas sûre"),
     .against = N_("tableaux du document"),
     .names_table = true,
     .says_words = true},
    {.rule = "percentage",
     .finding = N_("Une part imprimée n'est pas celle que donnent les montants"),
     .against = N_("part recalculée")},
    {.rule = "derived-value",
     .finding = N_("Une moyenne ou une évolution imprimée ne correspond pas à ses composantes"),
     .against = N_("chiffre recalculé")},
    {.rule = "shares-sum",
     .finding = N_("Des parts imprimées ne font pas leur total"),
     .against = N_("somme des parts")},
    {.rule = "two-printings",
     .finding = N_("La même grandeur est imprimée avec deux valeurs"),
     .against = N_("autre impression")},
    {.rule = "plan-period",
     .finding = N_("Un texte nomme d'autres années que celles du plan"),
     .against = ""},
    {.rule = "label-code",
     .finding = N_("Un libellé nomme autre chose que ce que la ligne totalise"),
     .against = N_("ce que la ligne totalise")},
    {.rule = "header-years",
     .finding = N_("Les années d'un en-tête ne sont pas celles du plan"),
     .against = N_("années du plan")},
    {.rule = "dated-value",
     .finding = N_("Une date n'est pas celle de sa colonne ou de la matrice"),
     .against = ""},
    {.rule = "misplaced-code",
     .finding = N_("Un code imprimé ne correspond pas à sa place dans la chaîne"),
     .against = N_("place dans la chaîne")},
    {.rule = "duplicate-code",
     .finding = N_("Un code est imprimé pour deux éléments"),
     .against = N_("place dans la chaîne")},
    {.rule = "code-order", .finding = N_("Un code n'est pas imprimé à son rang"), .against = ""},
    {.rule = "missing-result", .finding = N_("Un résultat manque dans une section"), .against = ""},
    {.rule = "wording",
     .finding = N_("Un même résultat est libellé en d'autres termes d'une section à l'autre"),
     .against = "",
     .minor =
         N_("Un même résultat est libellé avec de menues différences d'une section à l'autre")},
    {.rule = "direction",
     .finding = N_("Une cible est du mauvais côté de sa référence"),
     .against = ""},
    {.rule = "indicator-unit",
     .finding = N_("Une cible n'est pas dans l'unité de son indicateur"),
     .against = ""},
    {.rule = "statement",
     .finding = N_("Deux passages du document ne s'accordent pas"),
     .against = ""},
    {.rule = "two-names",
     .finding = N_("Une même chose est imprimée sous deux noms"),
     .against = N_("autre nom")},
    {.rule = "malformed-date", .finding = N_("Une date est mal formée"), .against = ""},
    {.rule = "unscheduled",
     .finding = N_("Une activité n'est prévue dans aucune année"),
     .against = ""},
    {.rule = "pm-total",
     .finding = N_("Le total des lignes « PM » est imprimé de plusieurs façons"),
     .against = ""},
    {.rule = "two-roles",
     .finding = N_("Une structure est à la fois responsable et partenaire"),
     .against = ""},
    {.rule = "no-target", .finding = N_("Un indicateur n'a pas de cible"), .against = ""},
    {.rule = "no-baseline",
     .finding = N_("Un indicateur n'a pas de valeur de référence"),
     .against = ""},
    {.rule = "no-verification",
     .finding = N_("Un indicateur n'a pas de moyen de vérification"),
     .against = ""},
};

enum { RULE_COUNT = sizeof rules / sizeof *rules };
_Static_assert((int)RULE_COUNT <= (int)JLN_RULES_MAX, "a list of rules is a set of bits");

int jln_rule_rank(const char *rule) {
    for (int i = 0; i < RULE_COUNT; i++)
        if (strcmp(rules[i].rule, rule) == 0) return i;
    return -1;
}

const jln_rule_words *jln_rule_words_of(const char *rule) {
    static const jln_rule_words unknown = {
        .rule = "", .finding = N_("Autres constats"), .against = ""};
    int rank = jln_rule_rank(rule);
    return rank < 0 ? &unknown : &rules[rank];
}

const char *jln_rule_title(const char *rule, jln_severity severity) {
    const jln_rule_words *words = jln_rule_words_of(rule);
    return words->minor && severity == JLN_SEVERITY_NOTE ? _(words->minor) : _(words->finding);
}

void jln_rule_names(const char *names[JLN_RULES_MAX + 1]) {
    for (int i = 0; i < RULE_COUNT; i++) names[i] = rules[i].rule;
    names[RULE_COUNT] = NULL;
}

/* ---- counting ---- */

typedef struct {
    unsigned all, consequences;
} tally;

static tally count_rule(const jln_builder *b, const char *rule, jln_severity severity) {
    tally n = {0};
    for (size_t i = 0; i < b->audit->count; i++) {
        const jln_finding *f = &b->audit->items[i];
        if (f->severity != severity || strcmp(f->rule, rule) != 0) continue;
        n.all++;
        n.consequences += f->cause != NULL;
    }
    return n;
}

static jln_status add_count(jln_builder *b, jln_doc_table *table, const jln_rule_words *rule,
                            jln_severity severity) {
    tally n = count_rule(b, rule->rule, severity);
    if (!n.all) return JLN_OK;
    const char *key = jln_build_fmt(b, "%s/%s", jln_severity_code(severity), rule->rule);
    jln_doc_row *row = jln_build_row(b, table, key, JLN_ROW_BODY, 1);
    if (!row) return JLN_ENOMEM;
    jln_text_cell(row, 0, jln_rule_title(rule->rule, severity));
    row->cells[1].value = jln_value_integer(n.all);
    if (table->column_count > 2) row->cells[2].value = jln_value_integer(n.consequences);
    return JLN_OK;
}

const char *jln_severity_plural(jln_severity severity) {
    static const char *const words[] = {N_("Erreurs"), N_("Arrondis"), N_("Alertes"), N_("Notes")};
    return _(words[severity]);
}

/* The findings of one severity, rule by rule, below their sub-total. */
static jln_status add_severity(jln_builder *b, const jln_columns *c, jln_doc_table *table,
                               jln_severity severity) {
    size_t first = table->row_count;
    jln_status status = JLN_OK;
    for (int i = 0; status == JLN_OK && i < RULE_COUNT; i++)
        status = add_count(b, table, &rules[i], severity);
    if (status != JLN_OK || table->row_count == first) return status;
    jln_doc_row *row = jln_build_row(b, table, jln_severity_code(severity), JLN_ROW_SUBTOTAL, 0);
    if (!row) return JLN_ENOMEM;
    jln_text_cell(row, 0, jln_severity_plural(severity));
    return jln_columns_sum(b, c, table, row, first);
}

static bool any_consequence(const jln_audit *audit) {
    for (size_t i = 0; i < audit->count; i++)
        if (audit->items[i].cause) return true;
    return false;
}

jln_status jln_build_findings_count(jln_builder *b, const jln_tree *node) {
    jln_columns c = {0};
    jln_status status = jln_build_fields(b, node, "key:text title:words formats:list");
    if (status == JLN_OK) status = jln_build_audit(b);
    if (status != JLN_OK) return status;
    jln_columns_add(&c, "rule", _("Ce qui ne concorde pas"), JLN_KIND_TEXT, 1);
    jln_columns_add(&c, "findings", _("Constats"), JLN_KIND_COUNT, 0);
    if (any_consequence(b->audit))
        jln_columns_add(&c, "consequences", _("dont conséquences"), JLN_KIND_COUNT, 0);
    for (size_t i = 1; i < c.count; i++) {
        c.columns[i].unit = "findings";
        c.figures[i].role = JLN_COLUMN_COUNT; /* so that the total adds them up */
    }
    jln_doc_table *table = jln_build_table(b, node, &c);
    if (!table) return b->err->status;
    for (int severity = JLN_SEVERITY_ERROR; status == JLN_OK && severity <= JLN_SEVERITY_NOTE;
         severity++)
        status = add_severity(b, &c, table, (jln_severity)severity);
    if (status != JLN_OK) return status;
    if (!table->row_count)
        return jln_build_unless_empty(b, table,
                                      _("Aucun constat : le document concorde avec lui-même."));
    jln_doc_row *total = jln_build_row(b, table, "total", JLN_ROW_TOTAL, 0);
    if (!total) return JLN_ENOMEM;
    jln_text_cell(total, 0, _("Ensemble"));
    return jln_columns_sum(b, &c, table, total, 0);
}

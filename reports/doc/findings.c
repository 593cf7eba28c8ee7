/* findings{}: what the audit found in the document, in a form its authors can work from. */
#include "doc/build.h"

#include "doc/format.h"

#include <string.h>

jln_status jln_build_audit(jln_builder *b) {
    if (b->audit) return JLN_OK;
    jln_audit *audit = jln_arena_alloc(b->doc->arena, sizeof *audit);
    if (!audit) return jln_err_nomem(b->err);
    jln_status status = jln_audit_run(b->db, b->plan, b->doc->arena, audit, b->err);
    if (status == JLN_OK) b->audit = audit;
    return status;
}

/* ---- what each rule compares ---- */

/* How its figures are shown; a SENTENCE says all in its message and has none. */
typedef enum { WORDS, NUMBERS, AMOUNTS, PERCENTS, SENTENCE } figures;

typedef struct {
    const char *rule, *finding, *against; /* what is wrong, what the printed figure is compared with */
    figures figures;
} rule_words;

static const rule_words rules[] = {
    {"row-total", N_("Le total d'une ligne n'est pas la somme de ses années"), N_("somme des années"), AMOUNTS},
    {"subtotal-lines", N_("Un sous-total n'est pas la somme de ses activités"), N_("somme des activités"), AMOUNTS},
    {"subtotal-children", N_("Un sous-total n'est pas la somme des lignes imprimées au-dessous"), N_("lignes imprimées au-dessous"),
     AMOUNTS},
    {"subtotal-years", N_("Le total d'un sous-total n'est pas la somme de ses années"), N_("ses années imprimées"), AMOUNTS},
    {"table-total", N_("Un total du tableau de financement n'est pas la somme de ses cellules"), N_("somme des cellules"), AMOUNTS},
    {"two-tables", N_("Le tableau de financement et la matrice des activités donnent deux montants"), N_("matrice des activités"),
     AMOUNTS},
    {"percentage", N_("Une part imprimée n'est pas celle que donnent les montants"), N_("part recalculée"), PERCENTS},
    {"shares-sum", N_("Des parts imprimées ne font pas leur total"), N_("somme des parts"), PERCENTS},
    {"label-code", N_("Un libellé nomme autre chose que ce que la ligne totalise"), N_("ce que la ligne totalise"), WORDS},
    {"header-years", N_("Les années d'un en-tête ne sont pas celles du plan"), N_("années du plan"), WORDS},
    {"misplaced-code", N_("Un code imprimé ne dit pas sa place dans la chaîne"), N_("place dans la chaîne"), WORDS},
    {"duplicate-code", N_("Un code est imprimé pour deux éléments"), N_("place dans la chaîne"), WORDS},
    {"claim-amount", N_("Un montant du texte n'est pas celui des tableaux"), N_("tableaux du document"), AMOUNTS},
    {"words-figures", N_("Un montant en lettres n'est pas celui en chiffres"), N_("montant en lettres"), AMOUNTS},
    {"claim-count", N_("Le texte annonce un autre nombre d'éléments que la chaîne"), N_("chaîne des résultats"), NUMBERS},
    {"coverage-total", N_("Un total d'un tableau de couverture n'est pas la somme de ses lignes"), N_("somme des lignes"), NUMBERS},
    {"derived-value", N_("Une moyenne ou un écart n'est pas celui des chiffres dont il est fait"), N_("valeur recalculée"), NUMBERS},
    {"two-printings", N_("La même grandeur est imprimée avec deux valeurs"), N_("autre impression"), NUMBERS},
    {"statement", N_("Deux phrases du document ne peuvent être vraies ensemble"), "", SENTENCE},
    {"direction", N_("Une cible est du mauvais côté de sa référence"), "", SENTENCE},
    {"dated-value", N_("Une valeur est datée hors de propos"), "", SENTENCE},
    {"plan-period", N_("Un texte nomme d'autres années que celles du plan"), "", SENTENCE},
    {"missing-result", N_("Un résultat manque dans une section"), "", SENTENCE},
    {"code-order", N_("Un code n'est pas imprimé à son rang"), "", SENTENCE},
    {"wording", N_("Un même résultat est libellé autrement d'une section à l'autre"), "", SENTENCE},
    {"indicator-unit", N_("Une cible n'est pas dans l'unité de son indicateur"), "", SENTENCE},
    {"no-baseline", N_("Un indicateur n'a pas de valeur de référence"), "", SENTENCE},
    {"no-target", N_("Un indicateur n'a pas de cible"), "", SENTENCE},
    {"no-verification", N_("Un indicateur n'a pas de moyen de vérification"), "", SENTENCE},
};

enum { RULE_COUNT = sizeof rules / sizeof *rules };

static const rule_words *words_of(const char *rule) {
    static const rule_words unknown = {"", "", "", SENTENCE};
    for (int i = 0; i < RULE_COUNT; i++)
        if (strcmp(rules[i].rule, rule) == 0) return &rules[i];
    return &unknown;
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

static jln_status add_count(jln_builder *b, jln_doc_table *table, const rule_words *rule, jln_severity severity) {
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
    if (!table->row_count) return jln_build_unless_empty(b, table, _("Aucun constat : le document concorde avec lui-même."));
    jln_doc_row *total = jln_build_row(b, table, "total", JLN_ROW_TOTAL, 0);
    if (!total) return JLN_ENOMEM;
    jln_text_cell(total, 0, _("Ensemble"));
    return jln_columns_sum(b, &c, table, total, 0);
}

/* ---- one row a finding ---- */

/* What the message is about: its words before the colon. */
static const char *subject(jln_builder *b, const char *message) {
    const char *colon = strstr(message, " : ");
    if (!colon) colon = strstr(message, ": ");
    return colon ? jln_build_fmt(b, "%.*s", (int)(colon - message), message) : message;
}

/* A number with the decimals it has; `unit` is appended. */
static const char *number_text(jln_builder *b, jln_rat number, const char *unit) {
    jln_str text = {0};
    char plain[JLN_NUM_MAX];
    const char *point = jln_rat_text(number, 6, true, plain) ? strchr(plain, '.') : NULL;
    jln_format_number(&text, number, point ? (int)strlen(point + 1) : 0, b->lang);
    jln_str_add(&text, unit);
    const char *copy = jln_build_fmt(b, "%s", jln_str_c(&text));
    jln_str_free(&text);
    return copy;
}

/* A number in the column's unit, a percentage or the document's words as text. */
static void set_figure(jln_builder *b, jln_cell *cell, const char *text, const rule_words *rule, bool difference) {
    jln_rat number;
    if (!text) return;
    bool is_number = jln_rat_parse(text, strlen(text), &number);
    if (is_number && rule->figures == AMOUNTS) {
        cell->value = jln_value_number(number);
        return;
    }
    const char *percent = difference ? " pt" : b->lang == JLN_LANG_EN ? "%" : "\u00a0%";
    bool shown = rule->figures == PERCENTS || rule->figures == NUMBERS;
    cell->value = jln_value_none(JLN_TEXT, JLN_REASON_NONE);
    cell->text = is_number && shown ? number_text(b, number, rule->figures == PERCENTS ? percent : "") : text;
}

static const char *places(jln_builder *b, const jln_finding *f) {
    bool same = f->doc && f->doc_2 && strcmp(f->doc, f->doc_2) == 0;
    if (same && f->line == f->line_2) return jln_build_place(b, f->doc, f->line);
    if (same && f->line > 0 && f->line_2 > 0)
        return jln_build_fmt(b, _("%s, l.\u00a0%d et\u00a0%d"), f->doc, f->line, f->line_2);
    const char *first = jln_build_place(b, f->doc, f->line), *second = jln_build_place(b, f->doc_2, f->line_2);
    if (first && second) return jln_build_fmt(b, "%s ; %s", first, second);
    return first ? first : second;
}

typedef struct {
    jln_builder *b;
    jln_doc_table *table;
    bool detail;
    bool sentences;        /* only the message and its places: no rule of the block has figures */
    const char *rule;      /* of the group open; NULL for none */
    jln_severity severity;
} findings;

static jln_status open_group(findings *t, const jln_finding *f) {
    if (f->cause || (t->rule && strcmp(t->rule, f->rule) == 0 && t->severity == f->severity)) return JLN_OK;
    t->rule = f->rule;
    t->severity = f->severity;
    jln_doc_row *row = jln_build_row(t->b, t->table, jln_build_fmt(t->b, "%s/%s/%zu", jln_severity_code(f->severity), f->rule, t->table->row_count), JLN_ROW_GROUP, 0);
    if (!row) return JLN_ENOMEM;
    jln_text_cell(row, 0, jln_build_fmt(t->b, "%s – %s", jln_build_capital(t->b, jln_severity_words(f->severity)),
                                        _(words_of(f->rule)->finding)));
    return JLN_OK;
}

static jln_status add_finding(findings *t, const jln_finding *f) {
    jln_builder *b = t->b;
    const rule_words *rule = words_of(f->rule);
    jln_doc_row *row = jln_build_row(b, t->table, f->id, JLN_ROW_BODY, f->cause ? 1 : 0);
    if (!row) return JLN_ENOMEM;
    if (t->sentences) {
        jln_text_cell(row, 0, f->cause ? jln_build_fmt(b, "↳ %s", f->message) : f->message);
        jln_text_cell(row, 1, places(b, f));
        return JLN_OK;
    }
    bool sentence = rule->figures == SENTENCE && !t->detail;
    const char *about = sentence ? f->message : subject(b, f->message);
    jln_text_cell(row, 0, f->cause ? jln_build_fmt(b, "↳ %s", about) : about);
    if (!sentence) {
        set_figure(b, &row->cells[1], f->printed, rule, false);
        jln_text_cell(row, 2, *rule->against ? _(rule->against) : NULL);
        set_figure(b, &row->cells[3], f->computed, rule, false);
        set_figure(b, &row->cells[4], f->difference, rule, true);
    }
    jln_text_cell(row, 5, places(b, f));
    if (!t->detail) return JLN_OK;
    jln_text_cell(row, 6, jln_severity_code(f->severity));
    jln_text_cell(row, 7, f->rule);
    jln_text_cell(row, 8, f->cause);
    jln_text_cell(row, 9, f->message);
    return JLN_OK;
}

static void add_columns(jln_builder *b, jln_columns *c, bool detail, bool sentences) {
    jln_columns_add(c, "finding", _("Constat"), JLN_KIND_TEXT, sentences ? 4 : 1.3f);
    if (sentences) {
        jln_columns_add(c, "place", _("Lieux"), JLN_KIND_TEXT, 1);
        return;
    }
    jln_columns_add_amount(b, c, "printed", _("Imprimé"));
    jln_columns_add(c, "against", _("Comparé à"), JLN_KIND_TEXT, 0.6f);
    jln_columns_add_amount(b, c, "computed", _("Calculé"));
    jln_columns_add_amount(b, c, "difference", _("Écart"));
    jln_columns_add(c, "place", _("Lieux"), JLN_KIND_TEXT, 0.5f);
    if (!detail) return;
    jln_columns_add(c, "severity", _("Gravité"), JLN_KIND_CODE, 0);
    jln_columns_add(c, "rule", _("Règle"), JLN_KIND_CODE, 0);
    jln_columns_add(c, "cause", _("Découle de"), JLN_KIND_CODE, 0);
    jln_columns_add(c, "message", _("En toutes lettres"), JLN_KIND_TEXT, 3);
}

typedef struct {
    unsigned severities, rules;
    bool consequences;
} filter;

static bool wanted(const filter *w, const jln_finding *f) {
    const rule_words *rule = words_of(f->rule);
    bool listed = rule >= rules && rule < rules + RULE_COUNT;
    return w->severities >> f->severity & 1 && (!listed || w->rules >> (rule - rules) & 1);
}

/* A finding that stands alone, then those that follow from it. */
static jln_status add_with_consequences(findings *t, const filter *w, size_t i) {
    const jln_audit *audit = t->b->audit;
    jln_status status = t->detail ? JLN_OK : open_group(t, &audit->items[i]);
    if (status == JLN_OK) status = add_finding(t, &audit->items[i]);
    for (size_t j = i + 1; status == JLN_OK && w->consequences && j < audit->count && audit->items[j].cause; j++)
        if (wanted(w, &audit->items[j])) status = add_finding(t, &audit->items[j]);
    return status;
}

/* In the audit's order, worst first, but the findings of one rule together. */
static jln_status add_findings(findings *t, const filter *w) {
    const jln_audit *audit = t->b->audit;
    bool *done = jln_arena_array(t->b->doc->arena, audit->count + 1, sizeof *done);
    if (!done) return jln_err_nomem(t->b->err);
    jln_status status = JLN_OK;
    for (size_t i = 0; status == JLN_OK && i < audit->count; i++) {
        for (size_t j = i; status == JLN_OK && j < audit->count; j++) {
            const jln_finding *f = &audit->items[j];
            bool together = f->severity == audit->items[i].severity && strcmp(f->rule, audit->items[i].rule) == 0;
            if (done[i] || done[j] || !together || f->cause || !wanted(w, f)) continue;
            done[j] = j != i;
            status = add_with_consequences(t, w, j);
        }
        done[i] = true;
    }
    return status;
}

jln_status jln_build_findings(jln_builder *b, const jln_tree *node) {
    static const char *const severities[] = {"error", "rounding", "warning", "note", NULL};
    const char *names[RULE_COUNT + 1] = {0};
    for (int i = 0; i < RULE_COUNT; i++) names[i] = rules[i].rule;
    filter w = {.consequences = jln_build_flag(node, "consequences")};
    jln_columns c = {0};
    jln_status status = jln_build_fields(
        b, node, "key:text title:words consequences:flag detail:flag severities:list rules:list formats:list");
    if (status == JLN_OK) status = jln_build_choices(b, node, "severities", severities, &w.severities);
    if (status == JLN_OK) status = jln_build_choices(b, node, "rules", names, &w.rules);
    if (status == JLN_OK) status = jln_build_audit(b);
    if (status != JLN_OK) return status;
    findings t = {.b = b, .detail = jln_build_flag(node, "detail"), .sentences = true};
    for (int i = 0; i < RULE_COUNT; i++)
        if (w.rules >> i & 1 && rules[i].figures != SENTENCE) t.sentences = false;
    t.sentences = t.sentences && !t.detail;
    add_columns(b, &c, t.detail, t.sentences);
    t.table = jln_build_table(b, node, &c);
    if (!t.table) return b->err->status;
    t.table->filters = t.detail;
    status = add_findings(&t, &w);
    return status == JLN_OK ? jln_build_unless_empty(b, t.table, _("Aucun constat.")) : status;
}

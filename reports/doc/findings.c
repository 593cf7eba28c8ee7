/* findings{}: what the audit found in the document, in a form its authors can work from. */
#include "doc/findings.h"
#include "doc/format.h"
#include "doc/rules.h"

#include <string.h>

jln_status jln_build_audit(jln_builder *b) {
    if (b->audit) return JLN_OK;
    jln_audit *audit = jln_arena_alloc(b->doc->arena, sizeof *audit);
    if (!audit) return jln_err_nomem(b->err);
    jln_status status = jln_audit_run(b->db, b->plan, b->doc->arena, audit, b->err);
    if (status == JLN_OK) b->audit = audit;
    return status;
}

/* ---- one row a finding ---- */

/* What the message is about: its words before the colon; a colon within a quotation is the
 * document's. */
const char *jln_finding_subject(jln_builder *b, const char *message) {
    const char *colon = strstr(message, " : "),
               *quotation = strstr(message, b->lang == JLN_LANG_EN ? "“" : "«");
    if (!colon) colon = strstr(message, ": ");
    return colon && (!quotation || colon < quotation)
               ? jln_build_fmt(b, "%.*s", (int)(colon - message), message)
               : message;
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

static bool is_number(const char *text) {
    jln_rat number;
    return text && jln_rat_parse(text, strlen(text), &number);
}

/* Both figures are amounts: not "PM" against an amount. */
bool jln_finding_is_amount(const jln_finding *f) {
    return f->quantity == JLN_QUANTITY_AMOUNT && is_number(f->printed) && is_number(f->computed);
}

/* An amount in the column's unit; a percentage, another number or the document's words as text. */
static void set_figure(jln_builder *b, jln_cell *cell, const char *text, const jln_finding *f,
                       bool difference) {
    jln_rat number;
    if (!text) return;
    bool counts = f->quantity != JLN_QUANTITY_WORDS && jln_rat_parse(text, strlen(text), &number);
    if (counts && jln_finding_is_amount(f)) {
        cell->value = jln_value_number(number);
        return;
    }
    const char *percent = difference ? " pt" : b->lang == JLN_LANG_EN ? "%" : "\u00a0%";
    cell->value = jln_value_none(JLN_TEXT, JLN_REASON_NONE);
    cell->text =
        counts ? number_text(b, number, f->quantity == JLN_QUANTITY_PERCENT ? percent : "") : text;
}

typedef enum { SENTENCES, AMOUNTS, DETAIL } shape;

typedef struct {
    jln_builder *b;
    jln_doc_table *table;
    shape shape;
    const char *rule; /* of the group open; NULL for none */
    jln_severity severity;
    bool several;       /* severities in one table: each group names its own */
    const size_t *next; /* of each finding, the next one that says the same; NULL: each has a row */
} findings;

static jln_status open_group(findings *t, const jln_finding *f) {
    if (t->rule && strcmp(t->rule, f->rule) == 0 && t->severity == f->severity) return JLN_OK;
    jln_builder *b = t->b;
    t->rule = f->rule;
    t->severity = f->severity;
    const char *key = jln_build_fmt(b, "%s/%s", jln_severity_code(f->severity), f->rule);
    jln_doc_row *row = jln_build_row(b, t->table, key, JLN_ROW_GROUP, 0);
    if (!row) return JLN_ENOMEM;
    const char *title = jln_rule_title(f->rule, f->severity);
    if (t->several)
        title = jln_build_fmt(b, "%s – %s", jln_build_capital(b, jln_severity_words(f->severity)),
                              title);
    jln_text_cell(row, 0, title);
    return JLN_OK;
}

/* What the printed figure is compared with; the table of the document by its name, where that is
 * known. */
static const char *compared_with(jln_builder *b, const jln_finding *f) {
    const jln_rule_words *words = jln_rule_words_of(f->rule);
    const char *against = *words->against ? _(words->against) : "";
    if (!words->names_table || !f->part_2) return against;
    return f->from_2 ? jln_build_fmt(b, _("somme des lignes, %s"), f->part_2) : f->part_2;
}

static void fill_figures(findings *t, jln_doc_row *row, size_t i) {
    jln_builder *b = t->b;
    const jln_finding *f = &b->audit->items[i];
    const char *against = compared_with(b, f);
    for (size_t k = i; t->next && t->next[k];) {
        k = t->next[k];
        const char *other = compared_with(b, &b->audit->items[k]);
        if (!strstr(against, other)) against = jln_build_fmt(b, _("%s, %s"), against, other);
    }
    set_figure(b, &row->cells[1], f->printed, f, false);
    jln_text_cell(row, 2, *against ? against : NULL);
    set_figure(b, &row->cells[3], f->computed, f, false);
    set_figure(b, &row->cells[4], f->difference, f, true);
}

/* "12. Axe 1, 2011", below its cause "↳ 13. ...": by these numbers explanations name findings, here
 * as in `jalon check`. "12, 14." where two findings say the same. */
static const char *numbered(findings *t, size_t i, const char *words) {
    const char *numbers = jln_build_fmt(t->b, "%zu", i + 1);
    for (size_t k = i; t->next && t->next[k];) {
        k = t->next[k];
        numbers = jln_build_fmt(t->b, "%s, %zu", numbers, k + 1);
    }
    const char *arrow = t->b->audit->items[i].cause ? "↳ " : "";
    return jln_build_fmt(t->b, "%s%s. %s", arrow, numbers, words);
}

/* The words, and how the causes explain the difference where the cause above does not say it all.
 */
static const char *explained(jln_builder *b, const jln_finding *f, const char *words) {
    const char *explanation = jln_finding_explanation(f, b->doc->arena, JLN_EXPLAIN_NUMBERS);
    if (!explanation || !*explanation) return words;
    size_t length = strlen(words);
    const char *end = length && words[length - 1] == '.' ? "" : ".";
    return jln_build_fmt(b, "%s%s %s", words, end, explanation);
}

/* "12, 11": the numbers of all causes. */
static const char *cause_numbers(jln_builder *b, const jln_finding *f) {
    const char *numbers = f->cause_count ? "" : NULL;
    for (size_t i = 0; i < f->cause_count; i++)
        numbers = jln_build_fmt(b, "%s%s%zu", numbers, i ? ", " : "", f->causes[i].rank + 1);
    return numbers;
}

/* How the causes explain the difference, below the figures and over the whole width. */
static jln_status add_explanation(findings *t, const jln_finding *f) {
    jln_builder *b = t->b;
    const char *words = jln_finding_explanation(f, b->doc->arena, JLN_EXPLAIN_BRIEFLY);
    if (!words) return jln_err_nomem(b->err);
    if (!*words) return JLN_OK;
    const char *key = jln_build_fmt(b, "%s/causes", f->id);
    jln_doc_row *row = jln_build_row(b, t->table, key, JLN_ROW_MEMO, 2);
    if (!row) return JLN_ENOMEM;
    jln_text_cell(row, 0, words);
    return JLN_OK;
}

/* The places of a finding; of figures, also those of the findings that say the same. */
static const char *row_places(findings *t, size_t i) {
    jln_places places = {0};
    const jln_audit *audit = t->b->audit;
    bool figures = audit->items[i].quantity != JLN_QUANTITY_WORDS;
    if (t->shape == SENTENCES) places.but_told = audit->items[i].message;
    jln_places_add(&places, &audit->items[i]);
    for (size_t k = i; figures && t->next && t->next[k];) {
        jln_finding other = audit->items[k = t->next[k]];
        if (other.from_2) other.doc_2 = NULL; /* another way to add up the same lines */
        jln_places_add(&places, &other);
    }
    return jln_places_text(t->b, &places);
}

/* A sentence said of one place, and where else it holds word for word. */
static const char *said_again(findings *t, size_t i, const char *sentence) {
    jln_places others = {0};
    const jln_audit *audit = t->b->audit;
    if (!t->next || audit->items[i].quantity != JLN_QUANTITY_WORDS) return sentence;
    for (size_t k = i; t->next[k];) {
        jln_finding other = audit->items[k = t->next[k]];
        other.doc_2 = NULL; /* the place it is compared with is the same */
        jln_places_add(&others, &other);
    }
    const char *places = jln_places_text(t->b, &others);
    return places ? jln_build_fmt(t->b, _("%s De même : %s."), sentence, places) : sentence;
}

/* What the message says after its subject, where the figures alone would not tell. */
static jln_status add_words(findings *t, const jln_finding *f) {
    const char *about = jln_finding_subject(t->b, f->message), *rest = f->message + strlen(about);
    while (*rest == ' ' || *rest == ':') rest++;
    jln_doc_row *row =
        jln_build_row(t->b, t->table, jln_build_fmt(t->b, "%s/words", f->id), JLN_ROW_MEMO, 2);
    if (!row) return JLN_ENOMEM;
    jln_text_cell(row, 0, rest);
    return JLN_OK;
}

static jln_status add_finding(findings *t, size_t i) {
    jln_builder *b = t->b;
    const jln_finding *f = &b->audit->items[i];
    jln_doc_row *row = jln_build_row(b, t->table, f->id, JLN_ROW_BODY, f->cause ? 1 : 0);
    if (!row) return JLN_ENOMEM;
    bool figures =
        t->shape == DETAIL || (t->shape == AMOUNTS && *jln_rule_words_of(f->rule)->against);
    const char *about = figures ? jln_finding_subject(b, f->message) : f->message;
    const char *whole = t->shape == SENTENCES ? explained(b, f, about) : about;
    if (!figures) whole = said_again(t, i, whole);
    jln_text_cell(row, 0, numbered(t, i, whole));
    jln_text_cell(row, t->shape == SENTENCES ? 1 : 5, row_places(t, i));
    if (figures) fill_figures(t, row, i);
    if (t->shape == AMOUNTS) {
        jln_status status = jln_rule_words_of(f->rule)->says_words ? add_words(t, f) : JLN_OK;
        return status == JLN_OK ? add_explanation(t, f) : status;
    }
    if (t->shape != DETAIL) return JLN_OK;
    jln_text_cell(row, 6, jln_severity_code(f->severity));
    jln_text_cell(row, 7, f->rule);
    jln_text_cell(row, 8, cause_numbers(b, f));
    jln_text_cell(row, 9, explained(b, f, f->message));
    return JLN_OK;
}

static void add_columns(jln_builder *b, jln_columns *c, shape form) {
    jln_columns_add(c, "finding", _("Constat"), JLN_KIND_TEXT, form == SENTENCES ? 3.5f : 1.8f);
    if (form == SENTENCES) {
        jln_columns_add(c, "place", _("Lieux"), JLN_KIND_TEXT, 1);
        return;
    }
    jln_columns_add_amount(b, c, "printed", _("Imprimé"));
    jln_columns_add(c, "against", _("Comparé à"), JLN_KIND_TEXT, 0.7f);
    jln_columns_add_amount(b, c, "computed", _("Valeur"));
    jln_columns_add_amount(b, c, "difference", _("Écart"));
    jln_columns_add(c, "place", _("Lieux"), JLN_KIND_TEXT, 0.9f);
    if (form != DETAIL) return;
    jln_columns_add(c, "severity", _("Gravité"), JLN_KIND_CODE, 0);
    jln_columns_add(c, "rule", _("Règle"), JLN_KIND_CODE, 0);
    jln_columns_add(c, "cause", _("Découle de"), JLN_KIND_TEXT, 0.3f);
    jln_columns_add(c, "message", _("En toutes lettres"), JLN_KIND_TEXT, 3);
}

enum { ANY, ONLY_AMOUNTS, NO_AMOUNTS };

typedef struct {
    uint64_t severities, rules; /* as bits */
    int amounts;
    bool consequences;
} filter;

static bool wanted(const filter *w, const jln_finding *f) {
    int rank = jln_rule_rank(f->rule);
    if (!(w->severities >> f->severity & 1) || (rank >= 0 && !(w->rules >> rank & 1))) return false;
    return w->amounts == ANY || jln_finding_is_amount(f) == (w->amounts == ONLY_AMOUNTS);
}

/* A finding that stands alone, then those that follow from it. */
static jln_status add_with_consequences(findings *t, const filter *w, size_t i, bool *done) {
    const jln_audit *audit = t->b->audit;
    jln_status status = t->shape == DETAIL ? JLN_OK : open_group(t, &audit->items[i]);
    size_t end = i + 1;
    while (w->consequences && end < audit->count && audit->items[end].cause) end++;
    for (size_t j = i; status == JLN_OK && j < end; j++) {
        if (done[j]) continue;
        status = add_finding(t, j);
        for (size_t k = j; t->next && t->next[k];) done[k = t->next[k]] = true;
    }
    return status;
}

/* In the audit's order: worst first, those of one rule together. */
static jln_status add_findings(findings *t, const filter *w) {
    const jln_audit *audit = t->b->audit;
    bool *done = jln_arena_array(t->b->doc->arena, audit->count + 1, sizeof *done);
    if (!done) return jln_err_nomem(t->b->err);
    if (t->shape != DETAIL && !(t->next = jln_findings_alike(t->b, w->consequences)))
        return jln_err_nomem(t->b->err);
    jln_status status = JLN_OK;
    for (size_t i = 0; status == JLN_OK && i < audit->count; i++)
        if (!done[i] && !audit->items[i].cause && wanted(w, &audit->items[i]))
            status = add_with_consequences(t, w, i, done);
    return status;
}

jln_status jln_build_findings(jln_builder *b, const jln_tree *node) {
    static const char *const severities[] = {"error", "rounding", "warning", "note", NULL};
    static const char *const shapes[] = {"sentences", "amounts", "detail", NULL};
    static const char *const selections[] = {"any", "only", "without", NULL};
    const char *names[JLN_RULES_MAX + 1];
    int form;
    jln_rule_names(names);
    filter w = {.consequences = jln_build_flag(node, "consequences")};
    jln_columns c = {0};
    jln_status status =
        jln_build_fields(b, node,
                         "key:text title:words shape:text amounts:text consequences:flag "
                         "severities:list rules:list formats:list");
    if (status == JLN_OK) status = jln_build_choice(b, node, "shape", shapes, SENTENCES, &form);
    if (status == JLN_OK)
        status = jln_build_choice(b, node, "amounts", selections, ANY, &w.amounts);
    if (status == JLN_OK)
        status = jln_build_choices(b, node, "severities", severities, &w.severities);
    if (status == JLN_OK) status = jln_build_choices(b, node, "rules", names, &w.rules);
    if (status == JLN_OK) status = jln_build_audit(b);
    if (status != JLN_OK) return status;
    findings t = {
        .b = b, .shape = (shape)form, .several = (w.severities & (w.severities - 1)) != 0};
    add_columns(b, &c, t.shape);
    t.table = jln_build_table(b, node, &c);
    if (!t.table) return b->err->status;
    t.table->filters = t.shape == DETAIL;
    status = add_findings(&t, &w);
    return status == JLN_OK ? jln_build_unless_empty(b, t.table, _("Aucun constat.")) : status;
}

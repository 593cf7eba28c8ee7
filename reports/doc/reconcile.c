/* Below the totals of money: the ways from one sum to another, and what no total holds. */
#include "doc/build.h"
#include "doc/phrases.h"

#include <string.h>

static bool any_told(const jln_builder *b, jln_place place) {
    const jln_node *n = &b->plan->nodes[place.node];
    for (uint32_t leaf = n->leaf_first; leaf < n->leaf_end; leaf++) {
        const jln_spent_rows told = jln_facts_spent(b->facts, leaf, place.year);
        for (size_t i = 0; i < told.count; i++)
            if (told.rows[i].funder == place.funder) return true;
    }
    return false;
}

jln_value jln_build_sum(const jln_builder *b, jln_measure measure, jln_place place) {
    jln_value v = jln_engine_sum(b->engine, measure, place);
    bool zero = jln_value_known(&v) && v.number.num == 0;
    if (!zero || measure.kind != JLN_M_SPENT || place.funder < 0) return v;
    jln_value planned = jln_engine_sum(b->engine, (jln_measure){JLN_M_FINANCING, 0}, place);
    bool foreseen = planned.state == JLN_MISSING || planned.state == JLN_PARTIAL ||
                    (planned.state == JLN_NUMBER && planned.number.num);
    bool split = jln_value_known(&planned) || planned.state == JLN_DASH;
    return !foreseen && split && !any_told(b, place)
               ? jln_value_none(JLN_NA, JLN_REASON_NOT_PLANNED)
               : v;
}

typedef struct {
    jln_builder *b;
    const jln_columns *c;
    jln_doc_table *table;
} rows;

static jln_status add_memo(const rows *t, const char *key, const char *label, size_t column,
                           const jln_value *value) {
    jln_doc_row *row = jln_build_row(t->b, t->table, key, JLN_ROW_MEMO, 0);
    if (!row) return JLN_ENOMEM;
    jln_text_cell(row, 0, label);
    row->cells[column].value = *value;
    return JLN_OK;
}

/* Below the total: the way from what was declared, and the base, to the two amounts the rate
 * compares. */
jln_status jln_build_bridge(jln_builder *b, const jln_columns *c, jln_doc_table *table,
                            const char *rate_id, int year) {
    const rows bridge = {b, c, table}, *t = &bridge;
    const jln_indicator *rate = NULL;
    jln_err none = {0};
    jln_result r;
    size_t spent = jln_columns_measure(t->c, JLN_M_SPENT, (int)jln_engine_stage(b->engine)),
           base = jln_columns_measure(t->c, JLN_M_BASE, (int)jln_engine_base(b->engine));
    if (spent == t->c->count || base == t->c->count ||
        jln_engine_find(b->engine, rate_id, &rate, &none) != JLN_OK)
        return JLN_OK;
    jln_value outside = jln_value_integer(0);
    jln_status status =
        jln_engine_value(b->engine, rate, (jln_place){0, b->funder, year}, &r, b->err);
    if (status != JLN_OK || r.value.state != JLN_PARTIAL) return status;
    for (int y = rate->since_start ? b->plan->first_year : year; y <= year; y++) {
        jln_measure measure = {JLN_M_OUTSIDE, (int)jln_engine_stage(b->engine)};
        jln_value v = jln_engine_sum(b->engine, measure, (jln_place){0, -1, y});
        if (jln_value_known(&v) && !jln_rat_add(outside.number, v.number, &outside.number))
            return JLN_OK;
    }
    if (outside.number.num)
        status = add_memo(t, "outside",
                          jln_say_year_base(b) == JLN_BASE_PLANNED
                              ? _("dont dépenses sans coût prévu")
                              : _("dont dépenses sans dotation"),
                          spent, &outside);
    if (status == JLN_OK)
        status = add_memo(t, "kept", _("Montants que le taux compare"), spent, &r.numerator);
    if (status == JLN_OK) t->table->rows[t->table->row_count - 1].cells[base].value = r.denominator;
    return status;
}

/* One of the plan's bases below the total of what is planned, and how far it is from `over`. */
static jln_status add_base(const rows *t, size_t column, jln_base base, const char *label,
                           const char *over, const char *gap_key, const char *gap_label) {
    jln_builder *b = t->b;
    const char *key = t->c->columns[column].key,
               *row_key = jln_build_fmt(b, "%s-cost", jln_base_code(base));
    jln_doc_row *row = jln_build_row(b, t->table, row_key, JLN_ROW_MEMO, 0);
    if (!row) return JLN_ENOMEM;
    jln_text_cell(row, 0, label);
    jln_measure measure = {JLN_M_BASE, (int)base};
    jln_place place = {0, -1, b->year};
    jln_cell *cell = &row->cells[column];
    cell->value = jln_engine_sum(b->engine, measure, place);
    const jln_value amount = cell->value;
    jln_status status = jln_links_note(b, t->table, row, key, cell, measure, place);
    jln_doc_row *gap =
        status == JLN_OK ? jln_build_row(b, t->table, gap_key, JLN_ROW_MEMO, 0) : NULL;
    if (!gap) return b->err->status;
    jln_text_cell(gap, 0, gap_label);
    const jln_doc_row *whole = t->table->rows;
    while (strcmp(whole->key, over) != 0) whole++;
    bool revised = base != JLN_BASE_PLANNED;
    const jln_value *first = revised ? &amount : &whole->cells[column].value,
                    *second = revised ? &whole->cells[column].value : &amount;
    gap->cells[column].value = jln_build_subtract(first, second);
    jln_cell_ref of = {t->table->key, row_key, key}, from = {t->table->key, whole->key, key};
    gap->cells[column].expr =
        jln_build_pair(b, JLN_EXPR_DIFFERENCE, revised ? of : from, revised ? from : of);
    return gap->cells[column].expr ? JLN_OK : jln_err_nomem(b->err);
}

/* What sources gave otherwise than in money, which no total holds. */
static jln_status add_in_kind(const rows *t) {
    size_t column = jln_columns_measure(t->c, JLN_M_FUNDING, JLN_FUNDING_RECEIVED);
    const jln_indicator *in_kind = NULL;
    jln_err none = {0};
    jln_result r;
    if (column == t->c->count ||
        jln_engine_find(t->b->engine, "apports-en-nature", &in_kind, &none) != JLN_OK)
        return JLN_OK;
    jln_status status =
        jln_engine_value(t->b->engine, in_kind, (jln_place){0, -1, t->b->year}, &r, t->b->err);
    if (status != JLN_OK || !jln_value_known(&r.value) || !r.value.number.num) return status;
    return add_memo(t, "in-kind", _("Reçu en nature, en plus"), column, &r.value);
}

/* Below the total: the matrix's planned cost, how far the financing table is from it, and how far
 * the allocations in force are. */
jln_status jln_build_reconciliation(jln_builder *b, const jln_columns *c, jln_doc_table *table) {
    const rows reconciled = {b, c, table}, *t = &reconciled;
    const jln_base base = jln_say_year_base(b);
    size_t column = jln_columns_measure(t->c, JLN_M_FINANCING, -1);
    jln_status status = add_in_kind(t);
    if (status != JLN_OK || column == t->c->count) return status;
    status = add_base(t, column, JLN_BASE_PLANNED, _("Coût prévu (matrice)"), "total",
                      "planned-gap", _("Écart : prévu − coût"));
    if (status != JLN_OK || base == JLN_BASE_PLANNED) return status;
    jln_measure planned = {JLN_M_BASE, JLN_BASE_PLANNED}, used = {JLN_M_BASE, (int)base};
    jln_place place = {0, -1, b->year};
    jln_value before = jln_engine_sum(b->engine, planned, place),
              after = jln_engine_sum(b->engine, used, place);
    bool same = jln_value_known(&before) && jln_value_known(&after) &&
                jln_rat_cmp(before.number, after.number) == 0;
    if (same) return JLN_OK;
    return add_base(t, column, base,
                    jln_build_fmt(b, _("%s (matrice)"), jln_build_capital(b, jln_base_words(base))),
                    "planned-cost", "base-gap", _("Écart : dotation − coût"));
}

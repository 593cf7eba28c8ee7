/* years{columns = {...}}: a row a year, the years known together, the whole plan. */
#include "doc/build.h"

#include <string.h>

typedef struct {
    jln_builder *b;
    const jln_columns *c;
    jln_doc_table *table;
} rows;

/* The latest year, up to the report's, of which a return is known; the report's when there is none.
 */
int jln_build_last_known(const jln_builder *b) {
    int last = 0;
    for (int i = 0; i < b->facts->return_count; i++) {
        const jln_return *r = &b->facts->returns[i];
        int year = r->known && r->period >= 0 ? b->facts->periods[r->period].year : 0;
        if (year <= b->year && year > last) last = year;
    }
    return last ? last : b->year;
}

/* The years of which something is known, together. */
static jln_status add_cumulated(const rows *t) {
    jln_builder *b = t->b;
    int last = jln_build_last_known(b);
    bool adds = false;
    for (size_t i = 0; i < t->c->count; i++) adds |= t->c->figures[i].role == JLN_COLUMN_MEASURE;
    if (!adds || last <= b->plan->first_year) return JLN_OK;
    jln_doc_row *row = jln_build_row(b, t->table, "total", JLN_ROW_TOTAL, 0);
    if (!row) return JLN_ENOMEM;
    jln_text_cell(row, 0, jln_build_fmt(b, _("Cumul %d-%d"), b->plan->first_year, last))->strong =
        true;
    size_t end = (size_t)(last - b->plan->first_year + 1);
    return jln_columns_cumulated(b, t->c, t->table, row, end, last);
}

/* The whole plan's base, and the share of it that is spent. */
static jln_status add_whole_plan(const rows *t, const jln_columns *c) {
    jln_builder *b = t->b;
    jln_doc_row *row = jln_build_row(b, t->table, "plan", JLN_ROW_SUBTOTAL, 0);
    if (!row) return JLN_ENOMEM;
    const jln_doc_table *table = t->table;
    size_t base = jln_columns_measure(c, JLN_M_BASE, -1),
           spent = jln_columns_measure(c, JLN_M_SPENT, (int)jln_engine_stage(b->engine)), rate = 0;
    while (rate < c->count &&
           !(c->figures[rate].role == JLN_COLUMN_RATE && c->figures[rate].indicator->cumulated))
        rate++;
    size_t total = 0;
    while (total < table->row_count && table->rows[total].role != JLN_ROW_TOTAL) total++;
    if (base == c->count || rate == c->count || total == table->row_count) {
        t->table->row_count--;
        return JLN_OK;
    }
    jln_text_cell(row, 0,
                  jln_build_fmt(b, _("Plan %d-%d"), b->plan->first_year, b->plan->last_year));
    jln_value sum = jln_value_integer(0);
    for (size_t r = 0; r < table->row_count - 1; r++) {
        const jln_value *v = &table->rows[r].cells[base].value;
        if (r == total || !jln_value_known(v)) continue;
        if (v->state == JLN_PARTIAL) sum.state = JLN_PARTIAL;
        if (!jln_rat_add(sum.number, v->number, &sum.number)) return JLN_OK;
    }
    row->cells[base].value = sum;
    if (spent < c->count) row->cells[spent].value = table->rows[total].cells[spent].value;
    if (spent == c->count) return JLN_OK;
    const char *key = table->key;
    row->cells[rate].value = jln_build_divide(&row->cells[spent].value, &sum);
    row->cells[rate].expr =
        jln_build_pair(b, JLN_EXPR_RATIO, (jln_cell_ref){key, "plan", c->columns[spent].key},
                       (jln_cell_ref){key, "plan", c->columns[base].key});
    return row->cells[rate].expr ? JLN_OK : jln_err_nomem(b->err);
}

static jln_status add_year(const rows *t, const char *key, int year) {
    jln_row_role role = year > t->b->year ? JLN_ROW_MEMO : JLN_ROW_BODY;
    jln_doc_row *row = jln_build_row(t->b, t->table, key, role, 0);
    if (!row) return JLN_ENOMEM;
    jln_text_cell(row, 0, key);
    return jln_columns_fill(t->b, t->c, t->table, row, (jln_place){0, t->b->funder, year});
}

jln_status jln_build_years(jln_builder *b, const jln_tree *node) {
    jln_columns c = {0};
    jln_status status = jln_build_fields(b, node, "key:text title:words columns:list formats:list");
    jln_columns_add(&c, "year", _("Année"), JLN_KIND_TEXT, 1);
    if (status == JLN_OK) status = jln_columns_read(b, &c, node);
    rows t = {b, &c, status == JLN_OK ? jln_build_table(b, node, &c) : NULL};
    if (!t.table) return b->err->status;
    jln_columns later = jln_columns_planned(&c);
    for (int y = b->plan->first_year; status == JLN_OK && y <= b->plan->last_year; y++) {
        const char *key = jln_build_fmt(b, "%d", y);
        if (y == b->year + 1) t.c = &later;
        status = add_year(&t, key, y);
        if (status == JLN_OK && y == b->year) status = add_cumulated(&t);
    }
    return status == JLN_OK ? add_whole_plan(&t, &c) : status;
}

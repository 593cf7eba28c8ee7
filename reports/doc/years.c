/* years{columns = {...}}: a row a year, the years known together, the whole plan. */
#include "doc/build.h"

#include <string.h>

typedef struct {
    jln_builder *b;
    const jln_columns *c;
    jln_doc_table *table;
} rows;

/* The years of which something is known, together. */
static jln_status add_cumulated(const rows *t, int last) {
    jln_builder *b = t->b;
    bool adds = false;
    for (size_t i = 0; i < t->c->count; i++) adds |= t->c->figures[i].role == JLN_COLUMN_MEASURE;
    if (!adds || last <= b->plan->first_year) return JLN_OK;
    size_t end = t->table->row_count;
    jln_doc_row *row = jln_build_row(b, t->table, "total", JLN_ROW_TOTAL, 0);
    if (!row) return JLN_ENOMEM;
    jln_text_cell(row, 0, jln_build_fmt(b, _("Cumul %d-%d"), b->plan->first_year, last))->strong =
        true;
    return jln_columns_cumulated(b, t->c, t->table, row, end, last);
}

/* What the whole plan weighs, and the share of it that is spent. */
static jln_status add_whole(const rows *t) {
    jln_builder *b = t->b;
    const jln_columns *c = t->c;
    jln_doc_row *row = jln_build_row(b, t->table, "whole", JLN_ROW_SUBTOTAL, 0);
    if (!row) return JLN_ENOMEM;
    jln_text_cell(
        row, 0, jln_build_fmt(b, _("Plan entier, %d-%d"), b->plan->first_year, b->plan->last_year));
    size_t base = jln_columns_measure(c, JLN_M_BASE, (int)jln_engine_base(b->engine)),
           spent = jln_columns_measure(c, JLN_M_SPENT, (int)jln_engine_stage(b->engine)), rate = 1;
    while (rate < c->count &&
           !(c->figures[rate].role == JLN_COLUMN_RATE && c->figures[rate].indicator->cumulated))
        rate++;
    bool rated = base < c->count && spent < c->count && rate < c->count;
    for (size_t i = 1; i < c->count; i++) {
        const jln_figure *f = &c->figures[i];
        bool plan = f->measure.kind == JLN_M_BASE || f->measure.kind == JLN_M_FINANCING;
        if (f->role == JLN_COLUMN_MEASURE && (plan || rated))
            row->cells[i].value = jln_build_whole(b, f->measure, 0, b->funder);
    }
    if (!rated) return JLN_OK;
    const char *key = t->table->key;
    row->cells[rate].value = jln_build_divide(&row->cells[spent].value, &row->cells[base].value);
    row->cells[rate].expr =
        jln_build_pair(b, JLN_EXPR_RATIO, (jln_cell_ref){key, "whole", c->columns[spent].key},
                       (jln_cell_ref){key, "whole", c->columns[base].key});
    return row->cells[rate].expr ? JLN_OK : jln_err_nomem(b->err);
}

static jln_status add_year(const rows *t, const char *key, jln_row_role role, int year) {
    jln_doc_row *row = jln_build_row(t->b, t->table, key, role, 0);
    if (!row) return JLN_ENOMEM;
    jln_text_cell(row, 0, key);
    return jln_columns_fill(t->b, t->c, t->table, row, (jln_place){0, t->b->funder, year});
}

/* Each year of the plan as it was adopted, the report's own in bold, and the whole plan. */
static jln_status add_plan_years(const rows *t) {
    jln_builder *b = t->b;
    jln_status status = JLN_OK;
    for (int y = b->plan->first_year; status == JLN_OK && y <= b->plan->last_year; y++) {
        status = add_year(t, jln_build_fmt(b, "%d", y), JLN_ROW_BODY, y);
        if (status == JLN_OK && y == b->year)
            for (size_t i = 0; i < t->c->count; i++)
                t->table->rows[t->table->row_count - 1].cells[i].strong = true;
    }
    jln_doc_row *row =
        status == JLN_OK ? jln_build_row(b, t->table, "total", JLN_ROW_TOTAL, 0) : NULL;
    if (!row) return b->err->status;
    jln_text_cell(
        row, 0, jln_build_fmt(b, _("Plan entier, %d-%d"), b->plan->first_year, b->plan->last_year))
        ->strong = true;
    status = jln_columns_sum(b, t->c, t->table, row, 0);
    return status == JLN_OK ? jln_columns_shares(b, t->c, t->table, t->table->row_count - 1)
                            : status;
}

/* Whether the row of the whole plan says something the others do not: years nobody was asked about,
 * or a rate to be compared with that of the years gone by. */
static bool tells_whole(const rows *t, int last) {
    bool rate = false, adds = false;
    for (size_t i = 1; i < t->c->count; i++) {
        adds |= t->c->figures[i].role == JLN_COLUMN_MEASURE;
        rate |= t->c->figures[i].role == JLN_COLUMN_RATE && t->c->figures[i].indicator->cumulated;
    }
    return (adds && last < t->b->year) || (rate && last > t->b->plan->first_year);
}

static jln_status build(jln_builder *b, const jln_tree *node) {
    jln_columns c = {0};
    jln_status status = jln_build_fields(
        b, node, "key:text title:words columns:list plan:flag known:flag formats:list");
    jln_columns_add(&c, "year", _("Année"), JLN_KIND_TEXT, 1);
    if (status == JLN_OK) status = jln_columns_read(b, &c, node);
    rows t = {b, &c, status == JLN_OK ? jln_build_table(b, node, &c) : NULL};
    if (!t.table) return b->err->status;
    if (jln_build_flag(node, "plan")) return add_plan_years(&t);
    jln_columns later = jln_columns_planned(&c);
    int known = jln_build_last_known(b), last = known ? known : b->year;
    int end = jln_build_flag(node, "known") ? last : b->plan->last_year;
    for (int y = b->plan->first_year; status == JLN_OK && y <= end; y++) {
        const char *key = jln_build_fmt(b, "%d", y);
        t.c = y > last && y > b->year ? &later : &c;
        status = add_year(&t, key, y > last ? JLN_ROW_MEMO : JLN_ROW_BODY, y);
        if (status == JLN_OK && y == last) status = add_cumulated(&t, last);
    }
    t.c = &c;
    return status == JLN_OK && tells_whole(&t, last) ? add_whole(&t) : status;
}

jln_status jln_build_years(jln_builder *b, const jln_tree *node) {
    b->all_years = true;
    jln_status status = build(b, node);
    b->all_years = false;
    return status;
}

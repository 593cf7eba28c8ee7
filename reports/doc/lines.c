/* lines{columns = {...}}: funder x year x highest level of the chain, the tidy table whose cells
 * other tables add up. */
#include "doc/build.h"

#include <string.h>

enum { FIXED_COLUMNS = 3 }; /* funder, node, year */

typedef struct {
    jln_builder *b;
    const jln_columns *c;
    jln_doc_table *table;
} lines;

static jln_doc_row *open_line(const lines *t, const char *funder_key, const char *funder,
                              uint32_t node, int year) {
    jln_builder *b = t->b;
    const char *id = node ? b->plan->nodes[node].id : "-";
    jln_doc_row *row = jln_build_row(
        b, t->table, jln_build_fmt(b, "%d/%s/%s", year, funder_key, id), JLN_ROW_BODY, 0);
    if (!row) return NULL;
    jln_text_cell(row, 0, funder);
    jln_text_cell(row, 1, node ? jln_build_label(b, node, JLN_LABEL_SHORT) : _("Non réparti"))
        ->brief = true;
    row->cells[2].value = jln_value_integer(year);
    return row;
}

/* A line where nothing is planned and nothing happened is left out. */
static bool says_something(const lines *t, const jln_doc_row *row) {
    for (size_t i = FIXED_COLUMNS; i < t->c->count; i++) {
        const jln_value *v = &row->cells[i].value;
        if (t->c->figures[i].role == JLN_COLUMN_MEASURE && jln_value_known(v) && v->number.num != 0)
            return true;
    }
    return false;
}

static jln_status note_line(const lines *t, jln_doc_row *row, jln_place place) {
    jln_status status = JLN_OK;
    for (size_t i = FIXED_COLUMNS; status == JLN_OK && i < t->c->count; i++)
        if (t->c->figures[i].role == JLN_COLUMN_MEASURE)
            status = jln_links_note(t->b, t->table, row, t->c->columns[i].key, &row->cells[i],
                                    t->c->figures[i].measure, place);
    return status;
}

/* What a funder gives for the whole plan without saying for which node. */
static jln_status add_rest(const lines *t, const char *key, const char *funder, size_t first,
                           jln_place whole) {
    jln_doc_row *row = open_line(t, key, funder, 0, whole.year);
    if (!row) return JLN_ENOMEM;
    if (jln_columns_rest(t->b, t->c, t->table, row, first, whole)) return note_line(t, row, whole);
    t->table->row_count--;
    return JLN_OK;
}

/* What was spent for a node without saying by whom. */
static jln_status add_unsplit(const lines *t, uint32_t node, int year) {
    jln_doc_row *row = open_line(t, "-", _("Source non précisée"), node, year);
    if (!row) return JLN_ENOMEM;
    if (jln_columns_unsplit(t->b, t->c, row, node, year))
        return note_line(t, row, (jln_place){node, -1, year});
    t->table->row_count--;
    return JLN_OK;
}

static jln_status add_funder(const lines *t, int funder, int year) {
    jln_builder *b = t->b;
    const char *key = b->plan->funders[funder].id,
               *name = jln_plan_funder_name(b->plan, funder, b->lang);
    size_t first = t->table->row_count;
    jln_status status = JLN_OK;
    for (uint32_t i = 1; status == JLN_OK && i < b->plan->node_count; i = b->plan->nodes[i].end) {
        jln_doc_row *row = open_line(t, key, name, i, year);
        if (!row) return JLN_ENOMEM;
        size_t links = jln_links_count(b);
        status = jln_columns_fill(b, t->c, t->table, row, (jln_place){i, funder, year});
        if (status != JLN_OK || says_something(t, row)) continue;
        t->table->row_count--;
        jln_links_forget(b, links);
    }
    return status == JLN_OK ? add_rest(t, key, name, first, (jln_place){0, funder, year}) : status;
}

static jln_status add_year(const lines *t, int year) {
    jln_builder *b = t->b;
    jln_status status = JLN_OK;
    for (int f = 0; status == JLN_OK && f < b->plan->funder_count; f++)
        status = add_funder(t, f, year);
    for (uint32_t i = 1; status == JLN_OK && i < b->plan->node_count; i = b->plan->nodes[i].end)
        status = add_unsplit(t, i, year);
    return status;
}

jln_status jln_build_lines(jln_builder *b, const jln_tree *node) {
    jln_columns c = {0};
    jln_status status =
        jln_build_fields(b, node, "key:text title:words columns:list all_years:flag formats:list");
    jln_columns_add(&c, "funder", _("Source de financement"), JLN_KIND_TEXT, 1);
    jln_columns_add(&c, "node",
                    jln_build_capital(b, jln_plan_level_words(b->plan, 0, b->lang, false)),
                    JLN_KIND_TEXT, 1);
    jln_columns_add(&c, "year", _("Année"), JLN_KIND_YEAR, 0);
    if (status == JLN_OK) status = jln_columns_read(b, &c, node);
    lines t = {b, &c, status == JLN_OK ? jln_build_table(b, node, &c) : NULL};
    if (!t.table) return b->err->status;
    t.table->filters = true;
    t.table->frozen_columns = FIXED_COLUMNS;
    bool all = jln_build_flag(node, "all_years");
    jln_columns later = jln_columns_planned(&c);
    for (int y = b->plan->first_year; status == JLN_OK && y <= b->plan->last_year; y++) {
        t.c = y > b->year ? &later : &c;
        if (all || y == b->year) status = add_year(&t, y);
    }
    return status == JLN_OK ? jln_links_leaves(b, t.table) : status;
}

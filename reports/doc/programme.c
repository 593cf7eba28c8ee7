/* What a plan foresees, before any return: each node year by year, who answers for what, the largest
 * activities. */
#include "doc/programme.h"

#include <stdlib.h>
#include <string.h>

jln_base jln_build_programme_base(const jln_builder *b) {
    jln_base chosen = jln_engine_base(b->engine);
    for (uint32_t leaf = 0; leaf < b->plan->leaf_count; leaf++) {
        const jln_amount *planned = jln_facts_base(b->facts, JLN_BASE_PLANNED, leaf, b->year),
                         *base = jln_facts_base(b->facts, chosen, leaf, b->year);
        if (planned->state != base->state || planned->amount != base->amount) return chosen;
    }
    return JLN_BASE_PLANNED;
}

jln_measure jln_programme_measure(const jln_builder *b) {
    return (jln_measure){JLN_M_BASE, (int)jln_build_programme_base(b)};
}

/* ---- plan_years{level = 1}: nodes down, the years of the plan across ---- */

typedef struct {
    jln_builder *b;
    jln_columns *c;
    jln_doc_table *table;
    jln_measure measure;
    size_t total; /* the column of the sum across */
} grid;

enum { YEARS_MOST = 8 };

static const jln_expr *sum_across(const grid *g, const char *row) {
    jln_cell_ref *operands = jln_arena_array(g->b->doc->arena, g->total, sizeof *operands);
    jln_expr *expr = jln_arena_alloc(g->b->doc->arena, sizeof *expr);
    if (!operands || !expr) return NULL;
    for (size_t i = 1; i < g->total; i++)
        operands[i - 1] = (jln_cell_ref){g->table->key, row, g->c->columns[i].key};
    *expr = (jln_expr){JLN_EXPR_SUM, g->total - 1, operands};
    return expr;
}

static bool has_all_years(const grid *g) {
    return g->total == (size_t)(g->b->plan->last_year - g->b->plan->first_year) + 2;
}

/* The sum across then holds more than the years shown. */
static jln_status note_years(const grid *g) {
    jln_builder *b = g->b;
    jln_doc_row *row = &g->table->rows[g->table->row_count - 1];
    row->cells[g->total].note = jln_doc_note(
        b->doc, g->table,
        jln_build_fmt(b, _("Les %d années du plan, dont %d sont montrées."),
                      b->plan->last_year - b->plan->first_year + 1, (int)g->total - 1));
    return row->cells[g->total].note ? JLN_OK : jln_err_nomem(b->err);
}

static jln_status add_grid_row(const grid *g, const char *key, const char *label, uint32_t node,
                               jln_row_role role) {
    jln_builder *b = g->b;
    jln_doc_row *row = jln_build_row(b, g->table, key, role, 0);
    if (!row) return JLN_ENOMEM;
    jln_text_cell(row, 0, label)->strong = role == JLN_ROW_TOTAL;
    jln_status status = JLN_OK;
    for (size_t i = 1; status == JLN_OK && i < g->total; i++) {
        const char *column = g->c->columns[i].key;
        jln_place place = {node, -1, atoi(column)};
        row->cells[i].value = jln_engine_sum(b->engine, g->measure, place);
        row->cells[i].strong = place.year == b->year;
        status =
            jln_links_note(b, g->table, row, column, &row->cells[i], g->measure, place);
    }
    row->cells[g->total].value = jln_build_whole(b, g->measure, node, -1);
    if (!has_all_years(g) || !jln_value_known(&row->cells[g->total].value)) return status;
    row->cells[g->total].expr = sum_across(g, key);
    return row->cells[g->total].expr ? status : jln_err_nomem(b->err);
}

static void add_year_columns(grid *g) {
    const jln_plan *plan = g->b->plan;
    int first = plan->first_year, last = plan->last_year;
    if (last - first >= YEARS_MOST) { /* those around the report's */
        last = g->b->year + YEARS_MOST / 3 < last ? g->b->year + YEARS_MOST / 3 : last;
        first = last - YEARS_MOST + 1 > first ? last - YEARS_MOST + 1 : first;
    }
    for (int y = first; y <= last && y < first + YEARS_MOST; y++) {
        const char *key = jln_build_fmt(g->b, "%d", y);
        jln_columns_add_measure(g->b, g->c, key, key, g->measure);
    }
    g->total = g->c->count;
    jln_columns_add_measure(g->b, g->c, "whole",
                            jln_build_fmt(g->b, "%d-%d", plan->first_year, plan->last_year),
                            g->measure);
    jln_columns_add_rate(g->c, "share", _("Part"), JLN_KIND_RATE);
    g->c->figures[g->total + 1].role = JLN_COLUMN_SHARE;
    g->c->figures[g->total + 1].a = (int)g->total;
}

static jln_status build_grid(jln_builder *b, const jln_tree *node) {
    jln_columns c = {0};
    grid g = {.b = b, .c = &c, .measure = jln_programme_measure(b)};
    jln_label labels = JLN_LABEL_SHORT;
    int level = 0;
    jln_status status =
        jln_build_fields(b, node, "key:text title:words level:any labels:text formats:list");
    if (status == JLN_OK) status = jln_build_level(b, node, "level", 0, &level);
    if (status == JLN_OK) status = jln_build_labels(b, node, JLN_LABEL_SHORT, &labels);
    if (status != JLN_OK) return status;
    jln_columns_add(&c, "node",
                    jln_build_capital(b, jln_plan_level_words(b->plan, level, b->lang, false)),
                    JLN_KIND_TEXT, 1);
    add_year_columns(&g);
    g.table = jln_build_table(b, node, &c);
    if (!g.table) return b->err->status;
    for (uint32_t i = 1; status == JLN_OK && i < b->plan->node_count; i++)
        if (b->plan->nodes[i].level == level)
            status = add_grid_row(&g, b->plan->nodes[i].id, jln_build_label(b, i, labels), i,
                                  JLN_ROW_BODY);
    if (status == JLN_OK)
        status = add_grid_row(&g, "total", _("Ensemble du plan"), 0, JLN_ROW_TOTAL);
    size_t total = g.table->row_count - 1;
    if (status == JLN_OK) status = jln_columns_total(b, &c, g.table, total, 0);
    if (status == JLN_OK && !has_all_years(&g)) status = note_years(&g);
    return status == JLN_OK ? jln_columns_shares(b, &c, g.table, total) : status;
}

jln_status jln_build_plan_years(jln_builder *b, const jln_tree *node) {
    b->all_years = true;
    jln_status status = build_grid(b, node);
    b->all_years = false;
    return status;
}

/* ---- columns that leads{} and largest{} share ---- */

static void add_weight_columns(jln_builder *b, jln_columns *c, jln_measure measure) {
    size_t amount = c->count;
    jln_columns_add_measure(b, c, "base", jln_build_capital(b, jln_base_words(measure.which)),
                            measure);
    jln_columns_add_rate(c, "share", _("Part"), JLN_KIND_RATE);
    c->figures[amount + 1].role = JLN_COLUMN_SHARE;
    c->figures[amount + 1].a = (int)amount;
}

static void add_count_column(jln_columns *c, const char *key, const char *title, int count) {
    jln_columns_add(c, key, title, JLN_KIND_COUNT, 0);
    c->columns[c->count - 1].unit = "activities";
    c->figures[c->count - 1].role = JLN_COLUMN_COUNT;
    c->figures[c->count - 1].count = count;
}

static jln_status close_table(jln_builder *b, const jln_columns *c, jln_doc_table *table) {
    jln_doc_row *row = jln_build_row(b, table, "total", JLN_ROW_TOTAL, 0);
    if (!row) return JLN_ENOMEM;
    jln_text_cell(row, 0, _("Ensemble"))->strong = true;
    for (size_t i = 1; i < c->count; i++) {
        const jln_figure *f = &c->figures[i];
        jln_place place = {0, -1, b->year};
        jln_counts counts = jln_engine_counts(b->engine, 0, b->year);
        if (f->role == JLN_COLUMN_MEASURE)
            row->cells[i].value = jln_engine_sum(b->engine, f->measure, place);
        if (f->role == JLN_COLUMN_COUNT)
            row->cells[i].value = jln_value_integer(
                f->count == -1 ? counts.scheduled : jln_build_pm(b, 0, b->year));
    }
    size_t total = table->row_count - 1;
    jln_status status = jln_columns_total(b, c, table, total, 0);
    return status == JLN_OK ? jln_columns_shares(b, c, table, total) : status;
}

/* ---- leads{}: the structures that answer for the activities of the year ---- */

static int heaviest_first(const void *a, const void *b) {
    const jln_lead *x = a, *y = b;
    int order = jln_rat_cmp(y->base.number, x->base.number);
    if (order) return order;
    if (x->scheduled != y->scheduled) return x->scheduled > y->scheduled ? -1 : 1;
    return strcmp(x->id, y->id);
}

static jln_lead *lead_of(jln_lead *leads, size_t *count, const char *id) {
    for (size_t i = 0; i < *count; i++)
        if (strcmp(leads[i].id, id) == 0) return &leads[i];
    leads[*count] = (jln_lead){.id = id, .base = jln_value_integer(0)};
    return &leads[(*count)++];
}

const jln_lead *jln_programme_leads(jln_builder *b, size_t *count) {
    const jln_plan *plan = b->plan;
    size_t most = (size_t)plan->structure_count + plan->leaf_count + 1;
    jln_measure measure = jln_programme_measure(b);
    jln_lead *leads = jln_arena_array(b->doc->arena, most, sizeof *leads);
    *count = 0;
    for (uint32_t leaf = 0; leads && leaf < plan->leaf_count; leaf++) {
        uint32_t node = plan->leaves[leaf];
        if (!jln_facts_scheduled(b->facts, leaf, b->year)) continue;
        jln_lead *l = lead_of(leads, count, plan->nodes[node].lead ? plan->nodes[node].lead : "");
        jln_value v = jln_engine_sum(b->engine, measure, (jln_place){node, -1, b->year});
        l->scheduled++;
        l->pm += jln_facts_base(b->facts, JLN_BASE_PLANNED, leaf, b->year)->state == JLN_PM;
        if (jln_value_known(&v) && !jln_rat_add(l->base.number, v.number, &l->base.number))
            l->base = jln_value_none(JLN_NC, JLN_REASON_OVERFLOW);
    }
    if (leads) qsort(leads, *count, sizeof *leads, heaviest_first);
    return leads;
}

const char *jln_programme_structure(jln_builder *b, const char *id) {
    if (!*id) return _("Sans structure pilote");
    const char *name = jln_plan_structure(b->plan, id);
    return strcmp(name, id) == 0 ? id : jln_build_fmt(b, "%s – %s", id, name);
}

static jln_status add_lead(jln_builder *b, jln_doc_table *table, const jln_lead *l) {
    jln_doc_row *row = jln_build_row(b, table, *l->id ? l->id : "-", JLN_ROW_BODY, 0);
    if (!row) return JLN_ENOMEM;
    jln_text_cell(row, 0, jln_programme_structure(b, l->id));
    row->cells[1].value = jln_value_integer(l->scheduled);
    row->cells[2].value = jln_value_integer(l->pm);
    row->cells[3].value = l->base;
    return JLN_OK;
}

/* Says what "lead" rests on where the document names several structures. */
static jln_status note_leads(jln_builder *b, jln_doc_table *table) {
    unsigned several = 0;
    const char *const *who = NULL;
    jln_status status = jln_build_responsible(b, &who);
    if (status != JLN_OK) return status;
    for (uint32_t leaf = 0; leaf < b->plan->leaf_count; leaf++)
        several += jln_facts_scheduled(b->facts, leaf, b->year) && who[leaf] &&
                   strstr(who[leaf], ", ") != NULL;
    if (!several) return JLN_OK;
    const char *text = jln_build_fmt(
        b,
        P_("Le document cite plusieurs responsables pour %u activité : elle est comptée une fois, "
           "chez sa structure pilote, d'ordinaire le premier cité.",
           "Le document cite plusieurs responsables pour %u activités : chacune est comptée une "
           "fois, chez sa structure pilote, d'ordinaire le premier cité.",
           several),
        several);
    jln_doc_row *total = &table->rows[table->row_count - 1];
    total->cells[0].note = jln_doc_note(b->doc, table, text);
    return total->cells[0].note ? JLN_OK : jln_err_nomem(b->err);
}

jln_status jln_build_leads(jln_builder *b, const jln_tree *node) {
    jln_columns c = {0};
    jln_status status =
        jln_build_fields(b, node, "key:text title:words rows:number formats:list");
    if (status != JLN_OK) return status;
    jln_columns_add(&c, "lead", _("Structure pilote"), JLN_KIND_TEXT, 1);
    add_count_column(&c, "scheduled", _("Activités programmées"), -1);
    add_count_column(&c, "pm", _("dont PM"), -3);
    add_weight_columns(b, &c, jln_programme_measure(b));
    jln_doc_table *table = jln_build_table(b, node, &c);
    size_t count = 0;
    const jln_lead *leads = table ? jln_programme_leads(b, &count) : NULL;
    if (!table) return b->err->status;
    if (!leads) return jln_err_nomem(b->err);
    for (size_t i = 0; status == JLN_OK && i < count; i++) status = add_lead(b, table, &leads[i]);
    if (status != JLN_OK) return status;
    if (!count)
        return jln_build_unless_empty(b, table, _("aucune activité n'est programmée cette année."));
    status = jln_build_fold(b, node, table, true);
    if (status == JLN_OK) status = close_table(b, &c, table);
    return status == JLN_OK ? note_leads(b, table) : status;
}

/* ---- largest{rows = 11}: the activities that cost most ---- */

static int costliest_first(const void *a, const void *b) {
    const jln_cost *x = a, *y = b;
    int order = jln_rat_cmp(y->base.number, x->base.number);
    return order ? order : x->node < y->node ? -1 : 1;
}

const jln_cost *jln_programme_costs(jln_builder *b, size_t *count) {
    const jln_plan *plan = b->plan;
    jln_measure measure = jln_programme_measure(b);
    jln_cost *costs = jln_arena_array(b->doc->arena, (size_t)plan->leaf_count + 1, sizeof *costs);
    *count = 0;
    for (uint32_t leaf = 0; costs && leaf < plan->leaf_count; leaf++) {
        uint32_t node = plan->leaves[leaf];
        jln_value v = jln_engine_sum(b->engine, measure, (jln_place){node, -1, b->year});
        if (jln_value_known(&v) && v.number.num > 0) costs[(*count)++] = (jln_cost){node, v};
    }
    if (costs) qsort(costs, *count, sizeof *costs, costliest_first);
    return costs;
}

static jln_status add_cost(jln_builder *b, jln_doc_table *table, const jln_cost *cost) {
    const jln_node *n = &b->plan->nodes[cost->node];
    jln_doc_row *row = jln_build_row(b, table, n->id, JLN_ROW_BODY, 0);
    if (!row) return JLN_ENOMEM;
    jln_text_cell(row, 0, jln_build_label(b, cost->node, JLN_LABEL_TITLE));
    jln_text_cell(row, 1, n->lead);
    row->cells[2].value = cost->base;
    return jln_links_note(b, table, row, "base", &row->cells[2], jln_programme_measure(b),
                          (jln_place){cost->node, -1, b->year});
}

/* What the rows leave out: activities without a line of credit. */
static jln_status note_pm(jln_builder *b, jln_doc_table *table) {
    uint32_t pm = jln_build_pm(b, 0, b->year);
    if (!pm) return JLN_OK;
    jln_doc_row *total = &table->rows[table->row_count - 1];
    total->cells[0].note = jln_doc_note(
        b->doc, table,
        jln_build_fmt(b,
                      P_("%u activité programmée pour mémoire (PM), sans crédit propre, n'est pas "
                         "dans ce tableau.",
                         "%u activités programmées pour mémoire (PM), sans crédit propre, ne sont "
                         "pas dans ce tableau.",
                         pm),
                      (unsigned)pm));
    return total->cells[0].note ? JLN_OK : jln_err_nomem(b->err);
}

jln_status jln_build_largest(jln_builder *b, const jln_tree *node) {
    jln_columns c = {0};
    jln_status status =
        jln_build_fields(b, node, "key:text title:words rows:number formats:list");
    if (status != JLN_OK) return status;
    jln_columns_add(&c, "activity", _("Activité"), JLN_KIND_TEXT, 1);
    jln_columns_add(&c, "lead", _("Structure pilote"), JLN_KIND_CODE, 0);
    add_weight_columns(b, &c, jln_programme_measure(b));
    jln_doc_table *table = jln_build_table(b, node, &c);
    size_t count = 0;
    const jln_cost *costs = table ? jln_programme_costs(b, &count) : NULL;
    if (!table) return b->err->status;
    if (!costs) return jln_err_nomem(b->err);
    for (size_t i = 0; status == JLN_OK && i < count; i++) status = add_cost(b, table, &costs[i]);
    if (status != JLN_OK) return status;
    if (!count)
        return jln_build_unless_empty(b, table, _("aucune activité n'a de montant cette année."));
    status = jln_build_fold(b, node, table, true);
    jln_doc_row *last = status == JLN_OK ? &table->rows[table->row_count - 1] : NULL;
    if (last && table->row_count < count) /* counted: their codes alone would say nothing */
        jln_text_cell(last, 0,
                      jln_build_fmt(b, _("autres (%zu)"), count - table->row_count + 1));
    if (status == JLN_OK) status = close_table(b, &c, table);
    return status == JLN_OK ? note_pm(b, table) : status;
}

/* gaps{level = "output", rows = 10}: where money and work are furthest apart, on the same
 * activities. */
#include "doc/build.h"
#include "doc/phrases.h"

#include <stdlib.h>

/* Of a node just above the activities: physical rate less financial rate. */
typedef struct {
    uint32_t node;
    unsigned count; /* activities whose base is positive, spending and progress known */
    jln_rat base, money, work, gap;
} jln_gap;

static int widest_first(const void *a, const void *b) {
    const jln_gap *x = a, *y = b;
    jln_rat p = x->gap, q = y->gap;
    if (p.num < 0) p.num = -p.num;
    if (q.num < 0) q.num = -q.num;
    int order = jln_rat_cmp(q, p);
    return order ? order : x->node < y->node ? -1 : 1;
}

/* Adds one activity when both its rates are known. */
static bool add_leaf(jln_builder *b, jln_gap *g, jln_rat *spent, jln_rat *physical,
                     jln_rat *weights, uint32_t node) {
    jln_place place = {node, -1, b->year};
    jln_value base = jln_engine_sum(
        b->engine, (jln_measure){JLN_M_BASE, (int)jln_engine_base(b->engine)}, place);
    jln_value paid = jln_engine_sum(
        b->engine, (jln_measure){JLN_M_SPENT, (int)jln_engine_stage(b->engine)}, place);
    jln_value done = jln_engine_sum(b->engine, (jln_measure){JLN_M_PHYSICAL, 0}, place);
    jln_value weight = jln_engine_sum(b->engine, (jln_measure){JLN_M_WEIGHT, 0}, place);
    if (!jln_value_known(&base) || base.number.num <= 0 || paid.state != JLN_NUMBER) return true;
    if (!jln_value_known(&done) || !jln_value_known(&weight))
        return true; /* unknown, or cancelled by a decision */
    jln_rat weighted;
    g->count++;
    return jln_rat_mul(done.number, weight.number, &weighted) &&
           jln_rat_add(*weights, weight.number, weights) &&
           jln_rat_add(g->base, base.number, &g->base) && jln_rat_add(*spent, paid.number, spent) &&
           jln_rat_add(*physical, weighted, physical);
}

/* False when nothing can be compared at this node. */
static bool measure_gap(jln_builder *b, uint32_t node, jln_gap *g) {
    jln_rat spent = {0, 1}, physical = {0, 1}, weights = {0, 1};
    *g = (jln_gap){.node = node, .base = {0, 1}};
    for (uint32_t leaf = b->plan->nodes[node].leaf_first; leaf < b->plan->nodes[node].leaf_end;
         leaf++)
        if (!add_leaf(b, g, &spent, &physical, &weights, b->plan->leaves[leaf])) return false;
    return g->count && jln_rat_div(spent, g->base, &g->money) &&
           jln_rat_div(physical, weights, &g->work) && jln_rat_sub(g->work, g->money, &g->gap);
}

static int above_activities(const jln_plan *plan) {
    return plan->level_count > 1 ? plan->level_count - 2 : 0;
}

static jln_status add_gap(jln_builder *b, jln_doc_table *table, const jln_gap *g) {
    jln_doc_row *row = jln_build_row(b, table, b->plan->nodes[g->node].id, JLN_ROW_BODY, 0);
    if (!row) return JLN_ENOMEM;
    jln_text_cell(row, 0, jln_build_label(b, g->node, JLN_LABEL_TITLE));
    row->cells[1].value = jln_value_number(g->base);
    row->cells[2].value = jln_value_integer(g->count);
    row->cells[3].value = jln_value_number(g->work);
    row->cells[4].value = jln_value_number(g->money);
    row->cells[5].value = jln_value_number(g->gap);
    row->cells[5].expr =
        jln_build_pair(b, JLN_EXPR_DIFFERENCE, (jln_cell_ref){table->key, row->key, "work"},
                       (jln_cell_ref){table->key, row->key, "money"});
    return row->cells[5].expr ? JLN_OK : jln_err_nomem(b->err);
}

/* The widest first, those of zero last. */
static const jln_gap *gap_list(jln_builder *b, size_t *count) {
    jln_gap *gaps = jln_arena_array(b->doc->arena, b->plan->node_count, sizeof *gaps);
    int level = above_activities(b->plan);
    *count = 0;
    if (!gaps) return NULL;
    for (uint32_t i = 1; i < b->plan->node_count; i++)
        if (b->plan->nodes[i].level == level) *count += measure_gap(b, i, &gaps[*count]);
    qsort(gaps, *count, sizeof *gaps, widest_first);
    return gaps;
}

/* signs = true: money ahead of work, then work ahead of money, each under its heading; where the
 * two go together, the second. */
static jln_status add_side(jln_builder *b, jln_doc_table *table, const jln_gap *gaps, size_t count,
                           bool paid_first) {
    bool any = false;
    jln_status status = JLN_OK;
    for (size_t i = 0; status == JLN_OK && i < count; i++) {
        if ((gaps[i].gap.num < 0) != paid_first) continue;
        jln_doc_row *heading =
            any ? NULL : jln_build_row(b, table, paid_first ? "paid/" : "work/", JLN_ROW_GROUP, 0);
        if (!any && !heading) return JLN_ENOMEM;
        if (heading)
            jln_text_cell(heading, 0,
                          paid_first ? _("Payé plus vite que le travail n'avance")
                                     : _("Travail en avance sur le paiement, ou de même"));
        any = true;
        status = add_gap(b, table, &gaps[i]);
    }
    return status;
}

/* The widest: of zero, there is nothing to say but that they are among the rest. */
static jln_status add_widest(jln_builder *b, jln_doc_table *table, const jln_gap *gaps,
                             size_t count, size_t rows) {
    jln_status status = JLN_OK;
    for (size_t i = 0; status == JLN_OK && i < count && i < rows; i++)
        if (rows == count || gaps[i].gap.num != 0) status = add_gap(b, table, &gaps[i]);
    return status;
}

jln_status jln_build_gaps(jln_builder *b, const jln_tree *node) {
    jln_columns c = {0};
    jln_status status = jln_build_fields(
        b, node, "key:text title:words rows:number rest:flag signs:flag formats:list");
    if (status != JLN_OK) return status;
    const char *words = jln_plan_level_words(b->plan, above_activities(b->plan), b->lang, false);
    jln_columns_add(&c, "node", jln_build_capital(b, words), JLN_KIND_TEXT, 1);
    jln_columns_add_amount(b, &c, "base",
                           jln_build_capital(b, jln_base_words(jln_say_year_base(b))));
    bool signs = jln_build_flag(node, "signs"); /* on a full page: short titles */
    jln_columns_add(&c, "count", signs ? _("Activités") : _("Activités comparées"), JLN_KIND_COUNT,
                    0);
    jln_columns_add_rate(&c, "work", signs ? _("Physique") : _("Taux physique"), JLN_KIND_RATE);
    jln_columns_add_rate(&c, "money", signs ? _("Financier") : _("Taux financier"), JLN_KIND_RATE);
    jln_columns_add_rate(&c, "gap", _("Écart"), JLN_KIND_POINTS);
    jln_doc_table *table = jln_build_table(b, node, &c);
    if (!table) return b->err->status;
    size_t count = 0, rows = (size_t)jln_build_int(node, "rows", 10);
    const jln_gap *gaps = gap_list(b, &count);
    if (!gaps) return jln_err_nomem(b->err);
    bool rest = jln_build_flag(node, "rest");
    if (!signs) status = add_widest(b, table, gaps, count, rest ? count : rows);
    if (signs) status = add_side(b, table, gaps, count, true);
    if (signs && status == JLN_OK) status = add_side(b, table, gaps, count, false);
    if (status == JLN_OK && rest) status = jln_build_fold(b, node, table, false);
    if (status != JLN_OK) return status;
    return jln_build_unless_empty(
        b, table,
        _("Aucun écart ne peut être mesuré : il faut des activités dont la dépense et "
          "l'avancement sont connus."));
}

/* unpaid{rows = 5}: what keeps the financial rate below 100 %: the activities with the most left to
 * spend, and those whose spending nobody told. */
#include "doc/unpaid.h"
#include "doc/phrases.h"

#include <stdlib.h>
#include <string.h>

static int most_left_first(const void *a, const void *b) {
    const jln_left *x = a, *y = b;
    int order = jln_rat_cmp(y->left, x->left);
    return order ? order : x->leaf < y->leaf ? -1 : 1;
}

static bool add_left(jln_builder *b, jln_unpaid *u, uint32_t leaf) {
    jln_leaf_year at = jln_leaf_at(b, leaf, b->year);
    if (!jln_value_known(&at.base) || at.base.number.num <= 0) return true;
    if (!at.counted) {
        u->unknown++;
        return jln_rat_add(u->unknown_base, at.base.number, &u->unknown_base);
    }
    jln_left *l = &u->items[u->count++];
    *l = (jln_left){.leaf = leaf, .base = at.base.number, .spent = at.spent.number};
    return jln_rat_sub(l->base, l->spent, &l->left) && jln_rat_add(u->base, l->base, &u->base) &&
           jln_rat_add(u->spent, l->spent, &u->spent);
}

bool jln_unpaid_of(jln_builder *b, jln_unpaid *out) {
    *out = (jln_unpaid){.base = {0, 1}, .spent = {0, 1}, .unknown_base = {0, 1}};
    out->items = jln_arena_array(b->doc->arena, b->plan->leaf_count + 1, sizeof *out->items);
    if (!out->items) return false;
    for (uint32_t leaf = 0; leaf < b->plan->leaf_count; leaf++)
        if (!add_left(b, out, leaf)) return false;
    qsort(out->items, out->count, sizeof *out->items, most_left_first);
    return jln_rat_sub(out->base, out->spent, &out->left);
}

/* ---- the table ---- */

enum { ACTIVITY, LEAD, BASE, SPENT, LEFT, RATE, LAST };

static jln_value rate_of(jln_rat spent, jln_rat base) {
    const jln_value top = jln_value_number(spent), bottom = jln_value_number(base);
    return jln_build_divide(&top, &bottom);
}

static void fill_amounts(jln_doc_row *row, jln_rat base, jln_rat spent) {
    jln_rat left;
    row->cells[BASE].value = jln_value_number(base);
    row->cells[SPENT].value = jln_value_number(spent);
    row->cells[LEFT].value = jln_rat_sub(base, spent, &left)
                                 ? jln_value_number(left)
                                 : jln_value_none(JLN_NC, JLN_REASON_OVERFLOW);
    row->cells[RATE].value = rate_of(spent, base);
}

static jln_status add_row(jln_builder *b, jln_doc_table *table, const jln_left *l) {
    uint32_t node = b->plan->leaves[l->leaf];
    jln_doc_row *row = jln_build_row(b, table, b->plan->nodes[node].id, JLN_ROW_BODY, 0);
    if (!row) return JLN_ENOMEM;
    const char *day = jln_leaf_early(b, l->leaf, b->year);
    jln_text_cell(row, ACTIVITY, jln_build_label(b, node, JLN_LABEL_TITLE))->brief = true;
    jln_text_cell(row, LEAD, b->plan->nodes[node].lead);
    fill_amounts(row, l->base, l->spent);
    if (day)
        row->cells[SPENT].note = jln_doc_note(
            b->doc, table,
            jln_build_fmt(b, _("Dépense au %s, dernière fiche reçue, comparée à toute l'année."),
                          jln_build_date(b, day)));
    if (!jln_build_in_plan(b, b->year - 1)) return JLN_OK;
    jln_leaf_year last = jln_leaf_at(b, l->leaf, b->year - 1);
    row->cells[LAST].value = last.counted ? rate_of(last.spent.number, last.base.number)
                             : jln_value_known(&last.base) && last.base.number.num > 0
                                 ? jln_value_none(JLN_MISSING, JLN_REASON_NO_RETURN)
                                 : jln_value_none(JLN_NA, JLN_REASON_NOT_PLANNED);
    return JLN_OK;
}

static jln_status add_sums(jln_builder *b, jln_doc_table *table, const jln_unpaid *u,
                           size_t shown) {
    jln_rat base = jln_rat_of(0), spent = jln_rat_of(0);
    bool fits = true;
    for (size_t i = shown; i < u->count; i++)
        fits &= jln_rat_add(base, u->items[i].base, &base) &&
                jln_rat_add(spent, u->items[i].spent, &spent);
    if (shown < u->count) {
        jln_doc_row *row = jln_build_row(b, table, "others", JLN_ROW_BODY, 0);
        if (!row) return JLN_ENOMEM;
        jln_text_cell(row, ACTIVITY,
                      jln_build_fmt(b, _("autres (%s)"), jln_say_count(b, u->count - shown)));
        if (fits) fill_amounts(row, base, spent);
    }
    jln_doc_row *total = jln_build_row(b, table, "total", JLN_ROW_TOTAL, 0);
    if (!total) return JLN_ENOMEM;
    jln_text_cell(total, ACTIVITY, _("Ensemble, dépense connue"))->strong = true;
    fill_amounts(total, u->base, u->spent);
    if (!u->unknown) return JLN_OK;
    jln_doc_row *row = jln_build_row(b, table, "unknown", JLN_ROW_MEMO, 0);
    if (!row) return JLN_ENOMEM;
    jln_text_cell(row, ACTIVITY,
                  jln_build_fmt(b, _("Dépense non connue (%s)"), jln_say_count(b, u->unknown)));
    row->cells[BASE].value = jln_value_number(u->unknown_base);
    row->cells[SPENT].value = row->cells[LEFT].value =
        jln_value_none(JLN_MISSING, JLN_REASON_NO_RETURN);
    return JLN_OK;
}

static void add_columns(jln_builder *b, jln_columns *c) {
    jln_columns_add(c, "activity", _("Activité"), JLN_KIND_TEXT, 1);
    jln_columns_add(c, "lead", _("Structure pilote"), JLN_KIND_CODE, 0);
    jln_columns_add_amount(b, c, "base",
                           jln_build_capital(b, jln_base_words(jln_say_year_base(b))));
    jln_columns_add_amount(b, c, "spent",
                           jln_build_capital(b, jln_stage_words(jln_engine_stage(b->engine))));
    jln_columns_add_amount(b, c, "left", _("Reste à dépenser"));
    jln_columns_add_rate(c, "rate", _("Taux"), JLN_KIND_RATE);
    if (jln_build_in_plan(b, b->year - 1))
        jln_columns_add_rate(c, "last", jln_build_fmt(b, _("Taux %d"), b->year - 1), JLN_KIND_RATE);
}

jln_status jln_build_unpaid(jln_builder *b, const jln_tree *node) {
    jln_columns c = {0};
    jln_unpaid u;
    jln_status status = jln_build_fields(b, node, "key:text title:words rows:number formats:list");
    if (status != JLN_OK || !jln_unpaid_of(b, &u) || u.left.num <= 0) return status;
    add_columns(b, &c);
    jln_doc_table *table = jln_build_table(b, node, &c);
    if (!table) return b->err->status;
    size_t rows = (size_t)jln_build_int(node, "rows", 5);
    if (rows > u.count) rows = u.count;
    while (rows && u.items[rows - 1].left.num <= 0) rows--;
    for (size_t i = 0; status == JLN_OK && i < rows; i++) status = add_row(b, table, &u.items[i]);
    return status == JLN_OK ? add_sums(b, table, &u, rows) : status;
}

/* to_check{}: spending to be checked, activity by activity. */
#include "doc/checks.h"

#include "doc/phrases.h"

#include <stdlib.h>

/* ---- the rules ---- */

/* What of the amount spent is not matched by work. */
static bool is_ahead(jln_check *k) {
    jln_rat gap, matched;
    if (!jln_value_known(&k->work) || !jln_rat_sub(k->money, k->work.number, &gap)) return false;
    return gap.num > 0 && jln_rat_at_least(gap, JLN_AHEAD_LEAST) &&
           jln_rat_mul(k->base, k->work.number, &matched) &&
           jln_rat_sub(k->spent, matched, &k->weight);
}

static bool is_cheap(jln_check *k, jln_progress_state state, const jln_value *whole) {
    jln_rat share;
    bool done = state == JLN_DONE && jln_value_known(&k->work) &&
                jln_rat_cmp(k->work.number, jln_rat_of(1)) >= 0;
    if (!done || !jln_value_known(whole) || jln_rat_at_least(k->money, JLN_CHEAP_MOST))
        return false;
    return jln_rat_div(k->base, whole->number, &share) &&
           jln_rat_at_least(share, JLN_CHEAP_WEIGHT) && jln_rat_sub(k->base, k->spent, &k->weight);
}

static bool find(jln_builder *b, uint32_t leaf, const jln_value *whole, jln_check *k) {
    jln_place place = {b->plan->leaves[leaf], -1, b->year};
    jln_leaf_year at = jln_leaf_at(b, leaf, b->year);
    if (!at.counted) return false;
    *k = (jln_check){.leaf = leaf, .base = at.base.number, .spent = at.spent.number};
    k->work = jln_engine_sum(b->engine, (jln_measure){JLN_M_PHYSICAL, 0}, place);
    if (!jln_rat_div(k->spent, k->base, &k->money)) return false;
    k->kind = JLN_CHECK_OVER;
    if (jln_rat_cmp(k->spent, k->base) > 0) return jln_rat_sub(k->spent, k->base, &k->weight);
    k->kind = JLN_CHECK_AHEAD;
    if (is_ahead(k)) return true;
    k->kind = JLN_CHECK_CHEAP;
    return is_cheap(k, jln_facts_progress(b->facts, leaf, b->year)->state, whole);
}

static int by_kind(const void *a, const void *b) {
    const jln_check *x = a, *y = b;
    if (x->kind != y->kind) return x->kind < y->kind ? -1 : 1;
    int order = jln_rat_cmp(y->weight, x->weight);
    return order ? order : x->leaf < y->leaf ? -1 : 1;
}

const jln_check *jln_build_check_list(jln_builder *b, size_t *count) {
    jln_check *list = jln_arena_array(b->doc->arena, b->plan->leaf_count + 1, sizeof *list);
    jln_value whole =
        jln_engine_sum(b->engine, (jln_measure){JLN_M_BASE, (int)jln_engine_base(b->engine)},
                       (jln_place){0, -1, b->year});
    *count = 0;
    if (!list) return NULL;
    for (uint32_t leaf = 0; leaf < b->plan->leaf_count; leaf++)
        *count += find(b, leaf, &whole, &list[*count]);
    qsort(list, *count, sizeof *list, by_kind);
    return list;
}

/* ---- the table ---- */

static const char *kind_words(jln_builder *b, jln_check_kind kind) {
    const char *base = jln_base_words(jln_say_year_base(b));
    if (kind == JLN_CHECK_OVER)
        return jln_build_fmt(b, _("Dépense supérieure au montant de l'année (%s)"), base);
    if (kind == JLN_CHECK_AHEAD)
        return jln_build_fmt(b, _("Dépense en avance d'au moins %d points sur le travail"),
                             JLN_AHEAD_LEAST);
    return jln_build_fmt(b,
                         _("Activité réalisée pour moins de %d %% de son montant (%s), et d'au "
                           "moins %d %% de celui de l'année"),
                         JLN_CHEAP_MOST, base, JLN_CHEAP_WEIGHT);
}

static jln_status add_check(jln_builder *b, jln_doc_table *table, const jln_check *k) {
    uint32_t node = b->plan->leaves[k->leaf];
    jln_doc_row *row = jln_build_row(b, table, b->plan->nodes[node].id, JLN_ROW_BODY, 0);
    if (!row) return JLN_ENOMEM;
    jln_text_cell(row, 0, jln_build_label(b, node, JLN_LABEL_TITLE));
    jln_text_cell(row, 1, b->plan->nodes[node].lead);
    row->cells[2].value = jln_value_number(k->base);
    row->cells[3].value = jln_value_number(k->spent);
    row->cells[4].value = jln_value_number(k->money);
    row->cells[5].value = k->work;
    jln_text_cell(row, 6, jln_facts_progress(b->facts, k->leaf, b->year)->comment);
    return JLN_OK;
}

static jln_status open_kind(jln_builder *b, jln_doc_table *table, jln_check_kind kind) {
    static const char *const keys[] = {"over/", "ahead/", "cheap/"};
    jln_doc_row *row = jln_build_row(b, table, keys[kind], JLN_ROW_GROUP, 0);
    if (!row) return JLN_ENOMEM;
    jln_text_cell(row, 0, kind_words(b, kind));
    return JLN_OK;
}

jln_status jln_build_to_check(jln_builder *b, const jln_tree *node) {
    jln_columns c = {0};
    size_t count = 0;
    jln_status status = jln_build_fields(b, node, "key:text title:words rows:number formats:list");
    if (status != JLN_OK) return status;
    jln_columns_add(&c, "activity", _("Activité"), JLN_KIND_TEXT, 1.2f);
    jln_columns_add(&c, "lead", _("Structure pilote"), JLN_KIND_CODE, 0);
    jln_columns_add_amount(b, &c, "base",
                           jln_build_capital(b, jln_base_words(jln_say_year_base(b))));
    jln_columns_add_amount(b, &c, "spent",
                           jln_build_capital(b, jln_stage_words(jln_engine_stage(b->engine))));
    jln_columns_add_rate(&c, "money", _("Taux financier"), JLN_KIND_RATE);
    jln_columns_add_rate(&c, "work", _("Taux physique"), JLN_KIND_RATE);
    jln_columns_add(&c, "comment", _("Explication de la structure"), JLN_KIND_TEXT, 1);
    jln_doc_table *table = jln_build_table(b, node, &c);
    const jln_check *list = table ? jln_build_check_list(b, &count) : NULL;
    if (!table) return b->err->status;
    if (!list) return jln_err_nomem(b->err);
    for (size_t i = 0; status == JLN_OK && i < count; i++) {
        if (i == 0 || list[i].kind != list[i - 1].kind) status = open_kind(b, table, list[i].kind);
        if (status == JLN_OK) status = add_check(b, table, &list[i]);
    }
    if (status == JLN_OK) status = jln_build_fold(b, node, table, false);
    if (status != JLN_OK) return status;
    return jln_build_unless_empty(
        b, table,
        _("Aucune dépense connue ne dépasse le montant de son activité, ne devance nettement son "
          "travail ou n'est presque nulle pour une activité réalisée."));
}

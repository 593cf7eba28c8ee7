/* Tables whose rows are activities: the matrix of the year, and the work nobody had scheduled. */
#include "doc/build.h"
#include "doc/phrases.h"

enum { DEPTH_MAX = 16 };

/* ---- activities{}: each activity with figures this year, under its output ---- */

static bool has_figures(const jln_builder *b, uint32_t leaf) {
    const jln_amount *base = jln_facts_base(b->facts, jln_engine_base(b->engine), leaf, b->year);
    if (base->state == JLN_PM || (base->state == JLN_NUMBER && base->amount > 0)) return true;
    if (jln_facts_scheduled(b->facts, leaf, b->year)) return true;
    if (jln_facts_progress(b->facts, leaf, b->year)->state != JLN_NOT_REPORTED) return true;
    return jln_facts_spent(b->facts, leaf, b->year).count > 0;
}

/* Headings of the nodes an activity opens, from the top. */
static jln_status open_groups(jln_builder *b, jln_doc_table *table, uint32_t node, uint32_t *open) {
    uint32_t path[DEPTH_MAX];
    int depth = 0;
    for (uint32_t at = b->plan->nodes[node].parent; at && depth < DEPTH_MAX;
         at = b->plan->nodes[at].parent)
        path[depth++] = at;
    for (int i = depth - 1; i >= 0; i--) {
        int level = b->plan->nodes[path[i]].level;
        if (level >= DEPTH_MAX || open[level] == path[i]) continue;
        for (int l = level; l < DEPTH_MAX; l++) open[l] = 0;
        open[level] = path[i];
        jln_doc_row *row =
            jln_build_row(b, table, b->plan->nodes[path[i]].id, JLN_ROW_GROUP, level);
        if (!row) return JLN_ENOMEM;
        jln_text_cell(row, 0, jln_build_label(b, path[i], JLN_LABEL_TITLE));
    }
    return JLN_OK;
}

static const char *state_words(const jln_builder *b, uint32_t leaf, const jln_progress *p) {
    bool silent = p->state == JLN_NOT_REPORTED && !jln_facts_scheduled(b->facts, leaf, b->year);
    return silent ? NULL : jln_progress_words(p->state);
}

/* The place in the document of the amount a base or measure column starts from. */
static void set_source(jln_builder *b, const jln_columns *c, jln_doc_row *row, uint32_t leaf) {
    for (size_t i = 0; i < c->count; i++) {
        if (c->figures[i].role != JLN_COLUMN_MEASURE || c->figures[i].measure.kind != JLN_M_BASE)
            continue;
        const jln_amount *amount =
            jln_facts_base(b->facts, (jln_base)c->figures[i].measure.which, leaf, b->year);
        row->cells[i].source = jln_build_place(b, amount->doc, amount->line);
    }
}

/* `who`: all who answer for each activity, in the table of what is planned; NULL where states are
 * shown. */
static jln_status add_activity(jln_builder *b, const jln_columns *c, jln_doc_table *table,
                               uint32_t leaf, const char *const *who) {
    uint32_t node = b->plan->leaves[leaf];
    jln_doc_row *row =
        jln_build_row(b, table, b->plan->nodes[node].id, JLN_ROW_BODY, b->plan->nodes[node].level);
    if (!row) return JLN_ENOMEM;
    jln_text_cell(row, 0, jln_build_label(b, node, JLN_LABEL_TITLE));
    jln_text_cell(row, 1, who ? who[leaf] : b->plan->nodes[node].lead);
    if (!who)
        jln_text_cell(row, c->count - 1,
                      state_words(b, leaf, jln_facts_progress(b->facts, leaf, b->year)));
    set_source(b, c, row, leaf);
    return jln_columns_fill(b, c, table, row, (jln_place){node, -1, b->year});
}

jln_status jln_build_activities(jln_builder *b, const jln_tree *node) {
    jln_columns c = {0};
    jln_status status =
        jln_build_fields(b, node, "key:text title:words columns:list plan:flag formats:list");
    bool plan = jln_build_flag(node, "plan");
    const char *const *who = NULL;
    jln_columns_add(&c, "activity", _("Activité"), JLN_KIND_TEXT, 1);
    if (plan) jln_columns_add(&c, "responsible", _("Responsables"), JLN_KIND_TEXT, 0.24f);
    else jln_columns_add(&c, "lead", _("Structure pilote"), JLN_KIND_CODE, 0);
    if (status == JLN_OK) status = jln_columns_read(b, &c, node);
    if (!plan) jln_columns_add(&c, "state", _("État"), JLN_KIND_CODE, 0);
    else if (status == JLN_OK) status = jln_build_responsible(b, &who);
    jln_doc_table *table = status == JLN_OK ? jln_build_table(b, node, &c) : NULL;
    if (!table) return b->err->status;
    table->filters = true;
    uint32_t open[DEPTH_MAX] = {0};
    for (uint32_t leaf = 0; status == JLN_OK && leaf < b->plan->leaf_count; leaf++) {
        if (!has_figures(b, leaf)) continue;
        status = open_groups(b, table, b->plan->leaves[leaf], open);
        if (status == JLN_OK) status = add_activity(b, &c, table, leaf, who);
    }
    if (status == JLN_OK) status = jln_links_leaves(b, table);
    if (status != JLN_OK) return status;
    if (!table->row_count)
        return jln_build_unless_empty(b, table, _("Aucune activité n'est programmée cette année."));
    jln_doc_row *total = jln_build_row(b, table, "total", JLN_ROW_TOTAL, 0);
    if (!total) return JLN_ENOMEM;
    jln_text_cell(total, 0, jln_build_fmt(b, _("Ensemble du plan, %d"), b->year));
    status = jln_columns_fill(b, &c, table, total, (jln_place){0, -1, b->year});
    return status == JLN_OK ? jln_columns_total(b, &c, table, table->row_count - 1, 0) : status;
}

/* The sum of what is known in a column, below several rows. */
static jln_status add_sum(jln_builder *b, jln_doc_table *table, size_t column) {
    jln_value sum = jln_value_none(JLN_NA, JLN_REASON_NONE);
    size_t count = table->row_count, missing = 0;
    for (size_t r = 0; r < count; r++) {
        const jln_value *v = &table->rows[r].cells[column].value;
        missing += v->state == JLN_MISSING;
        if (!jln_value_known(v)) continue;
        if (!jln_value_known(&sum)) sum = jln_value_number(v->number);
        else if (!jln_rat_add(sum.number, v->number, &sum.number))
            sum = jln_value_none(JLN_NC, JLN_REASON_OVERFLOW);
    }
    if (count < 2) return JLN_OK;
    jln_doc_row *row = jln_build_row(b, table, "total", JLN_ROW_TOTAL, 0);
    if (!row) return JLN_ENOMEM;
    jln_text_cell(row, 0,
                  missing ? jln_build_fmt(b, _("Total, %zu sur %zu connus"), count - missing, count)
                          : _("Total"))
        ->strong = true;
    row->cells[column].value = sum;
    return JLN_OK;
}

/* ---- unscheduled{}: done or begun without being programmed this year, or paid with no base ---- */

static jln_status add_unscheduled(jln_builder *b, jln_doc_table *table, uint32_t node,
                                  const jln_progress *p, const jln_value *outside) {
    jln_doc_row *row = jln_build_row(b, table, b->plan->nodes[node].id, JLN_ROW_BODY, 0);
    if (!row) return JLN_ENOMEM;
    jln_text_cell(row, 0, jln_build_label(b, node, JLN_LABEL_TITLE));
    jln_text_cell(row, 1, b->plan->nodes[node].lead);
    jln_text_cell(row, 2, jln_progress_words(p->state));
    row->cells[3].value = *outside;
    jln_text_cell(row, 4, p->comment ? p->comment : _("sans explication dans la fiche"));
    return JLN_OK;
}

jln_status jln_build_unscheduled(jln_builder *b, const jln_tree *node) {
    jln_columns c = {0};
    jln_status status = jln_build_fields(b, node, "key:text title:words formats:list");
    if (status != JLN_OK) return status;
    jln_measure spent = {JLN_M_OUTSIDE, (int)jln_engine_stage(b->engine)};
    jln_columns_add(&c, "activity", _("Activité"), JLN_KIND_TEXT, 1.2f);
    jln_columns_add(&c, "lead", _("Structure pilote"), JLN_KIND_CODE, 0);
    jln_columns_add(&c, "state", _("État"), JLN_KIND_CODE, 0);
    jln_columns_add_amount(b, &c, "spent",
                           jln_say_year_base(b) == JLN_BASE_PLANNED
                               ? _("Dépensé sans coût prévu")
                               : _("Dépensé sans dotation"));
    jln_columns_add(&c, "comment", _("Explication de la structure"), JLN_KIND_TEXT, 1);
    jln_doc_table *table = jln_build_table(b, node, &c);
    if (!table) return b->err->status;
    for (uint32_t leaf = 0; status == JLN_OK && leaf < b->plan->leaf_count; leaf++) {
        uint32_t at = b->plan->leaves[leaf];
        const jln_progress *p = jln_facts_progress(b->facts, leaf, b->year);
        jln_value outside = jln_engine_sum(b->engine, spent, (jln_place){at, -1, b->year});
        bool worked = p->state == JLN_DONE || p->state == JLN_UNDER_WAY;
        bool paid = jln_value_known(&outside) && outside.number.num;
        if (paid || (worked && !jln_facts_scheduled(b->facts, leaf, b->year)))
            status = add_unscheduled(b, table, at, p, &outside);
    }
    if (status == JLN_OK) status = add_sum(b, table, 3);
    if (status != JLN_OK) return status;
    return jln_build_unless_empty(b, table, _("Les fiches reçues n'en déclarent aucune."));
}

/* ---- extra_work{}: work the plan does not hold ---- */

/* Said below it: these amounts are in no other figure. */
static jln_status say_apart(jln_builder *b, const jln_doc_table *table) {
    if (!table->row_count) return JLN_OK;
    return jln_build_say(b, JLN_TEXT_NOTE,
                         _("Ces montants ne sont dans aucun total ni aucun taux de ce rapport : "
                           "le plan ne prévoit pas ces travaux."));
}

static jln_status add_extra(jln_builder *b, jln_doc_table *table, const jln_extra *e) {
    jln_doc_row *row =
        jln_build_row(b, table, jln_build_fmt(b, "%zu", table->row_count + 1), JLN_ROW_BODY, 0);
    if (!row) return JLN_ENOMEM;
    jln_text_cell(row, 0, e->title);
    jln_text_cell(row, 1, b->plan->nodes[e->node].id);
    jln_text_cell(row, 2, e->from >= 0 ? b->facts->returns[e->from].sender : NULL);
    row->cells[3].value =
        e->known ? jln_value_integer(e->amount) : jln_value_none(JLN_MISSING, JLN_REASON_NO_RETURN);
    jln_text_cell(row, 4, e->comment);
    return JLN_OK;
}

jln_status jln_build_extra_work(jln_builder *b, const jln_tree *node) {
    jln_columns c = {0};
    jln_status status = jln_build_fields(b, node, "key:text title:words formats:list");
    if (status != JLN_OK) return status;
    jln_columns_add(&c, "work", _("Travail"), JLN_KIND_TEXT, 1);
    jln_columns_add(&c, "near", _("Rattaché à"), JLN_KIND_CODE, 0);
    jln_columns_add(&c, "sender", _("Structure"), JLN_KIND_CODE, 0);
    jln_columns_add_amount(b, &c, "amount", _("Montant"));
    jln_columns_add(&c, "comment", _("Explication de la structure"), JLN_KIND_TEXT, 1);
    jln_doc_table *table = jln_build_table(b, node, &c);
    if (!table) return b->err->status;
    for (size_t i = 0; status == JLN_OK && i < b->facts->extra_count; i++)
        if (b->facts->periods[b->facts->extra[i].period].year == b->year)
            status = add_extra(b, table, &b->facts->extra[i]);
    if (status == JLN_OK) status = add_sum(b, table, 3);
    if (status == JLN_OK) status = say_apart(b, table);
    if (status != JLN_OK) return status;
    return jln_build_unless_empty(
        b, table, _("Aucun travail hors du plan n'est déclaré dans les fiches reçues."));
}

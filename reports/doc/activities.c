/* Tables whose rows are activities or returns: the matrix of the year, what was not planned, difficulties, gaps, missing
 * returns. */
#include "doc/build.h"

#include <stdlib.h>
#include <string.h>

static jln_status open_table(jln_builder *b, const jln_tree *node, const jln_columns *c,
                             jln_doc_table **table) {
    const char *key = jln_build_text(node, "key"), *title = jln_build_words(b, node, "title");
    if (!key || !title)
        return jln_build_wrong(b, node, _("%s{...} : les champs « key » et « title » sont requis"),
                               node->constructor);
    *table = jln_doc_table_add(b->doc, b->formats, key, title, c->columns, c->count);
    if (!*table) return jln_err_nomem(b->err);
    (*table)->numbered = true;
    return JLN_OK;
}

static jln_doc_row *new_row(jln_builder *b, jln_doc_table *table, const char *key, jln_row_role role,
                            int level) {
    jln_doc_row *row = jln_doc_row_add(b->doc, table, key, role, level);
    if (!row) jln_err_nomem(b->err);
    return row;
}

static jln_status say_empty(jln_builder *b, const char *text) {
    jln_block *block = jln_doc_add(b->doc, JLN_BLOCK_TEXT, b->formats);
    if (!block) return jln_err_nomem(b->err);
    block->text.role = JLN_TEXT_BODY;
    block->text.text = text;
    return JLN_OK;
}

static void amount_column(jln_builder *b, jln_columns *c) {
    c->columns[c->count - 1].scale = b->plan->scale;
    c->columns[c->count - 1].unit = b->plan->currency;
}

static const char *node_name(jln_builder *b, uint32_t node) {
    return jln_build_fmt(b, "%s %s", b->plan->nodes[node].id, b->plan->nodes[node].title);
}

static const char *lead_of(const jln_builder *b, uint32_t node) {
    return b->plan->nodes[node].lead;
}

/* ---- activities{}: each activity with figures this year, under its output ---- */

static bool has_figures(const jln_builder *b, uint32_t leaf) {
    const jln_amount *base = jln_facts_base(b->facts, jln_engine_base(b->engine), leaf, b->year);
    if (base->state == JLN_PM || (base->state == JLN_NUMBER && base->amount > 0)) return true;
    if (jln_facts_scheduled(b->facts, leaf, b->year)) return true;
    if (jln_facts_progress(b->facts, leaf, b->year)->state != JLN_NOT_REPORTED) return true;
    for (size_t i = b->facts->spent_first[leaf]; i < b->facts->spent_first[leaf + 1]; i++)
        if (b->facts->periods[b->facts->spent[i].period].year == b->year) return true;
    return false;
}

/* Headings of the outcome and output a leaf opens. */
static jln_status open_groups(jln_builder *b, jln_doc_table *table, uint32_t node, uint32_t *open) {
    uint32_t path[16];
    int depth = 0;
    for (uint32_t at = b->plan->nodes[node].parent; at && depth < 16; at = b->plan->nodes[at].parent)
        path[depth++] = at;
    for (int i = depth - 1; i >= 0; i--) {
        int level = b->plan->nodes[path[i]].level;
        if (open[level] == path[i]) continue;
        for (int l = level; l < 16; l++) open[l] = 0;
        open[level] = path[i];
        jln_doc_row *row = new_row(b, table, b->plan->nodes[path[i]].id, JLN_ROW_GROUP, level);
        if (!row) return JLN_ENOMEM;
        jln_text_cell(row, 0, node_name(b, path[i]));
    }
    return JLN_OK;
}

static jln_status add_activity(jln_builder *b, const jln_columns *c, jln_doc_table *table, uint32_t leaf) {
    uint32_t node = b->plan->leaves[leaf];
    const jln_progress *p = jln_facts_progress(b->facts, leaf, b->year);
    jln_doc_row *row = new_row(b, table, b->plan->nodes[node].id, JLN_ROW_BODY, b->plan->nodes[node].level);
    if (!row) return JLN_ENOMEM;
    jln_text_cell(row, 0, node_name(b, node));
    jln_text_cell(row, 1, lead_of(b, node));
    jln_status status = jln_columns_fill(b, c, table, row, (jln_place){node, -1, b->year});
    size_t last = c->count - 1;
    jln_text_cell(row, last, p->state == JLN_NOT_REPORTED && !jln_facts_scheduled(b->facts, leaf, b->year)
                                 ? NULL
                                 : jln_progress_words(p->state));
    const jln_amount *planned = jln_facts_base(b->facts, JLN_BASE_PLANNED, leaf, b->year);
    if (planned->line) row->cells[2].source = jln_build_place(b, planned->doc, planned->line);
    return status;
}

jln_status jln_build_activities(jln_builder *b, const jln_tree *node) {
    jln_status status = jln_build_fields(b, node, "key title columns formats");
    jln_columns c = {0};
    jln_columns_add(&c, "activity", _("Activité"), JLN_KIND_TEXT, 3);
    jln_columns_add(&c, "lead", _("Structure pilote"), JLN_KIND_CODE, 0);
    if (status == JLN_OK) status = jln_columns_read(b, &c, node);
    jln_columns_add(&c, "state", _("État"), JLN_KIND_TEXT, 0.6f);
    jln_doc_table *table = NULL;
    if (status == JLN_OK) status = open_table(b, node, &c, &table);
    if (status != JLN_OK) return status;
    table->caption = jln_build_unit(b);
    table->frozen_columns = 1;
    uint32_t open[16] = {0};
    for (uint32_t leaf = 0; status == JLN_OK && leaf < b->plan->leaf_count; leaf++) {
        if (!has_figures(b, leaf)) continue;
        status = open_groups(b, table, b->plan->leaves[leaf], open);
        if (status == JLN_OK) status = add_activity(b, &c, table, leaf);
    }
    if (status != JLN_OK || !table->row_count) return status;
    jln_doc_row *total = new_row(b, table, "total", JLN_ROW_TOTAL, 0);
    if (!total) return JLN_ENOMEM;
    jln_text_cell(total, 0, _("Ensemble du plan"));
    status = jln_columns_fill(b, &c, table, total, (jln_place){0, -1, b->year});
    return status == JLN_OK ? jln_columns_total(b, &c, table, table->row_count - 1, JLN_ROW_BODY) : status;
}

/* ---- unscheduled{}: done or begun this year without being programmed ---- */

jln_status jln_build_unscheduled(jln_builder *b, const jln_tree *node) {
    jln_status status = jln_build_fields(b, node, "key title formats");
    jln_columns c = {0};
    jln_columns_add(&c, "activity", _("Activité"), JLN_KIND_TEXT, 2);
    jln_columns_add(&c, "lead", _("Structure pilote"), JLN_KIND_CODE, 0);
    jln_columns_add(&c, "state", _("État"), JLN_KIND_TEXT, 0.5f);
    jln_columns_add(&c, "spent", _("Dépense"), JLN_KIND_AMOUNT, 0);
    amount_column(b, &c);
    jln_columns_add(&c, "comment", _("Explication de la structure"), JLN_KIND_TEXT, 2);
    jln_doc_table *table = NULL;
    if (status == JLN_OK) status = open_table(b, node, &c, &table);
    if (status != JLN_OK) return status;
    table->caption = jln_build_unit(b);
    jln_measure spent = {JLN_M_OUTSIDE, (int)jln_engine_stage(b->engine)};
    for (uint32_t leaf = 0; leaf < b->plan->leaf_count; leaf++) {
        uint32_t at = b->plan->leaves[leaf];
        const jln_progress *p = jln_facts_progress(b->facts, leaf, b->year);
        jln_value outside = jln_engine_sum(b->engine, spent, (jln_place){at, -1, b->year});
        bool scheduled = jln_facts_scheduled(b->facts, leaf, b->year);
        bool worked = p->state == JLN_DONE || p->state == JLN_UNDER_WAY;
        if (!(jln_value_known(&outside) && outside.number.num) && !(worked && !scheduled)) continue;
        jln_doc_row *row = new_row(b, table, b->plan->nodes[at].id, JLN_ROW_BODY, 0);
        if (!row) return JLN_ENOMEM;
        jln_text_cell(row, 0, node_name(b, at));
        jln_text_cell(row, 1, lead_of(b, at));
        jln_text_cell(row, 2, jln_progress_words(p->state));
        row->cells[3].value = outside;
        jln_text_cell(row, 4, p->comment);
    }
    return JLN_OK;
}

/* ---- extra_work{}: work the plan does not hold ---- */

jln_status jln_build_extra_work(jln_builder *b, const jln_tree *node) {
    jln_status status = jln_build_fields(b, node, "key title formats");
    jln_columns c = {0};
    jln_columns_add(&c, "work", _("Travail"), JLN_KIND_TEXT, 2);
    jln_columns_add(&c, "near", _("Rattaché à"), JLN_KIND_CODE, 0);
    jln_columns_add(&c, "sender", _("Structure"), JLN_KIND_CODE, 0);
    jln_columns_add(&c, "amount", _("Montant"), JLN_KIND_AMOUNT, 0);
    amount_column(b, &c);
    jln_columns_add(&c, "comment", _("Explication de la structure"), JLN_KIND_TEXT, 2);
    jln_doc_table *table = NULL;
    if (status == JLN_OK) status = open_table(b, node, &c, &table);
    if (status != JLN_OK) return status;
    table->caption = jln_build_unit(b);
    for (size_t i = 0; i < b->facts->extra_count; i++) {
        const jln_extra *e = &b->facts->extra[i];
        if (b->facts->periods[e->period].year != b->year) continue;
        jln_doc_row *row = new_row(b, table, jln_build_fmt(b, "%zu", i + 1), JLN_ROW_BODY, 0);
        if (!row) return JLN_ENOMEM;
        jln_text_cell(row, 0, e->title);
        jln_text_cell(row, 1, b->plan->nodes[e->node].id);
        jln_text_cell(row, 2, e->from >= 0 ? b->facts->returns[e->from].sender : NULL);
        row->cells[3].value = e->known ? jln_value_integer(e->amount)
                                       : jln_value_none(JLN_MISSING, JLN_REASON_NO_RETURN);
        jln_text_cell(row, 4, e->comment);
    }
    return JLN_OK;
}

/* ---- difficulties{}: what structures say of what did not go as planned ---- */

jln_status jln_build_difficulties(jln_builder *b, const jln_tree *node) {
    jln_status status = jln_build_fields(b, node, "key title formats");
    jln_columns c = {0};
    jln_columns_add(&c, "activity", _("Activité"), JLN_KIND_TEXT, 2);
    jln_columns_add(&c, "lead", _("Structure pilote"), JLN_KIND_CODE, 0);
    jln_columns_add(&c, "state", _("État"), JLN_KIND_TEXT, 0.5f);
    jln_columns_add(&c, "comment", _("Ce qu'en dit la structure"), JLN_KIND_TEXT, 3);
    jln_doc_table *table = NULL;
    if (status == JLN_OK) status = open_table(b, node, &c, &table);
    if (status != JLN_OK) return status;
    for (uint32_t leaf = 0; leaf < b->plan->leaf_count; leaf++) {
        uint32_t at = b->plan->leaves[leaf];
        const jln_progress *p = jln_facts_progress(b->facts, leaf, b->year);
        if (!p->comment || p->state == JLN_DONE) continue;
        jln_doc_row *row = new_row(b, table, b->plan->nodes[at].id, JLN_ROW_BODY, 0);
        if (!row) return JLN_ENOMEM;
        jln_text_cell(row, 0, node_name(b, at));
        jln_text_cell(row, 1, lead_of(b, at));
        jln_text_cell(row, 2, jln_progress_words(p->state));
        jln_text_cell(row, 3, p->comment);
    }
    return table->row_count ? JLN_OK : say_empty(b, _("Aucune difficulté n'est signalée dans les fiches reçues."));
}

/* ---- gaps{}: outputs where money and work are furthest apart ---- */

typedef struct {
    uint32_t node;
    jln_value money, work, gap;
} gap;

static int widest_first(const void *a, const void *b) {
    const gap *x = a, *y = b;
    jln_rat p = x->gap.number, q = y->gap.number;
    if (p.num < 0) p.num = -p.num;
    if (q.num < 0) q.num = -q.num;
    int order = jln_rat_cmp(q, p);
    return order ? order : x->node < y->node ? -1 : 1;
}

static jln_status find_gaps(jln_builder *b, const jln_indicator *money, const jln_indicator *work, gap *gaps,
                            size_t *count) {
    jln_status status = JLN_OK;
    int level = b->plan->level_count - 2; /* just above the activities */
    for (uint32_t i = 1; status == JLN_OK && i < b->plan->node_count; i++) {
        if (b->plan->nodes[i].level != level) continue;
        jln_result m, w;
        status = jln_engine_value(b->engine, money, (jln_place){i, -1, b->year}, &m, b->err);
        if (status == JLN_OK) status = jln_engine_value(b->engine, work, (jln_place){i, -1, b->year}, &w, b->err);
        if (status != JLN_OK || !jln_value_known(&m.value) || !jln_value_known(&w.value)) continue;
        gap *g = &gaps[(*count)++];
        *g = (gap){i, m.value, w.value, jln_value_integer(0)};
        if (!jln_rat_sub(w.value.number, m.value.number, &g->gap.number)) --*count;
    }
    return status;
}

jln_status jln_build_gaps(jln_builder *b, const jln_tree *node) {
    jln_status status = jln_build_fields(b, node, "key title money work rows formats");
    const jln_indicator *money, *work;
    jln_err local = {0};
    const char *m = jln_build_text(node, "money"), *w = jln_build_text(node, "work");
    if (status != JLN_OK) return status;
    if (!m || !w || jln_engine_find(b->engine, m, &money, &local) || jln_engine_find(b->engine, w, &work, &local))
        return jln_build_wrong(b, node, "%s", _("gaps{...} : money et work doivent nommer deux indicateurs"));
    gap *gaps = jln_arena_array(b->doc->arena, b->plan->node_count, sizeof *gaps);
    if (!gaps) return jln_err_nomem(b->err);
    size_t count = 0;
    status = find_gaps(b, money, work, gaps, &count);
    if (status != JLN_OK) return status;
    qsort(gaps, count, sizeof *gaps, widest_first);
    jln_columns c = {0};
    jln_columns_add(&c, "node", jln_plan_level_words(b->plan, b->plan->level_count - 2, b->lang, false), JLN_KIND_TEXT, 1);
    jln_columns_add(&c, "work", work->title, JLN_KIND_RATE, 0);
    jln_columns_add(&c, "money", money->title, JLN_KIND_RATE, 0);
    jln_columns_add(&c, "gap", _("Écart (points)"), JLN_KIND_POINTS, 0);
    for (size_t i = 1; i < c.count; i++) c.columns[i].decimals = 1;
    for (size_t i = 1; i < c.count; i++) c.columns[i].unit = i < 3 ? "ratio" : "points";
    jln_doc_table *table = NULL;
    status = open_table(b, node, &c, &table);
    size_t rows = (size_t)jln_build_int(node, "rows", 10);
    for (size_t i = 0; status == JLN_OK && i < count && i < rows; i++) {
        jln_doc_row *row = new_row(b, table, b->plan->nodes[gaps[i].node].id, JLN_ROW_BODY, 0);
        jln_expr *expr = jln_arena_alloc(b->doc->arena, sizeof *expr);
        jln_cell_ref *operands = jln_arena_array(b->doc->arena, 2, sizeof *operands);
        if (!row || !expr || !operands) return jln_err_nomem(b->err);
        operands[0] = (jln_cell_ref){table->key, row->key, "work"};
        operands[1] = (jln_cell_ref){table->key, row->key, "money"};
        *expr = (jln_expr){JLN_EXPR_DIFFERENCE, 2, operands};
        jln_text_cell(row, 0, node_name(b, gaps[i].node));
        row->cells[1].value = gaps[i].work;
        row->cells[2].value = gaps[i].money;
        row->cells[3].value = gaps[i].gap;
        row->cells[3].expr = expr;
    }
    return status;
}

/* ---- returns{missing = true}: who was asked, who sent what and when ---- */

static const char *status_words(const jln_return *r) {
    if (!r->known) return _("non reçue");
    if (strcmp(r->status, "validated") == 0) return _("validée");
    if (strcmp(r->status, "checked") == 0) return _("vérifiée");
    return _("reçue");
}

/* Activities a structure leads that are scheduled, and their planned cost: what its silence hides. */
static void weigh_sender(const jln_builder *b, const char *sender, uint32_t *activities, jln_rat *cost) {
    *activities = 0;
    *cost = (jln_rat){0, 1};
    for (uint32_t leaf = 0; leaf < b->plan->leaf_count; leaf++) {
        const char *lead = lead_of(b, b->plan->leaves[leaf]);
        if (!lead || strcmp(lead, sender) != 0 || !jln_facts_scheduled(b->facts, leaf, b->year)) continue;
        ++*activities;
        const jln_amount *base = jln_facts_base(b->facts, jln_engine_base(b->engine), leaf, b->year);
        if (base->state == JLN_NUMBER) jln_rat_add(*cost, jln_rat_of(base->amount), cost);
    }
}

jln_status jln_build_returns(jln_builder *b, const jln_tree *node) {
    jln_status status = jln_build_fields(b, node, "key title missing formats");
    bool missing_only = jln_build_flag(node, "missing");
    jln_columns c = {0};
    jln_columns_add(&c, "sender", _("Structure"), JLN_KIND_TEXT, 2);
    jln_columns_add(&c, "period", _("Période"), JLN_KIND_CODE, 0);
    jln_columns_add(&c, "due", _("Attendue le"), JLN_KIND_CODE, 0);
    jln_columns_add(&c, "received", _("Reçue le"), JLN_KIND_CODE, 0);
    jln_columns_add(&c, "state", _("État"), JLN_KIND_TEXT, 0.7f);
    jln_columns_add(&c, "activities", _("Activités programmées"), JLN_KIND_COUNT, 0);
    jln_columns_add(&c, "base", _("Dotation concernée"), JLN_KIND_AMOUNT, 0);
    amount_column(b, &c);
    jln_doc_table *table = NULL;
    if (status == JLN_OK) status = open_table(b, node, &c, &table);
    if (status != JLN_OK) return status;
    table->caption = jln_build_unit(b);
    for (int i = 0; i < b->facts->return_count; i++) {
        const jln_return *r = &b->facts->returns[i];
        if (b->facts->periods[r->period].year != b->year || (missing_only && r->known)) continue;
        jln_doc_row *row = new_row(b, table, r->id, JLN_ROW_BODY, 0);
        if (!row) return JLN_ENOMEM;
        const char *name = jln_plan_structure(b->plan, r->sender);
        jln_text_cell(row, 0, strcmp(name, r->sender) ? jln_build_fmt(b, "%s (%s)", r->sender, name) : name);
        jln_text_cell(row, 1, b->facts->periods[r->period].code);
        jln_text_cell(row, 2, r->due_on);
        jln_text_cell(row, 3, r->known ? r->received_on : NULL);
        jln_text_cell(row, 4, r->late ? jln_build_fmt(b, _("%s, en retard"), status_words(r)) : status_words(r));
        uint32_t activities;
        jln_rat cost;
        weigh_sender(b, r->sender, &activities, &cost);
        row->cells[5].value = jln_value_integer(activities);
        row->cells[6].value = jln_value_number(cost);
    }
    return table->row_count ? JLN_OK : say_empty(b, _("Toutes les fiches attendues ont été reçues."));
}

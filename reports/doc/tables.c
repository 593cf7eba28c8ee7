/* Tables of figures whose rows are nodes, funders, stages or years. */
#include "doc/build.h"
#include "doc/fold.h"

#include <string.h>

/* ---- what all tables share ---- */

static const char *caption_of(jln_builder *b, const jln_columns *c) {
    bool amounts = false, base = false, stage = false, planned = false;
    jln_base chosen = jln_engine_base(b->engine);
    for (size_t i = 0; i < c->count; i++) {
        const jln_figure *f = &c->figures[i];
        bool rate = f->indicator && f->indicator->uses_base;
        amounts |= c->columns[i].kind == JLN_KIND_AMOUNT;
        base |= rate || (f->role == JLN_COLUMN_MEASURE && f->measure.kind == JLN_M_BASE &&
                         f->measure.which == (int)chosen);
        planned |= f->role == JLN_COLUMN_MEASURE && f->measure.kind == JLN_M_FINANCING;
        stage |= (f->indicator && f->indicator->stage >= 0) ||
                 (f->role == JLN_COLUMN_MEASURE && f->measure.kind == JLN_M_SPENT &&
                  f->measure.which == (int)jln_engine_stage(b->engine));
    }
    jln_str text = {0};
    const char *between = "";
    if (amounts) jln_str_fmt(&text, "%s", jln_build_unit(b)), between = _(" ; ");
    if (base && !planned)
        jln_str_fmt(&text, _("%sbase : %s"), between, jln_base_words(chosen)), between = _(" ; ");
    if (stage)
        jln_str_fmt(&text, _("%sstade : %s"), between,
                    jln_stage_words(jln_engine_stage(b->engine)));
    const char *copy = *jln_str_c(&text) ? jln_build_fmt(b, "%s", jln_str_c(&text)) : NULL;
    jln_str_free(&text);
    return copy;
}

static bool key_taken(const jln_doc *doc, const char *key) {
    for (size_t i = 0; i < doc->block_count; i++) {
        const jln_block *block = &doc->blocks[i];
        if (block->kind == JLN_BLOCK_TABLE && strcmp(block->table->key, key) == 0) return true;
    }
    return false;
}

jln_doc_table *jln_build_table(jln_builder *b, const jln_tree *node, const jln_columns *c) {
    const char *key = jln_build_text(node, "key"), *title = jln_build_words(b, node, "title");
    if (!key || !title) {
        jln_build_wrong(b, node, _("%s{...} : les champs « key » et « title » sont requis"),
                        node->constructor);
        return NULL;
    }
    if (b->funder >= 0) key = jln_build_fmt(b, "%s-%s", b->plan->funders[b->funder].id, key);
    if (key_taken(b->doc, key)) {
        jln_build_wrong(b, node, _("%s{key = \"%s\"} : un autre tableau a déjà cette clé"),
                        node->constructor, key);
        return NULL;
    }
    jln_doc_table *table = jln_doc_table_add(b->doc, b->formats, key, title, c->columns, c->count);
    if (!table) {
        jln_err_nomem(b->err);
        return NULL;
    }
    table->caption = caption_of(b, c);
    table->numbered = true;
    table->frozen_columns = 1;
    return table;
}

jln_doc_row *jln_build_row(jln_builder *b, jln_doc_table *table, const char *key, jln_row_role role,
                           int level) {
    jln_doc_row *row = jln_doc_row_add(b->doc, table, key, role, level);
    if (!row) jln_err_nomem(b->err);
    return row;
}

enum { ROWS_LEAST = 2 };

jln_status jln_build_fold(jln_builder *b, const jln_tree *node, jln_doc_table *table,
                          bool largest) {
    table->fold_largest = largest;
    if (!jln_tree_field(node, "rows")) return JLN_OK;
    int most = jln_build_int(node, "rows", 0);
    if (most < ROWS_LEAST)
        return jln_build_wrong(b, node,
                               _("%s{rows = ...} : attendu un nombre de lignes, au moins %d"),
                               node->constructor, ROWS_LEAST);
    const jln_doc_table *folded = jln_fold(b->doc->arena, table, (size_t)most);
    if (!folded) return jln_err_nomem(b->err);
    *table = *folded;
    return JLN_OK;
}

typedef struct {
    jln_builder *b;
    const jln_columns *c;
    jln_doc_table *table;
} rows;

static jln_status fill(const rows *t, const char *key, jln_row_role role, int level,
                       const char *label, jln_place place) {
    jln_doc_row *row = jln_build_row(t->b, t->table, key, role, level);
    if (!row) return JLN_ENOMEM;
    jln_text_cell(row, 0, label)->strong = role == JLN_ROW_TOTAL;
    return jln_columns_fill(t->b, t->c, t->table, row, place);
}

static jln_status add_total(const rows *t, const char *label, jln_place place) {
    jln_status status = fill(t, "total", JLN_ROW_TOTAL, 0, label, place);
    size_t total = t->table->row_count - 1;
    if (status == JLN_OK) status = jln_columns_total(t->b, t->c, t->table, total, 0);
    return status == JLN_OK ? jln_columns_shares(t->b, t->c, t->table, total) : status;
}

/* ---- nodes{level = "axis", columns = {...}} ---- */

jln_status jln_build_level(jln_builder *b, const jln_tree *node, const char *field, int otherwise,
                           int *level) {
    const char *code = jln_build_text(node, field);
    *level = code ? -1 : jln_build_int(node, field, otherwise + 1) - 1;
    for (int i = 0; code && i < b->plan->level_count; i++)
        if (strcmp(b->plan->levels[i].code, code) == 0) *level = i;
    if (!code && *level < -1) *level += b->plan->level_count + 1;
    if (!code && *level >= b->plan->level_count) /* templates serve plans with fewer levels */
        *level = b->plan->level_count - 1;
    if (*level >= 0 && *level < b->plan->level_count) return JLN_OK;
    return jln_build_wrong(
        b, node,
        _("%s{%s = ...} : attendu un niveau du plan ou son rang, de 1 à %d, ou -1 pour le "
          "plus bas"),
        node->constructor, field, b->plan->level_count);
}

typedef struct {
    rows t;
    int from, level;
    jln_label labels;
    bool skip_empty; /* leaves out rows that hold no amount but zeros */
} nodes_table;

static bool is_empty(const jln_columns *c, const jln_doc_row *row) {
    for (size_t i = 1; i < c->count; i++)
        if (jln_value_known(&row->cells[i].value) && row->cells[i].value.number.num) return false;
    return true;
}

static jln_status add_node(const nodes_table *n, uint32_t node) {
    jln_builder *b = n->t.b;
    size_t links = jln_links_count(b);
    jln_status status =
        fill(&n->t, b->plan->nodes[node].id, JLN_ROW_BODY, b->plan->nodes[node].level - n->from,
             jln_build_label(b, node, n->labels), (jln_place){node, b->funder, b->year});
    jln_doc_table *table = n->t.table;
    if (status == JLN_OK)
        table->rows[table->row_count - 1].cells[0].brief = n->labels == JLN_LABEL_SHORT;
    if (status != JLN_OK || !n->skip_empty) return status;
    if (!is_empty(n->t.c, &table->rows[table->row_count - 1])) return JLN_OK;
    table->row_count--;
    jln_links_forget(b, links);
    return JLN_OK;
}

static jln_status add_nodes(const nodes_table *n, uint32_t parent);

/* The title of a node, the rows below it, then its own figures. */
static jln_status add_group(const nodes_table *n, uint32_t node) {
    jln_builder *b = n->t.b;
    const char *id = b->plan->nodes[node].id;
    int level = b->plan->nodes[node].level - n->from;
    jln_doc_row *heading =
        jln_build_row(b, n->t.table, jln_build_fmt(b, "%s/", id), JLN_ROW_GROUP, level);
    if (!heading) return JLN_ENOMEM;
    jln_text_cell(heading, 0, jln_build_label(b, node, JLN_LABEL_TITLE));
    size_t first = n->t.table->row_count;
    jln_status status = add_nodes(n, node);
    if (status == JLN_OK && n->skip_empty && n->t.table->row_count == first) {
        n->t.table->row_count--;
        return JLN_OK;
    }
    const char *label = jln_build_fmt(
        b, _("Ensemble, %s\u00a0%s"),
        jln_plan_level_words(b->plan, b->plan->nodes[node].level, b->lang, false), id);
    if (status == JLN_OK)
        status =
            fill(&n->t, id, JLN_ROW_SUBTOTAL, level, label, (jln_place){node, b->funder, b->year});
    return status == JLN_OK
               ? jln_columns_total(b, n->t.c, n->t.table, n->t.table->row_count - 1, first)
               : status;
}

static jln_status add_nodes(const nodes_table *n, uint32_t parent) {
    jln_builder *b = n->t.b;
    jln_status status = JLN_OK;
    for (uint32_t i = parent + 1; status == JLN_OK && i < b->plan->nodes[parent].end;
         i = b->plan->nodes[i].end) {
        int l = b->plan->nodes[i].level;
        if (l < n->from) status = add_nodes(n, i);
        else if (l < n->level) status = add_group(n, i);
        else status = add_node(n, i);
    }
    return status;
}

static bool has_body(const jln_doc_table *table) {
    for (size_t r = 0; r < table->row_count; r++)
        if (table->rows[r].role == JLN_ROW_BODY) return true;
    return false;
}

/* What a funder gives, or is said to have spent, without saying for which node. */
static jln_status add_rest(const rows *t) {
    if (t->b->funder < 0) return JLN_OK;
    jln_doc_row *row = jln_build_row(t->b, t->table, "rest", JLN_ROW_BODY, 0);
    if (!row) return JLN_ENOMEM;
    jln_text_cell(row, 0, _("Non réparti"));
    if (!jln_columns_rest(t->b, t->c, t->table, row, 0, (jln_place){0, t->b->funder, t->b->year}))
        t->table->row_count--;
    return JLN_OK;
}

/* What sources have spent on activities whose own total is not known, one of their sources not
 * having answered: in the tables by source, not in this one. */
static jln_value sources_beyond(const rows *t, jln_measure measure, const jln_value *total) {
    jln_value sum = jln_build_unsplit(t->b, measure, 0, t->b->year);
    if (!jln_value_known(&sum)) sum = jln_value_integer(0);
    for (int f = 0; f < t->b->plan->funder_count; f++) {
        jln_value v = jln_engine_sum(t->b->engine, measure, (jln_place){0, f, t->b->year});
        if (jln_value_known(&v) && !jln_rat_add(sum.number, v.number, &sum.number))
            return jln_value_none(JLN_NC, JLN_REASON_OVERFLOW);
    }
    return jln_build_subtract(&sum, total);
}

/* Below the total of a table by node: the way to the total of the tables by source. */
static jln_status add_by_source(const rows *t) {
    jln_builder *b = t->b;
    const jln_doc_table *table = t->table;
    size_t i = 0, total = table->row_count - 1;
    while (i < t->c->count && !(t->c->figures[i].role == JLN_COLUMN_MEASURE &&
                                t->c->figures[i].measure.kind == JLN_M_SPENT))
        i++;
    if (i == t->c->count || b->plan->funder_count == 0) return JLN_OK;
    const jln_value whole = table->rows[total].cells[i].value;
    jln_value beyond = sources_beyond(t, t->c->figures[i].measure, &whole);
    if (!jln_value_known(&whole) || !jln_value_known(&beyond) || !beyond.number.num) return JLN_OK;
    jln_doc_row *more = jln_build_row(b, t->table, "incomplete", JLN_ROW_MEMO, 0);
    if (!more) return JLN_ENOMEM;
    jln_text_cell(more, 0, _("Activités au total inconnu"))->note = jln_doc_note(
        b->doc, t->table,
        _("Une source de ces activités n'a pas répondu : leur total n'est pas connu, mais "
          "ce que les autres ont payé est compté dans les tableaux par source."));
    more->cells[i].value = jln_value_number(beyond.number);
    jln_doc_row *sum =
        more->cells[0].note ? jln_build_row(b, t->table, "by-source", JLN_ROW_MEMO, 0) : NULL;
    if (!sum) return jln_err_nomem(b->err);
    jln_text_cell(sum, 0, _("Total des tableaux par source"));
    const char *key = t->c->columns[i].key;
    jln_cell *cell = &sum->cells[i];
    cell->value = whole;
    cell->value.state = JLN_PARTIAL;
    if (!jln_rat_add(whole.number, beyond.number, &cell->value.number))
        cell->value = jln_value_none(JLN_NC, JLN_REASON_OVERFLOW);
    cell->expr = jln_build_pair(b, JLN_EXPR_SUM, (jln_cell_ref){table->key, "total", key},
                                (jln_cell_ref){table->key, "incomplete", key});
    return cell->expr ? JLN_OK : jln_err_nomem(b->err);
}

jln_status jln_build_nodes(jln_builder *b, const jln_tree *node) {
    nodes_table n = {.t = {.b = b}};
    jln_columns c = {0};
    jln_status status = jln_build_fields(b, node,
                                         "key:text title:words level:any from:any labels:text "
                                         "rows:number columns:list skip_empty:flag reconcile:flag "
                                         "whole:flag printed:flag "
                                         "formats:list");
    n.skip_empty = jln_build_flag(node, "skip_empty");
    if (status == JLN_OK) status = jln_build_level(b, node, "level", 0, &n.level);
    if (status == JLN_OK) status = jln_build_level(b, node, "from", n.level, &n.from);
    if (status == JLN_OK) status = jln_build_labels(b, node, JLN_LABEL_TITLE, &n.labels);
    if (status != JLN_OK) return status;
    const char *level = jln_plan_level_words(b->plan, n.level, b->lang, false);
    jln_columns_add(&c, "node", jln_build_capital(b, level), JLN_KIND_TEXT, 1);
    status = jln_columns_read(b, &c, node);
    n.t.c = &c;
    n.t.table = status == JLN_OK ? jln_build_table(b, node, &c) : NULL;
    if (!n.t.table) return b->err->status;
    n.t.table->whole = jln_build_flag(node, "whole");
    status = add_nodes(&n, 0);
    if (status == JLN_OK && n.from == n.level) status = jln_build_fold(b, node, n.t.table, true);
    if (status == JLN_OK) status = add_rest(&n.t);
    if (status == JLN_OK && n.skip_empty && !has_body(n.t.table)) {
        n.t.table->row_count = 0;
        return jln_build_unless_empty(b, n.t.table, _("aucun montant n'est connu, sinon zéro."));
    }
    if (status == JLN_OK)
        status = add_total(&n.t, jln_build_fmt(b, _("Ensemble du plan, %d"), b->year),
                           (jln_place){0, b->funder, b->year});
    if (status == JLN_OK && jln_build_flag(node, "printed"))
        status = jln_build_mark_printed(b, &c, n.t.table);
    return status == JLN_OK && jln_build_flag(node, "reconcile") ? add_by_source(&n.t) : status;
}

/* ---- funders{columns = {...}} ---- */

/* What was spent without saying by whom. */
static jln_status add_unsplit(const rows *t) {
    jln_doc_row *row = jln_build_row(t->b, t->table, "unsplit", JLN_ROW_BODY, 0);
    if (!row) return JLN_ENOMEM;
    jln_text_cell(row, 0, _("Source non précisée"));
    if (!jln_columns_unsplit(t->b, t->c, row, 0, t->b->year)) t->table->row_count--;
    return JLN_OK;
}

static jln_status add_all_funders(const rows *t) {
    jln_value beyond[JLN_COLUMNS_MAX];
    jln_status status =
        fill(t, "total", JLN_ROW_TOTAL, 0, _("Toutes les sources"), (jln_place){0, -1, t->b->year});
    size_t total = t->table->row_count - 1;
    bool more = status == JLN_OK &&
                jln_columns_settle(t->b, t->c, t->table, &t->table->rows[total], beyond);
    if (more) status = jln_columns_derive(t->b, t->c, t->table, &t->table->rows[total]);
    if (status == JLN_OK) status = jln_columns_total(t->b, t->c, t->table, total, 0);
    if (status == JLN_OK) status = jln_columns_shares(t->b, t->c, t->table, total);
    return status == JLN_OK && more ? jln_build_beyond(t->b, t->c, t->table, beyond) : status;
}

/* Below the total: the planned cost of the matrix, and how far the financing table is from it. */
static jln_status add_reconciliation(const rows *t) {
    jln_builder *b = t->b;
    size_t column = 0;
    while (column < t->c->count && !(t->c->figures[column].role == JLN_COLUMN_MEASURE &&
                                     t->c->figures[column].measure.kind == JLN_M_FINANCING))
        column++;
    if (column == t->c->count) return JLN_OK;
    jln_doc_row *cost = jln_build_row(b, t->table, "planned-cost", JLN_ROW_MEMO, 0);
    if (!cost) return JLN_ENOMEM;
    jln_text_cell(cost, 0, _("Coût prévu (matrice)"));
    jln_measure planned = {JLN_M_BASE, JLN_BASE_PLANNED};
    jln_place place = {0, -1, b->year};
    jln_cell *cell = &cost->cells[column];
    cell->value = jln_engine_sum(b->engine, planned, place);
    jln_status status =
        jln_links_note(b, t->table, cost, t->c->columns[column].key, cell, planned, place);
    jln_doc_row *gap =
        status == JLN_OK ? jln_build_row(b, t->table, "planned-gap", JLN_ROW_MEMO, 0) : NULL;
    if (!gap) return b->err->status;
    jln_text_cell(gap, 0, _("Écart : prévu − coût"));
    const jln_doc_row *whole = t->table->rows;
    while (whole->role != JLN_ROW_TOTAL) whole++;
    gap->cells[column].value = jln_build_subtract(&whole->cells[column].value, &cell->value);
    const char *key = t->c->columns[column].key;
    gap->cells[column].expr =
        jln_build_pair(b, JLN_EXPR_DIFFERENCE, (jln_cell_ref){t->table->key, whole->key, key},
                       (jln_cell_ref){t->table->key, "planned-cost", key});
    return gap->cells[column].expr ? JLN_OK : jln_err_nomem(b->err);
}

jln_status jln_build_funders(jln_builder *b, const jln_tree *node) {
    jln_columns c = {0};
    jln_status status = jln_build_fields(
        b, node, "key:text title:words columns:list reconcile:flag rows:number whole:flag "
                 "formats:list");
    jln_columns_add(&c, "funder", _("Source de financement"), JLN_KIND_TEXT, 1);
    if (status == JLN_OK) status = jln_columns_read(b, &c, node);
    rows t = {b, &c, status == JLN_OK ? jln_build_table(b, node, &c) : NULL};
    if (!t.table) return b->err->status;
    t.table->whole = jln_build_flag(node, "whole");
    for (int f = 0; status == JLN_OK && f < b->plan->funder_count; f++)
        status = fill(&t, b->plan->funders[f].id, JLN_ROW_BODY, 0,
                      jln_plan_funder_name(b->plan, f, b->lang), (jln_place){0, f, b->year});
    if (status == JLN_OK) status = add_unsplit(&t);
    if (status == JLN_OK) status = jln_build_fold(b, node, t.table, true);
    if (status == JLN_OK) status = add_all_funders(&t);
    if (status == JLN_OK && jln_build_flag(node, "reconcile")) status = add_reconciliation(&t);
    if (status != JLN_OK) return status;
    return jln_build_unless_void(
        b, t.table, jln_build_no_source(b));
}

/* ---- years{columns = {...}} ---- */

static jln_status add_cumulated(const rows *t, int last) {
    jln_builder *b = t->b;
    if (last == b->plan->first_year) return JLN_OK;
    jln_doc_row *row = jln_build_row(b, t->table, "total", JLN_ROW_TOTAL, 0);
    if (!row) return JLN_ENOMEM;
    jln_text_cell(row, 0, jln_build_fmt(b, _("Cumul %d-%d"), b->plan->first_year, last))->strong =
        true;
    return jln_columns_sum(b, t->c, t->table, row, 0);
}

/* Where years follow the last one of which something is known: what the whole plan weighs. */
static jln_status add_whole(const rows *t) {
    jln_builder *b = t->b;
    const char *label =
        jln_build_fmt(b, _("Plan entier, %d-%d"), b->plan->first_year, b->plan->last_year);
    jln_doc_row *row = jln_build_row(b, t->table, "whole", JLN_ROW_SUBTOTAL, 0);
    if (!row) return JLN_ENOMEM;
    jln_text_cell(row, 0, label);
    bool any = false;
    for (size_t i = 1; i < t->c->count; i++) {
        const jln_figure *f = &t->c->figures[i];
        bool plan = f->role == JLN_COLUMN_MEASURE &&
                    (f->measure.kind == JLN_M_BASE || f->measure.kind == JLN_M_FINANCING);
        if (plan) row->cells[i].value = jln_build_whole(b, f->measure, 0, b->funder);
        any |= plan;
    }
    if (!any) t->table->row_count--;
    return JLN_OK;
}

/* Each year of the plan as it was adopted, the report's own in bold, and the whole plan. */
static jln_status add_plan_years(const rows *t) {
    jln_builder *b = t->b;
    jln_status status = JLN_OK;
    for (int y = b->plan->first_year; status == JLN_OK && y <= b->plan->last_year; y++) {
        const char *key = jln_build_fmt(b, "%d", y);
        status = fill(t, key, JLN_ROW_BODY, 0, key, (jln_place){0, b->funder, y});
        if (status == JLN_OK && y == b->year)
            for (size_t i = 0; i < t->c->count; i++)
                t->table->rows[t->table->row_count - 1].cells[i].strong = true;
    }
    jln_doc_row *row =
        status == JLN_OK ? jln_build_row(b, t->table, "total", JLN_ROW_TOTAL, 0) : NULL;
    if (!row) return b->err->status;
    jln_text_cell(row, 0,
                  jln_build_fmt(b, _("Plan entier, %d-%d"), b->plan->first_year,
                                b->plan->last_year))
        ->strong = true;
    status = jln_columns_sum(b, t->c, t->table, row, 0);
    return status == JLN_OK ? jln_columns_shares(b, t->c, t->table, t->table->row_count - 1)
                            : status;
}

jln_status jln_build_years(jln_builder *b, const jln_tree *node) {
    jln_columns c = {0};
    jln_status status =
        jln_build_fields(b, node, "key:text title:words columns:list plan:flag "
                                         "known:flag formats:list");
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
        if (y == last + 1) t.c = &later;
        status = fill(&t, key, y > last ? JLN_ROW_MEMO : JLN_ROW_BODY, 0, key,
                      (jln_place){0, b->funder, y});
        if (status == JLN_OK && y == last) status = add_cumulated(&t, last);
    }
    return status == JLN_OK && last < b->year ? add_whole(&t) : status;
}

/* ---- stages{}: one row a stage, one column an axis ---- */

/* The sources that have a stage, when not all do. */
static const char *sources_of(jln_builder *b, int stage) {
    jln_str names = {0};
    int count = 0;
    for (int f = 0; f < b->plan->funder_count; f++)
        if (b->plan->funders[f].stages >> stage & 1)
            jln_str_fmt(&names, "%s%s", count++ ? ", " : "",
                        jln_plan_funder_name(b->plan, f, b->lang));
    const char *text = count < b->plan->funder_count
                           ? jln_build_fmt(b, _("Sources qui ont ce stade : %s."),
                                           count ? jln_str_c(&names) : _("aucune"))
                           : NULL;
    jln_str_free(&names);
    return text;
}

static jln_status add_stage(const rows *t, int stage) {
    jln_builder *b = t->b;
    jln_doc_row *row =
        jln_build_row(b, t->table, jln_stage_code((jln_stage)stage), JLN_ROW_BODY, 0);
    if (!row) return JLN_ENOMEM;
    jln_cell *label =
        jln_text_cell(row, 0, jln_build_capital(b, jln_stage_words((jln_stage)stage)));
    const char *sources = sources_of(b, stage);
    if (sources && !(label->note = jln_doc_note(b->doc, t->table, sources)))
        return jln_err_nomem(b->err);
    jln_status status = JLN_OK;
    for (size_t i = 1; status == JLN_OK && i < t->c->count; i++) {
        uint32_t at = i + 1 == t->c->count ? 0 : jln_plan_node(b->plan, t->c->columns[i].key);
        jln_measure spent = {JLN_M_SPENT, stage};
        jln_place place = {at, -1, b->year};
        row->cells[i].value = jln_engine_sum(b->engine, spent, place);
        status =
            jln_links_note(b, t->table, row, t->c->columns[i].key, &row->cells[i], spent, place);
    }
    return status;
}

jln_status jln_build_stages(jln_builder *b, const jln_tree *node) {
    jln_columns c = {0};
    jln_status status = jln_build_fields(b, node, "key:text title:words formats:list");
    if (status != JLN_OK) return status;
    jln_columns_add(&c, "stage", _("Stade de la dépense"), JLN_KIND_TEXT, 1);
    for (uint32_t l = 1; l < b->plan->node_count && c.count < 12; l = b->plan->nodes[l].end)
        jln_columns_add_amount(b, &c, b->plan->nodes[l].id, jln_build_label(b, l, JLN_LABEL_CODE));
    jln_columns_add_amount(b, &c, "total", _("Ensemble"));
    rows t = {b, &c, jln_build_table(b, node, &c)};
    if (!t.table) return b->err->status;
    for (int s = 0; status == JLN_OK && s < JLN_STAGE_COUNT; s++) status = add_stage(&t, s);
    return status;
}

/* Tables of figures whose rows are nodes, funders, stages or years. */
#include "doc/build.h"
#include "doc/fold.h"
#include "doc/phrases.h"

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
        jln_str_fmt(&text, _("%sbase : %s"), between, jln_say_base(b, jln_build_from(b), jln_build_to(b))),
            between = _(" ; ");
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
    for (size_t i = 0; i < c->count; i++)
        if (c->figures[i].indicator && jln_build_uses(b, c->figures[i].indicator) != JLN_OK)
            return NULL;
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

jln_status jln_build_nodes(jln_builder *b, const jln_tree *node) {
    nodes_table n = {.t = {.b = b}};
    jln_columns c = {0};
    jln_status status = jln_build_fields(b, node,
                                         "key:text title:words level:any from:any labels:text "
                                         "rows:number columns:list skip_empty:flag reconcile:flag "
                                         "outside:flag "
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
    if (status == JLN_OK && jln_build_flag(node, "outside"))
        status =
            jln_build_outside_note(b, &c, n.t.table, &n.t.table->rows[n.t.table->row_count - 1]);
    if (status == JLN_OK && jln_build_flag(node, "printed"))
        status = jln_build_mark_printed(b, &c, n.t.table);
    if (status != JLN_OK || !jln_build_flag(node, "reconcile")) return status;
    status = jln_build_incomplete(b, &c, n.t.table, NULL);
    return status == JLN_OK
               ? jln_build_bridge(b, &c, n.t.table, "taux-execution-financiere", b->year)
               : status;
}

/* ---- funders{columns = {...}} ---- */

/* What was spent without saying by whom. */
static jln_status add_unsplit(const rows *t) {
    jln_doc_row *row = jln_build_row(t->b, t->table, "unsplit", JLN_ROW_BODY, 0);
    if (!row) return JLN_ENOMEM;
    jln_text_cell(row, 0, _("Source non précisée"));
    bool any = jln_columns_unsplit(t->b, t->c, row, 0, t->b->year);
    jln_status status = jln_columns_carry(t->b, t->c, t->table, row, &any);
    if (!any) t->table->row_count--;
    return status;
}

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

/* A total at a stage is that of the sources that have it: it is marked. */
static jln_status mark_stages(const rows *t, jln_doc_row *total) {
    for (size_t i = 1; i < t->c->count; i++) {
        const jln_figure *f = &t->c->figures[i];
        if (f->role != JLN_COLUMN_MEASURE || f->measure.kind != JLN_M_SPENT) continue;
        const char *sources = sources_of(t->b, f->measure.which);
        jln_cell *cell = &total->cells[i];
        if (!sources || cell->note || !jln_value_known(&cell->value)) continue;
        cell->note = jln_doc_note(t->b->doc, t->table, sources);
        if (!cell->note) return jln_err_nomem(t->b->err);
    }
    return JLN_OK;
}

static jln_status add_all_funders(const rows *t) {
    jln_status status =
        fill(t, "total", JLN_ROW_TOTAL, 0, _("Toutes les sources"), (jln_place){0, -1, t->b->year});
    size_t total = t->table->row_count - 1;
    if (status == JLN_OK) status = jln_columns_total(t->b, t->c, t->table, total, 0);
    if (status == JLN_OK) status = jln_columns_shares(t->b, t->c, t->table, total);
    if (status == JLN_OK) status = mark_stages(t, &t->table->rows[total]);
    return status == JLN_OK ? jln_build_incomplete(t->b, t->c, t->table, NULL) : status;
}

/* n/N is that of the activities, the same for every source: said once. */
static jln_status tell_known(const rows *t) {
    jln_builder *b = t->b;
    const jln_measure spent = {JLN_M_SPENT, JLN_STAGE_PAID};
    if (jln_columns_measure(t->c, JLN_M_SPENT, JLN_STAGE_PAID) == t->c->count) return JLN_OK;
    jln_value v = jln_engine_sum(b->engine, spent, (jln_place){0, -1, b->year});
    if (v.state != JLN_PARTIAL || !v.expected) return JLN_OK;
    t->table->caption = jln_build_fmt(b, _("%s ; payé connu pour %u/%u activités"),
                                      t->table->caption, v.known, v.expected);
    return t->table->caption ? JLN_OK : jln_err_nomem(b->err);
}

jln_status jln_build_funders(jln_builder *b, const jln_tree *node) {
    jln_columns c = {0};
    jln_status status =
        jln_build_fields(b, node,
                         "key:text title:words columns:list reconcile:flag rows:number whole:flag "
                         "bases:flag formats:list");
    jln_columns_add(&c, "funder", _("Source de financement"), JLN_KIND_TEXT, 1);
    if (status == JLN_OK) status = jln_columns_read(b, &c, node);
    rows t = {b, &c, status == JLN_OK ? jln_build_table(b, node, &c) : NULL};
    if (!t.table) return b->err->status;
    status = tell_known(&t);
    t.table->whole = jln_build_flag(node, "whole");
    for (int f = 0; status == JLN_OK && f < b->plan->funder_count; f++)
        status = fill(&t, b->plan->funders[f].id, JLN_ROW_BODY, 0,
                      jln_plan_funder_name(b->plan, f, b->lang), (jln_place){0, f, b->year});
    if (status == JLN_OK) status = add_unsplit(&t);
    if (status == JLN_OK) status = jln_build_fold(b, node, t.table, true);
    if (status == JLN_OK) status = add_all_funders(&t);
    if (status == JLN_OK && jln_build_flag(node, "bases"))
        status = jln_build_bases_note(b, &c, t.table);
    if (status == JLN_OK && jln_build_flag(node, "reconcile"))
        status = jln_build_reconciliation(b, &c, t.table);
    if (status != JLN_OK) return status;
    return jln_build_unless_void(b, t.table, jln_build_no_source(b));
}

/* ---- stages{}: one row a stage, one column an axis ---- */

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

/* Beside the stages that only some sources have, what these sources have paid. */
static jln_status add_paid_by_these(const rows *t, int stage) {
    jln_builder *b = t->b;
    jln_doc_row *row = jln_build_row(b, t->table, "same-sources", JLN_ROW_BODY, 0);
    if (!row) return JLN_ENOMEM;
    const char *sources = sources_of(b, stage);
    jln_cell *label = jln_text_cell(row, 0, _("Payé, par ces sources"));
    if (sources && !(label->note = jln_doc_note(b->doc, t->table, sources)))
        return jln_err_nomem(b->err);
    for (size_t i = 1; i < t->c->count; i++) {
        uint32_t at = i + 1 == t->c->count ? 0 : jln_plan_node(b->plan, t->c->columns[i].key);
        jln_value sum = jln_value_none(JLN_NA, JLN_REASON_NOT_PLANNED);
        for (int f = 0; f < b->plan->funder_count; f++) {
            if (!(b->plan->funders[f].stages >> stage & 1)) continue;
            jln_value v = jln_engine_sum(b->engine, (jln_measure){JLN_M_SPENT, JLN_STAGE_PAID},
                                         (jln_place){at, f, b->year});
            sum = jln_build_add(&sum, &v);
        }
        row->cells[i].value = sum;
    }
    return JLN_OK;
}

/* The stage before the payment that only some sources have, and they the same; -1 for none. */
static int narrow_stage(const jln_builder *b) {
    int found = -1;
    for (int s = 0; s < JLN_STAGE_PAID; s++) {
        int with = 0;
        for (int f = 0; f < b->plan->funder_count; f++) with += b->plan->funders[f].stages >> s & 1;
        if (with && with < b->plan->funder_count) found = s;
    }
    return found;
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
    int narrow = narrow_stage(b);
    for (int s = 0; status == JLN_OK && s < JLN_STAGE_COUNT; s++) {
        if (s == JLN_STAGE_PAID && narrow >= 0) status = add_paid_by_these(&t, narrow);
        if (status == JLN_OK) status = add_stage(&t, s);
    }
    return status;
}

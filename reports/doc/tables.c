/* Tables of figures by node, funder, stage, year, and by line of financing. */
#include "doc/build.h"

#include <string.h>

/* ---- a table block: its common fields ---- */

typedef struct {
    const char *key, *title;
} table_head;

static jln_status read_head(jln_builder *b, const jln_tree *node, const char *allowed, table_head *head) {
    jln_status status = jln_build_fields(b, node, allowed);
    if (status != JLN_OK) return status;
    head->key = jln_build_text(node, "key");
    head->title = jln_build_words(b, node, "title");
    if (head->key && head->title) return JLN_OK;
    return jln_build_wrong(b, node, _("%s{...} : les champs « key » et « title » sont requis"),
                           node->constructor);
}

static jln_doc_table *add_table(jln_builder *b, const table_head *head, const jln_columns *c) {
    jln_doc_table *table =
        jln_doc_table_add(b->doc, b->formats, head->key, head->title, c->columns, c->count);
    if (!table) {
        jln_err_nomem(b->err);
        return NULL;
    }
    bool amounts = false;
    for (size_t i = 0; i < c->count; i++) amounts |= c->columns[i].kind == JLN_KIND_AMOUNT;
    table->caption = amounts ? jln_build_unit(b) : NULL;
    table->numbered = true;
    table->frozen_columns = 1;
    return table;
}

static jln_doc_row *add_row(jln_builder *b, jln_doc_table *table, const char *key, jln_row_role role,
                            int level) {
    jln_doc_row *row = jln_doc_row_add(b->doc, table, key, role, level);
    if (!row) jln_err_nomem(b->err);
    return row;
}

static jln_status fill(jln_builder *b, const jln_columns *c, jln_doc_table *table, const char *key,
                       jln_row_role role, int level, const char *label, jln_place place) {
    jln_doc_row *row = add_row(b, table, key, role, level);
    if (!row) return JLN_ENOMEM;
    jln_text_cell(row, 0, label)->strong = role == JLN_ROW_TOTAL;
    return jln_columns_fill(b, c, table, row, place);
}

static jln_status add_total(jln_builder *b, const jln_columns *c, jln_doc_table *table,
                            const char *label, jln_place place, jln_row_role summed) {
    jln_status status = fill(b, c, table, "total", JLN_ROW_TOTAL, 0, label, place);
    return status == JLN_OK ? jln_columns_total(b, c, table, table->row_count - 1, summed) : status;
}

/* ---- nodes{level = "axis", columns = {...}} ---- */

static int find_level(const jln_builder *b, const char *code) {
    for (int i = 0; code && i < b->plan->level_count; i++)
        if (strcmp(b->plan->levels[i].code, code) == 0) return i;
    return -1;
}

/* A name of a level, or its rank from the top: templates serve plans with levels of their own. */
static jln_status read_level(jln_builder *b, const jln_tree *node, int *level) {
    const char *code = jln_build_text(node, "level");
    *level = code ? find_level(b, code) : jln_build_int(node, "level", 1) - 1;
    if (*level >= 0 && *level < b->plan->level_count) return JLN_OK;
    return jln_build_wrong(b, node, _("%s{level = ...} : attendu un niveau du plan ou son rang, de 1 à %d"),
                           node->constructor, b->plan->level_count);
}

static const char *node_label(jln_builder *b, uint32_t node, bool titles) {
    const jln_node *n = &b->plan->nodes[node];
    const char *level = jln_plan_level_words(b->plan, n->level, b->lang, false);
    if (titles) return jln_build_fmt(b, "%s %s", n->id, n->title);
    return jln_build_fmt(b, "%c%s %s", (char)(level[0] >= 'a' && level[0] <= 'z' ? level[0] - 32 : level[0]),
                         level + 1, n->id);
}

jln_status jln_build_nodes(jln_builder *b, const jln_tree *node) {
    table_head head;
    int level, from;
    jln_status status = read_head(b, node, "key title level from titles columns formats", &head);
    if (status == JLN_OK) status = read_level(b, node, &level);
    if (status != JLN_OK) return status;
    bool titles = jln_build_flag(node, "titles");
    from = jln_build_int(node, "from", level + 1) - 1;
    jln_columns c = {0};
    jln_columns_add(&c, "node", jln_plan_level_words(b->plan, level, b->lang, false), JLN_KIND_TEXT, 1);
    status = jln_columns_read(b, &c, node);
    jln_doc_table *table = status == JLN_OK ? add_table(b, &head, &c) : NULL;
    if (!table) return status != JLN_OK ? status : JLN_ENOMEM;
    for (uint32_t i = 1; status == JLN_OK && i < b->plan->node_count; i++) {
        int l = b->plan->nodes[i].level;
        if (l < from || l > level) continue;
        status = fill(b, &c, table, b->plan->nodes[i].id, l == level ? JLN_ROW_BODY : JLN_ROW_SUBTOTAL,
                      l - from, node_label(b, i, titles || l == level), (jln_place){i, -1, b->year});
    }
    if (status != JLN_OK) return status;
    return add_total(b, &c, table, _("Ensemble du plan"), (jln_place){0, -1, b->year}, JLN_ROW_BODY);
}

/* ---- funders{columns = {...}} ---- */

jln_status jln_build_funders(jln_builder *b, const jln_tree *node) {
    table_head head;
    jln_status status = read_head(b, node, "key title columns formats", &head);
    jln_columns c = {0};
    jln_columns_add(&c, "funder", _("Source de financement"), JLN_KIND_TEXT, 1);
    if (status == JLN_OK) status = jln_columns_read(b, &c, node);
    jln_doc_table *table = status == JLN_OK ? add_table(b, &head, &c) : NULL;
    if (!table) return status != JLN_OK ? status : JLN_ENOMEM;
    for (int f = 0; status == JLN_OK && f < b->plan->funder_count; f++)
        status = fill(b, &c, table, b->plan->funders[f].id, JLN_ROW_BODY, 0,
                      jln_plan_funder_name(b->plan, f, b->lang), (jln_place){0, f, b->year});
    if (status != JLN_OK) return status;
    return add_total(b, &c, table, _("Toutes les sources"), (jln_place){0, -1, b->year}, JLN_ROW_BODY);
}

/* ---- years{columns = {...}} ---- */

jln_status jln_build_years(jln_builder *b, const jln_tree *node) {
    table_head head;
    jln_status status = read_head(b, node, "key title columns formats", &head);
    jln_columns c = {0};
    jln_columns_add(&c, "year", _("Année"), JLN_KIND_TEXT, 1);
    if (status == JLN_OK) status = jln_columns_read(b, &c, node);
    jln_doc_table *table = status == JLN_OK ? add_table(b, &head, &c) : NULL;
    if (!table) return status != JLN_OK ? status : JLN_ENOMEM;
    for (int y = b->plan->first_year; status == JLN_OK && y <= b->plan->last_year; y++) {
        const char *key = jln_build_fmt(b, "%d", y);
        status = fill(b, &c, table, key, JLN_ROW_BODY, 0, key, (jln_place){0, -1, y});
    }
    return status;
}

/* ---- stages{indicator = ...}: one row a stage ---- */

jln_status jln_build_stages(jln_builder *b, const jln_tree *node) {
    table_head head;
    jln_status status = read_head(b, node, "key title formats", &head);
    if (status != JLN_OK) return status;
    jln_columns c = {0};
    jln_columns_add(&c, "stage", _("Stade de la dépense"), JLN_KIND_TEXT, 1);
    for (int l = 1; l < (int)b->plan->node_count && c.count < 12; l = (int)b->plan->nodes[l].end)
        jln_columns_add(&c, b->plan->nodes[l].id, node_label(b, (uint32_t)l, false), JLN_KIND_AMOUNT, 0);
    jln_columns_add(&c, "total", _("Ensemble"), JLN_KIND_AMOUNT, 0);
    for (size_t i = 1; i < c.count; i++) {
        c.columns[i].scale = b->plan->scale;
        c.columns[i].unit = b->plan->currency;
    }
    jln_doc_table *table = add_table(b, &head, &c);
    if (!table) return JLN_ENOMEM;
    for (int s = 0; s < JLN_STAGE_COUNT; s++) {
        jln_doc_row *row = add_row(b, table, jln_stage_code((jln_stage)s), JLN_ROW_BODY, 0);
        if (!row) return JLN_ENOMEM;
        jln_text_cell(row, 0, jln_stage_words((jln_stage)s));
        for (size_t i = 1; i < c.count; i++) {
            uint32_t at = i + 1 == c.count ? 0 : jln_plan_node(b->plan, c.columns[i].key);
            row->cells[i].value = jln_engine_sum(b->engine, (jln_measure){JLN_M_SPENT, s},
                                                 (jln_place){at, -1, b->year});
        }
    }
    uint16_t note = jln_doc_note(b->doc, table,
                                 _("Un montant à un stade ne couvre que les sources qui ont ce stade."));
    for (size_t r = 0; note && r < table->row_count; r++) table->rows[r].cells[0].note = note;
    return JLN_OK;
}

/* ---- lines{columns = {...}}: funder x node x year, the tidy sheet ---- */

static bool has_line(jln_builder *b, const jln_columns *c, const jln_doc_row *row) {
    for (size_t i = 0; i < c->count; i++) {
        const jln_value *v = &row->cells[i].value;
        if (c->figures[i].role == JLN_COLUMN_MEASURE && jln_value_known(v) && v->number.num != 0) return true;
    }
    (void)b;
    return false;
}

static jln_status add_line(jln_builder *b, const jln_columns *c, jln_doc_table *table, jln_place place) {
    const char *funder = b->plan->funders[place.funder].id, *node = b->plan->nodes[place.node].id;
    const char *key = jln_build_fmt(b, "%d/%s/%s", place.year, funder, node);
    jln_doc_row *row = add_row(b, table, key, JLN_ROW_BODY, 0);
    if (!row) return JLN_ENOMEM;
    jln_text_cell(row, 0, jln_plan_funder_name(b->plan, place.funder, b->lang));
    jln_text_cell(row, 1, node_label(b, place.node, false));
    row->cells[2].value = jln_value_integer(place.year);
    jln_status status = jln_columns_fill(b, c, table, row, place);
    if (status == JLN_OK && !has_line(b, c, row)) table->row_count--;
    return status;
}

jln_status jln_build_lines(jln_builder *b, const jln_tree *node) {
    table_head head;
    jln_status status = read_head(b, node, "key title columns all_years formats", &head);
    jln_columns c = {0};
    jln_columns_add(&c, "funder", _("Source de financement"), JLN_KIND_TEXT, 1);
    jln_columns_add(&c, "node", jln_plan_level_words(b->plan, 0, b->lang, false), JLN_KIND_TEXT, 0);
    jln_columns_add(&c, "year", _("Année"), JLN_KIND_YEAR, 0);
    if (status == JLN_OK) status = jln_columns_read(b, &c, node);
    jln_doc_table *table = status == JLN_OK ? add_table(b, &head, &c) : NULL;
    if (!table) return status != JLN_OK ? status : JLN_ENOMEM;
    table->filters = true;
    table->frozen_columns = 3;
    bool all = jln_build_flag(node, "all_years");
    for (int y = b->plan->first_year; status == JLN_OK && y <= b->plan->last_year; y++) {
        if (!all && y != b->year) continue;
        for (int f = 0; status == JLN_OK && f < b->plan->funder_count; f++)
            for (uint32_t i = 1; status == JLN_OK && i < b->plan->node_count; i = b->plan->nodes[i].end)
                status = add_line(b, &c, table, (jln_place){i, f, y});
    }
    return status;
}

/* ---- printed_totals{}: what the document prints beside what its lines give ---- */

static jln_status add_printed(jln_builder *b, jln_doc_table *table, const jln_finding *f, int *rank) {
    jln_doc_row *row = add_row(b, table, jln_build_fmt(b, "%d", ++*rank), JLN_ROW_BODY, 0);
    if (!row) return JLN_ENOMEM;
    jln_text_cell(row, 0, f->message);
    const char *texts[] = {f->printed, f->computed, f->difference};
    for (size_t i = 0; i < 3; i++) {
        jln_rat number;
        if (texts[i] && jln_rat_parse(texts[i], strlen(texts[i]), &number))
            row->cells[i + 1].value = jln_value_number(number);
    }
    jln_text_cell(row, 4, jln_build_place(b, f->doc, f->line));
    jln_text_cell(row, 5, jln_build_place(b, f->doc_2, f->line_2));
    return JLN_OK;
}

jln_status jln_build_printed_totals(jln_builder *b, const jln_tree *node) {
    table_head head;
    jln_status status = read_head(b, node, "key title formats", &head);
    if (status == JLN_OK) status = jln_build_audit(b);
    if (status != JLN_OK) return status;
    jln_columns c = {0};
    jln_columns_add(&c, "finding", _("Ce que le document imprime"), JLN_KIND_TEXT, 1);
    jln_columns_add(&c, "printed", _("Imprimé"), JLN_KIND_AMOUNT, 0);
    jln_columns_add(&c, "computed", _("Calculé"), JLN_KIND_AMOUNT, 0);
    jln_columns_add(&c, "difference", _("Écart"), JLN_KIND_AMOUNT, 0);
    jln_columns_add(&c, "place", _("Lieu"), JLN_KIND_TEXT, 0);
    jln_columns_add(&c, "place_2", _("Autre lieu"), JLN_KIND_TEXT, 0);
    for (size_t i = 1; i < 4; i++) {
        c.columns[i].scale = b->plan->scale;
        c.columns[i].unit = b->plan->currency;
    }
    jln_doc_table *table = add_table(b, &head, &c);
    if (!table) return JLN_ENOMEM;
    int rank = 0;
    for (size_t i = 0; status == JLN_OK && i < b->audit->count; i++) {
        const jln_finding *f = &b->audit->items[i];
        if (strcmp(f->rule, "two-tables") == 0 || strcmp(f->rule, "table-total") == 0)
            status = add_printed(b, table, f, &rank);
    }
    return status;
}

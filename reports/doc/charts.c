/* Charts over the rows of a table, which may come before or after the chart: they are finished when
 * all tables are built. */
#include "doc/build.h"

#include <string.h>

/* A chart waiting for its table. */
struct jln_pending_chart {
    const jln_tree *node;
    jln_doc_chart *chart;
    jln_pending_chart *next;
};

jln_status jln_build_chart(jln_builder *b, const jln_tree *node) {
    jln_status status = jln_build_fields(
        b, node, "key:text title:words table:text series:list kind:text formats:list");
    const jln_tree *series = jln_tree_field(node, "series");
    const char *key = jln_build_text(node, "key"), *title = jln_build_words(b, node, "title");
    if (status != JLN_OK) return status;
    if (!key || !title || !jln_build_text(node, "table") || !series || !series->item_count)
        return jln_build_wrong(
            b, node, "%s",
            _("chart{...} : les champs « key », « title », « table » et « series » sont requis"));
    jln_doc_chart *chart = jln_arena_alloc(b->doc->arena, sizeof *chart);
    jln_pending_chart *pending = jln_arena_alloc(b->doc->arena, sizeof *pending);
    jln_block *block = chart && pending ? jln_doc_add(b->doc, JLN_BLOCK_CHART, b->formats) : NULL;
    if (!block) return jln_err_nomem(b->err);
    *chart = (jln_doc_chart){.key = key, .title = title};
    *pending = (jln_pending_chart){node, chart, b->charts};
    b->charts = pending;
    block->chart = chart;
    static const char *const kinds[] = {"bars", "stacked", "lines", NULL};
    int kind;
    status = jln_build_choice(b, node, "kind", kinds, JLN_CHART_BARS, &kind);
    chart->chart = (jln_chart_kind)kind;
    return status;
}

/* ---- tables that came out empty ---- */

struct jln_empty_table {
    const char *key;
    jln_empty_table *next;
};

jln_status jln_build_unless_empty(jln_builder *b, const jln_doc_table *table, const char *text) {
    if (table->row_count) return JLN_OK;
    jln_empty_table *empty = jln_arena_alloc(b->doc->arena, sizeof *empty);
    if (!empty) return jln_err_nomem(b->err);
    *empty = (jln_empty_table){table->key, b->empty};
    b->empty = empty;
    b->doc->block_count--; /* the table is the last block */
    return jln_build_say(b, JLN_TEXT_BODY, jln_build_fmt(b, _("**%s** : %s"), table->title, text));
}

static bool is_void(const jln_doc_table *table) {
    for (size_t r = 0; r < table->row_count; r++)
        for (size_t i = 1; table->rows[r].role == JLN_ROW_BODY && i < table->column_count; i++)
            if (table->rows[r].cells[i].value.state != JLN_NA) return false;
    return true;
}

jln_status jln_build_unless_void(jln_builder *b, jln_doc_table *table, const char *text) {
    if (is_void(table)) table->row_count = 0;
    return jln_build_unless_empty(b, table, text);
}

static bool left_out(const jln_builder *b, const char *key) {
    for (const jln_empty_table *e = b->empty; e; e = e->next)
        if (strcmp(e->key, key) == 0) return true;
    return false;
}

/* ---- once all tables are there ---- */

static const jln_doc_table *find_table(const jln_doc *doc, const char *key) {
    for (size_t i = 0; i < doc->block_count; i++)
        if (doc->blocks[i].kind == JLN_BLOCK_TABLE && strcmp(doc->blocks[i].table->key, key) == 0)
            return doc->blocks[i].table;
    return NULL;
}

static const jln_doc_column *find_column(const jln_doc_table *table, const char *key) {
    for (size_t i = 0; i < table->column_count; i++)
        if (strcmp(table->columns[i].key, key) == 0) return &table->columns[i];
    return NULL;
}

static jln_status fill_series(jln_builder *b, const jln_tree *node, const jln_doc_table *table,
                              jln_doc_chart *chart, size_t s, const char *column_key) {
    const jln_doc_column *column = find_column(table, column_key);
    if (!column)
        return jln_build_wrong(
            b, node, _("chart{series = ...} : le tableau « %s » n'a pas de colonne « %s »"),
            table->key, column_key);
    jln_cell_ref *cells = jln_arena_array(b->doc->arena, chart->category_count + 1, sizeof *cells);
    if (!cells) return jln_err_nomem(b->err);
    size_t n = 0;
    for (size_t r = 0; r < table->row_count; r++)
        if (table->rows[r].role == JLN_ROW_BODY)
            cells[n++] = (jln_cell_ref){table->key, table->rows[r].key, column->key};
    chart->series[s] = (jln_chart_series){column->title, cells};
    chart->kind = column->kind;
    chart->scale = column->scale;
    chart->decimals = column->decimals;
    return JLN_OK;
}

static jln_status fill_categories(jln_builder *b, const jln_doc_table *table,
                                  jln_doc_chart *chart) {
    chart->categories =
        jln_arena_array(b->doc->arena, table->row_count + 1, sizeof *chart->categories);
    if (!chart->categories) return jln_err_nomem(b->err);
    for (size_t r = 0; r < table->row_count; r++)
        if (table->rows[r].role == JLN_ROW_BODY)
            chart->categories[chart->category_count++] = table->rows[r].cells[0].text;
    return JLN_OK;
}

static jln_status finish(jln_builder *b, const jln_tree *node, jln_doc_chart *chart) {
    const jln_tree *series = jln_tree_field(node, "series");
    const char *key = jln_build_text(node, "table");
    const jln_doc_table *table = find_table(b->doc, key);
    if (!table && left_out(b, key)) return JLN_OK;
    if (!table)
        return jln_build_wrong(
            b, node, _("chart{table = \"%s\"} : aucun tableau de ce modèle n'a cette clé"), key);
    chart->series = jln_arena_array(b->doc->arena, series->item_count, sizeof *chart->series);
    if (!chart->series) return jln_err_nomem(b->err);
    chart->series_count = series->item_count;
    jln_status status = fill_categories(b, table, chart);
    for (size_t s = 0; status == JLN_OK && s < series->item_count; s++)
        status = fill_series(b, node, table, chart, s,
                             series->items[s].kind == JLN_TREE_TEXT ? series->items[s].text : "");
    chart->caption = chart->kind == JLN_KIND_AMOUNT ? jln_build_unit(b) : NULL;
    return status;
}

/* A chart compares: over a table with no row, or one, it would say nothing. */
static void drop_empty(jln_doc *doc) {
    size_t kept = 0;
    for (size_t i = 0; i < doc->block_count; i++) {
        const jln_block *block = &doc->blocks[i];
        if (block->kind == JLN_BLOCK_CHART && block->chart->category_count < 2) continue;
        doc->blocks[kept++] = *block;
    }
    doc->block_count = kept;
}

jln_status jln_build_charts(jln_builder *b) {
    jln_status status = JLN_OK;
    for (const jln_pending_chart *p = b->charts; status == JLN_OK && p; p = p->next)
        status = finish(b, p->node, p->chart);
    drop_empty(b->doc);
    return status;
}

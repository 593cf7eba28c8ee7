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
    jln_status status = jln_build_fields(b, node,
                                         "key:text title:words table:text series:list kind:text "
                                         "target:text later:flag mark:flag with:any formats:list");
    const jln_tree *series = jln_tree_field(node, "series");
    const char *key = jln_build_text(node, "key"), *title = jln_build_words(b, node, "title");
    if (status != JLN_OK) return status;
    if (!key || !title || !jln_build_text(node, "table") || (series && !series->item_count))
        return jln_build_wrong(
            b, node, "%s",
            _("chart{...} : les champs « key », « title » et « table » sont requis ; « series » "
              "nomme au moins une colonne"));
    jln_doc_chart *chart = jln_arena_alloc(b->doc->arena, sizeof *chart);
    jln_pending_chart *pending = jln_arena_alloc(b->doc->arena, sizeof *pending);
    jln_block *block = chart && pending ? jln_doc_add(b->doc, JLN_BLOCK_CHART, b->formats) : NULL;
    if (!block) return jln_err_nomem(b->err);
    *chart = (jln_doc_chart){.key = key, .title = title};
    *pending = (jln_pending_chart){node, chart, b->charts};
    b->charts = pending;
    block->chart = chart;
    static const char *const kinds[] = {"bars",     "stacked", "lines", "shares",
                                        "progress", "panels",  NULL};
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
    return jln_build_say(b, JLN_TEXT_BODY,
                         jln_build_fmt(b, "**%s.** %s", table->title, jln_build_capital(b, text)));
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

/* A chart shows the rows of a table that stand for one thing each, and, with « later », those of
 * the years to come. */
typedef struct {
    jln_builder *b;
    const jln_tree *node;
    const jln_doc_table *table;
    jln_doc_chart *chart;
    bool later;
} charting;

static bool is_shown(const charting *x, size_t row) {
    jln_row_role role = x->table->rows[row].role;
    return role == JLN_ROW_BODY || (x->later && role == JLN_ROW_MEMO);
}

static jln_status fill_series(charting *x, const char *column_key, bool target) {
    jln_builder *b = x->b;
    jln_doc_chart *chart = x->chart;
    const jln_doc_column *column = find_column(x->table, column_key);
    if (!column)
        return jln_build_wrong(
            b, x->node, _("chart{series = ...} : le tableau « %s » n'a pas de colonne « %s »"),
            x->table->key, column_key);
    jln_cell_ref *cells = jln_arena_array(b->doc->arena, chart->category_count + 1, sizeof *cells);
    if (!cells) return jln_err_nomem(b->err);
    size_t n = 0;
    for (size_t r = 0; r < x->table->row_count; r++)
        if (is_shown(x, r))
            cells[n++] = (jln_cell_ref){x->table->key, x->table->rows[r].key, column->key};
    if (chart->series_count == 0) {
        chart->kind = column->kind;
        chart->scale = column->scale;
        chart->decimals = column->decimals;
    }
    chart->series[chart->series_count++] = (jln_chart_series){column->title, cells, target};
    return JLN_OK;
}

/* Bars under the headings of the table's groups: regions under their scheme. */
static jln_status fill_categories(charting *x) {
    jln_doc_chart *chart = x->chart;
    jln_arena *arena = x->b->doc->arena;
    const char *group = NULL;
    chart->categories = jln_arena_array(arena, x->table->row_count + 1, sizeof *chart->categories);
    const char **groups = jln_arena_array(arena, x->table->row_count + 1, sizeof *groups);
    if (!chart->categories || !groups) return jln_err_nomem(x->b->err);
    for (size_t r = 0; r < x->table->row_count; r++) {
        const jln_doc_row *row = &x->table->rows[r];
        if (row->role == JLN_ROW_GROUP) group = row->cells[0].text;
        if (!is_shown(x, r)) continue;
        groups[chart->category_count] = group;
        bool own = strcmp(row->key, jln_build_fmt(x->b, "%d", x->b->year)) == 0;
        if (own && jln_build_flag(x->node, "mark")) chart->marked = chart->category_count + 1;
        if (row->role == JLN_ROW_BODY) chart->now = chart->category_count;
        chart->categories[chart->category_count++] = row->cells[0].text;
    }
    if (group && chart->chart == JLN_CHART_BARS) chart->groups = groups;
    chart->timeline = x->table->column_count && strcmp(x->table->columns[0].key, "year") == 0;
    return JLN_OK;
}

/* Without « series », every column of figures but the total. */
static jln_status fill_all(charting *x) {
    jln_status status = JLN_OK;
    for (size_t i = 1; status == JLN_OK && i < x->table->column_count; i++) {
        const jln_doc_column *column = &x->table->columns[i];
        bool figures = column->kind == JLN_KIND_AMOUNT || column->kind == JLN_KIND_RATE ||
                       column->kind == JLN_KIND_COUNT;
        if (figures && strcmp(column->key, "total") != 0)
            status = fill_series(x, column->key, false);
    }
    return status;
}

/* "chiffres de 2010 à 2018": the years of the rows shown, where the table tells one for each. */
static const char *years_words(const charting *x) {
    const jln_doc_column *year = find_column(x->table, "year");
    size_t at = year ? (size_t)(year - x->table->columns) : 0;
    int64_t first = INT64_MAX, last = INT64_MIN;
    if (at == 0) return NULL; /* there is none, or the years are the categories */
    for (size_t r = 0; r < x->table->row_count; r++) {
        const jln_value *v = &x->table->rows[r].cells[at].value;
        if (!is_shown(x, r) || !jln_value_known(v)) continue;
        if (v->number.num < first) first = v->number.num;
        if (v->number.num > last) last = v->number.num;
    }
    if (first > last) return NULL;
    if (first == last) return jln_build_fmt(x->b, _("chiffres de %d"), (int)first);
    return jln_build_fmt(x->b, _("chiffres de %d à %d"), (int)first, (int)last);
}

/* "100 000 000" thousands are hard to read: "100" milliards. */
static void set_large(jln_builder *b, jln_doc_chart *chart) {
    int64_t shown = b->plan->shown;
    if (chart->chart != JLN_CHART_LINES || chart->kind != JLN_KIND_AMOUNT || shown >= 1000000000)
        return;
    chart->large_scale = shown >= 1000 ? 1000000000 : 1000000;
    chart->large = jln_build_fmt(
        b, shown >= 1000 ? _("en milliards de %s") : _("en millions de %s"), jln_build_currency(b));
}

static bool counts_activities(const charting *x) {
    const char *key = x->chart->series_count ? x->chart->series[0].cells[0].column : NULL;
    const jln_doc_column *column = key ? find_column(x->table, key) : NULL;
    return x->chart->kind == JLN_KIND_COUNT && column && column->unit &&
           strcmp(column->unit, "activities") == 0;
}

/* What funders gave is known by financing line, what was spent by activity. */
static const char *counted_words(const jln_doc_table *table, const jln_tree *series) {
    bool funders = table->column_count && strcmp(table->columns[0].key, "funder") == 0;
    bool spent = false, given = false;
    for (size_t s = 0; funders && series && s < series->item_count; s++) {
        jln_stage stage;
        bool of_stage = series->items[s].kind == JLN_TREE_TEXT &&
                        jln_stage_of(series->items[s].text, &stage);
        spent |= of_stage;
        given |= !of_stage;
    }
    if (spent && given) return _("lignes (financement) ou activités (dépense) connues sur attendues");
    return funders && !spent ? _("lignes connues sur attendues")
                             : _("activités connues sur attendues");
}

static jln_status finish(jln_builder *b, const jln_tree *node, jln_doc_chart *chart) {
    const jln_tree *series = jln_tree_field(node, "series");
    const char *key = jln_build_text(node, "table"), *target = jln_build_text(node, "target");
    const jln_doc_table *table = find_table(b->doc, key);
    if (!table && left_out(b, key)) return JLN_OK;
    if (!table)
        return jln_build_wrong(
            b, node, _("chart{table = \"%s\"} : aucun tableau de ce modèle n'a cette clé"), key);
    charting x = {b, node, table, chart, jln_build_flag(node, "later")};
    size_t most = (series ? series->item_count : table->column_count) + 1;
    chart->series = jln_arena_array(b->doc->arena, most, sizeof *chart->series);
    if (!chart->series) return jln_err_nomem(b->err);
    jln_status status = fill_categories(&x);
    if (status == JLN_OK && !series) status = fill_all(&x);
    for (size_t s = 0; status == JLN_OK && series && s < series->item_count; s++)
        status = fill_series(
            &x, series->items[s].kind == JLN_TREE_TEXT ? series->items[s].text : "", false);
    if (status == JLN_OK && target) status = fill_series(&x, target, true);
    chart->counted = counted_words(table, series);
    set_large(b, chart);
    chart->caption = chart->kind == JLN_KIND_AMOUNT ? jln_build_unit(b)
                     : counts_activities(&x)        ? _("nombre d'activités")
                                                    : years_words(&x);
    return status;
}

/* A chart compares: over a table with no row, or one, it would say nothing; of progress, one says
 * something. */
static void drop_empty(jln_doc *doc) {
    size_t kept = 0;
    for (size_t i = 0; i < doc->block_count; i++) {
        const jln_block *block = &doc->blocks[i];
        bool chart = block->kind == JLN_BLOCK_CHART;
        size_t least = chart && block->chart->chart == JLN_CHART_PROGRESS ? 1 : 2;
        if (chart && block->chart->category_count < least) continue;
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

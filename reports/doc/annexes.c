/* The annexes that let a reader check: definitions and formulas, sources. */
#include "doc/build.h"

#include "store/read.h"

#include <string.h>

/* ---- what the report shows ---- */

static bool is_used(const jln_builder *b, const jln_indicator *indicator) {
    for (size_t i = 0; i < b->used_count; i++)
        if (b->used[i] == indicator) return true;
    return false;
}

jln_status jln_build_uses(jln_builder *b, const jln_indicator *indicator) {
    if (is_used(b, indicator)) return JLN_OK;
    const jln_indicator **grown = jln_arena_grow(b->doc->arena, b->used, &b->used_capacity,
                                                 b->used_count + 1, sizeof(*b->used));
    if (!grown) return jln_err_nomem(b->err);
    b->used = grown;
    b->used[b->used_count++] = indicator;
    return JLN_OK;
}

/* ---- definitions{indicators = {...}}: of those that the blocks above it show ---- */

static jln_status add_definition(jln_builder *b, jln_doc_table *table,
                                 const jln_indicator *indicator) {
    if (!is_used(b, indicator)) return JLN_OK;
    jln_doc_row *row = jln_build_row(b, table, indicator->id, JLN_ROW_BODY, 0);
    if (!row) return JLN_ENOMEM;
    jln_text_cell(row, 0, indicator->title);
    jln_text_cell(row, 1, indicator->definition);
    jln_text_cell(row, 2, indicator->formula);
    row->cells[2].source = indicator->file;
    return JLN_OK;
}

/* Those the template names, in its order; all when it names none. */
static jln_status add_definitions(jln_builder *b, const jln_tree *node, jln_doc_table *table) {
    const jln_tree *list = jln_tree_field(node, "indicators");
    jln_status status = JLN_OK;
    for (int i = 0; !list && status == JLN_OK && i < jln_engine_indicator_count(b->engine); i++)
        status = add_definition(b, table, jln_engine_indicator(b->engine, i));
    for (size_t i = 0; list && status == JLN_OK && i < list->item_count; i++) {
        const jln_indicator *indicator;
        jln_err local = {0};
        const char *id = list->items[i].kind == JLN_TREE_TEXT ? list->items[i].text : "";
        if (jln_engine_find(b->engine, id, &indicator, &local) != JLN_OK)
            return jln_build_wrong(b, node, "%s", local.message);
        status = add_definition(b, table, indicator);
    }
    return status;
}

jln_status jln_build_definitions(jln_builder *b, const jln_tree *node) {
    jln_status status =
        jln_build_fields(b, node, "key:text title:words indicators:list formats:list");
    jln_columns c = {0};
    jln_columns_add(&c, "indicator", _("Indicateur"), JLN_KIND_TEXT, 1);
    jln_columns_add(&c, "definition", _("Définition"), JLN_KIND_TEXT, 2);
    jln_columns_add(&c, "formula", _("Formule"), JLN_KIND_TEXT, 3);
    jln_doc_table *table = status == JLN_OK ? jln_build_table(b, node, &c) : NULL;
    if (!table) return b->err->status;
    status = add_definitions(b, node, table);
    if (status == JLN_OK && !table->row_count) b->doc->block_count--; /* the table is the last */
    return status;
}

/* ---- sources{}: documents, packages, and the fingerprint of what was used ---- */

typedef struct {
    jln_builder *b;
    jln_doc_table *table;
} sink;

static jln_status add_document(const jln_cursor *row, void *ctx, jln_err *err) {
    sink *s = ctx;
    jln_doc_row *out =
        jln_doc_row_add(s->b->doc, s->table, jln_build_fmt(s->b, "doc/%s", jln_cursor_text(row, 0)),
                        JLN_ROW_BODY, 0);
    if (!out) return jln_err_nomem(err);
    jln_text_cell(out, 0, jln_build_fmt(s->b, _("Document %s"), jln_cursor_text(row, 0)));
    jln_text_cell(out, 1, jln_arena_str(s->b->doc->arena, jln_cursor_text(row, 1)));
    if (!jln_cursor_null(row, 2))
        jln_text_cell(out, 2, jln_build_fmt(s->b, _("fichier %s"), jln_cursor_text(row, 2)));
    return JLN_OK;
}

static jln_status add_package(const jln_cursor *row, void *ctx, jln_err *err) {
    sink *s = ctx;
    if (s->b->plan_only && jln_cursor_int(row, 4))
        return JLN_OK; /* example data this report does not show */
    jln_doc_row *out =
        jln_doc_row_add(s->b->doc, s->table, jln_build_fmt(s->b, "pkg/%s", jln_cursor_text(row, 0)),
                        JLN_ROW_BODY, 0);
    if (!out) return jln_err_nomem(err);
    bool en = s->b->lang == JLN_LANG_EN;
    const char *title = jln_cursor_text(row, en && !jln_cursor_null(row, 2) ? 2 : 1);
    const char *label = jln_cursor_text(row, en && !jln_cursor_null(row, 6) ? 6 : 5);
    jln_text_cell(out, 0, _("Données"));
    jln_text_cell(out, 1, jln_arena_str(s->b->doc->arena, title));
    jln_text_cell(out, 2,
                  jln_build_fmt(s->b, _("%s ; paquet %s"),
                                jln_cursor_int(row, 4) && label ? label : _("données réelles"),
                                jln_cursor_text(row, 0)));
    return JLN_OK;
}

/* The populations that rates of coverage are over, each source once, with its address. */
static jln_status add_populations(sink *s) {
    jln_builder *b = s->b;
    bool shown = false;
    for (size_t i = 0; i < b->used_count; i++) shown |= b->used[i]->over == JLN_OVER_COVERAGE;
    for (int i = 0; shown && i < b->frame->cover_count; i++) {
        const jln_cover *c = &b->frame->covers[i];
        const jln_population *p = jln_frame_population(b->frame, c->region, c->year);
        bool told = !jln_frame_cover_shown(b->frame, i, b->year) || !p || !p->source;
        for (size_t r = 0; !told && r < s->table->row_count; r++)
            told = s->table->rows[r].cells[0].source &&
                   strcmp(s->table->rows[r].cells[0].source, p->source) == 0;
        if (told) continue;
        const char *key = jln_build_fmt(b, "population/%zu", s->table->row_count);
        jln_doc_row *row = jln_build_row(b, s->table, key, JLN_ROW_BODY, 0);
        if (!row) return JLN_ENOMEM;
        const char *name = jln_build_source_name(b, p->source);
        jln_text_cell(row, 0, _("Population"))->source = p->source;
        jln_text_cell(row, 1, name);
        if (name != p->source)
            jln_text_cell(row, 2,
                          jln_build_fmt(b, "%.*s", (int)(strrchr(p->source, '(') - p->source - 1),
                                        p->source));
    }
    return JLN_OK;
}

jln_status jln_build_sources(jln_builder *b, const jln_tree *node) {
    jln_status status = jln_build_fields(b, node, "key:text title:words formats:list");
    jln_columns c = {0};
    jln_columns_add(&c, "source", _("Source"), JLN_KIND_TEXT, 1);
    jln_columns_add(&c, "title", _("Titre"), JLN_KIND_TEXT, 2);
    jln_columns_add(&c, "detail", _("Précision"), JLN_KIND_TEXT, 2);
    jln_doc_table *table = status == JLN_OK ? jln_build_table(b, node, &c) : NULL;
    if (!table) return b->err->status;
    sink s = {b, table};
    jln_params params = {.plan = b->plan->name};
    status = jln_query_each(b->db, JLN_Q_DOCUMENTS, &params, add_document, &s, b->err);
    if (status == JLN_OK)
        status = jln_query_each(b->db, JLN_Q_PACKAGES, &params, add_package, &s, b->err);
    if (status == JLN_OK) status = add_populations(&s);
    if (status != JLN_OK) return status;
    return jln_build_say(
        b, JLN_TEXT_NOTE,
        _("Deux rapports de même modèle, année, langue, date et empreinte des données donnent les "
          "mêmes chiffres."));
}

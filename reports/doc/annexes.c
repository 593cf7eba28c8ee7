/* The annexes that let a reader check: the audit's findings, definitions and formulas, sources. */
#include "doc/build.h"

#include "store/read.h"

#include <string.h>

jln_status jln_build_audit(jln_builder *b) {
    if (b->audit) return JLN_OK;
    jln_audit *audit = jln_arena_alloc(b->doc->arena, sizeof *audit);
    if (!audit) return jln_err_nomem(b->err);
    jln_status status = jln_audit_run(b->db, b->plan, b->doc->arena, audit, b->err);
    if (status == JLN_OK) b->audit = audit;
    return status;
}

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

/* ---- findings{consequences = true} ---- */

static const char *both_places(jln_builder *b, const jln_finding *f) {
    const char *first = jln_build_place(b, f->doc, f->line), *second = jln_build_place(b, f->doc_2, f->line_2);
    if (first && second) return jln_build_fmt(b, "%s ; %s", first, second);
    return first ? first : second;
}

static void figure(jln_cell *cell, const char *text) {
    jln_rat number;
    if (!text) return;
    if (jln_rat_parse(text, strlen(text), &number)) {
        cell->value = jln_value_number(number);
        return;
    }
    cell->value = jln_value_none(JLN_TEXT, JLN_REASON_NONE);
    cell->text = text;
}

static jln_status add_finding(jln_builder *b, jln_doc_table *table, const jln_finding *f, size_t rank) {
    jln_doc_row *row = jln_doc_row_add(b->doc, table, jln_build_fmt(b, "%zu", rank), JLN_ROW_BODY, f->cause ? 1 : 0);
    if (!row) return jln_err_nomem(b->err);
    jln_text_cell(row, 0, f->cause ? jln_build_fmt(b, _("↳ %s"), f->message) : f->message);
    jln_text_cell(row, 1, jln_severity_words(f->severity));
    figure(&row->cells[2], f->printed);
    figure(&row->cells[3], f->computed);
    figure(&row->cells[4], f->difference);
    jln_text_cell(row, 5, both_places(b, f));
    jln_text_cell(row, 6, f->rule);
    return JLN_OK;
}

static jln_status count_findings(jln_builder *b) {
    size_t counts[4] = {0}, consequences = 0;
    for (size_t i = 0; i < b->audit->count; i++) {
        counts[b->audit->items[i].severity]++;
        consequences += b->audit->items[i].cause != NULL;
    }
    jln_block *block = jln_doc_add(b->doc, JLN_BLOCK_TEXT, b->formats);
    if (!block) return jln_err_nomem(b->err);
    block->text.role = JLN_TEXT_BODY;
    block->text.text = jln_build_fmt(
        b, _("**%zu constats** : %zu erreurs, %zu arrondis, %zu alertes, %zu notes ; %zu découlent d'un autre constat et "
             "sont rangés sous lui (↳). Les montants sont en unités de monnaie, les parts en pourcentage."),
        b->audit->count, counts[0], counts[1], counts[2], counts[3], consequences);
    return JLN_OK;
}

jln_status jln_build_findings(jln_builder *b, const jln_tree *node) {
    jln_status status = jln_build_fields(b, node, "key title consequences formats");
    if (status == JLN_OK) status = jln_build_audit(b);
    if (status == JLN_OK) status = count_findings(b);
    if (status != JLN_OK) return status;
    jln_columns c = {0};
    jln_columns_add(&c, "finding", _("Constat"), JLN_KIND_TEXT, 4);
    jln_columns_add(&c, "severity", _("Gravité"), JLN_KIND_CODE, 0);
    jln_columns_add(&c, "printed", _("Imprimé"), JLN_KIND_NUMBER, 0);
    jln_columns_add(&c, "computed", _("Calculé"), JLN_KIND_NUMBER, 0);
    jln_columns_add(&c, "difference", _("Écart"), JLN_KIND_NUMBER, 0);
    jln_columns_add(&c, "place", _("Lieux dans le document"), JLN_KIND_TEXT, 0.8f);
    jln_columns_add(&c, "rule", _("Règle"), JLN_KIND_CODE, 0);
    jln_doc_table *table = NULL;
    status = open_table(b, node, &c, &table);
    bool consequences = jln_build_flag(node, "consequences");
    for (size_t i = 0; status == JLN_OK && i < b->audit->count; i++)
        if (consequences || !b->audit->items[i].cause) status = add_finding(b, table, &b->audit->items[i], i + 1);
    return status;
}

/* ---- definitions{} ---- */

jln_status jln_build_definitions(jln_builder *b, const jln_tree *node) {
    jln_status status = jln_build_fields(b, node, "key title formats");
    jln_columns c = {0};
    jln_columns_add(&c, "indicator", _("Indicateur"), JLN_KIND_TEXT, 1);
    jln_columns_add(&c, "definition", _("Définition"), JLN_KIND_TEXT, 2);
    jln_columns_add(&c, "formula", _("Formule"), JLN_KIND_TEXT, 3);
    jln_columns_add(&c, "file", _("Script"), JLN_KIND_TEXT, 1.4f);
    jln_doc_table *table = NULL;
    if (status == JLN_OK) status = open_table(b, node, &c, &table);
    for (int i = 0; status == JLN_OK && i < jln_engine_indicator_count(b->engine); i++) {
        const jln_indicator *indicator = jln_engine_indicator(b->engine, i);
        jln_doc_row *row = jln_doc_row_add(b->doc, table, indicator->id, JLN_ROW_BODY, 0);
        if (!row) return jln_err_nomem(b->err);
        jln_text_cell(row, 0, indicator->title);
        jln_text_cell(row, 1, indicator->definition);
        jln_text_cell(row, 2, indicator->formula);
        jln_text_cell(row, 3, indicator->file);
    }
    return status;
}

/* ---- sources{}: documents, packages, and the fingerprint of what was used ---- */

typedef struct {
    jln_builder *b;
    jln_doc_table *table;
} sink;

static jln_status add_document(const jln_cursor *row, void *ctx, jln_err *err) {
    sink *s = ctx;
    jln_doc_row *out = jln_doc_row_add(s->b->doc, s->table, jln_build_fmt(s->b, "doc/%s", jln_cursor_text(row, 0)),
                                       JLN_ROW_BODY, 0);
    if (!out) return jln_err_nomem(err);
    jln_text_cell(out, 0, jln_build_fmt(s->b, _("Document %s"), jln_cursor_text(row, 0)));
    jln_text_cell(out, 1, jln_arena_str(s->b->doc->arena, jln_cursor_text(row, 1)));
    jln_text_cell(out, 2, jln_arena_str(s->b->doc->arena, jln_cursor_text(row, 2)));
    return JLN_OK;
}

static jln_status add_package(const jln_cursor *row, void *ctx, jln_err *err) {
    sink *s = ctx;
    jln_doc_row *out = jln_doc_row_add(s->b->doc, s->table, jln_build_fmt(s->b, "pkg/%s", jln_cursor_text(row, 0)),
                                       JLN_ROW_BODY, 0);
    if (!out) return jln_err_nomem(err);
    bool en = s->b->lang == JLN_LANG_EN;
    const char *title = jln_cursor_text(row, en && !jln_cursor_null(row, 2) ? 2 : 1);
    const char *label = jln_cursor_text(row, en && !jln_cursor_null(row, 6) ? 6 : 5);
    jln_text_cell(out, 0, jln_build_fmt(s->b, _("Paquet %s"), jln_cursor_text(row, 0)));
    jln_text_cell(out, 1, jln_arena_str(s->b->doc->arena, title));
    jln_text_cell(out, 2, jln_cursor_int(row, 4) ? jln_arena_str(s->b->doc->arena, label) : _("données réelles"));
    return JLN_OK;
}

jln_status jln_build_sources(jln_builder *b, const jln_tree *node) {
    jln_status status = jln_build_fields(b, node, "key title formats");
    jln_columns c = {0};
    jln_columns_add(&c, "source", _("Source"), JLN_KIND_TEXT, 1);
    jln_columns_add(&c, "title", _("Titre"), JLN_KIND_TEXT, 2);
    jln_columns_add(&c, "detail", _("Précision"), JLN_KIND_TEXT, 2);
    jln_doc_table *table = NULL;
    if (status == JLN_OK) status = open_table(b, node, &c, &table);
    if (status != JLN_OK) return status;
    sink s = {b, table};
    jln_params params = {.plan = b->plan->name};
    status = jln_query_each(b->db, JLN_Q_DOCUMENTS, &params, add_document, &s, b->err);
    if (status == JLN_OK) status = jln_query_each(b->db, JLN_Q_PACKAGES, &params, add_package, &s, b->err);
    jln_block *block = status == JLN_OK ? jln_doc_add(b->doc, JLN_BLOCK_TEXT, b->formats) : NULL;
    if (!block) return status != JLN_OK ? status : jln_err_nomem(b->err);
    block->text.role = JLN_TEXT_NOTE;
    block->text.text = jln_build_fmt(b, _("Empreinte des données utilisées : %s. Deux rapports de même empreinte disent la "
                                          "même chose."),
                                     b->doc->fingerprint);
    return JLN_OK;
}

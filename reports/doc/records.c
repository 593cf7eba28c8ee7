/* narratives{}, registrations{}: what documents tell beside figures, in their words, each with its
 * place. */
#include "doc/records.h"

#include "compute/said.h"
#include "store/read.h"

#include <string.h>

typedef struct {
    jln_builder *b;
    jln_doc_table *table;
    uint64_t kinds; /* wanted */
    bool several, found;
    char *open; /* the group being filled; NULL: none yet */
    size_t count;
} record_table;

const char *const jln_narrative_kinds[] = {"context",       "progress",    "problem", "measure",
                                           "collaboration", "institution", "outlook", NULL};

static const char *kind_words(int kind) {
    static const char *const words[] = {N_("Contexte"),    N_("Avancement"),
                                        N_("Difficulté"),  N_("Mesure corrective"),
                                        N_("Partenariat"), N_("Ancrage institutionnel"),
                                        N_("Perspective")};
    return _(words[kind]);
}

static int kind_of(const char *code) {
    int i = 0;
    while (jln_narrative_kinds[i] && strcmp(jln_narrative_kinds[i], code) != 0) i++;
    return i;
}

static const char *keep(record_table *x, const jln_cursor *row, int column) {
    const char *text = jln_cursor_text(row, column);
    return text && *text ? jln_arena_str(x->b->doc->arena, text) : NULL;
}

/* A row that says what the next ones are about, when that changes. */
static jln_status open_group(record_table *x, const char *id, const char *label) {
    if (!label || (x->open && strcmp(x->open, label) == 0)) return JLN_OK;
    x->open = jln_arena_str(x->b->doc->arena, label);
    if (!x->open) return jln_err_nomem(x->b->err);
    const char *key = jln_build_fmt(x->b, "%s/%zu", id ? id : "", x->table->row_count);
    jln_doc_row *row = jln_build_row(x->b, x->table, key, JLN_ROW_GROUP, 0);
    if (!row) return JLN_ENOMEM;
    jln_text_cell(row, 0, label);
    return JLN_OK;
}

static const char *node_label(record_table *x, const char *id) {
    uint32_t node = id ? jln_plan_node(x->b->plan, id) : UINT32_MAX;
    if (node == UINT32_MAX || node == 0) return NULL;
    const jln_node *n = &x->b->plan->nodes[node];
    const char *level = jln_plan_level_words(x->b->plan, n->level, x->b->lang, false);
    return jln_build_fmt(x->b, "%s %s – %s", jln_build_capital(x->b, level), n->id, n->title);
}

static jln_doc_row *add_row(record_table *x) {
    const char *key = jln_build_fmt(x->b, "%zu", ++x->count);
    return jln_build_row(x->b, x->table, key, JLN_ROW_BODY, 0);
}

static void set_place(record_table *x, jln_doc_row *row, size_t column, const jln_cursor *from,
                      int doc) {
    const char *place =
        jln_build_line(x->b, jln_cursor_text(from, doc), (int)jln_cursor_int(from, doc + 1));
    jln_text_cell(row, column, place);
    row->cells[0].source = place;
}

/* "Ancrage institutionnel 1/2" is the first slide of one heading. */
static const char *heading_words(record_table *x, const char *heading) {
    size_t length = heading ? strlen(heading) : 0, end = length;
    while (end && heading[end - 1] >= '0' && heading[end - 1] <= '9') end--;
    if (end == length || !end || heading[end - 1] != '/') return heading;
    size_t cut = end - 1;
    while (cut && heading[cut - 1] >= '0' && heading[cut - 1] <= '9') cut--;
    if (cut == end - 1 || !cut || heading[cut - 1] != ' ') return heading;
    return jln_build_fmt(x->b, "%.*s", (int)(cut - 1), heading);
}

/* ---- narratives{kinds = {"problem", "measure"}} ---- */

static jln_status add_narrative(const jln_cursor *from, void *ctx, jln_err *err) {
    (void)err;
    record_table *x = ctx;
    int kind = kind_of(jln_cursor_text(from, 0));
    if (!(x->kinds >> kind & 1)) return JLN_OK;
    const char *id = keep(x, from, 1), *label = node_label(x, id);
    jln_status status = open_group(x, id, label ? label : heading_words(x, keep(x, from, 2)));
    jln_doc_row *row = status == JLN_OK ? add_row(x) : NULL;
    if (!row) return x->b->err->status;
    size_t column = 0;
    if (x->several) jln_text_cell(row, column++, kind_words(kind));
    jln_text_cell(row, column++, keep(x, from, 3));
    set_place(x, row, column, from, 4);
    return JLN_OK;
}

jln_status jln_build_narratives(jln_builder *b, const jln_tree *node) {
    record_table x = {.b = b};
    jln_columns c = {0};
    jln_status status = jln_build_fields(b, node, "key:text title:words kinds:any formats:list");
    if (status == JLN_OK)
        status = jln_build_choices(b, node, "kinds", jln_narrative_kinds, &x.kinds);
    if (status != JLN_OK) return status;
    x.several = (x.kinds & (x.kinds - 1)) != 0;
    if (x.several) jln_columns_add(&c, "kind", _("Nature"), JLN_KIND_TEXT, 0.22f);
    jln_columns_add(&c, "text", _("Ce que dit le document"), JLN_KIND_TEXT, 1);
    jln_columns_add(&c, "place", _("Lieu"), JLN_KIND_CODE, 0);
    x.table = jln_build_table(b, node, &c);
    if (!x.table) return b->err->status;
    const jln_params params = {.plan = b->plan->name};
    status = jln_query_each(b->db, JLN_Q_NARRATIVES, &params, add_narrative, &x, b->err);
    if (status != JLN_OK) return status;
    return jln_build_unless_empty(b, x.table, _("Les documents du plan n'en disent rien."));
}

/* ---- registrations{} ---- */

jln_status jln_build_registrations(jln_builder *b, const jln_tree *node) {
    record_table x = {.b = b};
    jln_columns c = {0};
    jln_status status = jln_build_fields(b, node, "key:text title:words formats:list");
    if (status == JLN_OK) status = jln_build_frame(b);
    if (status != JLN_OK) return status;
    bool dated = false;
    for (int i = 0; i < b->frame->registration_count; i++)
        dated = dated || b->frame->registrations[i].date;
    jln_columns_add(&c, "programme", _("Programme"), JLN_KIND_TEXT, 1);
    jln_columns_add(&c, "operator", _("Opérateur"), JLN_KIND_TEXT, 0.4f);
    jln_columns_add(&c, "regions", _("Régions"), JLN_KIND_TEXT, 0.8f);
    jln_columns_add(&c, "count", _("Enregistrés"), JLN_KIND_COUNT, 0);
    jln_columns_add(&c, "unit", _("Unité"), JLN_KIND_TEXT, 0.3f);
    if (dated) jln_columns_add(&c, "date", _("Quand"), JLN_KIND_TEXT, 0.4f);
    jln_columns_add(&c, "place", _("Lieu"), JLN_KIND_CODE, 0);
    x.table = jln_build_table(b, node, &c);
    if (!x.table) return b->err->status;
    for (int i = 0; i < b->frame->registration_count; i++) {
        const jln_registration *r = &b->frame->registrations[i];
        jln_doc_row *row = add_row(&x);
        if (!row) return b->err->status;
        jln_text_cell(row, 0, r->programme);
        jln_text_cell(row, 1, r->operator_name);
        jln_text_cell(row, 2, r->regions);
        row->cells[3].value = r->count;
        jln_text_cell(row, 4, jln_said(r->unit));
        if (dated) jln_text_cell(row, 5, r->date);
        jln_text_cell(row, dated ? 6 : 5, jln_build_line(b, r->doc, r->line));
    }
    return jln_build_unless_empty(b, x.table,
                                  _("Les documents du plan ne citent aucun enregistrement."));
}

/* ---- what there is ---- */

static jln_status note_kind(const jln_cursor *row, void *ctx, jln_err *err) {
    (void)err;
    record_table *x = ctx;
    x->found |= (x->kinds >> kind_of(jln_cursor_text(row, 0)) & 1) != 0;
    return JLN_OK;
}

static jln_status note_any(const jln_cursor *row, void *ctx, jln_err *err) {
    (void)row, (void)err;
    ((record_table *)ctx)->found = true;
    return JLN_OK;
}

jln_status jln_build_tells(jln_builder *b, uint64_t kinds, bool milestones, bool *out) {
    record_table x = {.b = b, .kinds = kinds};
    const jln_params params = {.plan = b->plan->name};
    jln_status status =
        milestones ? jln_query_each(b->db, JLN_Q_MILESTONES, &params, note_any, &x, b->err)
                   : jln_query_each(b->db, JLN_Q_NARRATIVES, &params, note_kind, &x, b->err);
    *out = x.found;
    return status;
}

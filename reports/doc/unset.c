/* unset_indicators{}: the indicators of the logical framework that cannot be followed, for want of a
 * baseline or a target in figures: what the document says of them, and room to fill in. */
#include "compute/said.h"
#include "doc/build.h"

#include "store/read.h"

#include <string.h>

static bool has_baseline(const jln_frame *f, int line) {
    return jln_value_known(&f->lines[line].baseline);
}

static bool has_target(const jln_frame *f, int line) {
    jln_frame_target target;
    return jln_frame_next_target(f, line, f->plan->first_year, &target) &&
           jln_value_known(&target.value);
}

static bool is_measured(const jln_frame *f, int line, int year) {
    for (int i = 0; i < f->measure_count; i++) {
        const jln_frame_measure *m = &f->measures[i];
        if (m->line == line && m->year <= year && jln_value_known(&m->value)) return true;
    }
    return false;
}

jln_tracking jln_build_tracking(const jln_builder *b) {
    const jln_frame *f = b->frame;
    jln_tracking n = {0};
    for (int i = 0; i < f->line_count; i++) {
        bool baseline = has_baseline(f, i), target = has_target(f, i);
        n.lines++;
        n.baselines += baseline;
        n.targets += target;
        n.both += baseline && target;
        bool measured = is_measured(f, i, b->year);
        n.measured += measured;
        n.unmeasured += baseline && target && !measured;
    }
    return n;
}

bool jln_build_tracked(const jln_builder *b) {
    return jln_build_tracking(b).both > 0;
}

/* The sense that all those that have one share, 0 when they differ: then said once. */
static int shared_direction(const jln_frame *f) {
    int shared = 0;
    for (int i = 0; i < f->line_count; i++) {
        int own = f->lines[i].direction;
        if (own && shared && own != shared) return 0;
        if (own) shared = own;
    }
    return shared;
}

typedef struct {
    jln_builder *b;
    jln_doc_table *table;
    const char **verification; /* [line] */
    uint32_t open;             /* the highest result whose rows come */
} unset;

enum { CODE, INDICATOR, UNIT, BASELINE, TARGET, VERIFICATION, DIRECTION };

static jln_status note_verification(const jln_cursor *row, void *ctx, jln_err *err) {
    unset *x = ctx;
    const jln_builder *b = x->b;
    const char *text = jln_cursor_text(row, 14);
    uint32_t node = jln_plan_node(b->plan, jln_cursor_text(row, 0));
    int position = (int)jln_cursor_int(row, 1);
    for (int i = 0; text && i < b->frame->line_count; i++) {
        const jln_frame_line *l = &b->frame->lines[i];
        if (l->node != node || l->position != position) continue;
        x->verification[i] = jln_arena_str(b->doc->arena, text);
        if (!x->verification[i]) return jln_err_nomem(err);
    }
    return JLN_OK;
}

/* Rows stand under the highest result they belong to. */
static jln_status open_group(unset *x, uint32_t node) {
    const jln_plan *plan = x->b->plan;
    while (node && plan->nodes[node].parent) node = plan->nodes[node].parent;
    if (x->open == node) return JLN_OK;
    x->open = node;
    jln_doc_row *row = jln_build_row(
        x->b, x->table, jln_build_fmt(x->b, "%s/", plan->nodes[node].id), JLN_ROW_GROUP, 0);
    if (!row) return JLN_ENOMEM;
    jln_text_cell(row, 0,
                  node ? jln_build_label(x->b, node, JLN_LABEL_TITLE) : _("Vision du plan"));
    return JLN_OK;
}

static jln_status add_line(unset *x, int i) {
    jln_builder *b = x->b;
    const jln_frame_line *l = &b->frame->lines[i];
    const char *id = b->plan->nodes[l->node].id;
    jln_doc_row *row =
        jln_build_row(b, x->table, jln_build_fmt(b, "%s#%d", id, l->position), JLN_ROW_BODY, 0);
    if (!row) return JLN_ENOMEM;
    jln_text_cell(row, CODE, *id ? id : "–");
    jln_text_cell(row, INDICATOR, l->title);
    row->cells[INDICATOR].source = jln_build_place(b, l->doc, l->line);
    jln_text_cell(row, UNIT, jln_said(l->unit));
    if (x->table->column_count > DIRECTION)
        jln_text_cell(row, DIRECTION,
                      l->direction > 0   ? _("hausse")
                      : l->direction < 0 ? _("baisse")
                                         : "");
    jln_text_cell(row, BASELINE, l->baseline_text ? l->baseline_text : "");
    jln_text_cell(row, TARGET, l->target_text ? l->target_text : "");
    jln_text_cell(row, VERIFICATION, x->verification[i] ? x->verification[i] : "");
    return JLN_OK;
}

static jln_status add_lines(unset *x) {
    const jln_frame *f = x->b->frame;
    jln_status status = JLN_OK;
    for (int i = 0; status == JLN_OK && i < f->line_count; i++) {
        if (has_baseline(f, i) && has_target(f, i)) continue;
        status = open_group(x, f->lines[i].node);
        if (status == JLN_OK) status = add_line(x, i);
    }
    return status;
}

jln_status jln_build_unset(jln_builder *b, const jln_tree *node) {
    unset x = {.b = b, .open = UINT32_MAX};
    jln_columns c = {0};
    jln_status status = jln_build_fields(b, node, "key:text title:words formats:list");
    if (status == JLN_OK) status = jln_build_frame(b);
    if (status != JLN_OK) return status;
    x.verification =
        jln_arena_array(b->doc->arena, (size_t)b->frame->line_count + 1, sizeof *x.verification);
    if (!x.verification) return jln_err_nomem(b->err);
    jln_columns_add(&c, "result", _("Résultat"), JLN_KIND_CODE, 0);
    jln_columns_add(&c, "indicator", _("Indicateur"), JLN_KIND_TEXT, 1);
    jln_columns_add(&c, "unit", _("Unité"), JLN_KIND_TEXT, 0.28f);
    jln_columns_add(&c, "baseline", _("Référence à fixer"), JLN_KIND_TEXT, 0.22f);
    jln_columns_add(&c, "target", _("Cible à fixer"), JLN_KIND_TEXT, 0.22f);
    jln_columns_add(&c, "verification", _("Moyens de vérification"), JLN_KIND_TEXT, 0.6f);
    int shared = shared_direction(b->frame);
    if (!shared) jln_columns_add(&c, "direction", _("Sens voulu"), JLN_KIND_CODE, 0);
    x.table = jln_build_table(b, node, &c);
    const jln_params params = {.plan = b->plan->name};
    if (!x.table) return b->err->status;
    status = jln_query_each(b->db, JLN_Q_INDICATORS, &params, note_verification, &x, b->err);
    if (status == JLN_OK) status = add_lines(&x);
    if (status != JLN_OK) return status;
    if (shared)
        x.table->caption = shared > 0 ? _("sens voulu : hausse")
                                      : _("sens voulu : baisse");
    return jln_build_unless_empty(
        b, x.table, _("chaque indicateur a une référence et une cible chiffrées."));
}

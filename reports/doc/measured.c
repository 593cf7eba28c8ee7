/* measured{}: the indicators of the logical framework that were measured, those furthest from their
 * target first, with the measure before the last one and a word on a target that was missed. */
#include "doc/indicators.h"

#include "compute/said.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    jln_builder *b;
    jln_doc_table *table;
    const jln_indicator *progress, *judged; /* judged: by the target of the year of the measure */
    bool lights;
} measured;

enum { INDICATOR, BASELINE, BEFORE, LAST, TARGET, PROGRESS, LIGHT };

static const jln_frame_measure *numbered(const jln_frame *f, int line, int year) {
    const jln_frame_measure *m = jln_indicator_last(f, line, year);
    return m && jln_value_known(&m->value) ? m : NULL;
}

/* The target of the year of the measure is stated, and the measure does not reach it. */
static bool misses(const jln_frame *f, int line, const jln_frame_measure *m,
                   jln_frame_target *target) {
    int direction = f->lines[line].direction;
    if (!jln_frame_target_of(f, line, m->year, target) || !jln_value_known(&target->value))
        return false;
    int order = jln_rat_cmp(m->value.number, target->value.number);
    return direction < 0 ? order > 0 : direction > 0 && order < 0;
}

static void show_target(measured *x, jln_doc_row *row, int line, const jln_frame_measure *m) {
    jln_builder *b = x->b;
    const jln_frame_line *l = &b->frame->lines[line];
    jln_frame_target target;
    row->cells[TARGET].value = jln_value_none(JLN_NA, JLN_REASON_NO_TARGET);
    if (!jln_frame_next_target(b->frame, line, m->year, &target)) return;
    jln_indicator_show(b, &row->cells[TARGET], &target.value, l->target_text, jln_said(l->unit),
                       target.year);
    if (!misses(b->frame, line, m, &target)) return;
    row->cells[TARGET].note = jln_doc_note(
        b->doc, x->table, jln_build_fmt(b, _("La cible de %d n'a pas été atteinte."), target.year));
}

/* Before its year a target judges nothing: only the one of the year of the measure has a light. */
static jln_status judge(measured *x, int line, const jln_frame_measure *m, jln_result *r) {
    jln_place place = {x->b->frame->lines[line].node, -1, m->year};
    return jln_engine_item(x->b->engine, x->judged, place, line, r, x->b->err);
}

static jln_status find_lights(measured *x) {
    jln_err none = {0};
    jln_status status = JLN_OK;
    if (jln_engine_find(x->b->engine, "avancement-vers-cible", &x->judged, &none) != JLN_OK)
        return JLN_OK;
    for (int i = 0; status == JLN_OK && !x->lights && i < x->b->frame->line_count; i++) {
        const jln_frame_measure *m = numbered(x->b->frame, i, x->b->year);
        jln_result r;
        if (!m || !jln_build_in_plan(x->b, m->year)) continue;
        status = judge(x, i, m, &r);
        x->lights = r.light != JLN_LIGHT_NONE;
    }
    return status;
}

static jln_status add_measured(measured *x, int line, const jln_frame_measure *m) {
    jln_builder *b = x->b;
    const jln_frame *f = b->frame;
    const jln_frame_line *l = &f->lines[line];
    const jln_frame_measure *before = numbered(f, line, m->year - 1);
    int year = jln_build_in_plan(b, m->year) ? m->year : b->year;
    jln_result r;
    jln_doc_row *row = jln_build_row(
        b, x->table, jln_build_fmt(b, "%s#%d", b->plan->nodes[l->node].id, l->position),
        JLN_ROW_BODY, 0);
    if (!row) return JLN_ENOMEM;
    const char *id = b->plan->nodes[l->node].id;
    jln_text_cell(row, INDICATOR, *id ? jln_build_fmt(b, "%s · %s", id, l->title) : l->title);
    row->cells[INDICATOR].source = jln_build_place(b, l->doc, l->line);
    jln_indicator_show(b, &row->cells[BASELINE], &l->baseline, l->baseline_text, jln_said(l->unit),
                       l->baseline_year);
    row->cells[BEFORE].value = jln_value_none(JLN_MISSING, JLN_REASON_NOT_MEASURED);
    if (before)
        jln_indicator_show(b, &row->cells[BEFORE], &before->value, before->words, l->unit,
                           before->year);
    jln_indicator_show(b, &row->cells[LAST], &m->value, m->words, l->unit, m->year);
    row->cells[LAST].source = m->source;
    show_target(x, row, line, m);
    jln_status status =
        jln_engine_item(b->engine, x->progress, (jln_place){l->node, -1, year}, line, &r, b->err);
    if (status != JLN_OK) return status;
    row->cells[PROGRESS].value = r.value;
    if (!x->lights || !jln_build_in_plan(b, m->year)) return JLN_OK;
    status = judge(x, line, m, &r);
    row->cells[LIGHT].value = r.value;
    row->cells[LIGHT].light = r.light;
    return status;
}

/* Those without a progress come last. */
static int furthest_first(const void *a, const void *b) {
    const jln_doc_row *x = a, *y = b;
    const jln_value *p = &x->cells[PROGRESS].value, *q = &y->cells[PROGRESS].value;
    bool known = jln_value_known(p), other = jln_value_known(q);
    int order = known && other ? jln_rat_cmp(p->number, q->number) : (int)other - (int)known;
    return order ? order : strcmp(x->key, y->key);
}

static void add_columns(const measured *x, jln_columns *c) {
    jln_columns_add(c, "indicator", _("Indicateur"), JLN_KIND_TEXT, 1);
    jln_columns_add(c, "baseline", _("Référence"), JLN_KIND_NUMBER, 0);
    jln_columns_add(c, "before", _("Mesure précédente"), JLN_KIND_NUMBER, 0);
    jln_columns_add(c, "measured", _("Dernière mesure"), JLN_KIND_NUMBER, 0);
    jln_columns_add(c, "target", _("Cible"), JLN_KIND_NUMBER, 0);
    jln_columns_add_rate(c, "progress", _("Avancement"), JLN_KIND_RATE);
    if (x->lights) jln_columns_add(c, "light", _("Feu"), JLN_KIND_LIGHT, 0);
}

jln_status jln_build_measured(jln_builder *b, const jln_tree *node) {
    measured x = {.b = b};
    jln_columns c = {0};
    jln_status status =
        jln_build_fields(b, node, "key:text title:words indicator:text formats:list");
    if (status == JLN_OK) status = jln_build_frame(b);
    if (status == JLN_OK)
        status = jln_build_indicator(b, node, "avancement-prochaine-cible", JLN_OVER_LOGFRAME,
                                     &x.progress);
    if (status == JLN_OK) status = find_lights(&x);
    if (status != JLN_OK) return status;
    add_columns(&x, &c);
    x.table = jln_build_table(b, node, &c);
    if (!x.table) return b->err->status;
    for (int i = 0; status == JLN_OK && i < b->frame->line_count; i++) {
        const jln_frame_measure *m = numbered(b->frame, i, b->year);
        if (m) status = add_measured(&x, i, m);
    }
    if (status != JLN_OK) return status;
    if (x.table->row_count)
        qsort(x.table->rows, x.table->row_count, sizeof *x.table->rows, furthest_first);
    return jln_build_unless_empty(
        b, x.table,
        jln_build_fmt(b,
                      _("aucun indicateur du cadre logique n'est mesuré en chiffres jusqu'en %d."),
                      b->year));
}

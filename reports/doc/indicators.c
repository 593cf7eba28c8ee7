/* indicators{shape = "progress"}: the indicators of the logical framework, under the result each
 * belongs to. "progress" measures the way gone to the next target; "printed" keeps the document's
 * own words; "count" tells how many can be followed; "late" lists those that were measured and have
 * not reached their next target, the furthest from it first. */
#include "doc/indicators.h"

#include "compute/said.h"

#include "doc/format.h"
#include "store/read.h"

#include <stdlib.h>
#include <string.h>

enum { DIGITS_MAX = 4 }; /* decimals a measured value may keep */

typedef struct {
    jln_builder *b;
    jln_doc_table *table;
    const jln_indicator *progress;
    const char **verification; /* [line] */
} framework;

/* ---- values in words ---- */

static const char *number_words(jln_builder *b, jln_rat number) {
    jln_str text = {0};
    int decimals = 0;
    for (; decimals < DIGITS_MAX; decimals++) {
        jln_rat scaled = number;
        int64_t power = 1;
        for (int i = 0; i < decimals; i++) power *= 10;
        if (!jln_rat_mul(number, jln_rat_of(power), &scaled) || jln_rat_is_integer(scaled)) break;
    }
    jln_format_number(&text, number, decimals, b->lang);
    const char *copy = jln_build_fmt(b, "%s", jln_str_c(&text));
    jln_str_free(&text);
    return copy;
}

void jln_indicator_show(jln_builder *b, jln_cell *cell, const jln_value *value, const char *words,
                        const char *unit, int year) {
    cell->value = *value;
    if (value->state == JLN_TEXT && words) cell->text = words;
    if (!jln_value_known(value)) return;
    const char *sign =
        unit && strcmp(unit, "%") == 0 ? (b->lang == JLN_LANG_EN ? "%" : "\u00a0%") : "";
    const char *number = number_words(b, value->number);
    cell->text = year ? jln_build_fmt(b, "%s%s (%d)", number, sign, year)
                      : jln_build_fmt(b, "%s%s", number, sign);
}

const jln_frame_measure *jln_indicator_last(const jln_frame *f, int line, int year) {
    const jln_frame_measure *last = NULL;
    for (int i = 0; i < f->measure_count; i++) {
        const jln_frame_measure *m = &f->measures[i];
        if (m->line != line || m->year > year) continue;
        if (!last || jln_value_known(&m->value) || !jln_value_known(&last->value)) last = m;
    }
    return last;
}

/* Progress is that of the day it was measured. */
static int measured_year(const jln_builder *b, int line) {
    const jln_frame_measure *m = jln_indicator_last(b->frame, line, b->year);
    bool usable = m && jln_value_known(&m->value) && jln_build_in_plan(b, m->year);
    return usable ? m->year : b->year;
}

static void show_measure(framework *x, jln_cell *cell, int line) {
    const jln_frame_measure *m = jln_indicator_last(x->b->frame, line, x->b->year);
    jln_value none = jln_value_none(JLN_MISSING, JLN_REASON_NOT_MEASURED);
    if (!m) cell->value = none;
    else jln_indicator_show(x->b, cell, &m->value, m->words, x->b->frame->lines[line].unit, m->year);
    if (m && m->source) cell->source = m->source;
}

/* ---- rows ---- */

static jln_status open_result(framework *x, uint32_t node, uint32_t *open) {
    jln_builder *b = x->b;
    if (*open == node) return JLN_OK;
    *open = node;
    const char *id = b->plan->nodes[node].id;
    jln_doc_row *row = jln_build_row(b, x->table, jln_build_fmt(b, "%s/", id), JLN_ROW_GROUP, 0);
    if (!row) return JLN_ENOMEM;
    jln_text_cell(row, 0, node ? jln_build_label(b, node, JLN_LABEL_TITLE) : _("Le plan entier"));
    return JLN_OK;
}

static const char *direction_words(int direction) {
    return direction > 0 ? _("hausse") : direction < 0 ? _("baisse") : NULL;
}

static void fill_printed(framework *x, jln_doc_row *row, int i) {
    const jln_frame_line *l = &x->b->frame->lines[i];
    jln_text_cell(row, 1, direction_words(l->direction));
    jln_text_cell(row, 2, jln_said(l->unit));
    jln_text_cell(row, 3, l->baseline_text);
    jln_text_cell(row, 4, l->target_text);
    show_measure(x, &row->cells[5], i);
    jln_text_cell(row, 6, x->verification[i]);
    jln_text_cell(row, 7, jln_build_place(x->b, l->doc, l->line));
}

static jln_status fill_progress(framework *x, jln_doc_row *row, int i) {
    jln_builder *b = x->b;
    const jln_frame_line *l = &b->frame->lines[i];
    int year = measured_year(b, i);
    jln_frame_target target;
    jln_result result;
    jln_indicator_show(b, &row->cells[1], &l->baseline, l->baseline_text, jln_said(l->unit), l->baseline_year);
    row->cells[2].value = jln_value_none(JLN_NA, JLN_REASON_NO_TARGET);
    if (jln_frame_next_target(b->frame, i, year, &target))
        jln_indicator_show(b, &row->cells[2], &target.value, l->target_text, jln_said(l->unit), target.year);
    show_measure(x, &row->cells[3], i);
    jln_status status =
        jln_engine_item(b->engine, x->progress, (jln_place){l->node, -1, year}, i, &result, b->err);
    if (status != JLN_OK) return status;
    row->cells[4].value = result.value;
    if (!x->progress->lights) return JLN_OK;
    row->cells[5].value = result.value;
    row->cells[5].light = result.light;
    return JLN_OK;
}

static jln_status add_line(framework *x, int i) {
    jln_builder *b = x->b;
    const jln_frame_line *l = &b->frame->lines[i];
    const char *key = jln_build_fmt(b, "%s#%d", b->plan->nodes[l->node].id, l->position);
    jln_doc_row *row = jln_build_row(b, x->table, key, JLN_ROW_BODY, 0);
    if (!row) return JLN_ENOMEM;
    jln_text_cell(row, 0, l->title);
    row->cells[0].source = jln_build_place(b, l->doc, l->line);
    if (x->progress) return fill_progress(x, row, i);
    fill_printed(x, row, i);
    return JLN_OK;
}

static jln_status add_lines(framework *x) {
    const jln_frame *f = x->b->frame;
    uint32_t open = UINT32_MAX;
    jln_status status = JLN_OK;
    for (int i = 0; status == JLN_OK && i < f->line_count; i++) {
        status = open_result(x, f->lines[i].node, &open);
        if (status == JLN_OK) status = add_line(x, i);
    }
    return status;
}

/* ---- shape = "late": what was measured and has not reached its next target ---- */

enum { PROGRESS = 4 };

static int furthest_first(const void *a, const void *b) {
    const jln_doc_row *x = a, *y = b;
    int order = jln_rat_cmp(x->cells[PROGRESS].value.number, y->cells[PROGRESS].value.number);
    return order ? order : strcmp(x->key, y->key);
}

static jln_status add_late(framework *x) {
    jln_status status = JLN_OK;
    for (int i = 0; status == JLN_OK && i < x->b->frame->line_count; i++) {
        status = add_line(x, i);
        if (status != JLN_OK) return status;
        const jln_value *v = &x->table->rows[x->table->row_count - 1].cells[PROGRESS].value;
        bool short_of = jln_value_known(v) && jln_rat_cmp(v->number, jln_rat_of(1)) < 0;
        if (!short_of) x->table->row_count--;
    }
    if (x->table->row_count)
        qsort(x->table->rows, x->table->row_count, sizeof *x->table->rows, furthest_first);
    return status;
}

/* Said in every format: the chart over this table goes with it. */
static jln_status say_none_late(framework *x) {
    int measured = 0;
    for (int i = 0; i < x->b->frame->line_count; i++) {
        const jln_frame_measure *m = jln_indicator_last(x->b->frame, i, x->b->year);
        measured += m && jln_value_known(&m->value);
    }
    unsigned formats = x->b->formats;
    x->b->formats = JLN_FOR_ALL;
    jln_status status = jln_build_unless_empty(
        x->b, x->table,
        measured ? _("aucun indicateur mesuré n'est en deçà de sa cible.")
                 : jln_build_fmt(x->b, _("ND : aucun indicateur n'est mesuré jusqu'en %d."),
                                 x->b->year));
    x->b->formats = formats;
    return status;
}

/* ---- shape = "count" ---- */

static void count_line(framework *x, jln_doc_row *row, int i) {
    const jln_frame *f = x->b->frame;
    const jln_frame_line *l = &f->lines[i];
    jln_frame_target target;
    bool goal =
        jln_frame_next_target(f, i, f->plan->first_year, &target) && jln_value_known(&target.value);
    bool start = jln_value_known(&l->baseline);
    const jln_frame_measure *m = jln_indicator_last(f, i, x->b->year);
    bool yes[] = {true, start, goal, start && goal, m && jln_value_known(&m->value)};
    for (size_t c = 0; c < sizeof yes / sizeof *yes; c++)
        row->cells[c + 1].value.number.num += yes[c];
}

static jln_status add_count(framework *x, const char *key, const char *label, uint32_t from,
                            uint32_t to, jln_row_role role) {
    jln_doc_row *row = jln_build_row(x->b, x->table, key, role, 0);
    if (!row) return JLN_ENOMEM;
    jln_cell *name = jln_text_cell(row, 0, label);
    name->strong = role == JLN_ROW_TOTAL;
    name->brief = true;
    for (size_t c = 1; c < x->table->column_count; c++) row->cells[c].value = jln_value_integer(0);
    for (int i = 0; i < x->b->frame->line_count; i++)
        if (x->b->frame->lines[i].node >= from && x->b->frame->lines[i].node < to)
            count_line(x, row, i);
    if (row->cells[1].value.number.num == 0 && role == JLN_ROW_BODY) x->table->row_count--;
    return JLN_OK;
}

static jln_status add_counts(framework *x, const jln_columns *c) {
    jln_builder *b = x->b;
    jln_status status = add_count(x, "0", _("Le plan entier"), 0, 1, JLN_ROW_BODY);
    for (uint32_t i = 1; status == JLN_OK && i < b->plan->node_count; i = b->plan->nodes[i].end)
        status = add_count(x, b->plan->nodes[i].id, jln_build_label(b, i, JLN_LABEL_SHORT), i,
                           b->plan->nodes[i].end, JLN_ROW_BODY);
    if (status == JLN_OK)
        status = add_count(x, "total", _("Ensemble"), 0, b->plan->node_count, JLN_ROW_TOTAL);
    return status == JLN_OK ? jln_columns_total(b, c, x->table, x->table->row_count - 1, 0)
                            : status;
}

/* ---- reading ---- */

static jln_status note_verification(const jln_cursor *row, void *ctx, jln_err *err) {
    framework *x = ctx;
    const char *text = jln_cursor_text(row, 14);
    uint32_t node = jln_plan_node(x->b->plan, jln_cursor_text(row, 0));
    int position = (int)jln_cursor_int(row, 1);
    for (int i = 0; text && i < x->b->frame->line_count; i++) {
        const jln_frame_line *l = &x->b->frame->lines[i];
        if (l->node != node || l->position != position) continue;
        x->verification[i] = jln_arena_str(x->b->doc->arena, text);
        if (!x->verification[i]) return jln_err_nomem(err);
    }
    return JLN_OK;
}

static jln_status read_framework(framework *x) {
    jln_builder *b = x->b;
    jln_status status = jln_build_frame(b);
    if (status != JLN_OK) return status;
    size_t count = (size_t)b->frame->line_count + 1;
    x->verification = jln_arena_array(b->doc->arena, count, sizeof *x->verification);
    if (!x->verification) return jln_err_nomem(b->err);
    const jln_params params = {.plan = b->plan->name};
    return jln_query_each(b->db, JLN_Q_INDICATORS, &params, note_verification, x, b->err);
}

static void columns_printed(jln_columns *c) {
    jln_columns_add(c, "indicator", _("Indicateur"), JLN_KIND_TEXT, 1.6f);
    jln_columns_add(c, "direction", _("Sens voulu"), JLN_KIND_CODE, 0);
    jln_columns_add(c, "unit", _("Unité"), JLN_KIND_TEXT, 0.55f);
    jln_columns_add(c, "baseline", _("Référence imprimée"), JLN_KIND_TEXT, 0.7f);
    jln_columns_add(c, "target", _("Cible imprimée"), JLN_KIND_TEXT, 0.7f);
    jln_columns_add(c, "measured", _("Dernière mesure"), JLN_KIND_NUMBER, 0);
    jln_columns_add(c, "verification", _("Moyens de vérification"), JLN_KIND_TEXT, 1);
    jln_columns_add(c, "place", _("Lieu"), JLN_KIND_CODE, 0);
}

static void columns_progress(const framework *x, jln_columns *c) {
    jln_columns_add(c, "indicator", _("Indicateur"), JLN_KIND_TEXT, 1);
    jln_columns_add(c, "baseline", _("Référence"), JLN_KIND_TEXT, 0.4f);
    jln_columns_add(c, "target", _("Prochaine cible"), JLN_KIND_TEXT, 0.4f);
    jln_columns_add(c, "measured", _("Dernière mesure"), JLN_KIND_NUMBER, 0);
    jln_columns_add_rate(c, "progress", x->progress->title, JLN_KIND_RATE);
    if (x->progress->lights) jln_columns_add(c, "light", _("Feu"), JLN_KIND_LIGHT, 0);
}

static void columns_count(jln_builder *b, jln_columns *c) {
    static const char *const keys[] = {"indicators", "baseline", "target", "both", "measured"};
    const char *const titles[] = {_("Indicateurs"), _("Référence chiffrée"), _("Cible chiffrée"),
                                  _("Référence et cible chiffrées"), _("Mesurés")};
    const char *level = jln_plan_level_words(b->plan, 0, b->lang, false);
    jln_columns_add(c, "node", jln_build_capital(b, level), JLN_KIND_TEXT, 1);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        jln_columns_add(c, keys[i], titles[i], JLN_KIND_COUNT, 0);
        c->columns[c->count - 1].unit = "indicators";
        c->figures[c->count - 1].role = JLN_COLUMN_COUNT;
    }
}

jln_status jln_build_indicators(jln_builder *b, const jln_tree *node) {
    static const char *const shapes[] = {"progress", "printed", "count", "late", NULL};
    framework x = {.b = b};
    jln_columns c = {0};
    int shape = 0;
    jln_status status =
        jln_build_fields(b, node, "key:text title:words shape:text indicator:text formats:list");
    if (status == JLN_OK) status = jln_build_choice(b, node, "shape", shapes, 0, &shape);
    if (status == JLN_OK) status = read_framework(&x);
    if (status == JLN_OK && (shape == 0 || shape == 3))
        status = jln_build_indicator(b, node, "avancement-prochaine-cible", JLN_OVER_LOGFRAME,
                                     &x.progress);
    if (status != JLN_OK) return status;
    if (shape == 0 || shape == 3) columns_progress(&x, &c);
    else if (shape == 1) columns_printed(&c);
    else columns_count(b, &c);
    x.table = jln_build_table(b, node, &c);
    if (!x.table) return b->err->status;
    if (b->frame->line_count)
        status = shape == 2 ? add_counts(&x, &c) : shape == 3 ? add_late(&x) : add_lines(&x);
    if (status != JLN_OK) return status;
    if (shape == 3) return say_none_late(&x);
    return jln_build_unless_empty(b, x.table, _("le plan n'a pas de cadre logique."));
}

/* indicators{shape = ...}: the indicators of the logical framework. "printed" is the tracking
 * table: the document's own words, under the result each belongs to, with the last measure, its
 * progress and its light; "progress" is the same in figures, a line each, for an annex; "measured"
 * has those that were measured, the furthest behind first; "late" those of them that have not
 * reached their target; "count" tells how many can be followed, "told" says so in sentences. A
 * column that has nothing to say of any indicator is left out. */
#include "doc/framework.h"

#include "doc/voids.h"
#include "store/read.h"

#include <stdlib.h>
#include <string.h>

typedef enum { PROGRESS, PRINTED, COUNT, LATE, MEASURED, TOLD } shape;

/* Progress is towards the next target; the lights judge a measure by the target of its own year, or
 * by the share of it that was reached where there is no baseline. */
typedef struct {
    jln_builder *b;
    jln_doc_table *table;
    shape shape;
    const jln_indicator *progress, *stated, *attained;
    const char **verification; /* [line] */
} framework;

/* ---- cells ---- */

static jln_cell *cell_of(const framework *x, jln_doc_row *row, const char *key) {
    for (size_t i = 0; i < x->table->column_count; i++)
        if (strcmp(x->table->columns[i].key, key) == 0) return &row->cells[i];
    return NULL;
}

static void show_text(const framework *x, jln_doc_row *row, const char *key, const char *text) {
    jln_cell *cell = cell_of(x, row, key);
    if (cell) cell->text = text;
}

static jln_status ask(framework *x, const jln_indicator *indicator, const jln_tracked *t,
                      jln_result *out) {
    return jln_engine_item(x->b->engine, indicator, (jln_place){t->line->node, -1, t->year},
                           t->index, out, x->b->err);
}

static jln_status fill_light(framework *x, jln_cell *cell, const jln_tracked *t) {
    const jln_indicator *asked[] = {x->progress->lights ? x->progress : x->stated, x->attained};
    for (size_t i = 0; t->measured && i < sizeof asked / sizeof *asked; i++) {
        jln_result result;
        if (!asked[i]) continue;
        jln_status status = ask(x, asked[i], t, &result);
        if (status != JLN_OK) return status;
        if (!jln_value_known(&result.value) || result.light == JLN_LIGHT_NONE) continue;
        cell->value = result.value;
        cell->light = result.light;
        status = jln_build_uses(x->b, asked[i]);
        if (status != JLN_OK || i == 0) return status;
        cell->note = jln_doc_note(x->b->doc, x->table,
                                  _("Feu du taux d'atteinte de la cible : la référence n'est pas "
                                    "connue."));
        return cell->note ? JLN_OK : jln_err_nomem(x->b->err);
    }
    return JLN_OK;
}

/* What all tables of indicators end with: the last measure, its progress, its light. */
static jln_status fill_measure(framework *x, jln_doc_row *row, const jln_tracked *t) {
    jln_cell *before = cell_of(x, row, "before"), *year = cell_of(x, row, "year");
    jln_cell *light = cell_of(x, row, "light");
    if (before && t->before) jln_track_show_measure(x->b, before, t, t->before);
    if (year && t->last) year->value = jln_value_integer(t->last->year);
    jln_track_show_measure(x->b, cell_of(x, row, "measured"), t, t->last);
    jln_result result;
    jln_status status = ask(x, x->progress, t, &result);
    if (status != JLN_OK) return status;
    cell_of(x, row, "progress")->value = result.value;
    return light ? fill_light(x, light, t) : JLN_OK;
}

static void fill_printed(framework *x, jln_doc_row *row, const jln_tracked *t) {
    static const char *const directions[] = {N_("baisse"), NULL, N_("hausse")};
    const jln_frame_line *l = t->line;
    const char *unit = jln_track_unit(l), *lapsed = jln_track_lapsed(x->b, t);
    const char *direction = directions[1 + l->direction];
    bool figures = unit || (l->kind && strcmp(l->kind, "text") != 0);
    if (figures && direction) show_text(x, row, "direction", _(direction));
    show_text(x, row, "baseline", l->baseline_text);
    show_text(x, row, "target",
              lapsed ? jln_build_fmt(x->b, "%s [%s]", l->target_text ? l->target_text : "", lapsed)
                     : l->target_text);
    show_text(x, row, "verification", x->verification[t->index]);
    show_text(x, row, "place", jln_build_line(x->b, l->doc, l->line));
}

static void fill_figures(framework *x, jln_doc_row *row, const jln_tracked *t) {
    const jln_frame_line *l = t->line;
    jln_cell *baseline = cell_of(x, row, "baseline");
    jln_track_show(x->b, baseline, &l->baseline, JLN_BOUND_EXACT, l->baseline_text, l->unit,
                   l->baseline_year);
    bool silent = l->baseline.state == JLN_MISSING && (!l->baseline_text || !*l->baseline_text);
    if (silent) *baseline = (jln_cell){.text = _("non imprimée")};
    jln_track_show_target(x->b, cell_of(x, row, "target"), t, x->shape == LATE);
    if (l->node) show_text(x, row, "result", x->b->plan->nodes[l->node].id);
}

/* ---- rows ---- */

/* "Effet 1.2 – ...", under what it stands in. */
static jln_status open_result(framework *x, uint32_t node, uint32_t *open) {
    jln_builder *b = x->b;
    if (*open == node) return JLN_OK;
    *open = node;
    const jln_node *n = &b->plan->nodes[node];
    jln_doc_row *row = jln_build_row(b, x->table, jln_build_fmt(b, "%s/", n->id), JLN_ROW_GROUP, 0);
    if (!row) return JLN_ENOMEM;
    const char *label =
        x->shape == PROGRESS
            ? jln_build_label(b, node, JLN_LABEL_SHORT)
            : jln_build_fmt(b, "%s – %s", jln_build_label(b, node, JLN_LABEL_CODE), n->title);
    jln_text_cell(row, 0, node ? label : _("Le plan lui-même"));
    return JLN_OK;
}

static jln_status add_line(framework *x, const jln_tracked *t) {
    jln_builder *b = x->b;
    const jln_frame_line *l = t->line;
    const char *key = jln_build_fmt(b, "%s#%d", b->plan->nodes[l->node].id, l->position);
    jln_doc_row *row = jln_build_row(b, x->table, key, JLN_ROW_BODY, 0);
    if (!row) return JLN_ENOMEM;
    jln_cell *title = cell_of(x, row, "indicator");
    title->text = jln_track_title(b, l, x->shape == PRINTED);
    if (x->shape == MEASURED && l->node)
        title->text = jln_build_fmt(b, "%s · %s", b->plan->nodes[l->node].id, title->text);
    title->source = jln_build_place(b, l->doc, l->line);
    if (x->shape == PRINTED) fill_printed(x, row, t);
    else fill_figures(x, row, t);
    return fill_measure(x, row, t);
}

/* The node of the plan's first level that a node stands under. */
static uint32_t top_of(const jln_plan *plan, uint32_t node) {
    uint32_t top = node ? 1 : 0;
    while (node && plan->nodes[top].end <= node) top = plan->nodes[top].end;
    return top;
}

static bool has_figure(const jln_builder *b, const jln_tracked *t) {
    jln_frame_target any;
    return t->last || jln_value_known(&t->line->baseline) ||
           (jln_frame_next_target(b->frame, t->index, 0, &any) && jln_value_known(&any.value));
}

/* What an annex leaves to the tracking table: neither a figure nor a measure. */
static jln_status say_untracked(framework *x, int untracked) {
    if (!untracked || !x->table->row_count) return JLN_OK;
    jln_doc_row *row = jln_build_row(x->b, x->table, "untracked", JLN_ROW_MEMO, 0);
    if (!row) return JLN_ENOMEM;
    jln_text_cell(row, 0,
                  jln_build_fmt(x->b,
                                P_("%d autre indicateur n'a ni référence ni cible chiffrées, ni "
                                   "mesure : il est dans le rapport « cadre logique ».",
                                   "%d autres indicateurs n'ont ni référence ni cible chiffrées, "
                                   "ni mesure : ils sont dans le rapport « cadre logique ».",
                                   (unsigned long)untracked),
                                untracked));
    return JLN_OK;
}

static jln_status add_lines(framework *x) {
    jln_builder *b = x->b;
    uint32_t open = UINT32_MAX;
    int untracked = 0;
    jln_status status = JLN_OK;
    for (int i = 0; status == JLN_OK && i < b->frame->line_count; i++) {
        jln_tracked t = jln_track(b, i);
        bool shown = x->shape == PRINTED || (x->shape == PROGRESS ? has_figure(b, &t) : t.measured);
        untracked += !shown;
        if (!shown) continue;
        if (x->shape == PRINTED) status = open_result(x, t.line->node, &open);
        if (x->shape == PROGRESS) status = open_result(x, top_of(b->plan, t.line->node), &open);
        if (status == JLN_OK) status = add_line(x, &t);
    }
    return status == JLN_OK && x->shape == PROGRESS ? say_untracked(x, untracked) : status;
}

/* ---- shape = "measured", "late": the furthest from its target first ---- */

enum { PROGRESS_AT = 5 }; /* its column in both */

static int furthest_first(const void *a, const void *b) {
    const jln_doc_row *x = a, *y = b;
    const jln_value *v = &x->cells[PROGRESS_AT].value, *w = &y->cells[PROGRESS_AT].value;
    if (jln_value_known(v) != jln_value_known(w)) return jln_value_known(v) ? -1 : 1;
    int order = jln_value_known(v) ? jln_rat_cmp(v->number, w->number) : 0;
    return order ? order : strcmp(x->key, y->key);
}

static void keep_late(jln_doc_table *table) {
    size_t kept = 0;
    for (size_t r = 0; r < table->row_count; r++) {
        const jln_value *v = &table->rows[r].cells[PROGRESS_AT].value;
        if (jln_value_known(v) && jln_rat_cmp(v->number, jln_rat_of(1)) < 0)
            table->rows[kept++] = table->rows[r];
    }
    table->row_count = kept;
}

/* Said in every format: the chart over this table goes with it. */
static jln_status say_none_late(framework *x, bool measured) {
    unsigned formats = x->b->formats;
    x->b->formats = JLN_FOR_ALL;
    jln_status status = jln_build_unless_empty(
        x->b, x->table,
        measured
            ? _("aucun indicateur mesuré n'est en deçà de sa cible.")
            : jln_build_fmt(x->b, _("aucun indicateur n'est mesuré jusqu'en %d."), x->b->year));
    x->b->formats = formats;
    return status;
}

static jln_status add_measured(framework *x) {
    jln_status status = add_lines(x);
    if (status != JLN_OK) return status;
    bool measured = x->table->row_count > 0;
    if (x->shape == LATE) keep_late(x->table);
    if (x->table->row_count)
        qsort(x->table->rows, x->table->row_count, sizeof *x->table->rows, furthest_first);
    if (x->shape == LATE) return say_none_late(x, measured);
    return jln_build_unless_empty(
        x->b, x->table,
        jln_build_fmt(x->b, _("aucun indicateur n'est mesuré jusqu'en %d."), x->b->year));
}

/* ---- shape = "count" ---- */

static void count_line(framework *x, jln_doc_row *row, int i) {
    jln_builder *b = x->b;
    jln_tracked t = jln_track(b, i);
    jln_frame_target target;
    bool goal = jln_frame_next_target(b->frame, i, 0, &target) && jln_value_known(&target.value);
    bool start = jln_value_known(&t.line->baseline);
    bool yes[] = {true,          start,      goal,
                  start && goal, t.measured, t.measured && t.last->year == b->year};
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
    jln_status status = add_count(x, "0", _("Le plan lui-même"), 0, 1, JLN_ROW_BODY);
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

static const jln_indicator *known_indicator(const jln_builder *b, const char *id) {
    const jln_indicator *found;
    jln_err local = {0};
    return jln_engine_find(b->engine, id, &found, &local) == JLN_OK ? found : NULL;
}

static jln_status read_framework(framework *x, const jln_tree *node) {
    jln_builder *b = x->b;
    jln_status status = jln_build_frame(b);
    if (status == JLN_OK)
        status = jln_build_indicator(b, node, "avancement-prochaine-cible", JLN_OVER_LOGFRAME,
                                     &x->progress);
    if (status != JLN_OK || x->shape != PRINTED) return status;
    size_t count = (size_t)b->frame->line_count + 1;
    x->verification = jln_arena_array(b->doc->arena, count, sizeof *x->verification);
    if (!x->verification) return jln_err_nomem(b->err);
    const jln_params params = {.plan = b->plan->name};
    return jln_query_each(b->db, JLN_Q_INDICATORS, &params, note_verification, x, b->err);
}

/* ---- columns ---- */

static void add_progress(const framework *x, jln_columns *c) {
    jln_columns_add_rate(c, "progress", _("Avancement"), JLN_KIND_RATE);
    if (x->shape != LATE && (x->progress->lights || x->stated || x->attained))
        jln_columns_add(c, "light", _("Feu"), JLN_KIND_LIGHT, 0);
}

static void columns_printed(const framework *x, jln_columns *c) {
    jln_columns_add(c, "indicator", _("Indicateur"), JLN_KIND_TEXT, 1.6f);
    jln_columns_add(c, "direction", _("Sens voulu"), JLN_KIND_CODE, 0);
    jln_columns_add(c, "baseline", _("Référence imprimée"), JLN_KIND_TEXT, 0.6f);
    jln_columns_add(c, "target", _("Cible imprimée"), JLN_KIND_TEXT, 0.8f);
    jln_columns_add(c, "verification", _("Moyens de vérification"), JLN_KIND_TEXT, 1.4f);
    jln_columns_add(c, "place", _("Lieu"), JLN_KIND_CODE, 0);
    jln_columns_add(c, "measured", _("Dernière mesure"), JLN_KIND_NUMBER, 0);
    add_progress(x, c);
}

static void columns_figures(const framework *x, jln_columns *c) {
    if (x->shape == PROGRESS) jln_columns_add(c, "result", _("Résultat"), JLN_KIND_CODE, 0);
    jln_columns_add(c, "indicator", _("Indicateur"), JLN_KIND_TEXT, 1.4f);
    jln_columns_add(c, "baseline", _("Référence"), JLN_KIND_TEXT, 0.4f);
    if (x->shape == MEASURED) {
        jln_columns_add(c, "before", _("Mesure précédente"), JLN_KIND_NUMBER, 0);
        jln_columns_add(c, "measured", _("Dernière mesure"), JLN_KIND_NUMBER, 0);
    }
    jln_columns_add(c, "target", _("Cible"), JLN_KIND_TEXT, 0.6f);
    if (x->shape == LATE) jln_columns_add(c, "year", _("Année de la mesure"), JLN_KIND_YEAR, 0);
    if (x->shape != MEASURED) /* each with its year */
        jln_columns_add(c, "measured", _("Mesure"), JLN_KIND_NUMBER, 0);
    add_progress(x, c);
}

static void columns_count(jln_builder *b, jln_columns *c) {
    static const char *const keys[] = {"indicators", "baseline", "target",
                                       "both",       "measured", "of_year"};
    const char *const titles[] = {_("Indicateurs"),
                                  _("Référence chiffrée"),
                                  _("Cible chiffrée"),
                                  _("Référence et cible chiffrées"),
                                  jln_build_fmt(b, _("Mesurés jusqu'en %d"), b->year),
                                  jln_build_fmt(b, _("Mesurés en %d"), b->year)};
    const char *level = jln_plan_level_words(b->plan, 0, b->lang, false);
    jln_columns_add(c, "node", jln_build_capital(b, level), JLN_KIND_TEXT, 1);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        jln_columns_add(c, keys[i], titles[i], JLN_KIND_COUNT, 0);
        c->columns[c->count - 1].unit = "indicators";
        c->figures[c->count - 1].role = JLN_COLUMN_COUNT;
    }
}

/* ---- the block ---- */

static jln_status fill(framework *x, const jln_columns *c) {
    static const char *const printed[] = {"direction",    "baseline", "target", "measured",
                                          "verification", "progress", "light",  NULL},
                             *const figures[] = {"baseline", "before", "measured",
                                                 "progress", "light",  NULL},
                             *const counted[] = {"of_year", "baseline", "target",
                                                 "both",    "measured", NULL};
    jln_status status = JLN_OK;
    if (x->b->frame->line_count)
        status = x->shape == COUNT                          ? add_counts(x, c)
                 : x->shape == LATE || x->shape == MEASURED ? add_measured(x)
                                                            : add_lines(x);
    if (status != JLN_OK) return status;
    if (x->shape == COUNT) {
        bool measured = x->table->row_count &&
                        x->table->rows[x->table->row_count - 1].cells[5].value.number.num;
        jln_leave_out_void(x->table, counted + measured);
        return JLN_OK;
    }
    jln_leave_out_void(x->table, x->shape == PRINTED ? printed : figures);
    bool progress = false;
    for (size_t i = 0; i < x->table->column_count; i++)
        progress |= strcmp(x->table->columns[i].key, "progress") == 0;
    return progress && x->table->row_count ? jln_build_uses(x->b, x->progress) : JLN_OK;
}

jln_status jln_build_indicators(jln_builder *b, const jln_tree *node) {
    static const char *const shapes[] = {"progress", "printed", "count", "late",
                                         "measured", "told",    NULL};
    framework x = {.b = b};
    jln_columns c = {0};
    int at = PROGRESS;
    jln_status status =
        jln_build_fields(b, node, "key:text title:words shape:text indicator:text formats:list");
    if (status == JLN_OK) status = jln_build_choice(b, node, "shape", shapes, 0, &at);
    x.shape = (shape)at;
    if (status == JLN_OK) status = read_framework(&x, node);
    if (status != JLN_OK) return status;
    if (x.shape == TOLD) return jln_track_sentences(b, x.progress);
    x.stated = known_indicator(b, "avancement-vers-cible");
    x.attained = known_indicator(b, "taux-atteinte-cible");
    if (x.shape == PRINTED) columns_printed(&x, &c);
    else if (x.shape == COUNT) columns_count(b, &c);
    else columns_figures(&x, &c);
    x.table = jln_build_table(b, node, &c);
    if (!x.table) return b->err->status;
    status = fill(&x, &c);
    if (status != JLN_OK || x.shape == LATE || x.shape == MEASURED) return status;
    return jln_build_unless_empty(b, x.table,
                                  b->frame->line_count
                                      ? _("aucun indicateur n'a de référence chiffrée, de cible "
                                          "chiffrée ni de mesure ; le rapport « cadre logique » "
                                          "les donne tous.")
                                      : _("le plan n'a pas de cadre logique."));
}

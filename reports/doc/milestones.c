/* milestones{}: what documents say was reached, is under way or planned, one row a milestone. */
#include "doc/format.h"
#include "doc/records.h"

#include "base/str.h"
#include "compute/said.h"

#include <string.h>

/* ---- reading ---- */

typedef struct {
    jln_builder *b;
    jln_step *steps;
    size_t count, capacity;
} step_reader;

static jln_step_state state_of(const char *code) {
    if (strcmp(code, "reached") == 0) return JLN_STEP_REACHED;
    return strcmp(code, "planned") == 0 ? JLN_STEP_PLANNED : JLN_STEP_UNDER_WAY;
}

static const char *keep(jln_builder *b, const jln_cursor *row, int column) {
    const char *text = jln_cursor_text(row, column);
    return text && *text ? jln_arena_str(b->doc->arena, text) : NULL;
}

/* The list with one item more, unless it holds it. */
static const char *joined(jln_builder *b, const char *list, const char *item, const char *by) {
    if (!item || (list && strstr(list, item))) return list;
    return list ? jln_build_fmt(b, "%s%s%s", list, by, item) : item;
}

/* "14 régions". */
static const char *figure_of(jln_builder *b, const jln_cursor *row) {
    jln_str text = {0};
    if (jln_cursor_null(row, 3)) return NULL;
    jln_format_number(&text, jln_rat_of(jln_cursor_int(row, 3)), 0, b->lang);
    const char *unit = keep(b, row, 4), *words = unit ? jln_said(unit) : "";
    const char *figure =
        jln_build_fmt(b, "%s%s%s", jln_str_c(&text), *words ? "\u00a0" : "", words);
    jln_str_free(&text);
    return figure;
}

/* Columns: result_id, indicator_code, text, count, unit, date_text, date, state, doc, line. */
static jln_status read_step(const jln_cursor *row, void *ctx, jln_err *err) {
    step_reader *r = ctx;
    jln_builder *b = r->b;
    jln_step_state state = state_of(jln_cursor_text(row, 7));
    const char *result = keep(b, row, 0), *text = keep(b, row, 2), *date = keep(b, row, 5);
    if (!date && keep(b, row, 6)) date = jln_build_date(b, keep(b, row, 6));
    jln_step *last = r->count ? &r->steps[r->count - 1] : NULL;
    bool again = last && text && last->state == state && jln_str_eq(last->result, result) &&
                 strcmp(last->text, text) == 0;
    if (!again) {
        jln_step *steps =
            jln_arena_grow(b->doc->arena, r->steps, &r->capacity, r->count + 1, sizeof *steps);
        if (!steps) return jln_err_nomem(err);
        r->steps = steps;
        last = &steps[r->count++];
        *last = (jln_step){.result = result, .text = text ? text : "", .state = state};
        last->place = jln_build_line(b, jln_cursor_text(row, 8), (int)jln_cursor_int(row, 9));
    }
    last->indicators = joined(b, last->indicators, keep(b, row, 1), ", ");
    last->figures = joined(b, last->figures, figure_of(b, row), ", ");
    last->dates = joined(b, last->dates, date, _(" ; "));
    return b->err->status;
}

jln_status jln_build_steps(jln_builder *b, jln_step **out, size_t *count) {
    step_reader r = {.b = b};
    const jln_params params = {.plan = b->plan->name};
    jln_status status = jln_query_each(b->db, JLN_Q_MILESTONES, &params, read_step, &r, b->err);
    *out = r.steps;
    *count = r.count;
    return status;
}

/* ---- the table ---- */

static const char *state_words(jln_step_state state) {
    static const char *const words[] = {N_("Prévus"), N_("En cours"), N_("Atteints")};
    return _(words[state]);
}

/* "juin à aout 2022 ; 14 régions ; indicateur 3.1.6": in one column, which leaves its room to the
 * text. */
static const char *details_of(jln_builder *b, const jln_step *s) {
    const char *text = s->dates;
    if (s->figures)
        text = text ? jln_build_fmt(b, "%s%s%s", text, _(" ; "), s->figures) : s->figures;
    if (!s->indicators) return text;
    const char *indicators =
        jln_build_fmt(b, P_("indicateur %s", "indicateurs %s", strchr(s->indicators, ',') ? 2 : 1),
                      s->indicators);
    return text ? jln_build_fmt(b, "%s%s%s", text, _(" ; "), indicators) : indicators;
}

typedef struct {
    jln_builder *b;
    jln_doc_table *table;
    int result, details; /* columns; -1: none */
    size_t place;
} step_table;

static jln_status add_step(step_table *t, const jln_step *s, size_t number) {
    jln_doc_row *row =
        jln_build_row(t->b, t->table, jln_build_fmt(t->b, "%zu", number), JLN_ROW_BODY, 0);
    if (!row) return t->b->err->status;
    jln_text_cell(row, 0, jln_build_capital(t->b, s->text));
    row->cells[0].source = s->place;
    if (t->result >= 0) jln_text_cell(row, (size_t)t->result, s->result);
    if (t->details >= 0) jln_text_cell(row, (size_t)t->details, details_of(t->b, s));
    jln_text_cell(row, t->place, s->place);
    return JLN_OK;
}

static jln_status add_state(step_table *t, const jln_step *steps, size_t count,
                            jln_step_state state) {
    static const char *const keys[] = {"planned", "under_way", "reached"};
    jln_status status = JLN_OK;
    bool open = false;
    for (size_t i = 0; status == JLN_OK && i < count; i++) {
        if (steps[i].state != state) continue;
        if (!open) {
            jln_doc_row *row = jln_build_row(t->b, t->table, keys[state], JLN_ROW_GROUP, 0);
            if (!row) return t->b->err->status;
            jln_text_cell(row, 0, state_words(state));
            open = true;
        }
        status = add_step(t, &steps[i], i + 1);
    }
    return status;
}

jln_status jln_build_milestones(jln_builder *b, const jln_tree *node) {
    step_table t = {.b = b, .result = -1, .details = -1};
    jln_columns c = {0};
    jln_step *steps = NULL;
    size_t count = 0;
    jln_status status = jln_build_fields(b, node, "key:text title:words formats:list");
    if (status == JLN_OK) status = jln_build_steps(b, &steps, &count);
    if (status != JLN_OK) return status;
    bool details = false;
    for (size_t i = 0; i < count && !details; i++) details = details_of(b, &steps[i]) != NULL;
    jln_columns_add(&c, "text", _("Jalon"), JLN_KIND_TEXT, 5);
    if (b->plan->node_count > 1) {
        t.result = (int)c.count;
        jln_columns_add(&c, "result", _("Résultat"), JLN_KIND_CODE, 0);
    }
    if (details) {
        t.details = (int)c.count;
        jln_columns_add(&c, "details", _("Quand, combien"), JLN_KIND_TEXT, 1);
    }
    t.place = c.count;
    jln_columns_add(&c, "place", _("Lieu"), JLN_KIND_CODE, 0);
    t.table = jln_build_table(b, node, &c);
    if (!t.table) return b->err->status;
    for (int state = 0; status == JLN_OK && state < JLN_STEP_STATES; state++)
        status = add_state(&t, steps, count, (jln_step_state)state);
    if (status != JLN_OK) return status;
    return jln_build_unless_empty(b, t.table, _("Les documents du plan ne citent aucun jalon."));
}

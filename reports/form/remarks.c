/* What is said of a form: problems, doubts, notices, each with its place. */
#include "form/inside.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { NOTES_MAX = 2000 };

const char *jln_form_cell(const jln_form *form, jln_form_sheet sheet, uint32_t row, int column) {
    char ref[JLN_XLSX_REF_MAX];
    const jln_form_place *place = &form->sheets[sheet];
    int at = column >= 0 ? place->places[column] : -1;
    if (form->csv && at >= 0) return jln_arena_fmt(form->arena, "%u:%d", row + 1, at + 1);
    if (form->csv) return jln_arena_fmt(form->arena, "%u", row + 1);
    if (at < 0) return "";
    return jln_arena_str(form->arena, jln_xlsx_ref_text(row, (uint16_t)at, ref));
}

const char *jln_form_where(const jln_form *form, jln_form_sheet sheet, uint32_t row, int column) {
    const jln_form_place *place = &form->sheets[sheet];
    const char *cell = jln_form_cell(form, sheet, row, column);
    if (!cell) return NULL;
    if (form->csv) return jln_arena_fmt(form->arena, "%.200s:%s", form->path, cell);
    const char *name = place->found ? jln_xlsx_sheet_name(form->xlsx, place->index)
                                    : _(jln_form_layouts[sheet].name);
    return jln_arena_fmt(form->arena, "%.200s, %.80s%s%s", form->path, name, *cell ? "!" : "",
                         cell);
}

static bool same(const char *a, const char *b) {
    return strcmp(a ? a : "", b ? b : "") == 0;
}

/* The sender explains on the line itself; else someone did in an earlier import, or does now. */
static void find_confirmation(const jln_form *form, const jln_form_known *known,
                              jln_form_note *note) {
    int column =
        note->sheet < 0 ? -1 : jln_form_column_of((jln_form_sheet)note->sheet, JLN_FORM_CONFIRM);
    const jln_form_word *line = column >= 0 && note->key
                                    ? jln_form_words_find(&form->expected[note->sheet], note->key)
                                    : NULL;
    if (line && line->answers && line->answers[column].text) {
        note->said.by = form->key.lead;
        note->said.why = line->answers[column].text;
        return;
    }
    for (size_t i = 0; i < known->confirmed_count && !note->said.by; i++) {
        const jln_form_confirmed *c = &known->confirmed[i];
        if (!same(c->rule, note->rule) || !same(c->line, note->key) ||
            !same(c->found, note->found) || !same(c->compared, note->compared))
            continue;
        note->said.by = c->by;
        note->said.why = c->explanation;
    }
    if (note->said.by || !known->confirm_by) return;
    note->said.by = known->confirm_by;
    note->said.why = known->confirm_why;
}

jln_status jln_form_keep(jln_form *form, const jln_form_known *known, const jln_form_note *note,
                         jln_err *err) {
    jln_form_gravity gravity = note->said.gravity;
    form->counts.problems += gravity == JLN_FORM_PROBLEM;
    form->counts.doubts += gravity == JLN_FORM_DOUBT;
    if (!note->said.where || !note->said.message) return jln_err_nomem(err);
    jln_form_note kept = *note;
    if (gravity == JLN_FORM_DOUBT) find_confirmation(form, known, &kept);
    form->counts.unconfirmed += gravity == JLN_FORM_DOUBT && !kept.said.by;
    if (form->note_count >= NOTES_MAX && !kept.said.by) return JLN_OK; /* counted */
    jln_form_note *grown = jln_form_push(form, form->notes, &form->note_count, &form->note_capacity,
                                         sizeof *grown, err);
    if (!grown) return JLN_ENOMEM;
    form->notes = grown;
    grown[form->note_count - 1] = kept;
    return JLN_OK;
}

static jln_status keep_at(jln_form *form, jln_form_gravity gravity, jln_form_sheet sheet,
                          uint32_t row, int column, const char *key, const char *message,
                          jln_err *err) {
    const jln_form_note note = {
        .said = {gravity, jln_form_where(form, sheet, row, column),
                 jln_arena_str(form->arena, message), NULL, NULL},
        .sheet = (int)sheet,
        .column = column,
        .key = key,
    };
    return jln_form_keep(form, NULL, &note, err);
}

jln_status jln_form_say(jln_form *form, jln_form_gravity gravity, jln_form_sheet sheet,
                        uint32_t row, int column, jln_err *err, const char *fmt, ...) {
    char message[1024];
    va_list args;
    va_start(args, fmt);
    vsnprintf(message, sizeof message, fmt, args);
    va_end(args);
    return keep_at(form, gravity, sheet, row, column, NULL, message, err);
}

jln_status jln_form_bad(jln_form_line *l, int column, jln_err *err, const char *fmt, ...) {
    char message[1024];
    va_list args;
    va_start(args, fmt);
    vsnprintf(message, sizeof message, fmt, args);
    va_end(args);
    return keep_at(l->form, JLN_FORM_PROBLEM, l->sheet, l->row, column, l->key, message, err);
}

bool jln_form_is_good(const jln_form_line *l) {
    return l->form->counts.problems == l->before;
}

size_t jln_form_remark_count(const jln_form *form) {
    return form->note_count;
}

jln_form_remark jln_form_remark_at(const jln_form *form, size_t index) {
    return form->notes[index].said;
}

jln_status jln_form_add_problem(jln_form *form, const jln_err *problem) {
    const char *where = *problem->where ? problem->where : form->path;
    const jln_form_note note = {.said = {JLN_FORM_PROBLEM, jln_arena_str(form->arena, where),
                                         jln_arena_str(form->arena, problem->message), NULL, NULL},
                                .sheet = -1,
                                .column = -1};
    return jln_form_keep(form, NULL, &note, NULL);
}

jln_status jln_form_add_remark(jln_form *form, const jln_form_known *known, const char *rule,
                               const char *found, const char *message) {
    const jln_form_note note = {.said = {rule ? JLN_FORM_DOUBT : JLN_FORM_NOTICE, form->path,
                                         jln_arena_str(form->arena, message), NULL, NULL},
                                .sheet = -1,
                                .column = -1,
                                .rule = rule,
                                .found = found};
    return jln_form_keep(form, known, &note, NULL);
}

jln_form_counts jln_form_counts_of(const jln_form *form) {
    return form->counts;
}

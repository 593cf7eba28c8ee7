/* recommendations{}: who does what by when, and how late it is on the report's day. */
#include "doc/build.h"

#include "base/date.h"
#include "store/read.h"

#include <stdio.h>
#include <string.h>

enum { NUMBER, WHAT, WHO, WHEN, DUE, STATE, DONE, LATE };

/* What the frame leaves out. */
typedef struct {
    int64_t number;
    const char *who, *when;
} in_charge;

typedef struct {
    jln_builder *b;
    jln_doc_table *table;
    in_charge *charges;
    size_t count;
} follow_up;

static int column_of(const jln_cursor *row, const char *name) {
    int i = 0;
    while (i < jln_cursor_columns(row) && strcmp(jln_cursor_name(row, i), name) != 0) i++;
    return i;
}

static const char *keep(follow_up *x, const jln_cursor *row, const char *name) {
    const char *text = jln_cursor_text(row, column_of(row, name));
    return text ? jln_arena_str(x->b->doc->arena, text) : NULL;
}

static jln_status read_charges(follow_up *x) {
    jln_builder *b = x->b;
    jln_cursor *cursor = NULL;
    size_t most = (size_t)b->frame->recommendation_count + 1;
    x->charges = jln_arena_array(b->doc->arena, most, sizeof *x->charges);
    if (!x->charges) return jln_err_nomem(b->err);
    jln_status status = jln_export_open(b->db, "recommendations", b->plan->name, &cursor, b->err);
    jln_status step = JLN_ROW;
    while (status == JLN_OK && (step = jln_cursor_next(cursor, b->err)) == JLN_ROW)
        if (x->count + 1 < most)
            x->charges[x->count++] =
                (in_charge){jln_cursor_int(cursor, column_of(cursor, "number")),
                            keep(x, cursor, "responsible"), keep(x, cursor, "deadline_text")};
    jln_cursor_close(cursor);
    return status == JLN_OK ? step : status;
}

static const in_charge *charge_of(const follow_up *x, int64_t number) {
    static const in_charge none;
    for (size_t i = 0; i < x->count; i++)
        if (x->charges[i].number == number) return &x->charges[i];
    return &none;
}

/* The day a recommendation is due; of a yearly one, the last time it was, else the first. */
static bool due_day(const jln_builder *b, const jln_recommendation *r, int32_t *due) {
    int year, month, day, first;
    int32_t today = b->doc->date;
    if (r->due && !jln_date_parse(r->due, strlen(r->due), due)) return false;
    if (!r->recurring) return r->due != NULL;
    jln_date_split(today, &year, &month, &day);
    first = b->plan->first_year, month = 12, day = 31;
    if (r->due) jln_date_split(*due, &first, &month, &day);
    if (jln_date_join(year, month, day) > today && year > first) year--;
    *due = jln_date_join(year < first ? first : year, month, day);
    return true;
}

static const char *state_words(const char *state) {
    static const struct {
        const char *code, *words;
    } states[] = {{"unknown", N_("suite non connue")},
                  {"planned", N_("prévue")},
                  {"executed", N_("exécutée")},
                  {"late", N_("en retard")},
                  {"not_applicable", N_("sans objet")}};
    for (size_t i = 0; i < sizeof states / sizeof *states; i++)
        if (strcmp(states[i].code, state) == 0) return _(states[i].words);
    return state;
}

/* Executed for the day it was due: a yearly one counts for the year it was done in. */
static bool executed(const jln_recommendation *r, int32_t due, int32_t *done) {
    if (strcmp(r->state, "executed") != 0) return false;
    *done = due;
    if (!r->done_on || !jln_date_parse(r->done_on, strlen(r->done_on), done)) return true;
    int y, of, m, d;
    jln_date_split(*done, &y, &m, &d);
    jln_date_split(due, &of, &m, &d);
    return !r->recurring || y == of;
}

static jln_status fill_late(follow_up *x, jln_cell *cell, const jln_recommendation *r,
                            int32_t due) {
    int32_t end = x->b->doc->date, done;
    if (strcmp(r->state, "not_applicable") == 0) return JLN_OK;
    if (executed(r, due, &done)) end = done;
    if (end <= due) return JLN_OK;
    cell->value = jln_value_integer(end - due);
    if (strcmp(r->state, "unknown") != 0) return JLN_OK;
    cell->value = jln_value_none(JLN_MISSING, JLN_REASON_NO_RETURN);
    cell->note = jln_doc_note(
        x->b->doc, x->table,
        _("L'échéance est passée, mais aucun document ne dit si la recommandation est exécutée."));
    return cell->note ? JLN_OK : jln_err_nomem(x->b->err);
}

static jln_status add_recommendation(follow_up *x, const jln_recommendation *r) {
    jln_builder *b = x->b;
    jln_doc_row *row =
        jln_build_row(b, x->table, jln_build_fmt(b, "%lld", (long long)r->number), JLN_ROW_BODY, 0);
    if (!row) return JLN_ENOMEM;
    const in_charge *charge = charge_of(x, r->number);
    char iso[JLN_DATE_MAX];
    int32_t due;
    jln_text_cell(row, NUMBER, row->key);
    jln_text_cell(row, WHAT, r->text);
    row->cells[WHAT].source = jln_build_place(b, r->doc, r->line);
    jln_text_cell(row, WHO, charge->who);
    jln_text_cell(row, WHEN, charge->when);
    jln_text_cell(row, STATE, state_words(r->state));
    if (r->done_on) jln_text_cell(row, DONE, jln_build_date(b, r->done_on));
    if (!due_day(b, r, &due)) return JLN_OK;
    jln_date_text(due, iso);
    jln_text_cell(row, DUE, jln_build_date(b, iso));
    return fill_late(x, &row->cells[LATE], r, due);
}

jln_status jln_build_recommendations(jln_builder *b, const jln_tree *node) {
    follow_up x = {.b = b};
    jln_columns c = {0};
    jln_status status = jln_build_fields(b, node, "key:text title:words formats:list");
    if (status == JLN_OK) status = jln_build_frame(b);
    if (status == JLN_OK) status = read_charges(&x);
    if (status != JLN_OK) return status;
    jln_columns_add(&c, "number", _("N°"), JLN_KIND_CODE, 0);
    jln_columns_add(&c, "what", _("Recommandation"), JLN_KIND_TEXT, 1.6f);
    jln_columns_add(&c, "who", _("Responsable"), JLN_KIND_TEXT, 0.6f);
    jln_columns_add(&c, "when", _("Échéance imprimée"), JLN_KIND_TEXT, 0.5f);
    jln_columns_add(&c, "due", _("Dernière échéance"), JLN_KIND_CODE, 0);
    jln_columns_add(&c, "state", _("État"), JLN_KIND_CODE, 0);
    jln_columns_add(&c, "done", _("Exécutée le"), JLN_KIND_CODE, 0);
    jln_columns_add(&c, "late", _("Jours de retard"), JLN_KIND_COUNT, 0);
    c.columns[LATE].unit = "days";
    x.table = jln_build_table(b, node, &c);
    if (!x.table) return b->err->status;
    x.table->frozen_columns = 2;
    for (int i = 0; status == JLN_OK && i < b->frame->recommendation_count; i++)
        status = add_recommendation(&x, &b->frame->recommendations[i]);
    if (status != JLN_OK) return status;
    return jln_build_unless_empty(b, x.table, _("aucune recommandation n'est enregistrée."));
}

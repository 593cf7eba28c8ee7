/* recommendations{}: who does what by when, and how late it is on the report's day. */
#include "doc/build.h"

#include "base/date.h"
#include "store/read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NUMBER, WHAT, WHO, WHEN, DUE, STATE, LATE, PLACE, DONE };

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
    bool done; /* some have a day of execution */
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

/* Where a recommendation stands on the report's day. */
typedef enum { R_LATE, R_UNKNOWN, R_EXECUTED, R_COMING, R_OUT, R_STATES } standing;

static const char *standing_words(standing at) {
    static const char *const words[] = {N_("en retard"), N_("suite non connue"), N_("exécutée"),
                                        N_("pas encore échue"), N_("sans objet")};
    return _(words[at]);
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

/* A recommendation with the day it is due and the days it is late by. */
typedef struct {
    const jln_recommendation *r;
    bool dated;
    int32_t due, days; /* days between that day and the report's, or the execution; not below 0 */
    standing at;
} followed;

static followed follow(const jln_builder *b, const jln_recommendation *r) {
    followed f = {.r = r, .at = R_COMING};
    int32_t end = b->doc->date;
    f.dated = due_day(b, r, &f.due);
    bool out = strcmp(r->state, "not_applicable") == 0, unknown = strcmp(r->state, "unknown") == 0;
    if (out) f.at = R_OUT;
    else if (!f.dated)
        f.at = strcmp(r->state, "executed") == 0 ? R_EXECUTED : unknown ? R_UNKNOWN : R_COMING;
    else if (executed(r, f.due, &end)) f.at = R_EXECUTED;
    else if (end >= f.due) f.at = unknown ? R_UNKNOWN : end > f.due ? R_LATE : R_COMING;
    if (f.dated && end > f.due) f.days = end - f.due;
    return f;
}

/* What waits longest first; what is done or out of the question last. */
static int by_standing(const void *a, const void *b) {
    const followed *x = a, *y = b;
    if (x->at != y->at) return x->at < y->at ? -1 : 1;
    if (x->days != y->days) return x->days > y->days ? -1 : 1;
    return (x->r->number > y->r->number) - (x->r->number < y->r->number);
}

static followed *follow_all(const jln_builder *b) {
    size_t count = (size_t)b->frame->recommendation_count;
    followed *all = jln_arena_array(b->doc->arena, count + 1, sizeof *all);
    for (size_t i = 0; all && i < count; i++) all[i] = follow(b, &b->frame->recommendations[i]);
    if (all) qsort(all, count, sizeof *all, by_standing);
    return all;
}

static jln_status fill_late(follow_up *x, jln_cell *cell, const followed *f) {
    bool counts = f->dated && (f->at == R_LATE || f->at == R_EXECUTED);
    if (counts) cell->value = jln_value_integer(f->days);
    else if (f->at != R_UNKNOWN) cell->text = _("s.o.");
    if (f->at != R_UNKNOWN) return JLN_OK;
    cell->value = jln_value_none(JLN_MISSING, JLN_REASON_NO_RETURN);
    cell->note = jln_doc_note(
        x->b->doc, x->table,
        _("L'échéance est passée, mais aucun document ne dit si la recommandation est exécutée."));
    return cell->note ? JLN_OK : jln_err_nomem(x->b->err);
}

static jln_status add_recommendation(follow_up *x, const followed *f) {
    jln_builder *b = x->b;
    const jln_recommendation *r = f->r;
    const char *key = jln_build_fmt(b, "%lld", (long long)r->number);
    jln_doc_row *row = jln_build_row(b, x->table, key, JLN_ROW_BODY, 0);
    if (!row) return JLN_ENOMEM;
    const in_charge *charge = charge_of(x, r->number);
    char iso[JLN_DATE_MAX];
    jln_text_cell(row, NUMBER, row->key);
    jln_text_cell(row, WHAT, r->text);
    row->cells[WHAT].source = jln_build_place(b, r->doc, r->line);
    jln_text_cell(row, WHO, charge->who);
    jln_text_cell(row, WHEN, charge->when);
    jln_text_cell(row, STATE, standing_words(f->at));
    jln_text_cell(row, PLACE, jln_build_line(b, r->doc, r->line));
    if (x->done) jln_text_cell(row, DONE, r->done_on ? jln_build_date(b, r->done_on) : _("s.o."));
    if (f->dated) {
        jln_date_text(f->due, iso);
        jln_text_cell(row, DUE, jln_build_date(b, iso));
    }
    return fill_late(x, &row->cells[LATE], f);
}

jln_status jln_build_recommendations(jln_builder *b, const jln_tree *node) {
    follow_up x = {.b = b};
    jln_columns c = {0};
    jln_status status = jln_build_fields(b, node, "key:text title:words formats:list");
    if (status == JLN_OK) status = jln_build_frame(b);
    if (status == JLN_OK) status = read_charges(&x);
    if (status != JLN_OK) return status;
    for (int i = 0; i < b->frame->recommendation_count; i++)
        x.done = x.done || b->frame->recommendations[i].done_on;
    jln_columns_add(&c, "number", _("N°"), JLN_KIND_CODE, 0);
    jln_columns_add(&c, "what", _("Recommandation"), JLN_KIND_TEXT, 2.4f);
    jln_columns_add(&c, "who", _("Responsable"), JLN_KIND_TEXT, 0.9f);
    jln_columns_add(&c, "when", _("Échéance imprimée"), JLN_KIND_TEXT, 0.7f);
    jln_columns_add(&c, "due", _("Dernière échéance"), JLN_KIND_CODE, 0);
    jln_columns_add(&c, "state", _("État"), JLN_KIND_TEXT, 0.7f);
    jln_columns_add(&c, "late", _("Jours de retard"), JLN_KIND_COUNT, 0);
    jln_columns_add(&c, "place", _("Lieu"), JLN_KIND_CODE, 0);
    if (x.done) jln_columns_add(&c, "done", _("Exécutée le"), JLN_KIND_CODE, 0);
    c.columns[LATE].unit = "days";
    x.table = jln_build_table(b, node, &c);
    followed *all = follow_all(b);
    if (!x.table || !all) return x.table ? jln_err_nomem(b->err) : b->err->status;
    x.table->frozen_columns = 2;
    for (int i = 0; status == JLN_OK && i < b->frame->recommendation_count; i++)
        status = add_recommendation(&x, &all[i]);
    if (status != JLN_OK) return status;
    return jln_build_unless_empty(b, x.table, _("aucune recommandation n'est enregistrée."));
}

/* ---- in a sentence ---- */

/* "1 en retard, 3 échues sans suite connue". */
static const char *counts_words(jln_builder *b, const unsigned *n) {
    const char *said[] = {
        jln_build_fmt(b, P_("%u en retard", "%u en retard", n[0]), n[0]),
        jln_build_fmt(b, P_("%u échue sans suite connue", "%u échues sans suite connue", n[1]),
                      n[1]),
        jln_build_fmt(b, P_("%u exécutée", "%u exécutées", n[2]), n[2]),
        jln_build_fmt(b, P_("%u pas encore échue", "%u pas encore échues", n[3]), n[3]),
        jln_build_fmt(b, P_("%u sans objet", "%u sans objet", n[4]), n[4])};
    const char *list = NULL;
    for (int i = 0; i < R_STATES; i++)
        if (n[i]) list = list ? jln_build_fmt(b, "%s, %s", list, said[i]) : said[i];
    return list;
}

/* The rate is of the year; what is said of a yearly one, of the last time it was due. */
static const char *yearly_words(jln_builder *b) {
    for (int i = 0; i < b->frame->recommendation_count; i++)
        if (b->frame->recommendations[i].recurring)
            return jln_build_fmt(b, _(", les annuelles comptées à leur échéance de %d"), b->year);
    return "";
}

jln_status jln_build_due(jln_builder *b) {
    unsigned n[R_STATES] = {0}, count = (unsigned)b->frame->recommendation_count;
    const followed *all = follow_all(b);
    const jln_indicator *rate;
    jln_result result;
    jln_err none = {0};
    if (!all) return jln_err_nomem(b->err);
    for (unsigned i = 0; i < count; i++) n[all[i].at]++;
    char iso[JLN_DATE_MAX];
    jln_date_text(b->doc->date, iso);
    const char *text = jln_build_fmt(
        b, P_("Au %s, **%u recommandation** : %s.", "Au %s, **%u recommandations** : %s.", count),
        jln_build_date(b, iso), count, counts_words(b, n));
    if (jln_engine_find(b->engine, "recommandations-executees", &rate, &none) != JLN_OK)
        return jln_build_say(b, JLN_TEXT_BODY, text);
    jln_status status =
        jln_engine_value(b->engine, rate, (jln_place){0, -1, b->year}, &result, b->err);
    if (status != JLN_OK) return status;
    const char *known = jln_build_coverage(b, &result);
    return jln_build_say(b, JLN_TEXT_BODY,
                         jln_build_fmt(b, _("%s Exécutées sur échues et applicables%s : **%s**%s."),
                                       text, yearly_words(b), jln_build_rate(b, &result.value),
                                       *known ? jln_build_fmt(b, " (%s)", known) : ""));
}

jln_status jln_build_recommendations_brief(jln_builder *b, const jln_tree *node) {
    jln_status status = jln_build_fields(b, node, "formats:list");
    if (status == JLN_OK) status = jln_build_frame(b);
    return status == JLN_OK && b->frame->recommendation_count ? jln_build_due(b) : status;
}

/* The lines of a follow-up: indicators, beneficiaries, funding, recommendations. */
#include "base/collate.h"
#include "form/inside.h"
#include "form/writer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void add_value(jln_form_writer *w, jln_str *text, const jln_value *v, const char *words) {
    if (v->state == JLN_NUMBER) jln_form_add_number(w, text, v->number);
    else jln_str_add(text, v->state == JLN_TEXT && words ? words : jln_state_words(v->state));
}

/* ---- indicators ---- */

static const char *target_words(jln_form_writer *w, int line) {
    jln_frame_target target;
    const jln_frame *frame = w->source->frame;
    jln_str text = {0};
    if (!jln_frame_next_target(frame, line, w->key->period.year, &target)) return "";
    add_value(w, &text, &target.value, frame->lines[line].target_text);
    jln_str_fmt(&text, " (%d)", target.year);
    return jln_form_take(w, &text);
}

static const char *measured_before(jln_form_writer *w, int line) {
    const jln_frame *frame = w->source->frame;
    const jln_frame_measure *last = NULL;
    for (int year = w->key->period.year; !last && year > w->plan->first_year - 10; year--)
        last = jln_frame_measured(frame, line, year);
    if (!last) return "";
    jln_str text = {0};
    add_value(w, &text, &last->value, last->words);
    jln_str_fmt(&text, " (%d)", last->year);
    return jln_form_take(w, &text);
}

static void write_indicators(jln_form_writer *w) {
    const jln_frame *frame = w->source->frame;
    jln_form_begin_sheet(w, JLN_FORM_INDICATORS);
    for (int i = 0; i < frame->line_count; i++) {
        const jln_frame_line *line = &frame->lines[i];
        jln_str baseline = {0};
        add_value(w, &baseline, &line->baseline, line->baseline_text);
        const char *texts[JLN_FORM_COLUMNS_MAX] = {NULL,
                                                   w->plan->nodes[line->node].id,
                                                   line->title,
                                                   line->unit,
                                                   jln_form_take(w, &baseline),
                                                   target_words(w, i),
                                                   measured_before(w, i)};
        jln_form_write_line(w, JLN_FORM_INDICATORS, jln_form_indicator_key(w->plan, line, w->arena),
                            texts, NULL);
    }
    jln_form_end_sheet(w, JLN_FORM_INDICATORS);
}

/* ---- beneficiaries ---- */

static int compare_covers(const void *a, const void *b) {
    const jln_cover *x = *(const jln_cover *const *)a, *y = *(const jln_cover *const *)b;
    const char *const pairs[][2] = {{x->scheme, y->scheme},
                                    {x->region, y->region},
                                    {x->measure, y->measure},
                                    {x->unit, y->unit},
                                    {x->sex, y->sex}};
    for (size_t i = 0; i < 5; i++) {
        int order = (i == 1 ? jln_collate : strcmp)(pairs[i][0], pairs[i][1]);
        if (order) return order;
    }
    return x->year != y->year ? x->year - y->year : (x > y) - (x < y);
}

/* One line for each thing that was ever counted, with its last value. */
static void write_coverage(jln_form_writer *w) {
    const jln_frame *frame = w->source->frame;
    size_t count = (size_t)frame->cover_count;
    const jln_cover **covers = jln_arena_array(w->arena, count + 1, sizeof *covers);
    if (!jln_book_have(w->book, covers)) return;
    for (size_t i = 0; i < count; i++) covers[i] = &frame->covers[i];
    qsort(covers, count, sizeof *covers, compare_covers);
    jln_form_begin_sheet(w, JLN_FORM_COVERAGE);
    for (size_t i = 0; i < count; i++) {
        const jln_cover *c = covers[i];
        const char *key = jln_form_cover_key(c, w->arena);
        const char *next = i + 1 < count ? jln_form_cover_key(covers[i + 1], w->arena) : "";
        jln_str before = {0};
        if (!jln_book_have(w->book, key) || !jln_book_have(w->book, next)) return;
        if (strcmp(key, next) == 0) continue;
        add_value(w, &before, &c->value, NULL);
        jln_str_fmt(&before, " (%d)", c->year);
        const char *texts[JLN_FORM_COLUMNS_MAX] = {NULL,
                                                   c->scheme,
                                                   c->region,
                                                   *c->sex ? c->sex : JLN_FORM_WHOLE,
                                                   c->measure,
                                                   c->unit,
                                                   jln_form_take(w, &before)};
        jln_form_write_line(w, JLN_FORM_COVERAGE, key, texts, NULL);
    }
    jln_form_free_lines(w, JLN_FORM_COVERAGE, JLN_FORM_FREE_LINES);
    jln_form_end_sheet(w, JLN_FORM_COVERAGE);
}

/* ---- funding ---- */

/* What a source gives to a result, in money or in kind: planned for the year, and last received. */
typedef struct {
    int funder;
    uint32_t node;
    bool in_kind;
    const jln_amount *planned;
    const jln_mobilised *received;
} funding;

static int compare_fundings(const void *a, const void *b) {
    const funding *x = a, *y = b;
    if (x->funder != y->funder) return x->funder - y->funder;
    if (x->node != y->node) return x->node < y->node ? -1 : 1;
    return (int)x->in_kind - (int)y->in_kind;
}

/* What is planned for the year, and every line of funding that was ever known. */
static size_t gather_fundings(const jln_form_writer *w, funding *out) {
    const jln_facts *f = w->facts;
    size_t count = 0;
    for (size_t i = 0; i < f->financing_count; i++) {
        const jln_financing *line = &f->financing[i];
        bool some = line->amount.state == JLN_NUMBER && line->amount.amount > 0;
        if (line->year == w->key->period.year && some)
            out[count++] = (funding){line->funder, line->node, false, &line->amount, NULL};
    }
    for (size_t i = 0; i < f->mobilised_count; i++) {
        const jln_mobilised *m = &f->mobilised[i];
        bool received = m->status == JLN_FUNDING_RECEIVED && m->state == JLN_NUMBER;
        out[count++] = (funding){m->funder, m->node, m->in_kind, NULL, received ? m : NULL};
    }
    qsort(out, count, sizeof *out, compare_fundings);
    return count;
}

/* The lines of one key made one, with the latest amount received. */
static size_t merge_fundings(funding *lines, size_t count) {
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        funding *last = kept ? &lines[kept - 1] : NULL;
        if (!last || compare_fundings(last, &lines[i]) != 0) {
            lines[kept++] = lines[i];
            continue;
        }
        const jln_mobilised *r = lines[i].received;
        if (lines[i].planned) last->planned = lines[i].planned;
        if (r && (!last->received || r->period > last->received->period)) last->received = r;
    }
    return kept;
}

static const char *received_words(jln_form_writer *w, const jln_mobilised *m) {
    jln_str text = {0};
    if (!m) return "";
    jln_form_add_amount(w, &text, m->amount);
    jln_str_fmt(&text, " (%s)", w->facts->periods[m->period].code);
    return jln_form_take(w, &text);
}

static void funding_line(jln_form_writer *w, const funding *line) {
    const jln_funder *f = &w->plan->funders[line->funder];
    const char *const *nature = jln_form_nature_words[line->in_kind];
    double amount = line->planned ? jln_form_units(w, line->planned->amount) : 0;
    const char *id = w->plan->nodes[line->node].id;
    const char *texts[JLN_FORM_COLUMNS_MAX] = {NULL,
                                               jln_plan_funder_name(w->plan, line->funder, w->lang),
                                               line->node ? id : JLN_FORM_WHOLE,
                                               _(nature[0]),
                                               NULL,
                                               received_words(w, line->received)};
    jln_form_write_line(w, JLN_FORM_FUNDING,
                        jln_arena_fmt(w->arena, "%s|%s|%s", f->id, id, nature[1]), texts,
                        line->planned ? &amount : NULL);
}

/* For each source, the results it finances this year or has ever financed. */
static void write_funding(jln_form_writer *w) {
    size_t most = w->facts->financing_count + w->facts->mobilised_count + 1;
    funding *lines = jln_arena_array(w->arena, most, sizeof *lines);
    if (!jln_book_have(w->book, lines)) return;
    size_t count = merge_fundings(lines, gather_fundings(w, lines));
    jln_form_begin_sheet(w, JLN_FORM_FUNDING);
    for (size_t i = 0; i < count; i++) funding_line(w, &lines[i]);
    jln_form_free_lines(w, JLN_FORM_FUNDING, JLN_FORM_FREE_LINES);
    jln_form_end_sheet(w, JLN_FORM_FUNDING);
}

/* ---- recommendations ---- */

static const char *state_before(jln_form_writer *w, const jln_recommendation *r) {
    jln_str text = {0};
    const char *words = NULL;
    for (int i = 0; i < JLN_FORM_FOLLOWS; i++)
        if (strcmp(jln_form_follow_words[i][1], r->state) == 0)
            words = _(jln_form_follow_words[i][0]);
    if (!words) return _("non connue");
    jln_str_add(&text, words);
    if (r->done_on) jln_str_add(&text, " ");
    if (r->done_on) jln_form_add_day(&text, r->done_on);
    return jln_form_take(w, &text);
}

static void write_recommendations(jln_form_writer *w) {
    const jln_frame *frame = w->source->frame;
    jln_form_begin_sheet(w, JLN_FORM_RECOMMENDATIONS);
    for (int i = 0; i < frame->recommendation_count; i++) {
        const jln_recommendation *r = &frame->recommendations[i];
        jln_str due = {0};
        if (r->due) jln_form_add_day(&due, r->due);
        else if (r->recurring) jln_str_add(&due, _("chaque année"));
        const char *number = jln_arena_fmt(w->arena, "%lld", (long long)r->number);
        const char *texts[JLN_FORM_COLUMNS_MAX] = {
            NULL, number, r->text, r->responsible, jln_form_take(w, &due), state_before(w, r)};
        jln_form_write_line(w, JLN_FORM_RECOMMENDATIONS, number, texts, NULL);
    }
    jln_form_end_sheet(w, JLN_FORM_RECOMMENDATIONS);
}

void jln_form_fill_follow_up(jln_form_writer *w) {
    if (w->wanted[JLN_FORM_INDICATORS]) write_indicators(w);
    if (w->wanted[JLN_FORM_COVERAGE]) write_coverage(w);
    if (w->wanted[JLN_FORM_FUNDING]) write_funding(w);
    if (w->wanted[JLN_FORM_RECOMMENDATIONS]) write_recommendations(w);
}

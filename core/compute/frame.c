#include "compute/frame.h"

#include "store/read.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    jln_arena *arena;
    jln_frame *frame;
    void *items; /* address of the array the query fills */
    int *count;
    size_t capacity, size;
} reader;

static void *push(reader *r, jln_err *err) {
    void *grown;
    memcpy(&grown, r->items, sizeof grown);
    grown = jln_arena_grow(r->arena, grown, &r->capacity, (size_t)*r->count + 1, r->size);
    if (!grown) {
        jln_err_nomem(err);
        return NULL;
    }
    memcpy(r->items, &grown, sizeof grown);
    return memset((char *)grown + r->size * (size_t)(*r->count)++, 0, r->size);
}

static const char *keep(const reader *r, const jln_cursor *row, int column) {
    return jln_arena_str(r->arena, jln_cursor_text(row, column));
}

/* The number of one column, the words of another when there is none. */
static jln_value number_or_words(const jln_cursor *row, int number, int words) {
    const char *text = jln_cursor_text(row, number), *printed = jln_cursor_text(row, words);
    jln_rat value;
    if (text && jln_rat_parse(text, strlen(text), &value)) return jln_value_number(value);
    if (printed && *printed) return jln_value_none(JLN_TEXT, JLN_REASON_WORDS);
    return jln_value_none(JLN_MISSING, JLN_REASON_NONE);
}

static jln_status read_line(const jln_cursor *row, void *ctx, jln_err *err) {
    reader *r = ctx;
    jln_frame_line *l = push(r, err);
    if (!l) return JLN_ENOMEM;
    const char *direction = jln_cursor_text(row, 3);
    l->node = jln_plan_node(r->frame->plan, jln_cursor_text(row, 0));
    if (l->node == UINT32_MAX) l->node = 0;
    l->position = (int)jln_cursor_int(row, 1);
    l->title = keep(r, row, 2);
    l->direction = strcmp(direction, "up") == 0 ? 1 : strcmp(direction, "down") == 0 ? -1 : 0;
    l->unit = keep(r, row, 4);
    l->kind = keep(r, row, 5);
    l->baseline_text = keep(r, row, 6);
    l->baseline = number_or_words(row, 7, 6);
    l->baseline_year = (int)jln_cursor_int(row, 8);
    l->target_text = keep(r, row, 9);
    l->target = number_or_words(row, 10, 9);
    l->target_year =
        jln_cursor_null(row, 11) ? r->frame->plan->last_year : (int)jln_cursor_int(row, 11);
    l->doc = keep(r, row, 12);
    l->line = (int)jln_cursor_int(row, 13);
    return JLN_OK;
}

static int line_of(const jln_frame *f, const char *id, int position) {
    uint32_t node = jln_plan_node(f->plan, id);
    for (int i = 0; i < f->line_count; i++)
        if (f->lines[i].node == node && f->lines[i].position == position) return i;
    return -1;
}

static jln_status read_target(const jln_cursor *row, void *ctx, jln_err *err) {
    reader *r = ctx;
    int line = line_of(r->frame, jln_cursor_text(row, 0), (int)jln_cursor_int(row, 1));
    const char *bound = jln_cursor_text(row, 4);
    if (line < 0) return JLN_OK;
    jln_frame_target *t = push(r, err);
    if (!t) return JLN_ENOMEM;
    *t = (jln_frame_target){.line = line, .year = (int)jln_cursor_int(row, 2)};
    t->value = number_or_words(row, 3, 3);
    t->bound = strcmp(bound, "at_most") == 0    ? JLN_BOUND_AT_MOST
               : strcmp(bound, "at_least") == 0 ? JLN_BOUND_AT_LEAST
                                                : JLN_BOUND_EXACT;
    return JLN_OK;
}

static jln_value measured(const jln_cursor *row, int state_at, int number, int words) {
    jln_value value = number_or_words(row, number, words);
    jln_state state;
    if (!jln_value_known(&value) && jln_state_of(jln_cursor_text(row, state_at), &state))
        value =
            jln_value_none(state, state == JLN_TEXT ? JLN_REASON_WORDS : JLN_REASON_NOT_MEASURED);
    return value;
}

/* Rows come oldest first: a later period takes the place of an earlier one of the same year. */
static jln_status read_measure(const jln_cursor *row, void *ctx, jln_err *err) {
    reader *r = ctx;
    jln_frame *f = r->frame;
    int line = line_of(f, jln_cursor_text(row, 0), (int)jln_cursor_int(row, 1));
    int year = (int)jln_cursor_int(row, 2);
    if (line < 0) return JLN_OK;
    jln_frame_measure *m = f->measure_count ? &f->measures[f->measure_count - 1] : NULL;
    if (!m || m->line != line || m->year != year) m = push(r, err);
    if (!m) return JLN_ENOMEM;
    *m = (jln_frame_measure){.line = line, .year = year};
    m->words = keep(r, row, 6);
    m->source = keep(r, row, 7);
    m->return_id = keep(r, row, 8);
    m->value = measured(row, 4, 5, 6);
    return JLN_OK;
}

static jln_status read_part(const jln_cursor *row, void *ctx, jln_err *err) {
    reader *r = ctx;
    jln_frame *f = r->frame;
    int line = line_of(f, jln_cursor_text(row, 0), (int)jln_cursor_int(row, 1)),
        year = (int)jln_cursor_int(row, 2);
    const char *sex = jln_cursor_text(row, 3), *region = jln_cursor_text(row, 4);
    if (line < 0) return JLN_OK;
    jln_frame_part *p = f->part_count ? &f->parts[f->part_count - 1] : NULL;
    bool same = p && p->measure.line == line && p->measure.year == year &&
                strcmp(p->sex, sex) == 0 && strcmp(p->region, region) == 0;
    if (!same) p = push(r, err);
    if (!p) return JLN_ENOMEM;
    if (!same) *p = (jln_frame_part){.sex = keep(r, row, 3), .region = keep(r, row, 4)};
    if (!p->sex || !p->region) return jln_err_nomem(err);
    p->measure = (jln_frame_measure){.line = line, .year = year};
    p->measure.words = keep(r, row, 7);
    p->measure.source = keep(r, row, 8);
    p->measure.return_id = keep(r, row, 9);
    p->measure.value = measured(row, 5, 6, 7);
    return JLN_OK;
}

static jln_status read_milestone(const jln_cursor *row, void *ctx, jln_err *err) {
    reader *r = ctx;
    jln_milestone *m = push(r, err);
    if (!m) return JLN_ENOMEM;
    const char *node = jln_cursor_text(row, 0);
    m->node = node ? jln_plan_node(r->frame->plan, node) : 0;
    if (m->node == UINT32_MAX) m->node = 0;
    m->text = keep(r, row, 2);
    m->date = keep(r, row, 6);
    m->state = keep(r, row, 7);
    m->doc = keep(r, row, 8);
    m->line = (int)jln_cursor_int(row, 9);
    return JLN_OK;
}

static jln_status read_cover(const jln_cursor *row, void *ctx, jln_err *err) {
    reader *r = ctx;
    jln_cover *c = push(r, err);
    if (!c) return JLN_ENOMEM;
    c->scheme = keep(r, row, 0);
    c->region = keep(r, row, 1);
    c->year = (int)jln_cursor_int(row, 2);
    c->measure = keep(r, row, 3);
    c->unit = keep(r, row, 4);
    c->value = number_or_words(row, 5, 5);
    jln_state state;
    if (!jln_value_known(&c->value) && jln_state_of(jln_cursor_text(row, 9), &state))
        c->value = jln_value_none(state, JLN_REASON_NO_FIGURE);
    c->source = keep(r, row, 6);
    c->doc = keep(r, row, 7);
    c->line = (int)jln_cursor_int(row, 8);
    c->sex = jln_cursor_null(row, 10) ? "" : keep(r, row, 10);
    return JLN_OK;
}

static jln_status read_population(const jln_cursor *row, void *ctx, jln_err *err) {
    reader *r = ctx;
    jln_population *p = push(r, err);
    if (!p) return JLN_ENOMEM;
    p->region = keep(r, row, 0);
    p->year = (int)jln_cursor_int(row, 1);
    p->source = keep(r, row, 2);
    p->value = jln_cursor_int(row, 3);
    p->sex = keep(r, row, 4);
    return JLN_OK;
}

static jln_status read_registration(const jln_cursor *row, void *ctx, jln_err *err) {
    reader *r = ctx;
    jln_registration *x = push(r, err);
    if (!x) return JLN_ENOMEM;
    x->id = keep(r, row, 0);
    x->programme = keep(r, row, 1);
    x->operator_name = keep(r, row, 2);
    x->regions = keep(r, row, 3);
    x->unit = keep(r, row, 4);
    x->count = jln_cursor_null(row, 5) ? jln_value_none(JLN_MISSING, JLN_REASON_NONE)
                                       : jln_value_integer(jln_cursor_int(row, 5));
    x->doc = keep(r, row, 6);
    x->line = (int)jln_cursor_int(row, 7);
    x->date = jln_cursor_null(row, 8) ? NULL : keep(r, row, 8);
    return JLN_OK;
}

static jln_status read_recommendation(const jln_cursor *row, void *ctx, jln_err *err) {
    reader *r = ctx;
    jln_recommendation *x = push(r, err);
    if (!x) return JLN_ENOMEM;
    x->number = jln_cursor_int(row, 0);
    x->due = keep(r, row, 1);
    x->recurring = jln_cursor_int(row, 2) != 0;
    x->state = keep(r, row, 3);
    x->done_on = keep(r, row, 4);
    x->text = keep(r, row, 5);
    x->doc = keep(r, row, 6);
    x->line = (int)jln_cursor_int(row, 7);
    x->responsible = keep(r, row, 8);
    x->first_state = keep(r, row, 9);
    x->first_done_on = keep(r, row, 10);
    return JLN_OK;
}

static jln_status read_told(const jln_cursor *row, void *ctx, jln_err *err) {
    reader *r = ctx;
    jln_told *x = push(r, err);
    if (!x) return JLN_ENOMEM;
    x->number = jln_cursor_int(row, 0);
    x->last_day = keep(r, row, 1);
    x->state = keep(r, row, 2);
    x->done_on = keep(r, row, 3);
    return JLN_OK;
}

/* Both lists stand in the order of the numbers. */
static void give_told(jln_frame *f) {
    int next = 0;
    for (int i = 0; i < f->recommendation_count; i++) {
        jln_recommendation *x = &f->recommendations[i];
        while (next < f->told_count && f->told[next].number < x->number) next++;
        x->told = f->told + next;
        while (next < f->told_count && f->told[next].number == x->number) next++, x->told_count++;
    }
}

jln_status jln_frame_read(jln_db *db, const jln_plan *plan, const char *date, jln_arena *arena,
                          const jln_frame **out, jln_err *err) {
    jln_frame *f = jln_arena_alloc(arena, sizeof *f);
    if (!f) return jln_err_nomem(err);
    memset(f, 0, sizeof *f);
    f->plan = plan;
    const jln_params params = {.plan = plan->name, .date = date};
    const struct {
        jln_query query;
        jln_row_fn *each;
        void *items;
        int *count;
        size_t size;
    } parts[] = {
        {JLN_Q_INDICATORS, read_line, &f->lines, &f->line_count, sizeof *f->lines},
        {JLN_Q_TARGETS, read_target, &f->targets, &f->target_count, sizeof *f->targets},
        {JLN_Q_MEASUREMENTS, read_measure, &f->measures, &f->measure_count, sizeof *f->measures},
        {JLN_Q_PARTS, read_part, &f->parts, &f->part_count, sizeof *f->parts},
        {JLN_Q_MILESTONES, read_milestone, &f->milestones, &f->milestone_count,
         sizeof *f->milestones},
        {JLN_Q_COVERAGE, read_cover, &f->covers, &f->cover_count, sizeof *f->covers},
        {JLN_Q_POPULATIONS, read_population, &f->populations, &f->population_count,
         sizeof *f->populations},
        {JLN_Q_REGISTRATIONS, read_registration, &f->registrations, &f->registration_count,
         sizeof *f->registrations},
        {JLN_Q_RECOMMENDATIONS, read_recommendation, &f->recommendations, &f->recommendation_count,
         sizeof *f->recommendations},
        {JLN_Q_FOLLOW_UPS, read_told, &f->told, &f->told_count, sizeof *f->told},
    };
    jln_status status = JLN_OK;
    for (size_t i = 0; status == JLN_OK && i < sizeof parts / sizeof *parts; i++) {
        reader r = {arena, f, parts[i].items, parts[i].count, 0, parts[i].size};
        status = jln_query_each(db, parts[i].query, &params, parts[i].each, &r, err);
    }
    if (status == JLN_OK && f->told_count) give_told(f);
    if (status == JLN_OK) *out = f;
    return status;
}

/* ---- asking ---- */

/* The target written beside the indicator holds for its year, unless the list of targets says
 * another for that year. */
static bool own_target(const jln_frame *f, int line, int from, int to, jln_frame_target *out) {
    const jln_frame_line *l = &f->lines[line];
    if (l->target.state == JLN_MISSING || l->target_year < from || l->target_year > to)
        return false;
    *out = (jln_frame_target){line, l->target_year, l->target, JLN_BOUND_EXACT};
    return true;
}

static bool find_target(const jln_frame *f, int line, int from, int to, jln_frame_target *out) {
    bool found = own_target(f, line, from, to, out);
    for (int i = 0; i < f->target_count; i++) {
        const jln_frame_target *t = &f->targets[i];
        if (t->line != line || t->year < from || t->year > to || (found && t->year > out->year))
            continue;
        *out = *t;
        found = true;
    }
    return found;
}

bool jln_frame_target_of(const jln_frame *frame, int line, int year, jln_frame_target *out) {
    return find_target(frame, line, year, year, out);
}

bool jln_frame_next_target(const jln_frame *frame, int line, int year, jln_frame_target *out) {
    return find_target(frame, line, year, INT32_MAX, out);
}

const jln_frame_measure *jln_frame_measured(const jln_frame *frame, int line, int year) {
    for (int i = 0; i < frame->measure_count; i++)
        if (frame->measures[i].line == line && frame->measures[i].year == year)
            return &frame->measures[i];
    return NULL;
}

const jln_frame_measure *jln_frame_measured_part(const jln_frame *frame, int line, int year,
                                                 const char *sex, const char *region) {
    for (int i = 0; i < frame->part_count; i++) {
        const jln_frame_part *p = &frame->parts[i];
        if (p->measure.line == line && p->measure.year == year && strcmp(p->sex, sex) == 0 &&
            strcmp(p->region, region) == 0)
            return &p->measure;
    }
    return NULL;
}

static const char beneficiaries[] = "bénéficiaires";

const jln_cover *jln_frame_cover(const jln_frame *frame, const char *scheme, const char *region,
                                 const char *sex, int year) {
    const jln_cover *best = NULL;
    for (int i = 0; i < frame->cover_count; i++) {
        const jln_cover *c = &frame->covers[i];
        bool same = strcmp(c->scheme, scheme) == 0 && strcmp(c->region, region) == 0 &&
                    strcmp(c->sex, sex) == 0 && strcmp(c->measure, beneficiaries) == 0;
        if (same && c->year <= year && (!best || c->year >= best->year)) best = c;
    }
    return best;
}

static bool same_cover(const jln_cover *a, const jln_cover *b) {
    return strcmp(a->scheme, b->scheme) == 0 && strcmp(a->region, b->region) == 0 &&
           strcmp(a->measure, b->measure) == 0 && strcmp(a->sex, b->sex) == 0;
}

bool jln_frame_cover_shown(const jln_frame *frame, int index, int year) {
    const jln_cover *c = &frame->covers[index];
    if (c->year > year || *c->sex ||
        strncmp(c->measure, beneficiaries, sizeof beneficiaries - 1) != 0)
        return false;
    for (int i = 0; i < frame->cover_count; i++) {
        const jln_cover *other = &frame->covers[i];
        bool later = other->year > c->year || (other->year == c->year && i > index);
        if (later && other->year <= year && same_cover(c, other)) return false;
    }
    return true;
}

static bool same_place(const jln_cover *a, const jln_cover *b) {
    return strcmp(a->scheme, b->scheme) == 0 && strcmp(a->region, b->region) == 0;
}

/* Rows of one scheme and region stand side by side. */
static const jln_cover *counts_none(const jln_frame *f, const jln_cover *c) {
    const jln_cover *first = c, *end = f->covers + f->cover_count;
    while (first > f->covers && same_place(first - 1, c)) first--;
    for (; first < end && same_place(first, c); first++)
        if (first->year == c->year && strcmp(first->measure, c->scheme) == 0 &&
            first->value.state == JLN_NUMBER && first->value.number.num == 0)
            return first;
    return NULL;
}

jln_value jln_frame_covered(const jln_frame *frame, int index, const jln_cover **none) {
    const jln_cover *c = &frame->covers[index];
    *none = c->value.state == JLN_DASH ? counts_none(frame, c) : NULL;
    if (*none) return jln_value_integer(0);
    if (c->value.state == JLN_DASH || c->value.state == JLN_BLANK)
        return jln_value_none(JLN_MISSING, JLN_REASON_NO_FIGURE);
    return c->value;
}

const jln_population *jln_frame_population(const jln_frame *frame, const char *region, int year) {
    return jln_frame_population_of(frame, region, "", year);
}

const jln_population *jln_frame_population_of(const jln_frame *frame, const char *region,
                                              const char *sex, int year) {
    const jln_population *best = NULL;
    for (int i = 0; i < frame->population_count; i++) {
        const jln_population *p = &frame->populations[i];
        if (strcmp(p->region, region) != 0 || strcmp(p->sex, sex) != 0) continue;
        if (!best || abs(p->year - year) < abs(best->year - year)) best = p;
    }
    return best;
}

/* A yearly one is due each year on the same day, on 31 December when no day is stated. */
bool jln_recommendation_due(const jln_recommendation *r, const char *day) {
    if (!r->recurring) return r->due && strcmp(r->due, day) <= 0;
    if (!r->due) return strcmp(day + 4, "-12-31") == 0;
    return strncmp(r->due, day, 4) <= 0 && strcmp(r->due + 4, day + 4) <= 0;
}

static bool executed_by(const jln_recommendation *r, const char *day) {
    if (strcmp(r->state, "executed") != 0) return false;
    if (!r->done_on) return true;
    return strcmp(r->done_on, day) <= 0 && (!r->recurring || strncmp(r->done_on, day, 4) == 0);
}

jln_recommendation jln_recommendation_at(const jln_recommendation *r, const char *end) {
    jln_recommendation at = *r;
    at.state = r->first_state;
    at.done_on = r->first_done_on;
    for (int i = 0; i < r->told_count && strcmp(r->told[i].last_day, end) <= 0; i++) {
        at.state = r->told[i].state;
        at.done_on = r->told[i].done_on;
    }
    return at;
}

bool jln_recommendation_is(const jln_recommendation *r, const char *state, const char *day) {
    if (strcmp(state, "executed") == 0) return executed_by(r, day);
    return strcmp(state, "due") == 0 || strcmp(r->state, state) == 0;
}

jln_follow_up jln_frame_follow_up(const jln_frame *frame, const char *day, const char *end) {
    jln_follow_up f = {0};
    for (int i = 0; i < frame->recommendation_count; i++) {
        if (!jln_recommendation_due(&frame->recommendations[i], day)) continue;
        jln_recommendation r = jln_recommendation_at(&frame->recommendations[i], end);
        f.due++;
        if (strcmp(r.state, "not_applicable") == 0) f.not_applicable++;
        if (strcmp(r.state, "unknown") == 0) f.unknown++;
        f.executed += executed_by(&r, day);
    }
    return f;
}

bool jln_milestone_is(const jln_milestone *m, const char *state, const char *day) {
    bool later = m->date && strcmp(m->date, day) > 0;
    return strcmp(later ? "planned" : m->state, state) == 0;
}

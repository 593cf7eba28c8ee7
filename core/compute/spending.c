#include "compute/spending.h"

#include <stdlib.h>
#include <string.h>

/* A text of the last row and what it meant: keys come in order, so that the next row mostly says
 * the same. */
typedef struct {
    char text[96]; /* longer than any id */
    int meaning;
} seen;

typedef struct {
    jln_facts *facts;
    jln_arena *arena, *own; /* what is not kept goes when the reading ends */
    int limit;              /* --period, -1 for none */
    seen activity, funder, period, sender;
    int year;        /* index of the period's */
    uint32_t leaf;   /* of the rows in `rows`, UINT32_MAX for none */
    jln_spent *rows; /* of one activity, cleared when the next one comes */
    size_t count, capacity;
    int last;     /* the period of the row before, -1 for none or unknown */
    int *next;    /* [period + 1]: the one that came after it */
    int *senders; /* [period]: the last return seen, -1 for none */
    int *latest;  /* [year]: period of the rows in `rows`, -1 for none */
} spending;

/* True when the column says what it said in the row before. These texts are a few letters long: a
 * loop is done before a call would begin. */
static bool unchanged(seen *s, const jln_cursor *row, int column) {
    const char *text = jln_cursor_text(row, column);
    size_t i = 0;
    while (text[i] == s->text[i] && text[i]) i++;
    if (text[i] == s->text[i]) return true;
    for (; text[i] && i < sizeof s->text - 1; i++) s->text[i] = text[i];
    s->text[i] = '\0';
    return false;
}

/* The four stages of the table begin with letters of their own. */
static int8_t stage_of(const jln_cursor *row, int column) {
    switch (*jln_cursor_text(row, column)) {
    case 'c':
        return JLN_STAGE_COMMITTED;
    case 'l':
        return JLN_STAGE_LIQUIDATED;
    case 'o':
        return JLN_STAGE_ORDERED;
    default:
        return JLN_STAGE_PAID;
    }
}

/* The column holds the amount or, where there is none, the code of its state, which reads as zero.
 */
static int8_t state_of(const jln_cursor *row, int column, int64_t amount) {
    if (amount) return JLN_NUMBER;
    const char *text = jln_cursor_text(row, column);
    jln_state state = JLN_MISSING;
    if (text && *text == '0') return JLN_NUMBER;
    if (text) jln_state_of(text, &state);
    return (int8_t)state;
}

static int by_key(const void *a, const void *b) {
    const jln_spent *x = a, *y = b;
    if (x->period != y->period) return x->period < y->period ? -1 : 1;
    if (x->funder != y->funder) return x->funder < y->funder ? -1 : 1;
    return x->stage - y->stage;
}

/* Rows of one period come by funder, then stage: the order of texts, mostly that of the plan's
 * sources too. */
static void sort(jln_spent *rows, size_t count) {
    for (size_t i = 1; i < count; i++)
        if (by_key(&rows[i - 1], &rows[i]) > 0) {
            qsort(rows, count, sizeof *rows, by_key);
            return;
        }
}

/* Keeps the rows of the latest period of each year, by period, funder and stage. */
static jln_status end_activity(spending *sp, jln_err *err) {
    const jln_facts *f = sp->facts;
    size_t count = 0;
    if (sp->leaf == UINT32_MAX || !sp->count) return JLN_OK;
    for (size_t i = 0; i < sp->count; i++) {
        const jln_spent *s = &sp->rows[i];
        count += sp->latest[f->periods[s->period].year - f->plan->first_year] == s->period;
    }
    jln_spent *kept = jln_arena_array(sp->arena, count, sizeof *kept), *to = kept;
    if (!kept) return jln_err_nomem(err);
    for (int y = 0; y < f->years; y++)
        for (size_t i = 0; sp->latest[y] >= 0 && i < sp->count; i++)
            if (sp->rows[i].period == sp->latest[y]) *to++ = sp->rows[i];
    sort(kept, count);
    sp->facts->spent[sp->leaf] = (jln_spent_rows){kept, count};
    sp->count = 0;
    return JLN_OK;
}

static jln_status start_activity(spending *sp, jln_err *err) {
    jln_status status = end_activity(sp, err);
    const jln_plan *plan = sp->facts->plan;
    uint32_t node = jln_plan_node(plan, sp->activity.text);
    sp->leaf = node != UINT32_MAX && jln_plan_is_leaf(plan, node) ? plan->nodes[node].leaf_first
                                                                  : UINT32_MAX;
    for (int y = 0; y < sp->facts->years; y++) sp->latest[y] = -1;
    return status;
}

static bool more_rows(spending *sp) {
    void *grown = jln_arena_grow(sp->own, sp->rows, &sp->capacity, sp->count + 1, sizeof *sp->rows);
    if (grown) sp->rows = grown;
    return grown != NULL;
}

/* Year -1 for a period that is not looked at. */
static void start_period(spending *sp) {
    const jln_facts *f = sp->facts;
    int *guess = &sp->next[sp->last + 1]; /* periods come in the same order for every activity */
    if (*guess < 0 || strcmp(f->periods[*guess].code, sp->period.text) != 0)
        *guess = jln_facts_find_period(f, sp->period.text);
    int period = sp->last = *guess;
    sp->year =
        jln_facts_open(f, period, sp->limit) ? f->periods[period].year - f->plan->first_year : -1;
    if (sp->year >= f->years || sp->year < 0) sp->year = -1;
    sp->period.meaning = sp->year < 0 ? -1 : period;
}

/* An activity is told of by the same structure, in one return a period. Meaning -1 for a return not
 * known yet. */
static void start_return(spending *sp, int period) {
    const jln_facts *f = sp->facts;
    int guess = sp->senders[period];
    if (guess < 0 || strcmp(f->returns[guess].id, sp->sender.text) != 0)
        guess = sp->senders[period] = jln_facts_find_return(f, sp->sender.text);
    sp->sender.meaning = guess >= 0 && f->returns[guess].known ? guess : -1;
}

static void start_funder(spending *sp) {
    sp->funder.meaning = *sp->funder.text ? jln_plan_funder(sp->facts->plan, sp->funder.text) : -1;
}

static jln_status read_row(const jln_cursor *row, void *ctx, jln_err *err) {
    spending *sp = ctx;
    jln_status status = unchanged(&sp->activity, row, 0) ? JLN_OK : start_activity(sp, err);
    if (status != JLN_OK || sp->leaf == UINT32_MAX) return status;
    if (!unchanged(&sp->period, row, 2)) start_period(sp);
    int period = sp->period.meaning;
    if (period < 0 || period < sp->latest[sp->year]) return JLN_OK;
    if (!unchanged(&sp->sender, row, 5)) start_return(sp, period);
    if (sp->sender.meaning < 0) return JLN_OK;
    if (!unchanged(&sp->funder, row, 1)) start_funder(sp);
    sp->latest[sp->year] = period;
    if (sp->count == sp->capacity && !more_rows(sp)) return jln_err_nomem(err);
    jln_spent *s = &sp->rows[sp->count++];
    s->amount = jln_cursor_int(row, 4);
    s->leaf = sp->leaf;
    s->from = sp->sender.meaning;
    s->period = (int16_t)period;
    s->funder = (int16_t)sp->funder.meaning;
    s->stage = stage_of(row, 3);
    s->state = state_of(row, 4, s->amount);
    return JLN_OK;
}

static bool start(spending *sp) {
    const jln_facts *f = sp->facts;
    size_t periods = (size_t)f->period_count;
    sp->own = jln_arena_new();
    if (!sp->own) return false;
    sp->facts->spent =
        jln_arena_array(sp->arena, (size_t)f->plan->leaf_count + 1, sizeof *f->spent);
    sp->latest = jln_arena_array(sp->own, (size_t)f->years, sizeof *sp->latest);
    sp->next = jln_arena_array(sp->own, periods + 1, sizeof *sp->next);
    sp->senders = jln_arena_array(sp->own, periods + 1, sizeof *sp->senders);
    if (!f->spent || !sp->latest || !sp->next || !sp->senders) return false;
    for (size_t i = 0; i <= periods; i++) sp->next[i] = sp->senders[i] = -1;
    return true;
}

jln_status jln_spending_read(jln_db *db, const jln_params *params, int limit, jln_arena *arena,
                             jln_facts *facts, jln_err *err) {
    spending sp = {
        .facts = facts, .arena = arena, .limit = limit, .leaf = UINT32_MAX, .last = -1, .year = -1};
    sp.funder.meaning = sp.period.meaning = sp.sender.meaning = -1;
    jln_status status = start(&sp)
                            ? jln_query_each(db, JLN_Q_SPENDING_ALL, params, read_row, &sp, err)
                            : jln_err_nomem(err);
    if (status == JLN_OK) status = end_activity(&sp, err);
    jln_arena_free(sp.own);
    return status;
}

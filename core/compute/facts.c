#include "compute/facts.h"

#include "base/str.h"
#include "compute/spending.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *code, *words;
} progress_states[JLN_PROGRESS_COUNT] = {
    [JLN_DONE] = {"done", N_("réalisée")},
    [JLN_UNDER_WAY] = {"under_way", N_("en cours")},
    [JLN_NOT_STARTED] = {"not_started", N_("non commencée")},
    [JLN_POSTPONED] = {"postponed", N_("reportée")},
    [JLN_CANCELLED] = {"cancelled", N_("annulée")},
    [JLN_NOT_REPORTED] = {"not_reported", N_("non renseignée")},
};

const char *jln_progress_words(jln_progress_state state) {
    return _(progress_states[state].words);
}

/* ---- reading ---- */

typedef struct {
    void *items;
    size_t count, capacity, size;
} list;

typedef struct {
    jln_arena *arena;
    jln_facts *facts;
    const jln_plan *plan;
    jln_params params;
    list *into;
} reader;

static void *push(reader *r, jln_err *err) {
    list *l = r->into;
    void *grown = jln_arena_grow(r->arena, l->items, &l->capacity, l->count + 1, l->size);
    if (!grown) {
        jln_err_nomem(err);
        return NULL;
    }
    l->items = grown;
    void *item = (char *)grown + l->size * l->count++;
    return memset(item, 0, l->size);
}

static const char *keep(reader *r, const jln_cursor *row, int column) {
    return jln_arena_str(r->arena, jln_cursor_text(row, column));
}

static jln_state state_of(const jln_cursor *row, int column) {
    jln_state state = JLN_MISSING;
    jln_state_of(jln_cursor_text(row, column), &state);
    return state;
}

static int funder_of(const reader *r, const jln_cursor *row, int column) {
    const char *id = jln_cursor_text(row, column);
    return id && *id ? jln_plan_funder(r->plan, id) : -1;
}

/* The leaf number of a node's id; UINT32_MAX when it is not a leaf. */
static uint32_t leaf_of(const reader *r, const char *id) {
    uint32_t node = jln_plan_node(r->plan, id);
    if (node == UINT32_MAX || !jln_plan_is_leaf(r->plan, node)) return UINT32_MAX;
    return r->plan->nodes[node].leaf_first;
}

static int year_index(const reader *r, int year) {
    return year < r->plan->first_year || year > r->plan->last_year ? -1
                                                                   : year - r->plan->first_year;
}

static jln_amount *base_cell(reader *r, jln_base base, const char *id, int year) {
    uint32_t leaf = leaf_of(r, id);
    int y = year_index(r, year);
    if (leaf == UINT32_MAX || y < 0) return NULL;
    return &r->facts->bases[base][(size_t)leaf * (size_t)r->facts->years + (size_t)y];
}

/* A base starts as a copy of the one it changes; blank everywhere when it changes none. */
static bool start_base(reader *r, jln_base base, const jln_amount *from) {
    jln_facts *f = r->facts;
    if (f->bases[base]) return true;
    size_t cells = (size_t)r->plan->leaf_count * (size_t)f->years;
    f->bases[base] = jln_arena_array(r->arena, cells + 1, sizeof *f->bases[base]);
    if (!f->bases[base]) return false;
    for (size_t i = 0; i < cells; i++)
        f->bases[base][i] = from ? from[i] : (jln_amount){.state = JLN_BLANK};
    return true;
}

static jln_status read_budget(const jln_cursor *row, void *ctx, jln_err *err) {
    (void)err;
    reader *r = ctx;
    jln_amount *cell =
        base_cell(r, JLN_BASE_PLANNED, jln_cursor_text(row, 0), (int)jln_cursor_int(row, 1));
    if (cell)
        *cell = (jln_amount){state_of(row, 2), jln_cursor_int(row, 3), keep(r, row, 4),
                             (int)jln_cursor_int(row, 5)};
    return JLN_OK;
}

/* Blank until notified, but for what the plan foresees without a line of credit. */
static bool start_initial(reader *r) {
    jln_facts *f = r->facts;
    if (f->bases[JLN_BASE_INITIAL]) return true;
    if (!start_base(r, JLN_BASE_INITIAL, NULL)) return false;
    size_t cells = (size_t)r->plan->leaf_count * (size_t)f->years;
    for (size_t i = 0; i < cells; i++) {
        const jln_amount *planned = &f->bases[JLN_BASE_PLANNED][i];
        if (planned->state == JLN_PM) f->bases[JLN_BASE_INITIAL][i] = *planned;
    }
    return true;
}

static jln_status read_allocation(const jln_cursor *row, void *ctx, jln_err *err) {
    reader *r = ctx;
    if (!start_initial(r)) return jln_err_nomem(err);
    jln_amount *cell =
        base_cell(r, JLN_BASE_INITIAL, jln_cursor_text(row, 0), (int)jln_cursor_int(row, 1));
    if (cell) *cell = (jln_amount){JLN_NUMBER, jln_cursor_int(row, 2), keep(r, row, 4), 0};
    return JLN_OK;
}

/* The revised allocation is the initial one (the plan when none was notified) with the revisions
 * applied, oldest first. */
static jln_status read_revision(const jln_cursor *row, void *ctx, jln_err *err) {
    reader *r = ctx;
    jln_facts *f = r->facts;
    if (!start_base(r, JLN_BASE_REVISED, f->bases[jln_facts_unrevised(f)]))
        return jln_err_nomem(err);
    if (!f->revised) f->revised = jln_arena_array(r->arena, (size_t)f->years, sizeof *f->revised);
    if (!f->revised) return jln_err_nomem(err);
    jln_amount *cell =
        base_cell(r, JLN_BASE_REVISED, jln_cursor_text(row, 0), (int)jln_cursor_int(row, 1));
    if (!cell) return JLN_OK;
    *cell = (jln_amount){JLN_NUMBER, jln_cursor_int(row, 2), keep(r, row, 5), 0};
    f->revised[jln_cursor_int(row, 1) - f->plan->first_year] = true;
    return JLN_OK;
}

static jln_status read_period(const jln_cursor *row, void *ctx, jln_err *err) {
    reader *r = ctx;
    jln_period *p = push(r, err);
    if (!p) return JLN_ENOMEM;
    *p = (jln_period){keep(r, row, 0), (int)jln_cursor_int(row, 1), keep(r, row, 2),
                      keep(r, row, 3), jln_cursor_int(row, 4) != 0, false};
    p->year_end = p->last_day && strcmp(p->last_day + 4, "-12-31") == 0;
    return JLN_OK;
}

int jln_facts_find_period(const jln_facts *f, const char *code) {
    for (int i = 0; i < f->period_count; i++)
        if (strcmp(f->periods[i].code, code) == 0) return i;
    return -1;
}

static jln_status read_return(const jln_cursor *row, void *ctx, jln_err *err) {
    reader *r = ctx;
    jln_return *x = push(r, err);
    if (!x) return JLN_ENOMEM;
    x->id = keep(r, row, 0);
    x->period = jln_facts_find_period(r->facts, jln_cursor_text(row, 1));
    x->sender = keep(r, row, 2);
    x->due_on = keep(r, row, 3);
    x->received_on = keep(r, row, 4);
    x->status = keep(r, row, 5);
    x->comment = keep(r, row, 6);
    x->known = x->received_on && strcmp(x->received_on, r->params.date) <= 0;
    x->late = x->known && strcmp(x->received_on, x->due_on) > 0;
    return JLN_OK;
}

static int by_return_id(const void *a, const void *b) {
    return strcmp(((const jln_return *)a)->id, ((const jln_return *)b)->id);
}

int jln_facts_find_return(const jln_facts *f, const char *id) {
    jln_return key = {.id = id};
    const jln_return *found =
        bsearch(&key, f->returns, (size_t)f->return_count, sizeof key, by_return_id);
    return found ? (int)(found - f->returns) : -1;
}

/* Periods are ordered by their last day: with --period, later ones of the same year are not looked
 * at. */
bool jln_facts_open(const jln_facts *f, int period, int limit) {
    const jln_period *p = f->periods;
    return period >= 0 && (limit < 0 || p[period].year != p[limit].year || period <= limit);
}

typedef struct {
    reader reader;
    int limit; /* --period, -1 for none */
    list *list;
} fact_reader;

static jln_progress_state progress_of(const char *code) {
    for (int i = 0; i < JLN_PROGRESS_COUNT; i++)
        if (strcmp(progress_states[i].code, code) == 0) return (jln_progress_state)i;
    return JLN_NOT_REPORTED;
}

static jln_status read_progress(const jln_cursor *row, void *ctx, jln_err *err) {
    (void)err;
    fact_reader *fr = ctx;
    reader *r = &fr->reader;
    uint32_t leaf = leaf_of(r, jln_cursor_text(row, 0));
    int period = jln_facts_find_period(r->facts, jln_cursor_text(row, 1));
    if (leaf == UINT32_MAX || !jln_facts_open(r->facts, period, fr->limit)) return JLN_OK;
    int y = year_index(r, r->facts->periods[period].year);
    if (y < 0) return JLN_OK;
    jln_progress *p = &r->facts->progress[(size_t)leaf * (size_t)r->facts->years + (size_t)y];
    if (p->from >= 0 && p->period > period) return JLN_OK;
    *p = (jln_progress){
        .leaf = leaf, .period = period, .state = progress_of(jln_cursor_text(row, 2))};
    const char *physical = jln_cursor_text(row, 3);
    p->known = physical && jln_rat_parse(physical, strlen(physical), &p->physical) &&
               jln_rat_div(p->physical, jln_rat_of(100), &p->physical);
    p->quantity_planned = keep(r, row, 4);
    p->quantity_done = keep(r, row, 5);
    p->unit = keep(r, row, 6);
    p->decided_on = keep(r, row, 7);
    p->from = jln_facts_find_return(r->facts, jln_cursor_text(row, 8));
    p->comment = keep(r, row, 9);
    return JLN_OK;
}

static jln_status read_financing(const jln_cursor *row, void *ctx, jln_err *err) {
    reader *r = ctx;
    jln_financing *f = push(r, err);
    if (!f) return JLN_ENOMEM;
    f->node = jln_plan_node(r->plan, jln_cursor_text(row, 0));
    if (f->node == UINT32_MAX) f->node = 0;
    f->funder = (int16_t)funder_of(r, row, 1);
    f->year = (int)jln_cursor_int(row, 2);
    f->amount = (jln_amount){state_of(row, 3), jln_cursor_int(row, 4), keep(r, row, 5),
                             (int)jln_cursor_int(row, 6)};
    f->revised = f->amount;
    return JLN_OK;
}

/* A source may be given a line the plan did not foresee. */
static jln_status read_funder_revision(const jln_cursor *row, void *ctx, jln_err *err) {
    reader *r = ctx;
    uint32_t node = jln_plan_node(r->plan, jln_cursor_text(row, 0));
    int funder = funder_of(r, row, 1), year = (int)jln_cursor_int(row, 2);
    if (node == UINT32_MAX || funder < 0) return JLN_OK;
    jln_financing *lines = r->into->items, *line = NULL;
    for (size_t i = 0; i < r->into->count && !line; i++)
        if (lines[i].node == node && lines[i].funder == funder && lines[i].year == year)
            line = &lines[i];
    if (!line) {
        line = push(r, err);
        if (!line) return JLN_ENOMEM;
        *line = (jln_financing){
            node, (int16_t)funder, year, {.state = JLN_BLANK}, {.state = JLN_BLANK}};
    }
    line->revised = (jln_amount){JLN_NUMBER, jln_cursor_int(row, 3), keep(r, row, 6), 0};
    return JLN_OK;
}

static jln_status read_mobilised(const jln_cursor *row, void *ctx, jln_err *err) {
    fact_reader *fr = ctx;
    reader *r = &fr->reader;
    int period = jln_facts_find_period(r->facts, jln_cursor_text(row, 2));
    jln_funding status;
    if (!jln_facts_open(r->facts, period, fr->limit) ||
        !jln_funding_of(jln_cursor_text(row, 3), &status))
        return JLN_OK;
    /* money is known when the period it is told about has ended */
    if (strcmp(r->facts->periods[period].last_day, r->params.date) > 0) return JLN_OK;
    r->into = fr->list;
    jln_mobilised *m = push(r, err);
    if (!m) return JLN_ENOMEM;
    m->funder = (int16_t)funder_of(r, row, 0);
    m->node = jln_plan_node(r->plan, jln_cursor_text(row, 1));
    if (m->node == UINT32_MAX) m->node = 0;
    m->period = period;
    m->status = (int16_t)status;
    m->in_kind = strcmp(jln_cursor_text(row, 4), "in_kind") == 0;
    m->state = state_of(row, 5);
    m->amount = jln_cursor_int(row, 6);
    m->source = keep(r, row, 7);
    return JLN_OK;
}

static jln_status read_extra(const jln_cursor *row, void *ctx, jln_err *err) {
    fact_reader *fr = ctx;
    reader *r = &fr->reader;
    int period = jln_facts_find_period(r->facts, jln_cursor_text(row, 1));
    if (!jln_facts_open(r->facts, period, fr->limit)) return JLN_OK;
    r->into = fr->list;
    jln_extra *e = push(r, err);
    if (!e) return JLN_ENOMEM;
    e->node = jln_plan_node(r->plan, jln_cursor_text(row, 0));
    if (e->node == UINT32_MAX) e->node = 0;
    e->period = period;
    e->title = keep(r, row, 2);
    e->funder = (int16_t)funder_of(r, row, 3);
    e->known = !jln_cursor_null(row, 4);
    e->amount = jln_cursor_int(row, 4);
    e->from = jln_facts_find_return(r->facts, jln_cursor_text(row, 5));
    e->comment = keep(r, row, 6);
    return JLN_OK;
}

/* ---- a year's figure is that of its latest period ---- */

static bool same_line(const jln_facts *f, const jln_mobilised *a, const jln_mobilised *b) {
    return a->funder == b->funder && a->node == b->node && a->status == b->status &&
           a->in_kind == b->in_kind && f->periods[a->period].year == f->periods[b->period].year;
}

static int by_line(const void *a, const void *b) {
    const jln_mobilised *x = a, *y = b;
    if (x->funder != y->funder) return x->funder - y->funder;
    if (x->node != y->node) return x->node < y->node ? -1 : 1;
    if (x->status != y->status) return x->status - y->status;
    if (x->in_kind != y->in_kind) return x->in_kind - y->in_kind;
    return x->period - y->period;
}

static void keep_latest_mobilised(jln_facts *f) {
    if (f->mobilised_count) qsort(f->mobilised, f->mobilised_count, sizeof *f->mobilised, by_line);
    size_t kept = 0;
    for (size_t i = 0; i < f->mobilised_count; i++) {
        bool later =
            i + 1 < f->mobilised_count && same_line(f, &f->mobilised[i], &f->mobilised[i + 1]);
        if (!later) f->mobilised[kept++] = f->mobilised[i];
    }
    f->mobilised_count = kept;
}

/* ---- all of it ---- */

static jln_status read_bases(jln_db *db, reader *r, jln_err *err) {
    if (!start_base(r, JLN_BASE_PLANNED, NULL)) return jln_err_nomem(err);
    jln_status status = jln_query_each(db, JLN_Q_BUDGETS, &r->params, read_budget, r, err);
    if (status == JLN_OK)
        status = jln_query_each(db, JLN_Q_ALLOCATIONS, &r->params, read_allocation, r, err);
    if (status == JLN_OK)
        status = jln_query_each(db, JLN_Q_REVISIONS, &r->params, read_revision, r, err);
    return status;
}

static jln_status note_asked(reader *r, jln_err *err) {
    jln_facts *f = r->facts;
    f->asked = jln_arena_array(r->arena, (size_t)f->years, sizeof *f->asked);
    if (!f->asked) return jln_err_nomem(err);
    for (int i = 0; i < f->return_count; i++) {
        int period = f->returns[i].period;
        int y = period < 0 ? -1 : year_index(r, f->periods[period].year);
        if (y >= 0) f->asked[y] = true;
    }
    return JLN_OK;
}

static jln_status read_calendar(jln_db *db, reader *r, jln_err *err) {
    list periods = {.size = sizeof(jln_period)}, returns = {.size = sizeof(jln_return)};
    r->into = &periods;
    jln_status status = jln_query_each(db, JLN_Q_PERIODS, &r->params, read_period, r, err);
    r->facts->periods = periods.items;
    r->facts->period_count = (int)periods.count;
    r->into = &returns;
    if (status == JLN_OK)
        status = jln_query_each(db, JLN_Q_RETURNS, &r->params, read_return, r, err);
    r->facts->returns = returns.items;
    r->facts->return_count = (int)returns.count;
    if (returns.count) qsort(returns.items, returns.count, returns.size, by_return_id);
    return status == JLN_OK ? note_asked(r, err) : status;
}

static bool start_progress(reader *r) {
    jln_facts *f = r->facts;
    size_t cells = (size_t)r->plan->leaf_count * (size_t)f->years;
    f->progress = jln_arena_array(r->arena, cells + 1, sizeof *f->progress);
    for (size_t i = 0; f->progress && i < cells; i++)
        f->progress[i] = (jln_progress){
            .leaf = (uint32_t)(i / (size_t)f->years), .state = JLN_NOT_REPORTED, .from = -1};
    return f->progress != NULL;
}

static jln_status read_execution(jln_db *db, reader *r, int limit, jln_err *err) {
    jln_facts *f = r->facts;
    list mobilised = {.size = sizeof(jln_mobilised)};
    list extra = {.size = sizeof(jln_extra)}, financing = {.size = sizeof(jln_financing)};
    if (!start_progress(r)) return jln_err_nomem(err);
    r->into = &financing;
    jln_status status = jln_query_each(db, JLN_Q_FINANCING, &r->params, read_financing, r, err);
    if (status == JLN_OK)
        status =
            jln_query_each(db, JLN_Q_FUNDER_REVISIONS, &r->params, read_funder_revision, r, err);
    fact_reader fr = {*r, limit, &mobilised};
    if (status == JLN_OK) status = jln_spending_read(db, &r->params, limit, r->arena, f, err);
    if (status == JLN_OK)
        status = jln_query_each(db, JLN_Q_PROGRESS, &r->params, read_progress, &fr, err);
    fr.list = &mobilised;
    if (status == JLN_OK)
        status = jln_query_each(db, JLN_Q_MOBILISATION, &r->params, read_mobilised, &fr, err);
    fr.list = &extra;
    if (status == JLN_OK)
        status = jln_query_each(db, JLN_Q_EXTRA_WORK, &r->params, read_extra, &fr, err);
    f->financing = financing.items;
    f->financing_count = financing.count;
    f->mobilised = mobilised.items;
    f->mobilised_count = mobilised.count;
    f->extra = extra.items;
    f->extra_count = extra.count;
    return status;
}

/* The whole plan has one base: the setting when its figures exist, else revised, else initial, else
 * planned. */
static void choose_base(jln_facts *f) {
    const char *setting = jln_plan_setting(f->plan, "base", "");
    f->base = JLN_BASE_PLANNED;
    if (setting && jln_base_of(setting, &f->base) && f->bases[f->base]) return;
    f->base = f->bases[JLN_BASE_REVISED]   ? JLN_BASE_REVISED
              : f->bases[JLN_BASE_INITIAL] ? JLN_BASE_INITIAL
                                           : JLN_BASE_PLANNED;
}

jln_status jln_facts_read(jln_db *db, const jln_plan *plan, const char *date, const char *period,
                          jln_arena *arena, const jln_facts **out, jln_err *err) {
    jln_facts *f = jln_arena_alloc(arena, sizeof *f);
    if (!f) return jln_err_nomem(err);
    f->plan = plan;
    f->date = jln_arena_str(arena, date);
    f->years = plan->last_year - plan->first_year + 1;
    reader r = {arena, f, plan, {.plan = plan->name, .date = date}, NULL};
    jln_status status = read_bases(db, &r, err);
    if (status == JLN_OK) status = read_calendar(db, &r, err);
    int limit = status == JLN_OK && period ? jln_facts_find_period(f, period) : -1;
    if (status == JLN_OK && period && limit < 0)
        status = jln_err_set(err, JLN_ENOTFOUND, NULL,
                             _("la période « %s » n'existe pas pour ce plan"), period);
    if (status == JLN_OK) status = read_execution(db, &r, limit, err);
    if (status != JLN_OK) return status;
    keep_latest_mobilised(f);
    choose_base(f);
    *out = f;
    return JLN_OK;
}

/* ---- asking ---- */

jln_base jln_facts_unrevised(const jln_facts *facts) {
    return facts->bases[JLN_BASE_INITIAL] ? JLN_BASE_INITIAL : JLN_BASE_PLANNED;
}

int jln_facts_revised_years(const jln_facts *facts, int from, int to) {
    int count = 0, first = facts->plan->first_year, last = facts->plan->last_year;
    for (int y = from > first ? from : first; facts->revised && y <= to && y <= last; y++)
        count += facts->revised[y - first];
    return count;
}

const jln_amount *jln_facts_base(const jln_facts *facts, jln_base base, uint32_t leaf, int year) {
    assert(facts->bases[base]);
    return &facts->bases[base][(size_t)leaf * (size_t)facts->years +
                               (size_t)(year - facts->plan->first_year)];
}

const jln_progress *jln_facts_progress(const jln_facts *facts, uint32_t leaf, int year) {
    return &facts->progress[(size_t)leaf * (size_t)facts->years +
                            (size_t)(year - facts->plan->first_year)];
}

/* The first row of a leaf that is not before that year. */
static size_t first_of(const jln_facts *f, const jln_spent_rows *all, int year) {
    size_t low = 0, high = all->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (f->periods[all->rows[middle].period].year < year) low = middle + 1;
        else high = middle;
    }
    return low;
}

jln_spent_rows jln_facts_spent(const jln_facts *facts, uint32_t leaf, int year) {
    const jln_spent_rows *all = &facts->spent[leaf];
    if (!all->count) return *all;
    size_t first = first_of(facts, all, year);
    return (jln_spent_rows){all->rows + first, first_of(facts, all, year + 1) - first};
}

/* By the plan, or opened by an allocation or a revision. */
bool jln_facts_scheduled(const jln_facts *facts, uint32_t leaf, int year) {
    if (jln_facts_base(facts, JLN_BASE_PLANNED, leaf, year)->state == JLN_PM) return true;
    for (int base = 0; base < JLN_BASE_COUNT; base++) {
        if (!facts->bases[base]) continue;
        const jln_amount *amount = jln_facts_base(facts, (jln_base)base, leaf, year);
        if (amount->state == JLN_NUMBER && amount->amount > 0) return true;
    }
    return false;
}

bool jln_facts_asked(const jln_facts *facts, int year) {
    int y = year - facts->plan->first_year;
    return y >= 0 && y < facts->years && facts->asked[y];
}

int jln_facts_period(const jln_facts *facts, int year) {
    int found = -1;
    for (int i = 0; i < facts->period_count; i++)
        if (facts->periods[i].year == year) found = i;
    return found;
}

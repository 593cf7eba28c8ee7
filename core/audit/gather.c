/* Fills the book with the tables in words: other wordings of the chain, the logical framework,
 * figures of the text, coverage. */
#include "audit/book.h"

#include "store/read.h"

#include <string.h>

typedef struct {
    jln_audit_book *book;
    size_t capacity; /* of the table being read */
} gatherer;

static const char *keep(gatherer *g, const jln_cursor *row, int column) {
    const char *text = jln_cursor_text(row, column);
    const char *kept = jln_arena_str(g->book->arena, text ? text : "");
    if (!kept) g->book->failed = true;
    return kept ? kept : "";
}

static int whole(const jln_cursor *row, int column) {
    return jln_cursor_null(row, column) ? 0 : (int)jln_cursor_int(row, column);
}

static jln_audit_number_or_none number(const jln_cursor *row, int column) {
    jln_audit_number_or_none out = {.number = jln_rat_of(0)};
    const char *text = jln_cursor_text(row, column);
    out.known = text && jln_rat_parse(text, strlen(text), &out.number);
    return out;
}

static uint32_t node_of(const gatherer *g, const jln_cursor *row, int column) {
    const char *id = jln_cursor_text(row, column);
    return id ? jln_plan_node(g->book->plan, id) : JLN_AUDIT_NONE;
}

/* One more item in a table of the book; the table moves. */
static void *add(gatherer *g, void *table, uint32_t *count, size_t size) {
    void *old;
    memcpy(&old, table, sizeof old);
    void *items = jln_arena_grow(g->book->arena, old, &g->capacity, (size_t)*count + 1, size);
    if (!items) {
        g->book->failed = true;
        return NULL;
    }
    memcpy(table, &items, sizeof items);
    return (char *)items + (size_t)(*count)++ * size;
}

static jln_status done(const gatherer *g, jln_err *err) {
    return g->book->failed ? jln_err_nomem(err) : JLN_OK;
}

/* Columns: section, result_id, level, code_printed, title, doc, line. */
static jln_status read_wording(const jln_cursor *row, void *ctx, jln_err *err) {
    gatherer *g = ctx;
    jln_audit_wording *w = add(g, &g->book->wordings, &g->book->wording_count, sizeof *w);
    if (w)
        *w = (jln_audit_wording){keep(g, row, 0), keep(g, row, 2),    keep(g, row, 3),
                                 keep(g, row, 4), node_of(g, row, 1), keep(g, row, 5),
                                 whole(row, 6)};
    return done(g, err);
}

static jln_audit_direction direction_of(const char *code) {
    return strcmp(code, "up") == 0     ? JLN_AUDIT_RISING
           : strcmp(code, "down") == 0 ? JLN_AUDIT_FALLING
                                       : JLN_AUDIT_FLAT;
}

/* Said in the note of a row whose cells the extraction left apart. */
static bool is_unsure(const char *note) {
    return note && strstr(note, "appariement incertain") != NULL;
}

/* Columns: result_id, position, indicator, direction, unit, kind, baseline_text, baseline_value,
 * baseline_year, target_text, target_value, target_year, doc, line, verification, assumptions,
 * note. */
static jln_status read_indicator(const jln_cursor *row, void *ctx, jln_err *err) {
    gatherer *g = ctx;
    uint32_t node = node_of(g, row, 0);
    if (node == JLN_AUDIT_NONE) return JLN_OK;
    jln_audit_indicator *i = add(g, &g->book->indicators, &g->book->indicator_count, sizeof *i);
    if (i)
        *i = (jln_audit_indicator){
            .node = node,
            .position = whole(row, 1),
            .text = keep(g, row, 2),
            .unit = keep(g, row, 4),
            .direction = direction_of(jln_cursor_text(row, 3)),
            .baseline_text = keep(g, row, 6),
            .target_text = keep(g, row, 9),
            .verification = keep(g, row, 14),
            .assumptions = keep(g, row, 15),
            .baseline = number(row, 7),
            .target = number(row, 10),
            .baseline_year = whole(row, 8),
            .target_year = whole(row, 11),
            .doc = keep(g, row, 12),
            .line = whole(row, 13),
            .unsure = is_unsure(jln_cursor_text(row, 16)),
        };
    return done(g, err);
}

static uint32_t find_indicator(const jln_audit_book *book, uint32_t node, int position) {
    for (uint32_t i = 0; i < book->indicator_count; i++)
        if (book->indicators[i].node == node && book->indicators[i].position == position) return i;
    return JLN_AUDIT_NONE;
}

/* Columns: result_id, position, year, value, bound. */
static jln_status read_target(const jln_cursor *row, void *ctx, jln_err *err) {
    gatherer *g = ctx;
    uint32_t node = node_of(g, row, 0);
    uint32_t indicator =
        node == JLN_AUDIT_NONE ? node : find_indicator(g->book, node, whole(row, 1));
    jln_audit_number_or_none value = number(row, 3);
    if (indicator == JLN_AUDIT_NONE || !value.known) return JLN_OK;
    jln_audit_target *t = add(g, &g->book->targets, &g->book->target_count, sizeof *t);
    if (t) *t = (jln_audit_target){indicator, whole(row, 2), value.number};
    return done(g, err);
}

/* Columns: id, series, about, year, unit, printed_text, value, doc, line. */
static jln_status read_fact(const jln_cursor *row, void *ctx, jln_err *err) {
    gatherer *g = ctx;
    jln_audit_fact *f = add(g, &g->book->facts, &g->book->fact_count, sizeof *f);
    const char *said = keep(g, row, 2);
    const char *bar = said ? strstr(said, " | ") : NULL;
    if (f)
        *f = (jln_audit_fact){
            .id = keep(g, row, 0),
            .series = keep(g, row, 1),
            .about = bar ? jln_arena_strn(g->book->arena, said, (size_t)(bar - said)) : said,
            .unit = keep(g, row, 4),
            .text = keep(g, row, 5),
            .said = said,
            .year = whole(row, 3),
            .value = number(row, 6),
            .doc = keep(g, row, 7),
            .line = whole(row, 8),
        };
    if (f && !f->about) g->book->failed = true;
    return done(g, err);
}

/* Columns: scheme, region, year, measure, unit, value, source, doc, line, state, sex: one sex alone
 * is a part of another row. */
static jln_status read_coverage(const jln_cursor *row, void *ctx, jln_err *err) {
    gatherer *g = ctx;
    if (!jln_cursor_null(row, 10)) return JLN_OK;
    jln_audit_coverage *c = add(g, &g->book->coverage, &g->book->coverage_count, sizeof *c);
    if (c)
        *c = (jln_audit_coverage){keep(g, row, 0), keep(g, row, 1), keep(g, row, 3), whole(row, 2),
                                  number(row, 5),  keep(g, row, 7), whole(row, 8)};
    return done(g, err);
}

/* Columns: result_id, role, structure, printed. */
static jln_status read_role(const jln_cursor *row, void *ctx, jln_err *err) {
    gatherer *g = ctx;
    uint32_t node = node_of(g, row, 0);
    if (node == JLN_AUDIT_NONE) return JLN_OK;
    jln_audit_role *r = add(g, &g->book->roles, &g->book->role_count, sizeof *r);
    if (r)
        *r = (jln_audit_role){node, strcmp(jln_cursor_text(row, 1), "partner") == 0,
                              keep(g, row, 2), keep(g, row, 3)};
    return done(g, err);
}

/* Columns: result_id, indicator_code, text, count, unit, date_text, date, state, doc, line. */
static jln_status read_milestone(const jln_cursor *row, void *ctx, jln_err *err) {
    gatherer *g = ctx;
    uint32_t node = node_of(g, row, 0);
    jln_audit_milestone *m = add(g, &g->book->milestones, &g->book->milestone_count, sizeof *m);
    if (m)
        *m = (jln_audit_milestone){node == JLN_AUDIT_NONE ? 0 : node, keep(g, row, 5),
                                   keep(g, row, 8), whole(row, 9)};
    return done(g, err);
}

jln_status jln_audit_gather(jln_db *db, jln_audit_book *book, jln_err *err) {
    static const struct {
        jln_query query;
        jln_row_fn *read;
    } tables[] = {
        {JLN_Q_WORDINGS, read_wording},     {JLN_Q_INDICATORS, read_indicator},
        {JLN_Q_TARGETS, read_target},       {JLN_Q_FIGURES, read_fact},
        {JLN_Q_COVERAGE, read_coverage},    {JLN_Q_ROLES, read_role},
        {JLN_Q_MILESTONES, read_milestone},
    };
    jln_params params = {.plan = book->plan->name};
    jln_status status = JLN_OK;
    for (size_t i = 0; status == JLN_OK && i < sizeof tables / sizeof *tables; i++) {
        gatherer g = {.book = book};
        status = jln_query_each(db, tables[i].query, &params, tables[i].read, &g, err);
    }
    return status;
}

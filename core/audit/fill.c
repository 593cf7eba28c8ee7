/* Fills the book from the store: the rows once, then the lines added up at every place. */
#include "audit/book.h"

#include "base/str.h"
#include "model/printed.h"
#include "store/read.h"

#include <string.h>

/* ---- reading ---- */

typedef struct {
    jln_audit_book *book;
    jln_db *db;
    jln_err *err;
    size_t claim_capacity, slot_capacity;
    const char *doc; /* the last one kept: documents are few and repeat */
} reader;

typedef jln_status row_reader(reader *r, const jln_cursor *row);

static jln_status each_row(reader *r, jln_query query, row_reader *read) {
    jln_params params = {.plan = r->book->plan->name};
    jln_cursor *cursor = NULL;
    jln_status status = jln_query_open(r->db, query, &params, &cursor, r->err);
    while (status == JLN_OK) {
        jln_status step = jln_cursor_next(cursor, r->err);
        if (step != JLN_ROW) {
            status = step;
            break;
        }
        status = read(r, cursor);
    }
    jln_cursor_close(cursor);
    return status;
}

static const char *keep_doc(reader *r, const char *doc) {
    if (!doc) doc = "";
    if (!r->doc || strcmp(r->doc, doc) != 0) r->doc = jln_arena_str(r->book->arena, doc);
    return r->doc;
}

static bool column_of(const jln_audit_book *book, int64_t year, int *column) {
    if (year < book->plan->first_year || year > book->plan->last_year) return false;
    *column = (int)(year - book->plan->first_year);
    return true;
}

static jln_audit_cell read_cell(reader *r, const jln_cursor *row) {
    jln_audit_cell cell = {.state = JLN_MISSING};
    jln_state_of(jln_cursor_text(row, 2), &cell.state);
    if (cell.state == JLN_NUMBER) cell.amount = jln_cursor_int(row, 3);
    cell.doc = keep_doc(r, jln_cursor_text(row, 4));
    cell.line = (int)jln_cursor_int(row, 5);
    return cell;
}

/* Columns: activity_id, year, state, amount, doc, line. */
static jln_status read_budget(reader *r, const jln_cursor *row) {
    jln_audit_book *book = r->book;
    uint32_t node = jln_plan_node(book->plan, jln_cursor_text(row, 0));
    int column;
    if (node == JLN_AUDIT_NONE || !jln_plan_is_leaf(book->plan, node)) return JLN_OK;
    if (!column_of(book, jln_cursor_int(row, 1), &column)) return JLN_OK;
    uint32_t leaf = book->plan->nodes[node].leaf_first;
    jln_audit_cell cell = read_cell(r, row);
    if (!cell.doc) return jln_err_nomem(r->err);
    book->cells[(size_t)leaf * (size_t)book->years + (size_t)column] = cell;
    return JLN_OK;
}

static jln_status read_slot(reader *r, const jln_cursor *row) {
    jln_audit_book *book = r->book;
    uint32_t node = jln_plan_node(book->plan, jln_cursor_text(row, 0));
    if (node == JLN_AUDIT_NONE || book->slot_of[node] != JLN_AUDIT_NONE) return JLN_OK;
    uint32_t *slots = jln_arena_grow(book->arena, book->slots, &r->slot_capacity,
                                     book->slot_count + 1, sizeof *slots);
    if (!slots) return jln_err_nomem(r->err);
    book->slots = slots;
    book->slot_of[node] = book->slot_count;
    slots[book->slot_count++] = node;
    return JLN_OK;
}

/* Columns: result_id, funder, year, state, amount, doc, line. */
static jln_status read_share(reader *r, const jln_cursor *row) {
    jln_audit_book *book = r->book;
    uint32_t node = jln_plan_node(book->plan, jln_cursor_text(row, 0));
    int funder = jln_plan_funder(book->plan, jln_cursor_text(row, 1)), column;
    if (node == JLN_AUDIT_NONE || funder < 0) return JLN_OK;
    if (!column_of(book, jln_cursor_int(row, 2), &column)) return JLN_OK;
    jln_audit_cell cell = {.state = JLN_MISSING};
    jln_state_of(jln_cursor_text(row, 3), &cell.state);
    if (cell.state == JLN_NUMBER) cell.amount = jln_cursor_int(row, 4);
    cell.doc = keep_doc(r, jln_cursor_text(row, 5));
    cell.line = (int)jln_cursor_int(row, 6);
    if (!cell.doc) return jln_err_nomem(r->err);
    book->shares[jln_audit_margin(book, book->slot_of[node], funder, column)] = cell;
    return JLN_OK;
}

static const char *const kinds[JLN_CLAIM_KINDS] = {
    [JLN_CLAIM_WORDS] = "words-amount",
    [JLN_CLAIM_LABEL] = "subtotal-label",
    [JLN_CLAIM_COUNT] = "claim-count",
    [JLN_CLAIM_PERIOD] = "plan-period",
    [JLN_CLAIM_STATEMENT] = "statement",
    [JLN_CLAIM_NAME] = "name",
    [JLN_CLAIM_HEADING] = "section-heading",
    [JLN_CLAIM_PART] = "part",
    [JLN_CLAIM_BASELINE_YEAR] = "framework-baseline",
    [JLN_CLAIM_TARGET_YEAR] = "framework-target",
    [JLN_CLAIM_COVERAGE_TOTAL] = "coverage-total",
    [JLN_CLAIM_COVERAGE] = "claim-coverage",
    [JLN_CLAIM_COVERAGE_SHARE] = "claim-coverage-share",
    [JLN_CLAIM_COVERAGE_RATE] = "claim-coverage-rate",
    [JLN_CLAIM_TEXT_AMOUNT] = "claim-amount",
    [JLN_CLAIM_TEXT_SHARE] = "claim-share",
    [JLN_CLAIM_ROW_TOTAL] = "row-total",
    [JLN_CLAIM_SUBTOTAL] = "subtotal",
    [JLN_CLAIM_HEADER_YEARS] = "header-years",
    [JLN_CLAIM_FIN_ROW_TOTAL] = "financing-row-total",
    [JLN_CLAIM_FIN_AXIS_TOTAL] = "financing-axis-total",
    [JLN_CLAIM_FIN_TOTAL] = "financing-total",
    [JLN_CLAIM_FIN_FUNDER_TOTAL] = "financing-funder-total",
    [JLN_CLAIM_FIN_YEAR_SHARE] = "financing-year-share",
    [JLN_CLAIM_FIN_AXIS_SHARE] = "financing-axis-share",
    [JLN_CLAIM_FIN_FUNDER_SHARE] = "financing-funder-share",
};

/* "claim-amount-axis", "claim-amount-year": what an amount is about stands in its own columns. */
static bool is_family(jln_claim_kind kind) {
    return kind == JLN_CLAIM_TEXT_AMOUNT || kind == JLN_CLAIM_TEXT_SHARE;
}

static bool kind_of(const char *code, jln_claim_kind *out) {
    for (int i = 0; i < JLN_CLAIM_KINDS; i++) {
        size_t length = strlen(kinds[i]);
        bool named = strcmp(kinds[i], code) == 0;
        bool member = is_family((jln_claim_kind)i) && strncmp(kinds[i], code, length) == 0 &&
                      code[length] == '-';
        if (named || member) return *out = (jln_claim_kind)i, true;
    }
    return false;
}

static int printed_decimals(const char *text) {
    const char *mark = strpbrk(text, ",.");
    return mark ? (int)strspn(mark + 1, "0123456789") : 0;
}

/* An amount that is not a whole number of minor units cannot be compared exactly: it is left out.
 */
static void read_value(const jln_audit_book *book, const char *value, bool percent,
                       jln_audit_claim *claim) {
    jln_rat number, minor;
    if (!jln_rat_parse(value, strlen(value), &number)) return;
    claim->percent = number;
    if (percent) {
        claim->state = JLN_NUMBER;
        return;
    }
    if (!jln_rat_mul(number, jln_rat_of(book->minor), &minor) || !jln_rat_is_integer(minor)) return;
    if (minor.num > INT64_MAX || minor.num < -INT64_MAX) return;
    claim->amount = (int64_t)minor.num;
    claim->state = JLN_NUMBER;
}

/* Who and when a claim is about; false when the plan has no such thing. */
static bool read_about(const jln_audit_book *book, const jln_cursor *row, jln_audit_claim *claim) {
    claim->funder = book->plan->funder_count;
    claim->column = book->years;
    if (!jln_cursor_null(row, 2)) claim->node = jln_plan_node(book->plan, jln_cursor_text(row, 2));
    if (!jln_cursor_null(row, 3))
        claim->funder = jln_plan_funder(book->plan, jln_cursor_text(row, 3));
    if (!jln_cursor_null(row, 4) && !column_of(book, jln_cursor_int(row, 4), &claim->column))
        return false;
    return claim->node != JLN_AUDIT_NONE && claim->funder >= 0;
}

/* Columns: id, kind, about, funder, year, unit, printed_text, printed_value, label, doc, line. */
static jln_status read_claim(reader *r, const jln_cursor *row) {
    jln_audit_book *book = r->book;
    jln_audit_claim claim = {.percent = jln_rat_of(0), .root = JLN_AUDIT_NONE};
    if (!kind_of(jln_cursor_text(row, 1), &claim.kind) || !read_about(book, row, &claim))
        return JLN_OK;
    const char *unit = jln_cursor_text(row, 5), *text = jln_cursor_text(row, 6),
               *value = jln_cursor_text(row, 7);
    jln_state mark;
    int64_t ignored;
    if (!text) text = "";
    if (strcmp(unit, "text") == 0) claim.state = JLN_TEXT;
    else if (value) read_value(book, value, strcmp(unit, "percent") == 0, &claim);
    else if (jln_printed_cell(text, &mark, &ignored) && mark != JLN_NUMBER) claim.state = mark;
    else claim.misgrouped = jln_printed_is_misgrouped(text);
    claim.decimals = printed_decimals(text);
    claim.id = jln_arena_str(book->arena, jln_cursor_text(row, 0));
    claim.text = jln_arena_str(book->arena, text);
    claim.label = jln_arena_str(book->arena, jln_cursor_text(row, 8));
    claim.doc = keep_doc(r, jln_cursor_text(row, 9));
    claim.line = (int)jln_cursor_int(row, 10);
    jln_audit_claim *claims = jln_arena_grow(book->arena, book->claims, &r->claim_capacity,
                                             book->claim_count + 1, sizeof *claims);
    if (!claim.id || !claim.text || !claim.doc || !claims) return jln_err_nomem(r->err);
    book->claims = claims;
    claims[book->claim_count++] = claim;
    return JLN_OK;
}

/* ---- dense arrays ---- */

static void *filled(jln_audit_book *book, size_t count, uint32_t value) {
    uint32_t *items = jln_arena_array(book->arena, count, sizeof *items);
    if (!items) book->failed = true;
    for (size_t i = 0; items && i < count; i++) items[i] = value;
    return items;
}

static jln_audit_total *totals(jln_audit_book *book, size_t count) {
    jln_audit_total *items = jln_arena_array(book->arena, count, sizeof *items);
    if (!items) book->failed = true;
    for (size_t i = 0; items && i < count; i++) items[i].suspect = JLN_AUDIT_NONE;
    return items;
}

static jln_audit_cell *cells(jln_audit_book *book, size_t count) {
    jln_audit_cell *items = jln_arena_array(book->arena, count, sizeof *items);
    if (!items) book->failed = true;
    return items;
}

static void add_cell(jln_audit_book *book, jln_audit_total *total, const jln_audit_cell *cell) {
    bool is_above = total->line > cell->line && jln_str_eq(total->doc, cell->doc);
    if (!total->count++ || is_above) {
        total->doc = cell->doc;
        total->line = cell->line;
    }
    total->sum = jln_audit_plus(book, total->sum, cell->amount);
    total->mended = total->sum;
    total->numbers += cell->amount != 0;
    total->missing += cell->state == JLN_MISSING;
}

/* Each leaf's cell is added to all nodes above it: a few levels. */
static void add_lines(jln_audit_book *book) {
    for (uint32_t leaf = 0; leaf < book->plan->leaf_count; leaf++)
        for (int year = 0; year < book->years; year++) {
            const jln_audit_cell *cell =
                &book->cells[(size_t)leaf * (size_t)book->years + (size_t)year];
            for (uint32_t node = book->plan->leaves[leaf];; node = book->plan->nodes[node].parent) {
                if (cell->line) add_cell(book, &book->lines[jln_audit_at(book, node, year)], cell);
                if (cell->line)
                    add_cell(book, &book->lines[jln_audit_at(book, node, book->years)], cell);
                if (node == 0) break;
            }
        }
}

/* Each cell is added to the eight margins it is part of. */
static void add_shares(jln_audit_book *book) {
    for (uint32_t margin = 0; margin < book->margin_count; margin++) {
        const jln_audit_cell *cell = &book->shares[margin];
        if (!cell->line) continue;
        uint32_t slot;
        int funder, column;
        jln_audit_margin_split(book, margin, &slot, &funder, &column);
        for (int corner = 0; corner < 8; corner++)
            add_cell(book,
                     &book->cube[jln_audit_margin(book, corner & 1 ? book->slot_count : slot,
                                                  corner & 2 ? book->plan->funder_count : funder,
                                                  corner & 4 ? book->years : column)],
                     cell);
    }
}

/* The first claim printed at each place; a figure printed again is compared on its own. */
static void place_claims(jln_audit_book *book) {
    for (uint32_t i = 0; i < book->claim_count; i++) {
        const jln_audit_claim *claim = &book->claims[i];
        uint32_t *place = NULL;
        if (claim->state == JLN_MISSING || claim->state == JLN_TEXT) continue;
        if (claim->kind == JLN_CLAIM_ROW_TOTAL || claim->kind == JLN_CLAIM_SUBTOTAL)
            place = &book->printed[jln_audit_at(book, claim->node, claim->column)];
        else if (jln_audit_is_financing(claim->kind) &&
                 jln_audit_claim_margin(book, claim) != JLN_AUDIT_NONE)
            place = &book->cube_printed[jln_audit_claim_margin(book, claim)];
        if (place && *place == JLN_AUDIT_NONE) *place = i;
    }
}

static jln_status set_units(jln_audit_book *book, jln_err *err) {
    book->minor = 1;
    bool fits = true;
    for (int i = 0; i < book->plan->decimals; i++)
        fits = fits && jln_mul_i64(book->minor, 10, &book->minor);
    fits = fits && jln_mul_i64(book->minor, book->plan->scale, &book->unit);
    return fits ? JLN_OK
                : jln_err_set(err, JLN_EDATA, NULL, "%s", _("l'échelle du plan est trop grande"));
}

/* Figures are numbered in 32 bits. */
static bool too_many(const jln_audit_book *book) {
    uint64_t most = UINT32_MAX / 8, columns = (uint64_t)book->columns;
    uint64_t margins =
        (book->slot_count + 1ull) * ((uint64_t)book->plan->funder_count + 1) * columns;
    return margins > most || book->plan->node_count * columns > most;
}

jln_status jln_audit_book_read(jln_db *db, jln_audit_book *book, jln_err *err) {
    const jln_plan *plan = book->plan;
    book->years = plan->last_year - plan->first_year + 1;
    book->columns = book->years + 1;
    reader r = {.book = book, .db = db, .err = err};
    size_t places = (size_t)plan->node_count * (size_t)book->columns;
    book->cells = cells(book, (size_t)plan->leaf_count * (size_t)book->years);
    book->lines = totals(book, places);
    book->printed = filled(book, places, JLN_AUDIT_NONE);
    book->slot_of = filled(book, plan->node_count, JLN_AUDIT_NONE);
    if (book->failed) return jln_err_nomem(err);
    jln_status status = set_units(book, err);
    if (status == JLN_OK) status = each_row(&r, JLN_Q_BUDGETS, read_budget);
    if (status == JLN_OK) status = each_row(&r, JLN_Q_FINANCING, read_slot);
    if (status != JLN_OK) return status;
    if (too_many(book))
        return jln_err_set(err, JLN_ELIMIT, NULL, "%s",
                           _("le tableau de financement est trop grand"));
    book->margin_count = jln_audit_margin(book, book->slot_count + 1, 0, 0);
    book->shares = cells(book, book->margin_count);
    book->cube = totals(book, book->margin_count);
    book->cube_printed = filled(book, book->margin_count, JLN_AUDIT_NONE);
    if (book->failed) return jln_err_nomem(err);
    status = each_row(&r, JLN_Q_FINANCING, read_share);
    if (status == JLN_OK) status = each_row(&r, JLN_Q_CLAIMS, read_claim);
    if (status == JLN_OK) status = jln_audit_gather(db, book, err);
    if (status != JLN_OK) return status;
    add_lines(book);
    add_shares(book);
    place_claims(book);
    return JLN_OK;
}

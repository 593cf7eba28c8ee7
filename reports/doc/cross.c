/* cross{by = "years" or "nodes", measure = ...}: funders down, years or the highest level of the
 * chain across. */
#include "doc/build.h"

#include "store/read.h"

#include <string.h>

/* One column: where its figures are taken. */
typedef struct {
    uint32_t node;
    int year;
} across;

typedef struct {
    jln_builder *b;
    jln_columns *c;
    jln_doc_table *table;
    jln_measure measure;
    bool years;
    across at[JLN_COLUMNS_MAX];
    size_t end; /* columns 1..end - 1 are years or nodes; `end` is their total */
} cross;

static bool planned(jln_measure m) {
    return m.kind == JLN_M_FINANCING || m.kind == JLN_M_BASE;
}

static jln_value value_at(const cross *x, size_t column, int funder) {
    return jln_build_sum(x->b, x->measure,
                         (jln_place){x->at[column].node, funder, x->at[column].year});
}

/* ---- columns ---- */

/* Of what has happened, the last years of which nothing is known have no column. */
static int last_year(const cross *x) {
    int last = x->b->plan->last_year;
    if (planned(x->measure)) return last;
    for (last = x->b->year; last > x->b->plan->first_year; last--) {
        jln_value whole = jln_engine_sum(x->b->engine, x->measure, (jln_place){0, -1, last});
        if (whole.state != JLN_NA) break;
    }
    return last;
}

static void add_years(cross *x) {
    int last = last_year(x);
    for (int y = x->b->plan->first_year; y <= last && x->c->count < 30; y++) {
        const char *key = jln_build_fmt(x->b, "%d", y);
        x->at[x->c->count] = (across){0, y};
        jln_columns_add_measure(x->b, x->c, key, key, x->measure);
    }
}

/* What a funder gave, or is said to have spent, without saying for which node. */
static jln_value unsplit(const cross *x, int funder) {
    const jln_plan *plan = x->b->plan;
    jln_value whole = jln_engine_sum(x->b->engine, x->measure, (jln_place){0, funder, x->b->year});
    if (!jln_value_known(&whole)) return whole;
    for (uint32_t i = 1; i < plan->node_count; i = plan->nodes[i].end) {
        jln_value part =
            jln_engine_sum(x->b->engine, x->measure, (jln_place){i, funder, x->b->year});
        if (jln_value_known(&part) && !jln_rat_sub(whole.number, part.number, &whole.number))
            return jln_value_none(JLN_NC, JLN_REASON_OVERFLOW);
    }
    return whole.number.num ? jln_value_number(whole.number)
                            : jln_value_none(JLN_NA, JLN_REASON_NONE);
}

static void add_nodes(cross *x) {
    const jln_plan *plan = x->b->plan;
    for (uint32_t i = 1; i < plan->node_count && x->c->count < 30; i = plan->nodes[i].end) {
        x->at[x->c->count] = (across){i, x->b->year};
        jln_columns_add_measure(x->b, x->c, plan->nodes[i].id,
                                jln_build_label(x->b, i, JLN_LABEL_CODE), x->measure);
    }
    bool any = false;
    for (int f = -1; f < plan->funder_count; f++) {
        jln_value rest = unsplit(x, f);
        any |= jln_value_known(&rest);
    }
    if (!any) return;
    x->at[x->c->count] = (across){UINT32_MAX, x->b->year};
    jln_columns_add_measure(x->b, x->c, "unsplit", _("Non réparti"), x->measure);
}

/* ---- rows ---- */

static const jln_expr *sum_across(const cross *x, const char *row) {
    jln_cell_ref *operands = jln_arena_array(x->b->doc->arena, x->end, sizeof *operands);
    jln_expr *expr = jln_arena_alloc(x->b->doc->arena, sizeof *expr);
    if (!operands || !expr) return NULL;
    for (size_t i = 1; i < x->end; i++)
        operands[i - 1] = (jln_cell_ref){x->table->key, row, x->c->columns[i].key};
    *expr = (jln_expr){JLN_EXPR_SUM, x->end - 1, operands};
    return expr;
}

static jln_status fill_total(cross *x, jln_doc_row *row) {
    jln_value sum = jln_value_integer(0);
    bool any = false;
    for (size_t i = 1; i < x->end; i++) {
        const jln_value *v = &row->cells[i].value;
        if (v->state == JLN_MISSING || v->state == JLN_PARTIAL) sum.state = JLN_PARTIAL;
        if (!jln_value_known(v)) continue;
        any = true;
        if (!jln_rat_add(sum.number, v->number, &sum.number)) return JLN_OK;
    }
    row->cells[x->end].value = any ? sum : row->cells[1].value;
    if (!any) return JLN_OK;
    row->cells[x->end].expr = sum_across(x, row->key);
    return row->cells[x->end].expr ? JLN_OK : jln_err_nomem(x->b->err);
}

static jln_status add_row(cross *x, const char *key, const char *label, int funder,
                          jln_row_role role) {
    jln_doc_row *row = jln_build_row(x->b, x->table, key, role, 0);
    if (!row) return JLN_ENOMEM;
    jln_text_cell(row, 0, label)->strong = role == JLN_ROW_TOTAL;
    jln_status status = JLN_OK;
    for (size_t i = 1; status == JLN_OK && i < x->end; i++) {
        bool rest = x->at[i].node == UINT32_MAX;
        row->cells[i].value = rest ? unsplit(x, funder) : value_at(x, i, funder);
        if (!rest)
            status = jln_links_note(x->b, x->table, row, x->c->columns[i].key, &row->cells[i],
                                    x->measure, (jln_place){x->at[i].node, funder, x->at[i].year});
    }
    return status == JLN_OK ? fill_total(x, row) : status;
}

/* What was spent without saying by whom. */
static jln_status add_unsplit_row(cross *x) {
    jln_doc_row *row = jln_build_row(x->b, x->table, "unsplit", JLN_ROW_BODY, 0);
    if (!row) return JLN_ENOMEM;
    bool any = false;
    jln_text_cell(row, 0, _("Source non précisée"));
    for (size_t i = 1; i < x->end; i++) {
        if (x->at[i].node == UINT32_MAX) continue;
        row->cells[i].value = jln_build_unsplit(x->b, x->measure, x->at[i].node, x->at[i].year);
        any |= jln_value_known(&row->cells[i].value);
    }
    if (any) return fill_total(x, row);
    x->table->row_count--;
    return JLN_OK;
}

/* The total's own cells first, then their sum across. */
static jln_status add_total_row(cross *x) {
    jln_status status = add_row(x, "total", _("Toutes les sources"), -1, JLN_ROW_TOTAL);
    if (status == JLN_OK)
        status = jln_columns_total(x->b, x->c, x->table, x->table->row_count - 1, 0);
    if (status != JLN_OK || x->measure.kind != JLN_M_SPENT) return status;
    jln_place at[JLN_COLUMNS_MAX] = {{0, 0, 0}};
    for (size_t i = 1; i < x->end; i++)
        at[i] = (jln_place){x->at[i].node == UINT32_MAX ? 0 : x->at[i].node,
                            x->at[i].node == UINT32_MAX ? 0 : -1, x->at[i].year};
    size_t rows = x->table->row_count;
    status = jln_build_incomplete(x->b, x->c, x->table, at);
    return status == JLN_OK && x->table->row_count > rows ? fill_total(x, &x->table->rows[rows])
                                                          : status;
}

/* ---- what the document prints: beside the total of each source, and below the total of each year
 * ---- */

typedef struct {
    cross *x;
    jln_doc_row *years; /* the row of printed totals by year */
} printed;

static jln_status put(cross *x, jln_doc_row *row, size_t column, const jln_cursor *claim) {
    const char *text = jln_cursor_text(claim, 7);
    jln_rat number;
    if (!text || !jln_rat_parse(text, strlen(text), &number) ||
        jln_value_known(&row->cells[column].value))
        return JLN_OK;
    row->cells[column].value = jln_value_number(number);
    row->cells[column].source =
        jln_build_place(x->b, jln_cursor_text(claim, 9), (int)jln_cursor_int(claim, 10));
    return JLN_OK;
}

static jln_doc_row *find_row(const cross *x, const char *key) {
    for (size_t r = 0; r < x->table->row_count; r++)
        if (strcmp(x->table->rows[r].key, key) == 0) return &x->table->rows[r];
    return NULL;
}

static jln_status read_claim(const jln_cursor *row, void *ctx, jln_err *err) {
    printed *p = ctx;
    cross *x = p->x;
    (void)err;
    const char *kind = jln_cursor_text(row, 1);
    if (strcmp(kind, "financing-funder-total") == 0 && jln_cursor_null(row, 4) &&
        !jln_cursor_null(row, 3)) {
        jln_doc_row *funder = find_row(x, jln_cursor_text(row, 3));
        return funder ? put(x, funder, x->end + 1, row) : JLN_OK;
    }
    if (strcmp(kind, "financing-total") != 0) return JLN_OK;
    if (jln_cursor_null(row, 4)) return put(x, find_row(x, "total"), x->end + 1, row);
    for (size_t i = 1; i < x->end; i++)
        if (x->at[i].year == (int)jln_cursor_int(row, 4)) return put(x, p->years, i, row);
    return JLN_OK;
}

static jln_status set_gap(cross *x, jln_doc_row *row, size_t column, jln_cell_ref whole,
                          jln_cell_ref claimed, const jln_value *a, const jln_value *b) {
    if (!jln_value_known(a) || !jln_value_known(b)) return JLN_OK;
    row->cells[column].value = jln_build_subtract(b, a);
    row->cells[column].expr = jln_build_pair(x->b, JLN_EXPR_DIFFERENCE, claimed, whole);
    return row->cells[column].expr ? JLN_OK : jln_err_nomem(x->b->err);
}

static jln_status add_gaps(cross *x) {
    jln_status status = JLN_OK;
    const char *table = x->table->key, *sum = x->c->columns[x->end].key;
    for (size_t r = 0; status == JLN_OK && r < x->table->row_count; r++) {
        jln_doc_row *row = &x->table->rows[r];
        if (row->role == JLN_ROW_MEMO) continue;
        status = set_gap(x, row, x->end + 2, (jln_cell_ref){table, row->key, sum},
                         (jln_cell_ref){table, row->key, "printed"}, &row->cells[x->end].value,
                         &row->cells[x->end + 1].value);
    }
    jln_doc_row *gap = find_row(x, "printed-gap"), *total = find_row(x, "total"),
                *claimed = find_row(x, "printed");
    for (size_t i = 1; status == JLN_OK && i < x->end; i++) {
        const char *column = x->c->columns[i].key;
        status = set_gap(x, gap, i, (jln_cell_ref){table, "total", column},
                         (jln_cell_ref){table, "printed", column}, &total->cells[i].value,
                         &claimed->cells[i].value);
    }
    return status;
}

static jln_status see_claim(const jln_cursor *row, void *ctx, jln_err *err) {
    (void)err;
    const char *kind = jln_cursor_text(row, 1);
    *(bool *)ctx |=
        strcmp(kind, "financing-funder-total") == 0 || strcmp(kind, "financing-total") == 0;
    return JLN_OK;
}

/* Whether the document prints a total of its financing table. */
static jln_status any_printed(jln_builder *b, bool *out) {
    jln_params params = {.plan = b->plan->name};
    *out = false;
    return jln_query_each(b->db, JLN_Q_CLAIMS, &params, see_claim, out, b->err);
}

static jln_status add_printed(cross *x) {
    jln_doc_row *row = jln_build_row(x->b, x->table, "printed", JLN_ROW_MEMO, 0);
    if (!row) return JLN_ENOMEM;
    jln_text_cell(row, 0, _("Total imprimé par le document"));
    row = jln_build_row(x->b, x->table, "printed-gap", JLN_ROW_MEMO, 0);
    if (!row) return JLN_ENOMEM;
    jln_text_cell(row, 0, _("Écart : imprimé − somme des lignes"));
    printed p = {x, find_row(x, "printed")};
    jln_params params = {.plan = x->b->plan->name};
    jln_status status = jln_query_each(x->b->db, JLN_Q_CLAIMS, &params, read_claim, &p, x->b->err);
    return status == JLN_OK ? add_gaps(x) : status;
}

/* ---- the block ---- */

static jln_status read_measure(jln_builder *b, const jln_tree *node, jln_measure *out) {
    static const char *const names[] = {"financing", "received",  "notified",   "signed",
                                        "announced", "committed", "liquidated", "ordered",
                                        "paid",      NULL};
    static const jln_measure measures[] = {{JLN_M_FINANCING, 0},
                                           {JLN_M_FUNDING, JLN_FUNDING_RECEIVED},
                                           {JLN_M_FUNDING, JLN_FUNDING_NOTIFIED},
                                           {JLN_M_FUNDING, JLN_FUNDING_SIGNED},
                                           {JLN_M_FUNDING, JLN_FUNDING_ANNOUNCED},
                                           {JLN_M_SPENT, JLN_STAGE_COMMITTED},
                                           {JLN_M_SPENT, JLN_STAGE_LIQUIDATED},
                                           {JLN_M_SPENT, JLN_STAGE_ORDERED},
                                           {JLN_M_SPENT, JLN_STAGE_PAID}};
    int at;
    jln_status status = jln_build_choice(b, node, "measure", names, -1, &at);
    if (status == JLN_OK) *out = measures[at];
    return status;
}

static jln_status open_cross(cross *x, const jln_tree *node, bool claims) {
    jln_columns_add(x->c, "funder", _("Source de financement"), JLN_KIND_TEXT, 1);
    if (x->years) add_years(x);
    else add_nodes(x);
    x->end = x->c->count;
    jln_columns_add_measure(x->b, x->c, "total", _("Ensemble"), x->measure);
    if (claims) {
        jln_columns_add_amount(x->b, x->c, "printed", _("Imprimé"));
        jln_columns_add_amount(x->b, x->c, "gap", _("Écart"));
    }
    x->table = jln_build_table(x->b, node, x->c);
    return x->table ? JLN_OK : x->b->err->status;
}

jln_status jln_build_cross(jln_builder *b, const jln_tree *node) {
    static const char *const sides[] = {"years", "nodes", NULL};
    jln_columns c = {0};
    cross x = {.b = b, .c = &c};
    int side = 0;
    jln_status status = jln_build_fields(
        b, node, "key:text title:words by:text measure:text printed:flag formats:list");
    if (status == JLN_OK) status = jln_build_choice(b, node, "by", sides, -1, &side);
    if (status == JLN_OK) status = read_measure(b, node, &x.measure);
    if (status != JLN_OK) return status;
    x.years = side == 0;
    bool claims = x.years && x.measure.kind == JLN_M_FINANCING && jln_build_flag(node, "printed");
    if (status == JLN_OK && claims) status = any_printed(b, &claims);
    if (x.years && !planned(x.measure) && b->year == b->plan->first_year)
        return JLN_OK; /* one year: the tables of that year say it */
    status = open_cross(&x, node, claims);
    for (int f = 0; status == JLN_OK && f < b->plan->funder_count; f++)
        status = add_row(&x, b->plan->funders[f].id, jln_plan_funder_name(b->plan, f, b->lang), f,
                         JLN_ROW_BODY);
    if (status == JLN_OK) status = add_unsplit_row(&x);
    if (status == JLN_OK) status = add_total_row(&x);
    if (status == JLN_OK && claims) status = add_printed(&x);
    if (status != JLN_OK) return status;
    return jln_build_unless_void(b, x.table, jln_build_no_source(b));
}

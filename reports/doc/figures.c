/* The figures of a table: filled row by row, and totalled with live expressions. */
#include "doc/build.h"

#include <string.h>

jln_cell *jln_text_cell(jln_doc_row *row, size_t column, const char *text) {
    jln_cell *cell = &row->cells[column];
    if (!text) return cell;
    cell->value = jln_value_none(JLN_TEXT, JLN_REASON_NONE);
    cell->text = text;
    return cell;
}

static jln_cell_ref ref(const jln_doc_table *table, const jln_doc_row *row, const jln_columns *c,
                        int column) {
    return (jln_cell_ref){table->key, row->key, c->columns[column].key};
}

const jln_expr *jln_build_pair(jln_builder *b, jln_expr_op op, jln_cell_ref first,
                               jln_cell_ref second) {
    jln_expr *expr = jln_arena_alloc(b->doc->arena, sizeof *expr);
    jln_cell_ref *operands = jln_arena_array(b->doc->arena, 2, sizeof *operands);
    if (!expr || !operands) return NULL;
    operands[0] = first;
    operands[1] = second;
    *expr = (jln_expr){op, 2, operands};
    return expr;
}

jln_value jln_build_subtract(const jln_value *a, const jln_value *b) {
    jln_value out = *a;
    if (!jln_value_known(a)) return *a;
    if (!jln_value_known(b)) return *b;
    if (b->state == JLN_PARTIAL) out.state = JLN_PARTIAL;
    return jln_rat_sub(a->number, b->number, &out.number)
               ? out
               : jln_value_none(JLN_NC, JLN_REASON_OVERFLOW);
}

/* What a spreadsheet's SUM shows of two cells: what is known of them. */
jln_value jln_build_add(const jln_value *a, const jln_value *b) {
    const jln_value *known = jln_value_known(a) ? a : b, *other = known == a ? b : a;
    jln_value out = *known;
    if (!jln_value_known(known)) return *a;
    if (other->state == JLN_MISSING || other->state == JLN_PARTIAL) out.state = JLN_PARTIAL;
    if (!jln_value_known(other)) return out;
    return jln_rat_add(a->number, b->number, &out.number)
               ? out
               : jln_value_none(JLN_NC, JLN_REASON_OVERFLOW);
}

/* The ratio of two cells of the row, as a workbook computes it from what they show. Of a negative
 * amount, a share means nothing. */
jln_value jln_build_divide(const jln_value *a, const jln_value *b) {
    jln_value out = *a;
    if (!jln_value_known(a)) return *a;
    if (!jln_value_known(b)) return *b;
    if (b->number.num == 0)
        return a->number.num ? jln_value_none(JLN_NC, JLN_REASON_ZERO_BASE)
                             : jln_value_none(JLN_NA, JLN_REASON_NOT_PLANNED);
    if (b->number.num < 0) return jln_value_none(JLN_NC, JLN_REASON_NEGATIVE_BASE);
    if (!jln_rat_div(a->number, b->number, &out.number))
        return jln_value_none(JLN_NC, JLN_REASON_OVERFLOW);
    if (b->state == JLN_PARTIAL) out.state = JLN_PARTIAL;
    return out;
}

/* ---- one row at a place ---- */

uint32_t jln_build_pm(const jln_builder *b, uint32_t node, int year) {
    const jln_node *n = &b->plan->nodes[node];
    uint32_t count = 0;
    for (uint32_t leaf = n->leaf_first; leaf < n->leaf_end; leaf++)
        count += jln_facts_base(b->facts, JLN_BASE_PLANNED, leaf, year)->state == JLN_PM;
    return count;
}

jln_value jln_build_whole(const jln_builder *b, jln_measure measure, uint32_t node, int funder) {
    jln_value sum = jln_value_integer(0), none = jln_value_none(JLN_NA, JLN_REASON_NONE);
    bool any = false;
    for (int y = b->plan->first_year; y <= b->plan->last_year; y++) {
        jln_value v = jln_engine_sum(b->engine, measure, (jln_place){node, funder, y});
        if (v.state == JLN_MISSING || v.state == JLN_PARTIAL) sum.state = JLN_PARTIAL;
        if (v.state == JLN_PM) none = v;
        if (!jln_value_known(&v)) continue;
        any = true;
        if (!jln_rat_add(sum.number, v.number, &sum.number))
            return jln_value_none(JLN_NC, JLN_REASON_OVERFLOW);
    }
    return any ? sum : none;
}

static jln_value count_at(jln_builder *b, const jln_figure *f, jln_place place) {
    jln_counts counts = jln_engine_counts(b->engine, place.node, place.year);
    uint32_t n = f->count == -1   ? counts.scheduled
                 : f->count == -2 ? counts.unscheduled
                 : f->count == -3 ? jln_build_pm(b, place.node, place.year)
                                  : counts.by_state[f->count];
    return jln_value_integer(n);
}

/* The years of which nothing is known add nothing, and show; one that ends the sum leaves it
 * unsaid: repeating the last known one would read as a year without spending. */
static jln_value cumulated(jln_builder *b, const jln_figure *f, jln_place place) {
    jln_value sum = jln_value_integer(0);
    jln_value whole = jln_engine_sum(b->engine, f->measure, (jln_place){0, -1, place.year});
    if (!jln_value_known(&whole)) return whole;
    bool any = false;
    for (int last = place.year, y = b->plan->first_year; y <= last; y++) {
        place.year = y;
        jln_value v = jln_engine_sum(b->engine, f->measure, place);
        bool none = v.state == JLN_NA || v.state == JLN_DASH || v.state == JLN_BLANK;
        if (v.state == JLN_PARTIAL || (!jln_value_known(&v) && !none)) sum.state = JLN_PARTIAL;
        if (!jln_value_known(&v)) continue;
        any = true;
        if (!jln_rat_add(sum.number, v.number, &sum.number))
            return jln_value_none(JLN_NC, JLN_REASON_OVERFLOW);
    }
    return any ? sum : jln_engine_sum(b->engine, f->measure, place);
}

static jln_status value_at(jln_builder *b, const jln_figure *f, jln_place place, jln_result *out) {
    memset(out, 0, sizeof *out);
    out->value = jln_value_none(JLN_NA, JLN_REASON_NO_PREVIOUS);
    if (!jln_build_in_plan(b, place.year)) return JLN_OK;
    if (f->role == JLN_COLUMN_COUNT) out->value = count_at(b, f, place);
    if (f->role == JLN_COLUMN_MEASURE) out->value = jln_build_sum(b, f->measure, place);
    if (f->role == JLN_COLUMN_CUMULATED) out->value = cumulated(b, f, place);
    if (f->role == JLN_COLUMN_WHOLE)
        out->value = jln_build_whole(b, f->measure, place.node, place.funder);
    if (f->role != JLN_COLUMN_RATE && f->role != JLN_COLUMN_PART) return JLN_OK;
    jln_status status = jln_engine_value(b->engine, f->indicator, place, out, b->err);
    if (f->role != JLN_COLUMN_PART) return status;
    jln_value rate = out->value;
    out->value = f->denominator ? out->denominator : out->numerator;
    if (!jln_value_known(&out->value)) out->value = jln_value_none(rate.state, rate.reason);
    return status;
}

typedef struct {
    jln_builder *b;
    const jln_columns *c;
    jln_doc_table *table;
    jln_doc_row *row;
    jln_result results[JLN_COLUMNS_MAX];
} filler;

/* Less than 80 % of the base is known: the bound of lights. */
static bool is_thin(const jln_result *r) {
    static const jln_rat enough = {4, 5};
    return jln_value_known(&r->value) && jln_value_known(&r->covered) &&
           jln_rat_cmp(r->covered.number, enough) < 0;
}

static jln_status fill_fact(filler *f, size_t i, jln_place place) {
    const jln_figure *figure = &f->c->figures[i];
    jln_cell *cell = &f->row->cells[i];
    place.year += figure->offset;
    jln_status status = value_at(f->b, figure, place, &f->results[i]);
    cell->value = f->results[i].value;
    cell->thin = figure->role == JLN_COLUMN_RATE && is_thin(&f->results[i]);
    if (status != JLN_OK || figure->role != JLN_COLUMN_MEASURE) return status;
    return jln_links_note(f->b, f->table, f->row, f->c->columns[i].key, cell, figure->measure,
                          place);
}

/* Two rates of which one covers too little to have a light do not compare like with like. */
static bool mark_fragile(filler *f, jln_cell *cell, const jln_figure *figure) {
    bool grey = f->results[figure->a].light == JLN_LIGHT_GREY ||
                (figure->b >= 0 && f->results[figure->b].light == JLN_LIGHT_GREY);
    if (!grey || !jln_value_known(&cell->value)) return true;
    cell->note =
        jln_doc_note(f->b->doc, f->table,
                     _("L'un des deux taux porte sur une part de la base inférieure à 80 % : "
                       "l'évolution n'est pas sûre."));
    return cell->note != 0;
}

/* Columns made of others of the row. */
static jln_status fill_derived(filler *f, size_t i) {
    const jln_figure *figure = &f->c->figures[i];
    if (figure->a < 0) return JLN_OK;
    jln_cell *cell = &f->row->cells[i];
    const jln_value *x = &f->row->cells[figure->a].value,
                    *y = figure->b >= 0 ? &f->row->cells[figure->b].value : NULL;
    jln_expr_op op = JLN_EXPR_RATIO;
    switch (figure->role) {
    case JLN_COLUMN_LIGHT:
        cell->light = f->results[figure->a].light; /* fall through */
    case JLN_COLUMN_COVER:
        cell->value = *x;
        return JLN_OK;
    case JLN_COLUMN_COVERED:
        cell->value = f->results[figure->a].covered;
        return JLN_OK;
    case JLN_COLUMN_RATIO:
        cell->value = jln_build_divide(x, y);
        break;
    case JLN_COLUMN_DIFFERENCE:
        cell->value = jln_build_subtract(x, y);
        op = JLN_EXPR_DIFFERENCE;
        if (!mark_fragile(f, cell, figure)) return jln_err_nomem(f->b->err);
        break;
    case JLN_COLUMN_SUM:
        cell->value = jln_build_add(x, y);
        op = JLN_EXPR_SUM;
        break;
    case JLN_COLUMN_RATE:
        break; /* of two columns: the engine's value, as a formula over them */
    default:
        return JLN_OK;
    }
    cell->expr = jln_build_pair(f->b, op, ref(f->table, f->row, f->c, figure->a),
                                ref(f->table, f->row, f->c, figure->b));
    return cell->expr ? JLN_OK : jln_err_nomem(f->b->err);
}

static bool is_fact(jln_column_role role) {
    return role == JLN_COLUMN_MEASURE || role == JLN_COLUMN_RATE || role == JLN_COLUMN_PART ||
           role == JLN_COLUMN_COUNT || role == JLN_COLUMN_CUMULATED || role == JLN_COLUMN_WHOLE;
}

jln_status jln_columns_fill(jln_builder *b, const jln_columns *c, jln_doc_table *table,
                            jln_doc_row *row, jln_place place) {
    filler f = {.b = b, .c = c, .table = table, .row = row};
    jln_status status = JLN_OK;
    for (size_t i = 0; status == JLN_OK && i < c->count; i++) {
        if (is_fact(c->figures[i].role)) status = fill_fact(&f, i, place);
        if (status == JLN_OK) status = fill_derived(&f, i);
    }
    return status;
}

/* ---- rows over rows ---- */

/* Sum of the known body rows of a column, from row `first` up to `end`; false when none is known or
 * it does not fit. */
static bool add_up(const jln_doc_table *table, size_t column, size_t first, size_t end,
                   jln_rat *sum) {
    bool any = false;
    *sum = (jln_rat){0, 1};
    for (size_t r = first; r < end; r++) {
        const jln_value *v = &table->rows[r].cells[column].value;
        if (table->rows[r].role != JLN_ROW_BODY || !jln_value_known(v)) continue;
        any = true;
        if (!jln_rat_add(*sum, v->number, sum)) return false;
    }
    return any;
}

static size_t row_number(const jln_doc_table *table, const jln_doc_row *row) {
    return (size_t)(row - table->rows);
}

/* Only spending may come without its source. */
jln_value jln_build_unsplit(const jln_builder *b, jln_measure measure, uint32_t node, int year) {
    const jln_facts *f = b->facts;
    jln_value sum = jln_value_integer(0);
    if (measure.kind != JLN_M_SPENT) return jln_value_none(JLN_NA, JLN_REASON_NONE);
    for (uint32_t leaf = b->plan->nodes[node].leaf_first; leaf < b->plan->nodes[node].leaf_end;
         leaf++) {
        const jln_spent_rows told = jln_facts_spent(f, leaf, year);
        for (size_t i = 0; i < told.count; i++) {
            const jln_spent *s = &told.rows[i];
            bool wanted = s->funder < 0 && s->stage == measure.which && s->state == JLN_NUMBER;
            if (wanted && !jln_rat_add(sum.number, jln_rat_of(s->amount), &sum.number))
                return jln_value_none(JLN_NC, JLN_REASON_OVERFLOW);
        }
    }
    return sum.number.num ? sum : jln_value_none(JLN_NA, JLN_REASON_NONE);
}

/* Of a row without a source, an amount nobody gave adds nothing to a balance. */
static void derive_unsplit(const jln_columns *c, jln_doc_row *row, size_t i) {
    const jln_figure *f = &c->figures[i];
    const jln_value *x = &row->cells[f->a].value, *y = &row->cells[f->b].value;
    const jln_value zero = jln_value_integer(0);
    bool known = jln_value_known(x) || jln_value_known(y);
    if (!known || c->columns[i].kind != JLN_KIND_AMOUNT) return;
    if (!jln_value_known(x)) x = &zero;
    if (!jln_value_known(y)) y = &zero;
    row->cells[i].value =
        f->role == JLN_COLUMN_SUM ? jln_build_add(x, y) : jln_build_subtract(x, y);
}

/* What the whole has beyond the sum of the body rows above `row`. */
static jln_value beyond_rows(const jln_doc_table *table, const jln_doc_row *row, size_t column,
                             jln_value whole) {
    jln_rat sum;
    if (!jln_value_known(&whole) || !add_up(table, column, 0, row_number(table, row), &sum) ||
        !jln_rat_sub(whole.number, sum, &whole.number) || !whole.number.num)
        return jln_value_none(JLN_NA, JLN_REASON_NONE);
    return jln_value_number(whole.number);
}

jln_status jln_columns_carry(jln_builder *b, const jln_columns *c, jln_doc_table *table,
                             jln_doc_row *row, bool *any) {
    jln_status status = JLN_OK;
    bool carries = false;
    for (size_t i = 0; status == JLN_OK && i < c->count; i++) {
        const jln_figure *f = &c->figures[i];
        if (f->role != JLN_COLUMN_RATE || c->columns[i].kind != JLN_KIND_AMOUNT || f->a >= 0)
            continue;
        jln_result whole;
        jln_place place = {0, -1, b->year + f->offset};
        carries = true;
        status = jln_engine_value(b->engine, f->indicator, place, &whole, b->err);
        if (status == JLN_OK) row->cells[i].value = beyond_rows(table, row, i, whole.value);
        *any |= jln_value_known(&row->cells[i].value);
    }
    for (size_t i = 0; status == JLN_OK && carries && i < c->count; i++)
        if (c->figures[i].role == JLN_COLUMN_SUM || c->figures[i].role == JLN_COLUMN_DIFFERENCE)
            derive_unsplit(c, row, i);
    return status;
}

bool jln_columns_unsplit(const jln_builder *b, const jln_columns *c, jln_doc_row *row,
                         uint32_t node, int year) {
    bool any = false;
    for (size_t i = 0; i < c->count; i++) {
        if (c->figures[i].role != JLN_COLUMN_MEASURE) continue;
        row->cells[i].value = jln_build_unsplit(b, c->figures[i].measure, node, year);
        any |= jln_value_known(&row->cells[i].value);
    }
    return any;
}

bool jln_columns_rest(const jln_builder *b, const jln_columns *c, const jln_doc_table *table,
                      jln_doc_row *row, size_t first, jln_place whole) {
    bool any = false;
    for (size_t i = 0; i < c->count; i++) {
        if (c->figures[i].role != JLN_COLUMN_MEASURE) continue;
        jln_value rest = jln_engine_sum(b->engine, c->figures[i].measure, whole);
        for (size_t r = first; jln_value_known(&rest) && &table->rows[r] < row; r++) {
            const jln_value *v = &table->rows[r].cells[i].value;
            bool part = table->rows[r].role == JLN_ROW_BODY && jln_value_known(v);
            if (part) rest = jln_build_subtract(&rest, v);
        }
        if (!jln_value_known(&rest) || rest.number.num == 0) continue;
        row->cells[i].value = jln_value_number(rest.number);
        any = true;
    }
    return any;
}

/* Below the total: what is in it of activities another of whose sources has not answered, each
 * column at its place (`at`; NULL: the plan, that year). */
jln_status jln_build_incomplete(jln_builder *b, const jln_columns *c, jln_doc_table *table,
                                const jln_place *at) {
    jln_doc_row *row = jln_build_row(b, table, "incomplete", JLN_ROW_MEMO, 0);
    bool any = false;
    if (!row) return JLN_ENOMEM;
    for (size_t i = 1; !b->fixed && i < c->count; i++) {
        if (c->figures[i].role != JLN_COLUMN_MEASURE || c->figures[i].measure.kind != JLN_M_SPENT)
            continue;
        jln_place place = at ? at[i] : (jln_place){0, -1, b->year + c->figures[i].offset};
        row->cells[i].value = jln_engine_incomplete(b->engine, c->figures[i].measure, place);
        any |= jln_value_known(&row->cells[i].value);
    }
    if (!any) {
        table->row_count--;
        return JLN_OK;
    }
    jln_text_cell(row, 0, _("dont activités au total inconnu"));
    row->cells[0].note = jln_doc_note(
        b->doc, table,
        _("Une de leurs sources n'a pas répondu : ce que les autres ont déclaré est compté, ici "
          "et dans tous les tableaux, mais dans aucun taux d'exécution."));
    return row->cells[0].note ? JLN_OK : jln_err_nomem(b->err);
}

static bool additive(const jln_figure *f) {
    return f->role == JLN_COLUMN_MEASURE || f->role == JLN_COLUMN_PART ||
           f->role == JLN_COLUMN_COUNT || f->role == JLN_COLUMN_WHOLE;
}

static void fill_sum(const jln_doc_table *table, jln_doc_row *row, size_t column, size_t first,
                     size_t end) {
    jln_rat sum;
    if (!add_up(table, column, first, end, &sum)) return;
    row->cells[column].value = jln_value_number(sum);
    for (size_t r = first; r < end; r++) {
        const jln_value *v = &table->rows[r].cells[column].value;
        bool whole = v->state == JLN_NUMBER || v->state == JLN_NA;
        if (table->rows[r].role == JLN_ROW_BODY && !whole)
            row->cells[column].value.state = JLN_PARTIAL;
    }
}

jln_status jln_columns_sum(jln_builder *b, const jln_columns *c, jln_doc_table *table,
                           jln_doc_row *row, size_t first) {
    filler f = {.b = b, .c = c, .table = table, .row = row};
    jln_status status = JLN_OK;
    for (size_t i = 0; status == JLN_OK && i < c->count; i++) {
        const jln_figure *figure = &c->figures[i];
        if (additive(figure)) fill_sum(table, row, i, first, row_number(table, row));
        if (figure->b < 0) continue;
        if (figure->role == JLN_COLUMN_RATE)
            row->cells[i].value =
                jln_build_divide(&row->cells[figure->a].value, &row->cells[figure->b].value);
        bool known = jln_value_known(&row->cells[figure->a].value) &&
                     jln_value_known(&row->cells[figure->b].value);
        if (known) status = fill_derived(&f, i);
    }
    return status == JLN_OK ? jln_columns_total(b, c, table, row_number(table, row), first)
                            : status;
}

static const jln_expr *sum_expr(jln_builder *b, const jln_doc_table *table, const char *column,
                                size_t first, size_t total);

/* A rate of several years is the one its indicator says gives it since the plan's start. */
static jln_status fill_cumulated(filler *f, size_t i, jln_place place) {
    const jln_figure *figure = &f->c->figures[i];
    const jln_indicator *since = NULL;
    jln_err none = {0};
    const char *id = figure->role == JLN_COLUMN_RATE && figure->indicator && !figure->offset
                         ? figure->indicator->cumulated
                         : NULL;
    if (!id || jln_engine_find(f->b->engine, id, &since, &none) != JLN_OK) return JLN_OK;
    jln_status status = jln_engine_value(f->b->engine, since, place, &f->results[i], f->b->err);
    f->row->cells[i].value = f->results[i].value;
    return status;
}

jln_status jln_columns_cumulated(jln_builder *b, const jln_columns *c, jln_doc_table *table,
                                 jln_doc_row *row, size_t end, int year) {
    filler f = {.b = b, .c = c, .table = table, .row = row};
    jln_status status = JLN_OK;
    for (size_t i = 0; status == JLN_OK && i < c->count; i++) {
        const jln_figure *figure = &c->figures[i];
        if (additive(figure)) fill_sum(table, row, i, 0, end);
        status = fill_cumulated(&f, i, (jln_place){0, b->funder, year});
        bool rated = figure->role == JLN_COLUMN_COVER || figure->role == JLN_COLUMN_COVERED ||
                     figure->role == JLN_COLUMN_LIGHT;
        bool pair = figure->a >= 0 && figure->b >= 0 &&
                    jln_value_known(&row->cells[figure->a].value) &&
                    jln_value_known(&row->cells[figure->b].value);
        if (status == JLN_OK && (rated || pair)) status = fill_derived(&f, i);
    }
    for (size_t i = 0; status == JLN_OK && i < c->count; i++) {
        jln_cell *cell = &row->cells[i];
        jln_rat sum;
        bool whole = additive(&c->figures[i]) && jln_value_known(&cell->value) &&
                     add_up(table, i, 0, end, &sum) && jln_rat_cmp(sum, cell->value.number) == 0;
        if (whole && !(cell->expr = sum_expr(b, table, c->columns[i].key, 0, end)))
            return jln_err_nomem(b->err);
    }
    return status;
}

static const jln_expr *sum_expr(jln_builder *b, const jln_doc_table *table, const char *column,
                                size_t first, size_t total) {
    jln_cell_ref *operands = jln_arena_array(b->doc->arena, total - first + 1, sizeof *operands);
    jln_expr *expr = jln_arena_alloc(b->doc->arena, sizeof *expr);
    if (!operands || !expr) return NULL;
    size_t n = 0;
    for (size_t r = first; r < total; r++)
        if (table->rows[r].role == JLN_ROW_BODY)
            operands[n++] = (jln_cell_ref){table->key, table->rows[r].key, column};
    *expr = (jln_expr){JLN_EXPR_SUM, n, operands};
    return expr;
}

/* Some row has no such stage: the totals of the two columns then cover different rows. */
static bool unequal_cover(const jln_doc_table *table, const jln_figure *f, size_t first,
                          size_t total) {
    for (size_t r = first; r < total; r++) {
        const jln_value *x = &table->rows[r].cells[f->a].value,
                        *y = &table->rows[r].cells[f->b].value;
        bool without = (x->state == JLN_NA && x->reason == JLN_REASON_NO_STAGE) ||
                       (y->state == JLN_NA && y->reason == JLN_REASON_NO_STAGE);
        if (table->rows[r].role == JLN_ROW_BODY && without && x->state != y->state) return true;
    }
    return false;
}

/* A balance then adds up the balances of the rows that have both. */
static void sum_balances(const jln_doc_table *table, const jln_figure *f, size_t column,
                         size_t first, size_t total) {
    jln_cell *cell = &table->rows[total].cells[column];
    jln_rat sum;
    if (f->role != JLN_COLUMN_DIFFERENCE || !unequal_cover(table, f, first, total)) return;
    if (!add_up(table, column, first, total, &sum)) return;
    cell->value = jln_value_number(sum);
    cell->expr = NULL;
}

jln_status jln_columns_total(jln_builder *b, const jln_columns *c, jln_doc_table *table,
                             size_t total, size_t first) {
    for (size_t i = 0; i < c->count; i++) {
        jln_cell *cell = &table->rows[total].cells[i];
        jln_rat sum;
        sum_balances(table, &c->figures[i], i, first, total);
        bool balance = c->figures[i].role == JLN_COLUMN_DIFFERENCE && !cell->expr;
        bool amount =
            c->figures[i].role == JLN_COLUMN_RATE && c->columns[i].kind == JLN_KIND_AMOUNT;
        bool adds = additive(&c->figures[i]) || balance || amount;
        if (!adds || !jln_value_known(&cell->value)) continue;
        if (!add_up(table, i, first, total, &sum) || jln_rat_cmp(sum, cell->value.number) != 0)
            continue;
        cell->expr = sum_expr(b, table, c->columns[i].key, first, total);
        if (!cell->expr) return jln_err_nomem(b->err);
    }
    return JLN_OK;
}

static jln_status fill_shares(jln_builder *b, const jln_columns *c, int i, jln_doc_table *table,
                              size_t total) {
    int of = c->figures[i].a;
    const jln_doc_row *whole = &table->rows[total];
    for (size_t r = 0; r < table->row_count; r++) {
        jln_doc_row *row = &table->rows[r];
        if (row->role == JLN_ROW_GROUP || row->role == JLN_ROW_MEMO) continue;
        row->cells[i].value = jln_build_divide(&row->cells[of].value, &whole->cells[of].value);
        row->cells[i].expr =
            jln_build_pair(b, JLN_EXPR_SHARE, ref(table, row, c, of), ref(table, whole, c, of));
        if (!row->cells[i].expr) return jln_err_nomem(b->err);
    }
    return JLN_OK;
}

jln_status jln_columns_shares(jln_builder *b, const jln_columns *c, jln_doc_table *table,
                              size_t total) {
    jln_status status = JLN_OK;
    for (size_t i = 0; status == JLN_OK && i < c->count; i++)
        if (c->figures[i].role == JLN_COLUMN_SHARE)
            status = fill_shares(b, c, (int)i, table, total);
    return status;
}

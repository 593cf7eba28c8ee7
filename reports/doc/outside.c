/* Notes that lead from a total to the one a neighbour prints. nodes{outside = true}: from the
 * spending of a rate, which leaves some out, to all that was paid; funders{bases = true}: from the
 * financing planned by source to the planned cost by activity, and to the base of the rates. */
#include "doc/build.h"
#include "doc/format.h"
#include "doc/phrases.h"

/* The column of the rate's numerator; the table's count where there is none. */
static size_t numerator_of(const jln_columns *c) {
    size_t i = 0;
    while (i < c->count && (c->figures[i].role != JLN_COLUMN_PART || c->figures[i].denominator))
        i++;
    return i;
}

static const char *words_of(jln_builder *b, const jln_doc_column *column, const jln_value *v) {
    jln_str s = {0};
    const jln_cell cell = {.value = *v};
    jln_format_cell(&s, &cell, JLN_KIND_AMOUNT, column->scale, column->decimals, b->lang);
    const char *text = jln_build_fmt(b, "%s", jln_str_c(&s));
    jln_str_free(&s);
    return text;
}

/* Why an amount paid is in no rate. */
static const char *reason_of(const jln_builder *b, const jln_value *left) {
    const jln_measure outside = {JLN_M_OUTSIDE, (int)jln_engine_stage(b->engine)};
    bool planned = jln_say_year_base(b) == JLN_BASE_PLANNED;
    jln_value without = jln_engine_sum(b->engine, outside, (jln_place){0, -1, b->year});
    if (!jln_value_known(&without) || !without.number.num)
        return _("pour des activités dont une source n'a pas répondu");
    if (jln_rat_cmp(without.number, left->number) == 0)
        return planned ? _("sans coût prévu") : _("sans dotation");
    return planned ? _("sans coût prévu, ou pour des activités dont une source n'a pas répondu")
                   : _("sans dotation, ou pour des activités dont une source n'a pas répondu");
}

jln_status jln_build_outside_note(jln_builder *b, const jln_columns *c, jln_doc_table *table,
                                  jln_doc_row *total) {
    size_t at = numerator_of(c);
    if (at == c->count) return JLN_OK;
    const jln_measure spent = {JLN_M_SPENT, (int)jln_engine_stage(b->engine)};
    jln_value all = jln_engine_sum(b->engine, spent, (jln_place){0, -1, b->year});
    jln_value left = jln_build_subtract(&all, &total->cells[at].value);
    if (!jln_value_known(&all) || !jln_value_known(&left) || left.number.num == 0) return JLN_OK;
    total->cells[at].note =
        jln_doc_note(b->doc, table,
                     jln_build_fmt(b, _("%s payés en tout, dont %s hors du taux (%s)."),
                                   words_of(b, &c->columns[at], &all),
                                   words_of(b, &c->columns[at], &left), reason_of(b, &left)));
    return total->cells[at].note ? JLN_OK : jln_err_nomem(b->err);
}

jln_status jln_build_bases_note(jln_builder *b, const jln_columns *c, jln_doc_table *table) {
    size_t at = jln_columns_measure(c, JLN_M_FINANCING, -1), r = 0;
    const jln_place plan = {0, -1, b->year};
    jln_base base = jln_say_year_base(b);
    jln_value cost = jln_engine_sum(b->engine, (jln_measure){JLN_M_BASE, JLN_BASE_PLANNED}, plan),
              now = jln_engine_sum(b->engine, (jln_measure){JLN_M_BASE, (int)base}, plan);
    while (r < table->row_count && table->rows[r].role != JLN_ROW_TOTAL) r++;
    if (at == c->count || r == table->row_count || !jln_value_known(&cost)) return JLN_OK;
    jln_cell *total = &table->rows[r].cells[at];
    bool revised = base != JLN_BASE_PLANNED && jln_value_known(&now);
    if (!jln_value_known(&total->value)) return JLN_OK;
    if (!revised && jln_rat_cmp(cost.number, total->value.number) == 0) return JLN_OK;
    const char *text = jln_build_fmt(b, _("Coût prévu des activités (matrice) : %s"),
                                     words_of(b, &c->columns[at], &cost));
    if (revised)
        text = jln_build_fmt(b, _("%s ; %s : %s"), text, jln_base_words(base),
                             words_of(b, &c->columns[at], &now));
    total->note = jln_doc_note(b->doc, table, jln_build_fmt(b, "%s.", text));
    return total->note ? JLN_OK : jln_err_nomem(b->err);
}

/* Figures of a table that the document prints otherwise: a note on each, with what it prints. */
#include "doc/build.h"

#include <string.h>

static jln_doc_row *row_of(jln_doc_table *table, const char *key) {
    for (size_t r = 0; r < table->row_count; r++)
        if (table->rows[r].role != JLN_ROW_GROUP && strcmp(table->rows[r].key, key) == 0)
            return &table->rows[r];
    return NULL;
}

/* The finding is about this very figure: the sum of the lines is what the cell shows. */
static bool is_about(const jln_finding *f, const jln_cell *cell) {
    jln_rat computed;
    return f->computed && jln_rat_parse(f->computed, strlen(f->computed), &computed) &&
           jln_value_known(&cell->value) && jln_rat_cmp(computed, cell->value.number) == 0;
}

static const char *printed_words(jln_builder *b, const jln_finding *f) {
    jln_rat number;
    if (!f->printed || !jln_rat_parse(f->printed, strlen(f->printed), &number)) return NULL;
    jln_value units = jln_value_number(number);
    if (!jln_rat_div(number, jln_rat_of(b->plan->shown), &units.number)) return NULL;
    const char *amount = jln_build_number(b, &units), *place = jln_build_place(b, f->doc, f->line);
    if (place && strcmp(f->rule, "two-tables") == 0)
        return jln_build_fmt(b, _("Le tableau de financement imprime %s (%s)."), amount, place);
    return place ? jln_build_fmt(b, _("Le document imprime %s (%s)."), amount, place)
                 : jln_build_fmt(b, _("Le document imprime %s."), amount);
}

jln_status jln_build_mark_printed(jln_builder *b, const jln_columns *c, jln_doc_table *table) {
    jln_status status = jln_build_audit(b);
    size_t column = 0;
    while (column < c->count && !(c->figures[column].role == JLN_COLUMN_MEASURE &&
                                  c->figures[column].measure.kind == JLN_M_BASE))
        column++;
    for (size_t i = 0; status == JLN_OK && column < c->count && i < b->audit->count; i++) {
        const jln_finding *f = &b->audit->items[i];
        bool amount = f->year == b->year && f->quantity == JLN_QUANTITY_AMOUNT &&
                      (f->severity == JLN_SEVERITY_ERROR || f->severity == JLN_SEVERITY_ROUNDING);
        jln_doc_row *row = amount ? row_of(table, *f->about ? f->about : "total") : NULL;
        const char *words =
            row && !row->cells[column].note && is_about(f, &row->cells[column]) ? printed_words(b, f)
                                                                               : NULL;
        if (!words) continue;
        row->cells[column].note = jln_doc_note(b->doc, table, words);
        if (!row->cells[column].note) return jln_err_nomem(b->err);
    }
    return status;
}

#include "doc/voids.h"

#include <string.h>

static bool says(const jln_cell *cell, jln_kind kind) {
    const jln_value *v = &cell->value;
    if (kind == JLN_KIND_LIGHT) return cell->light != JLN_LIGHT_NONE;
    if (jln_value_known(v)) return kind != JLN_KIND_COUNT || v->number.num != 0;
    if (cell->text && *cell->text) return true;
    return v->state != JLN_NA && v->state != JLN_MISSING && v->state != JLN_NC &&
           v->state != JLN_BLANK;
}

static bool is_void(const jln_doc_table *table, size_t column) {
    for (size_t r = 0; r < table->row_count; r++)
        if (table->rows[r].role != JLN_ROW_GROUP &&
            says(&table->rows[r].cells[column], table->columns[column].kind))
            return false;
    return table->row_count > 0;
}

static bool is_named(const char *const *keys, const char *key) {
    for (; *keys; keys++)
        if (strcmp(*keys, key) == 0) return true;
    return false;
}

void jln_leave_out_void(jln_doc_table *table, const char *const *keys) {
    size_t kept = 0;
    for (size_t c = 0; c < table->column_count; c++) {
        if (is_named(keys, table->columns[c].key) && is_void(table, c)) continue;
        for (size_t r = 0; kept < c && r < table->row_count; r++)
            table->rows[r].cells[kept] = table->rows[r].cells[c];
        table->columns[kept] = table->columns[c];
        kept++;
    }
    table->column_count = kept;
}

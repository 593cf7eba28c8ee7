/* A table of at most so many rows: what does not fit is one line with its sum. */
#include "doc/build.h"

#include <string.h>

/* Widths are in halves of a small letter: a capital takes three. */
enum { ROWS_LEAST = 2, WIDE = 128, NARROW = 96, SHARED = 168, LAST_WORD = 32, MANY_COLUMNS = 8 };

/* At a space when there is one near. */
static const char *cut(jln_builder *b, const char *text, size_t most) {
    size_t width = 0, at = 0, space = 0;
    for (size_t i = 0; text[i]; i++) {
        if (((unsigned char)text[i] & 0xC0) == 0x80) continue;
        if (width <= most) at = i;
        if (width <= most && width + LAST_WORD > most && text[i] == ' ') space = i;
        width += text[i] >= 'A' && text[i] <= 'Z' ? 3 : 2;
        if (width > most + 2)
            return jln_build_fmt(b, space ? "%.*s\u00a0…" : "%.*s…", (int)(space ? space : at),
                                 text);
    }
    return text;
}

/* Columns of words share the width of a page. */
static void cut_labels(jln_builder *b, const jln_doc_table *table) {
    size_t shared = 0;
    for (size_t i = 0; i < table->column_count; i++) shared += table->columns[i].weight > 0;
    size_t most = shared > 1 ? SHARED / shared : table->column_count > MANY_COLUMNS ? NARROW : WIDE;
    for (size_t r = 0; r < table->row_count; r++)
        for (size_t i = 0; i < table->column_count; i++)
            if (table->rows[r].cells[i].text)
                table->rows[r].cells[i].text = cut(b, table->rows[r].cells[i].text, most);
}

static size_t first_amount(const jln_columns *c) {
    size_t i = 0;
    while (i < c->count && c->columns[i].kind != JLN_KIND_AMOUNT) i++;
    return i;
}

/* How many rows have a larger amount; among equals the earlier one is larger. */
static size_t rank(const jln_doc_table *table, size_t row, size_t column) {
    size_t larger = 0;
    const jln_value *own = &table->rows[row].cells[column].value;
    for (size_t r = 0; r < table->row_count; r++) {
        const jln_value *v = &table->rows[r].cells[column].value;
        bool known = jln_value_known(v);
        int order = known && jln_value_known(own) ? jln_rat_cmp(v->number, own->number)
                                                  : (int)known - (int)jln_value_known(own);
        larger += order > 0 || (order == 0 && r < row);
    }
    return larger;
}

/* Puts the rows to keep first; each part stays in its order. */
static jln_status part(jln_builder *b, jln_doc_table *table, size_t kept, size_t column) {
    jln_doc_row *rows = jln_arena_array(b->doc->arena, table->row_count, sizeof *rows);
    if (!rows) return jln_err_nomem(b->err);
    size_t front = 0, back = kept;
    for (size_t r = 0; r < table->row_count; r++)
        rows[rank(table, r, column) < kept ? front++ : back++] = table->rows[r];
    memcpy(table->rows, rows, table->row_count * sizeof *rows);
    return JLN_OK;
}

/* Amounts and counts add up; days and rates do not. */
static bool adds_up(const jln_doc_column *column) {
    return column->kind == JLN_KIND_AMOUNT ||
           (column->kind == JLN_KIND_COUNT && !(column->unit && strcmp(column->unit, "days") == 0));
}

static jln_value sum_of(const jln_doc_table *table, size_t column, size_t first, size_t end) {
    jln_rat sum = {0, 1};
    bool any = false, all = true;
    for (size_t r = first; r < end; r++) {
        const jln_value *v = &table->rows[r].cells[column].value;
        all &= v->state == JLN_NUMBER || v->state == JLN_NA;
        if (!jln_value_known(v)) continue;
        any = true;
        if (!jln_rat_add(sum, v->number, &sum)) return jln_value_none(JLN_NC, JLN_REASON_OVERFLOW);
    }
    if (!any) return table->rows[first].cells[column].value;
    jln_value out = jln_value_number(sum);
    if (!all) out.state = JLN_PARTIAL;
    return out;
}

jln_status jln_build_fold(jln_builder *b, const jln_tree *node, const jln_columns *c,
                          jln_doc_table *table, bool largest) {
    if (!jln_tree_field(node, "rows")) return JLN_OK;
    int most = jln_build_int(node, "rows", 0);
    if (most < ROWS_LEAST)
        return jln_build_wrong(b, node,
                               _("%s{rows = ...} : attendu un nombre de lignes, au moins %d"),
                               node->constructor, ROWS_LEAST);
    cut_labels(b, table);
    size_t count = table->row_count, kept = (size_t)most - 1, amount = first_amount(c);
    if (count <= (size_t)most) return JLN_OK;
    jln_status status = largest && amount < c->count ? part(b, table, kept, amount) : JLN_OK;
    jln_doc_row *others =
        status == JLN_OK ? jln_build_row(b, table, "others", JLN_ROW_BODY, 0) : NULL;
    if (!others) return b->err->status;
    jln_text_cell(others, 0, jln_build_fmt(b, _("autres (%zu)"), count - kept));
    for (size_t i = 1; i < c->count; i++)
        if (adds_up(&c->columns[i])) others->cells[i].value = sum_of(table, i, kept, count);
    table->rows[kept] = *others;
    table->row_count = kept + 1;
    return jln_columns_derive(b, c, table, &table->rows[kept]);
}

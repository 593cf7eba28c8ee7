/* What cells hold: texts, numbers, formulas, links, and what may be typed into them. */
#include "base/i18n.h"
#include "base/str.h"
#include "out/book_parts.h"
#include "out/sheet_name.h"

#include <math.h>
#include <string.h>

enum { MOST_PARTS = 64 }; /* plain and bold parts of a text */

#define BAR 0xB7C9E2

jln_area jln_area_cell(size_t sheet, uint32_t row, uint16_t column) {
    return (jln_area){sheet, row, column, row, column};
}

/* Merges an area of several cells; a text written there must come after. */
static void merge(jln_book *b, jln_area a, lxw_format *f, const char *where) {
    if (jln_book_failed(b) || (a.row == a.last_row && a.column == a.last_column)) return;
    jln_book_check(b,
                   worksheet_merge_range(b->sheets[a.sheet], a.row, a.column, a.last_row,
                                         a.last_column, "", f),
                   where);
}

void jln_book_text(jln_book *b, jln_area a, const char *text, jln_book_style s, const char *where) {
    lxw_format *f = jln_book_format(b, s);
    if (!text) text = "";
    if (!jln_book_clean(b, text, where)) return;
    merge(b, a, f, where);
    lxw_worksheet *sheet = b->sheets[a.sheet];
    if (*text) jln_book_check(b, worksheet_write_string(sheet, a.row, a.column, text, f), where);
    else jln_book_check(b, worksheet_write_blank(sheet, a.row, a.column, f), where);
}

void jln_book_number(jln_book *b, jln_area a, double number, jln_book_style s, const char *where) {
    lxw_format *f = jln_book_format(b, s);
    if (!jln_book_failed(b) && !isfinite(number))
        b->status = jln_err_set(b->err, JLN_EDATA, where, "%s", _("nombre infini ou indéfini"));
    merge(b, a, f, where);
    if (jln_book_failed(b)) return;
    jln_book_check(b, worksheet_write_number(b->sheets[a.sheet], a.row, a.column, number, f),
                   where);
}

void jln_book_formula(jln_book *b, jln_area a, const char *formula, double number,
                      const char *words, jln_book_style s, const char *where) {
    lxw_format *f = jln_book_format(b, s);
    if (!jln_book_clean(b, formula, where) || !jln_book_clean_or_null(b, words, where)) return;
    if (!words && !isfinite(number))
        b->status = jln_err_set(b->err, JLN_EDATA, where, "%s", _("nombre infini ou indéfini"));
    merge(b, a, f, where);
    if (jln_book_failed(b)) return;
    lxw_worksheet *sheet = b->sheets[a.sheet];
    if (words)
        jln_book_check(b, worksheet_write_formula_str(sheet, a.row, a.column, formula, f, words),
                       where);
    else
        jln_book_check(b, worksheet_write_formula_num(sheet, a.row, a.column, formula, f, number),
                       where);
}

/* Splits "a **b** c" into parts, odd ones bold; 0 when there is no complete pair of marks (or too
 * many). */
static size_t split_bold(jln_book *b, const char *text, const char *parts[MOST_PARTS]) {
    size_t count = 0;
    for (const char *from = text;;) {
        const char *mark = strstr(from, "**");
        size_t length = mark ? (size_t)(mark - from) : strlen(from);
        if (count == MOST_PARTS) return 0;
        parts[count] = jln_arena_strn(b->arena, from, length);
        if (!jln_book_have(b, parts[count++])) return 0;
        if (!mark) break;
        from = mark + 2;
    }
    return count > 1 && count % 2 ? count : 0;
}

/* Empty parts are left out; a rich string needs two. */
static void put_parts(jln_book *b, jln_area a, const char **parts, size_t count, jln_book_style s,
                      const char *where) {
    lxw_rich_string_tuple tuples[MOST_PARTS], *list[MOST_PARTS + 1];
    jln_book_style bold = s;
    bold.strong = true;
    lxw_format *plain = jln_book_format(b, s), *strong = jln_book_format(b, bold);
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        if (!*parts[i]) continue;
        tuples[n] = (lxw_rich_string_tuple){i % 2 ? strong : plain, (char *)parts[i]};
        list[n] = &tuples[n];
        n++;
    }
    list[n] = NULL;
    merge(b, a, plain, where);
    if (jln_book_failed(b) || n == 0) return;
    lxw_worksheet *sheet = b->sheets[a.sheet];
    if (n > 1)
        jln_book_check(b, worksheet_write_rich_string(sheet, a.row, a.column, list, plain), where);
    else
        jln_book_check(
            b, worksheet_write_string(sheet, a.row, a.column, tuples[0].string, tuples[0].format),
            where);
}

void jln_book_rich(jln_book *b, jln_area a, const char *text, jln_book_style s, const char *where) {
    const char *parts[MOST_PARTS];
    if (!jln_book_clean_or_null(b, text, where)) return;
    size_t count = text ? split_bold(b, text, parts) : 0;
    if (count) put_parts(b, a, parts, count, s, where);
    else jln_book_text(b, a, text, s, where);
}

void jln_book_comment(jln_book *b, jln_area a, const char *text, int lines, const char *where) {
    if (!jln_book_clean(b, text, where)) return;
    if (lines > 20) lines = 20;
    lxw_comment_options options = {.width = 200, .height = (uint16_t)(24 + 16 * lines)};
    jln_book_check(
        b, worksheet_write_comment_opt(b->sheets[a.sheet], a.row, a.column, text, &options), where);
}

void jln_book_name(jln_book *b, jln_area a, const char *sheet_name, const char *name) {
    char range[48];
    jln_str formula = {0};
    if (jln_book_failed(b)) return;
    lxw_rowcol_to_range_abs(range, a.row, a.column, a.last_row, a.last_column);
    jln_str_addc(&formula, '=');
    jln_sheet_reference(&formula, sheet_name);
    jln_str_add(&formula, range);
    if (formula.failed) jln_book_have(b, NULL);
    else if (jln_book_clean(b, name, sheet_name))
        jln_book_check(b, workbook_define_name(b->book, name, jln_str_c(&formula)), name);
    jln_str_free(&formula);
}

void jln_book_bars(jln_book *b, jln_area a) {
    lxw_conditional_format bars = {.type = LXW_CONDITIONAL_DATA_BAR,
                                   .data_bar_2010 = LXW_TRUE,
                                   .bar_solid = LXW_TRUE,
                                   .bar_color = BAR,
                                   .min_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
                                   .max_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
                                   .min_value = 0,
                                   .max_value = 1};
    if (jln_book_failed(b)) return;
    jln_book_check(b,
                   worksheet_conditional_format_range(b->sheets[a.sheet], a.row, a.column,
                                                      a.last_row, a.last_column, &bars),
                   NULL);
}

void jln_book_link(jln_book *b, jln_area a, const char *sheet_name, const char *title) {
    jln_str url = {0};
    jln_str_add(&url, "internal:");
    jln_sheet_reference(&url, sheet_name);
    jln_str_add(&url, "A1");
    lxw_format *f = jln_book_format(b, (jln_book_style){.look = JLN_LOOK_LINK});
    if (url.failed) jln_book_have(b, NULL);
    if (jln_book_clean(b, title, sheet_name))
        jln_book_check(b,
                       worksheet_write_url_opt(b->sheets[a.sheet], a.row, a.column, jln_str_c(&url),
                                               f, title, NULL),
                       sheet_name);
    jln_str_free(&url);
}

/* --- what may be typed --- */

static void set_bounds(lxw_data_validation *v, const jln_book_entry *e) {
    v->validate = LXW_VALIDATION_TYPE_DECIMAL;
    v->criteria = e->most < e->least ? LXW_VALIDATION_CRITERIA_GREATER_THAN_OR_EQUAL_TO
                                     : LXW_VALIDATION_CRITERIA_BETWEEN;
    v->value_number = e->least;
    v->minimum_number = e->least;
    v->maximum_number = e->most;
}

void jln_book_expect(jln_book *b, jln_area a, const jln_book_entry *e, const char *where) {
    lxw_data_validation v = {.ignore_blank = LXW_VALIDATION_ON,
                             .show_input = LXW_VALIDATION_ON,
                             .show_error = LXW_VALIDATION_ON,
                             .error_type = LXW_VALIDATION_ERROR_TYPE_STOP,
                             .dropdown = LXW_VALIDATION_ON,
                             .input_title = (char *)e->title,
                             .input_message = (char *)e->help,
                             .error_title = (char *)e->title,
                             .error_message = (char *)e->refusal};
    if (jln_book_failed(b)) return;
    if (e->kind == JLN_ENTRY_LIST) {
        v.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
        v.value_formula = (char *)e->list;
    } else if (e->kind == JLN_ENTRY_DATE) {
        v.validate = LXW_VALIDATION_TYPE_DATE;
        v.criteria = LXW_VALIDATION_CRITERIA_GREATER_THAN_OR_EQUAL_TO;
        v.value_datetime = (lxw_datetime){.year = 1990, .month = 1, .day = 1};
    } else {
        set_bounds(&v, e);
    }
    jln_book_check(b,
                   worksheet_data_validation_range(b->sheets[a.sheet], a.row, a.column, a.last_row,
                                                   a.last_column, &v),
                   where);
}

/* A workbook: its failures, its beginning and end, its sheets. */
#include "base/i18n.h"
#include "base/utf8.h"
#include "out/book_parts.h"

#include <assert.h>
#include <locale.h>
#include <string.h>

enum {
    LONGEST_TEXT = 32767, /* Excel's limit for a cell */
    HIGHEST_ROW = 400,    /* points; Excel's limit is 409 */
    A4 = 9
};

/* --- failures --- */

bool jln_book_failed(const jln_book *book) {
    return book->status != JLN_OK;
}

void jln_book_fail(jln_book *book, jln_status status) {
    if (!jln_book_failed(book)) book->status = status;
}

jln_err *jln_book_err(jln_book *book) {
    return book->err;
}

bool jln_book_have(jln_book *book, const void *p) {
    if (!p && !jln_book_failed(book)) book->status = jln_err_nomem(book->err);
    return p != NULL;
}

void jln_book_check(jln_book *b, lxw_error code, const char *where) {
    if (code == LXW_NO_ERROR || jln_book_failed(b)) return;
    if (code == LXW_ERROR_MEMORY_MALLOC_FAILED) {
        jln_book_have(b, NULL);
        return;
    }
    bool machine = code <= LXW_ERROR_ZIP_CLOSE;
    b->status = jln_err_set(b->err, machine ? JLN_EIO : JLN_ELIMIT, where ? where : b->path,
                            _("écriture du classeur impossible : %s"), lxw_strerror(code));
}

bool jln_book_clean(jln_book *b, const char *text, const char *where) {
    size_t bad, length = strlen(text);
    if (jln_book_failed(b)) return false;
    if (!jln_utf8_valid(text, length, &bad))
        b->status = jln_err_set(b->err, JLN_EDATA, where, _("texte mal codé (UTF-8) à l'octet %zu"),
                                bad + 1);
    else if (length > LONGEST_TEXT && jln_utf8_count(text, length) > LONGEST_TEXT)
        jln_book_check(b, LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED, where);
    return !jln_book_failed(b);
}

bool jln_book_clean_or_null(jln_book *b, const char *text, const char *where) {
    return text ? jln_book_clean(b, text, where) : !jln_book_failed(b);
}

/* --- opening and closing --- */

static jln_book *open_book(const char *path, const char *shown_path, bool streamed,
                           jln_arena *arena, jln_err *err) {
    assert(strcmp(localeconv()->decimal_point, ".") == 0); /* the library prints numbers with it */
    jln_book *b = jln_arena_alloc(arena, sizeof *b);
    lxw_workbook_options options = {.constant_memory = streamed};
    if (b) *b = (jln_book){.path = shown_path, .err = err, .arena = arena};
    if (b) b->book = workbook_new_opt(path, &options);
    if (b && b->book) return b;
    (void)jln_err_nomem(err);
    return NULL;
}

jln_book *jln_book_open(const char *path, const char *shown_path, jln_arena *arena, jln_err *err) {
    return open_book(path, shown_path, false, arena, err);
}

jln_book *jln_book_open_streamed(const char *path, const char *shown_path, jln_arena *arena,
                                 jln_err *err) {
    return open_book(path, shown_path, true, arena, err);
}

jln_status jln_book_close(jln_book *b) {
    if (jln_book_failed(b)) lxw_workbook_free(b->book);
    else jln_book_check(b, workbook_close(b->book), NULL);
    b->book = NULL;
    return b->status;
}

void jln_book_properties(jln_book *b, const char *title, const char *author, const char *subject,
                         const char *comments, int32_t created) {
    const char *texts[] = {title, author, subject, comments};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (!jln_book_clean_or_null(b, texts[i], NULL)) return;
    lxw_doc_properties properties = {.title = (char *)title,
                                     .author = (char *)author,
                                     .subject = (char *)subject,
                                     .comments = (char *)comments,
                                     .created = created > 0 ? (time_t)created * 86400
                                                            : 1}; /* 0 is "now" */
    jln_book_check(b, workbook_set_properties(b->book, &properties), NULL);
}

/* --- sheets --- */

void jln_book_add_sheet(jln_book *b, const char *name) {
    if (!jln_book_clean(b, name, NULL)) return;
    lxw_worksheet **grown =
        jln_arena_grow(b->arena, b->sheets, &b->sheet_capacity, b->sheet_count + 1, sizeof *grown);
    if (!jln_book_have(b, grown)) return;
    b->sheets = grown;
    lxw_worksheet *sheet = workbook_add_worksheet(b->book, name);
    if (!sheet) {
        b->status =
            jln_err_set(b->err, JLN_ELIMIT, name, "%s", _("nom de feuille refusé par le classeur"));
        return;
    }
    grown[b->sheet_count++] = sheet;
    worksheet_gridlines(sheet, LXW_HIDE_ALL_GRIDLINES);
    worksheet_outline_settings(sheet, LXW_TRUE, LXW_FALSE, LXW_TRUE,
                               LXW_FALSE); /* headings are above */
    jln_book_check(
        b, worksheet_ignore_errors(sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, "A1:XFD1048576"), name);
}

void jln_book_width(jln_book *b, size_t sheet, uint16_t column, double digits) {
    if (jln_book_failed(b)) return;
    jln_book_check(b, worksheet_set_column(b->sheets[sheet], column, column, digits, NULL), NULL);
}

void jln_book_row(jln_book *b, size_t sheet, uint32_t row, double height, int level) {
    if (jln_book_failed(b)) return;
    lxw_row_col_options options = {.level = (uint8_t)(level < 0 ? 0 : level > 7 ? 7 : level)};
    if (height <= 0) height = LXW_DEF_ROW_HEIGHT;
    if (height > HIGHEST_ROW) height = HIGHEST_ROW;
    jln_book_check(b, worksheet_set_row_opt(b->sheets[sheet], row, height, NULL, &options), NULL);
}

void jln_book_filter(jln_book *b, jln_area a) {
    if (jln_book_failed(b)) return;
    jln_book_check(
        b, worksheet_autofilter(b->sheets[a.sheet], a.row, a.column, a.last_row, a.last_column),
        NULL);
}

void jln_book_freeze(jln_book *b, size_t sheet, uint32_t rows, uint16_t columns) {
    if (!jln_book_failed(b)) worksheet_freeze_panes(b->sheets[sheet], rows, columns);
}

void jln_book_print(jln_book *b, size_t number, const jln_book_page *page) {
    const char *name = jln_book_failed(b) ? NULL : b->sheets[number]->name;
    if (!jln_book_clean(b, page->header, name) || !jln_book_clean(b, page->footer, name)) return;
    lxw_worksheet *sheet = b->sheets[number];
    jln_area a = page->area;
    worksheet_set_paper(sheet, A4);
    if (page->landscape) worksheet_set_landscape(sheet);
    worksheet_set_margins(sheet, 0.5, 0.5, page->top, 0.65);
    worksheet_fit_to_pages(sheet, 1, 0);
    jln_book_check(b, worksheet_set_header(sheet, page->header), name);
    jln_book_check(b, worksheet_set_footer(sheet, page->footer), name);
    jln_book_check(b, worksheet_print_area(sheet, a.row, a.column, a.last_row, a.last_column),
                   name);
    if (page->repeat_count)
        jln_book_check(
            b, worksheet_repeat_rows(sheet, page->repeat, page->repeat + page->repeat_count - 1),
            name);
}

double jln_book_height(jln_book *b, size_t sheet, uint32_t first, uint32_t end) {
    double height = 0;
    for (uint32_t row = first; row < end && !jln_book_failed(b); row++) {
        const lxw_row *set = lxw_worksheet_find_row(b->sheets[sheet], row);
        height += set ? set->height : LXW_DEF_ROW_HEIGHT;
    }
    return height;
}

void jln_book_breaks(jln_book *b, size_t sheet, uint32_t *rows) {
    if (!jln_book_failed(b))
        jln_book_check(b, worksheet_set_h_pagebreaks(b->sheets[sheet], rows), NULL);
}

void jln_book_protect(jln_book *b, size_t sheet) {
    lxw_protection allowed = {.format_columns = 1, .format_rows = 1, .sort = 1, .autofilter = 1};
    if (!jln_book_failed(b)) worksheet_protect(b->sheets[sheet], NULL, &allowed);
}

void jln_book_hide_sheet(jln_book *b, size_t sheet) {
    if (!jln_book_failed(b)) worksheet_hide(b->sheets[sheet]);
}

void jln_book_hide_column(jln_book *b, size_t sheet, uint16_t column) {
    lxw_row_col_options hidden = {.hidden = LXW_TRUE};
    if (jln_book_failed(b)) return;
    jln_book_check(b, worksheet_set_column_opt(b->sheets[sheet], column, column, 8, NULL, &hidden),
                   NULL);
}

void jln_book_hide_row(jln_book *b, size_t sheet, uint32_t row) {
    lxw_row_col_options hidden = {.hidden = LXW_TRUE};
    if (jln_book_failed(b)) return;
    jln_book_check(
        b, worksheet_set_row_opt(b->sheets[sheet], row, LXW_DEF_ROW_HEIGHT, NULL, &hidden), NULL);
}

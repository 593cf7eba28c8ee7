#include "out/tidy.h"

#include "base/arena.h"
#include "base/i18n.h"
#include "base/str.h"
#include "out/atomic.h"
#include "out/book.h"
#include "out/cell_text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    SHEET_ROWS = 1048576,
    MEASURED_ROWS = 500, /* widths come from the first rows: later ones have gone to the disk */
    NARROWEST = 6,
    WIDEST = 60,
    WIDE = 120 /* characters beyond which a sheet prints in landscape */
};

#define LARGEST_EXACT 9007199254740992.0 /* 2^53: integers beyond it lose their last digit */

struct jln_tidy {
    jln_tidy_head head;
    jln_atomic file;
    jln_arena *arena;
    jln_book *book;
    jln_err own; /* the book's */
    double *widths;
    size_t pattern;  /* of amounts */
    size_t sheet;    /* the one under way */
    uint32_t header; /* its header's row */
    uint32_t row;    /* next free row */
    uint64_t rows;   /* written in all */
};

static jln_area cell_at(const jln_tidy *t, size_t column) {
    return jln_area_cell(t->sheet, t->row, (uint16_t)column);
}

static void widen(jln_tidy *t, size_t column, const char *text, double spare) {
    if (t->rows >= MEASURED_ROWS) return;
    double width = jln_text_width(text) + spare;
    if (width > WIDEST) width = WIDEST;
    if (width > t->widths[column]) t->widths[column] = width;
}

/* ---- sheets ---- */

static const char *sheet_name(jln_tidy *t) {
    if (t->sheet == 0) return t->head.table;
    const char *name = jln_arena_fmt(t->arena, "%.20s (%zu)", t->head.table, t->sheet + 1);
    return jln_book_have(t->book, name) ? name : "";
}

static void start_sheet(jln_tidy *t) {
    jln_book_style band = {.look = JLN_LOOK_BAND};
    jln_book_style header = {.look = JLN_LOOK_HEADER, .side = JLN_SIDE_LEFT};
    jln_book_add_sheet(t->book, sheet_name(t));
    t->row = 0;
    for (size_t c = 0; t->head.band && c < t->head.column_count; c++)
        jln_book_text(t->book, cell_at(t, c), c ? "" : t->head.band, band, t->head.table);
    if (t->head.band) t->row++;
    t->header = t->row;
    for (size_t c = 0; c < t->head.column_count; c++) {
        widen(t, c, t->head.columns[c].name, 4); /* with the filter's button */
        jln_book_text(t->book, cell_at(t, c), t->head.columns[c].name, header, t->head.table);
    }
    jln_book_freeze(t->book, t->sheet, ++t->row, 0);
}

static void set_print(jln_tidy *t, jln_area all, double width) {
    jln_str header = {0}, footer = {0};
    jln_str_add(&header, "&L&9 ");
    jln_page_text(&header, t->head.band ? t->head.band : t->head.title, 200);
    jln_str_add(&footer, "&L&8 ");
    jln_page_text(&footer, t->head.about, 180);
    jln_str_add(&footer, "&R&8 &P / &N");
    jln_book_page page = {.area = all,
                          .landscape = width > WIDE,
                          .top = 0.7,
                          .header = jln_str_c(&header),
                          .footer = jln_str_c(&footer),
                          .repeat = t->header,
                          .repeat_count = 1};
    page.area.row = 0;
    if (header.failed || footer.failed) (void)jln_book_have(t->book, NULL);
    jln_book_print(t->book, t->sheet, &page);
    jln_str_free(&header);
    jln_str_free(&footer);
}

/* What needs the last row or the widths. */
static void end_sheet(jln_tidy *t) {
    double width = 0;
    for (size_t c = 0; c < t->head.column_count; c++) {
        jln_book_width(t->book, t->sheet, (uint16_t)c, t->widths[c]);
        width += t->widths[c];
    }
    jln_area all = {t->sheet, t->header, 0, t->row - 1, (uint16_t)(t->head.column_count - 1)};
    jln_book_filter(t->book, all);
    set_print(t, all, width);
}

/* ---- beginning and ending ---- */

static jln_status open_book(jln_tidy *t, const char *path, jln_err *err) {
    const jln_tidy_head *h = &t->head;
    t->arena = jln_arena_new();
    t->widths = t->arena ? jln_arena_array(t->arena, h->column_count, sizeof *t->widths) : NULL;
    if (!t->widths) return jln_err_nomem(err);
    for (size_t c = 0; c < h->column_count; c++) t->widths[c] = NARROWEST;
    jln_status status = jln_atomic_begin(&t->file, path, err);
    if (status != JLN_OK) return status;
    t->book = jln_book_open_streamed(t->file.temporary, path, t->arena, &t->own);
    if (!t->book) return jln_err_nomem(err);
    jln_book_properties(t->book, h->title, NULL, h->table, h->band ? h->band : h->about,
                        h->created);
    t->pattern = jln_book_pattern(t->book, "#,##0.############");
    start_sheet(t);
    return JLN_OK;
}

jln_status jln_tidy_begin(const char *path, const jln_tidy_head *head, jln_tidy **out,
                          jln_err *err) {
    jln_tidy *t = *out = calloc(1, sizeof *t);
    if (!t) return jln_err_nomem(err);
    t->head = *head;
    if (!t->head.sheet_rows) t->head.sheet_rows = SHEET_ROWS;
    return open_book(t, path, err);
}

jln_status jln_tidy_end(jln_tidy *t, jln_err *err) {
    end_sheet(t);
    jln_book *book = t->book;
    t->book = NULL;
    jln_status status = jln_book_close(book);
    if (status != JLN_OK) *err = t->own;
    return status == JLN_OK ? jln_atomic_commit(&t->file, err) : status;
}

void jln_tidy_free(jln_tidy *t) {
    if (!t) return;
    if (t->book) {
        jln_book_fail(t->book, JLN_EDATA); /* nothing is written */
        (void)jln_book_close(t->book);
    }
    jln_atomic_abort(&t->file);
    jln_arena_free(t->arena);
    free(t);
}

/* ---- rows ---- */

static jln_status too_long(jln_tidy *t, size_t column, const char *text, jln_err *err) {
    return jln_err_set(
        err, JLN_ELIMIT, t->head.table,
        _("ligne %llu, colonne « %s » : un tableur ne garde pas tous les chiffres de %s ; "
          "exporter en CSV"),
        (unsigned long long)t->rows + 1, t->head.columns[column].name, text);
}

static jln_status put_number(jln_tidy *t, size_t column, const char *text, jln_err *err) {
    char *end;
    double number = strtod(text, &end);
    jln_book_style style = {.look = JLN_LOOK_BODY, .side = JLN_SIDE_RIGHT};
    if (*end || !isfinite(number)) { /* words in a column of numbers stay words */
        jln_book_text(t->book, cell_at(t, column), text, style, t->head.table);
        return JLN_OK;
    }
    if (fabs(number) >= LARGEST_EXACT) return too_long(t, column, text, err);
    if (t->head.columns[column].grouped) style.pattern = t->pattern;
    jln_book_number(t->book, cell_at(t, column), number, style, t->head.table);
    return JLN_OK;
}

jln_status jln_tidy_row(jln_tidy *t, const char *const *cells, jln_err *err) {
    if (t->row >= t->head.sheet_rows) {
        end_sheet(t);
        t->sheet++;
        start_sheet(t);
    }
    for (size_t c = 0; c < t->head.column_count; c++) {
        jln_status status = JLN_OK;
        if (!cells[c] || !*cells[c]) continue;
        widen(t, c, cells[c], t->head.columns[c].grouped ? 4 : 1.5);
        if (t->head.columns[c].number) status = put_number(t, c, cells[c], err);
        else
            jln_book_text(t->book, cell_at(t, c), cells[c], (jln_book_style){.look = JLN_LOOK_BODY},
                          t->head.table);
        if (status != JLN_OK) return status;
    }
    t->row++;
    t->rows++;
    if (!jln_book_failed(t->book)) return JLN_OK;
    *err = t->own;
    return err->status;
}

/* A workbook under way: what the files book*.c, the only home of xlsxwriter.h, offer to those that
 * fill one.
 *
 * The first failure stays: later calls do nothing, and jln_book_close gives it back. Texts pass one
 * gate (valid UTF-8, at most 32,767 characters). Rows and columns count from 0. `where` names the
 * cell or sheet in errors. */
#ifndef JLN_OUT_BOOK_H
#define JLN_OUT_BOOK_H

#include "base/arena.h"
#include "base/err.h"
#include "model/value.h"

#include <stddef.h>

typedef struct jln_book jln_book;

typedef enum {
    JLN_LOOK_BAND,
    JLN_LOOK_OWNER,
    JLN_LOOK_TITLE,
    JLN_LOOK_SUBTITLE,
    JLN_LOOK_COVER_LINE,
    JLN_LOOK_CHAPTER,
    JLN_LOOK_SECTION,
    JLN_LOOK_SUBSECTION,
    JLN_LOOK_TEXT,
    JLN_LOOK_LEAD,
    JLN_LOOK_NOTE,
    JLN_LOOK_WARNING,
    JLN_LOOK_TABLE_TITLE,
    JLN_LOOK_CAPTION,
    JLN_LOOK_LINK,
    JLN_LOOK_HEADER, /* this one and the next are cells of a table, with rules around */
    JLN_LOOK_BODY,
    JLN_LOOK_GROUP,
    JLN_LOOK_SUBTOTAL,
    JLN_LOOK_TOTAL,
    JLN_LOOK_MEMO
} jln_look;

typedef enum { JLN_SIDE_LEFT, JLN_SIDE_CENTRE, JLN_SIDE_RIGHT } jln_side;

typedef struct {
    jln_look look;
    jln_side side;
    jln_light light; /* background */
    int indent;
    bool strong, dim, wrap;
    bool entry;     /* a person fills it in: unlocked on a protected sheet */
    bool over;      /* text runs over it: no rule between it and its neighbours */
    size_t pattern; /* of jln_book_pattern, 0 for the general format */
} jln_book_style;

/* One cell, or the cells merged into one; what it holds is in the first. */
typedef struct {
    size_t sheet;
    uint32_t row;
    uint16_t column;
    uint32_t last_row;
    uint16_t last_column;
} jln_area;

jln_area jln_area_cell(size_t sheet, uint32_t row, uint16_t column);

/* Starts a workbook that will be written to `path`, an existing file; `shown_path` is the name for
 * errors. */
jln_book *jln_book_open(const char *path, const char *shown_path, jln_arena *arena, jln_err *err);

/* The same for sheets of any length: rows go to the disk as soon as the next one starts, and a cell
 * of an earlier row can no longer be written. */
jln_book *jln_book_open_streamed(const char *path, const char *shown_path, jln_arena *arena,
                                 jln_err *err);

/* Writes the file, or drops everything when something failed; frees the book in both cases. */
jln_status jln_book_close(jln_book *book);

bool jln_book_failed(const jln_book *book);

/* Records a failure that came from elsewhere and is already described in the book's `err`; JLN_OK
 * is ignored. */
void jln_book_fail(jln_book *book, jln_status status);
jln_err *jln_book_err(jln_book *book);

/* NULL is out of memory: true when `p` is not NULL. */
bool jln_book_have(jln_book *book, const void *p);

/* `created` in days since 1970-01-01. NULL where there is no text. */
void jln_book_properties(jln_book *book, const char *title, const char *author, const char *subject,
                         const char *comments, int32_t created);

/* Sheets are numbered in the order of these calls. */
void jln_book_add_sheet(jln_book *book, const char *name);
void jln_book_width(jln_book *book, size_t sheet, uint16_t column, double digits);

/* Height in points (0 for the default one) and outline level of a row. */
void jln_book_row(jln_book *book, size_t sheet, uint32_t row, double height, int level);

/* The number of a number format ("#,##0,"), for styles. */
size_t jln_book_pattern(jln_book *book, const char *format);

double jln_book_font_size(jln_look look);

/* Digits of such text that fit in the width of one digit of a column. */
double jln_book_fitting(jln_look look);

void jln_book_text(jln_book *book, jln_area a, const char *text, jln_book_style s,
                   const char *where);

/* A text where **marks** ask for bold. */
void jln_book_rich(jln_book *book, jln_area a, const char *text, jln_book_style s,
                   const char *where);
void jln_book_number(jln_book *book, jln_area a, double number, jln_book_style s,
                     const char *where);

/* A formula ("=SUM(A1:A3)") with the value a spreadsheet will find for it: words when `words` is
 * not NULL. */
void jln_book_formula(jln_book *book, jln_area a, const char *formula, double number,
                      const char *words, jln_book_style s, const char *where);
void jln_book_comment(jln_book *book, jln_area a, const char *text, int lines, const char *where);
void jln_book_link(jln_book *book, jln_area a, const char *sheet_name, const char *title);

/* Names an area of one sheet: letters, digits and "_", no cell's own name ("A1"). `sheet_name` is
 * that of its sheet. */
void jln_book_name(jln_book *book, jln_area a, const char *sheet_name, const char *name);

/* A bar behind each number between 0 and 1 of an area, as long as the number is large. */
void jln_book_bars(jln_book *book, jln_area a);
void jln_book_filter(jln_book *book, jln_area a);
void jln_book_freeze(jln_book *book, size_t sheet, uint32_t rows, uint16_t columns);

typedef struct {
    jln_area area; /* what is printed, one page wide */
    bool landscape;
    double top;                    /* margin in inches */
    const char *header, *footer;   /* in Excel's codes */
    uint32_t repeat, repeat_count; /* rows repeated on each page; none when the count is 0 */
} jln_book_page;

void jln_book_print(jln_book *book, size_t sheet, const jln_book_page *page);

/* Height in points of the rows from `first` to the one before `end`, as set until now. */
double jln_book_height(jln_book *book, size_t sheet, uint32_t first, uint32_t end);

/* Rows that start a page when the sheet is printed; a 0 ends the list. */
void jln_book_breaks(jln_book *book, size_t sheet, uint32_t *rows);

typedef struct {
    const char *key;
    const char *title, *unit; /* NULL for none */
    enum { JLN_DRAW_COLUMNS, JLN_DRAW_BARS, JLN_DRAW_LINES } draw;
    bool stacked, percent;  /* percent: parts of a whole */
    size_t target;          /* series drawn as what was aimed at: 1 + index, 0 for none */
    double low, high, step; /* of the axis of values; step 0: as the program likes */
    size_t pattern;         /* of the axis of values; 0 for none */
    size_t data;            /* sheet of the points */
    const char *data_name;
    uint32_t
        header; /* row of the series' names; categories below in column 0, series in columns 1... */
    size_t category_count, series_count;
    double width, height; /* pixels */
} jln_book_chart;

/* --- forms --- */

/* What may be typed into cells: one of the cells of `list` ("='Clé'!$A$1:$A$5"), or a number or a
 * date within bounds. */
typedef struct {
    enum { JLN_ENTRY_LIST, JLN_ENTRY_NUMBER, JLN_ENTRY_DATE } kind;
    const char *list;
    double least, most;  /* of a number; most below least for none */
    const char *title;   /* at most 32 characters */
    const char *help;    /* shown while typing, at most 255 characters; NULL */
    const char *refusal; /* shown when it is something else, at most 255 */
} jln_book_entry;

void jln_book_expect(jln_book *book, jln_area a, const jln_book_entry *entry, const char *where);

/* Only entry cells may be changed; columns may be widened, rows filtered and sorted. No password:
 * it is a guard against slips. */
void jln_book_protect(jln_book *book, size_t sheet);
void jln_book_hide_sheet(jln_book *book, size_t sheet);
void jln_book_hide_column(jln_book *book, size_t sheet, uint16_t column);
void jln_book_hide_row(jln_book *book, size_t sheet, uint32_t row);

void jln_book_add_chart(jln_book *book, jln_area at, const jln_book_chart *chart);

#endif

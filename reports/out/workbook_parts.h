/* Inside the filling of a workbook: what its files share. */
#ifndef JLN_OUT_WORKBOOK_PARTS_H
#define JLN_OUT_WORKBOOK_PARTS_H

#include "doc/doc.h"
#include "out/book.h"
#include "out/formula.h"
#include "out/sheets.h"

#define JLN_LINE_HEIGHT 13.0 /* points, of the text of a cell */

/* A document on its way into a book: where each block goes is planned, formulas can be named. */
typedef struct {
    const jln_doc *doc;
    jln_arena *arena;
    jln_book *book;
    jln_sheets plan;
    jln_formulas formulas;
    size_t comment_count;
} jln_filling;

/* A value and how it is shown: of a table's cell or a card's. */
typedef struct {
    const jln_cell *cell;
    jln_kind kind;
    int64_t scale;
    int decimals;
    jln_book_style style;
    jln_area area;
    const char *where;
    size_t *usual; /* 1 + the pattern of a cell without note or light, once known; NULL */
} jln_shown_cell;

/* ---- the whole: workbook_cells.c ---- */

/* True once the book knows of an error: nothing more needs writing. */
bool jln_filling_failed(const jln_filling *w);

/* Tells the book that memory ran out. */
void jln_filling_starved(jln_filling *w);

/* The number format of a kind of value, as the book numbers it; `cell` NULL: without note or
 * light. */
size_t jln_filling_pattern(jln_filling *w, jln_kind kind, int64_t scale, int decimals,
                           const jln_cell *cell, const char *where);

/* A row from the sheet's first column over the width of its texts. */
jln_area jln_filling_line(const jln_filling *w, size_t sheet, uint32_t row);

/* The area of a table's column on a row: words may take several columns of the sheet. */
jln_area jln_filling_column(const jln_block_place *p, size_t column, uint32_t row);

/* Lines that a text takes in a table's cell, at some steps of indent. */
int jln_filling_lines(const jln_filling *w, jln_area a, const char *text, int indent);

/* ---- one thing in one place: workbook_cells.c ---- */

/* One line that may run over the empty cells on its right. */
void jln_put_line(jln_filling *w, size_t sheet, uint32_t row, jln_look look, const char *text);

/* A paragraph over the width of the sheet; NULL writes nothing. */
void jln_put_paragraph(jln_filling *w, size_t sheet, uint32_t row, jln_look look, const char *text);

/* The title of a column. */
void jln_put_header(jln_filling *w, jln_area area, const char *text, const char *where);

/* A number, a formula with its value, or words; completes the cell's style. */
void jln_put_value(jln_filling *w, jln_shown_cell *c, const jln_shown *shown);

/* Where the figure comes from, and why there is none. */
void jln_put_comment(jln_filling *w, const jln_shown_cell *c);

/* ---- blocks, by their number in the document: workbook_tables.c, _cards.c, _charts.c ---- */

void jln_put_table(jln_filling *w, size_t block);
void jln_put_cards(jln_filling *w, size_t block);
void jln_put_chart(jln_filling *w, size_t block);

/* ---- sheets, by their number: workbook_sheets.c ---- */

/* Widths, band, frozen panes and, except on the first sheet, which still grows, the print set-up.
 */
void jln_filling_sheet(jln_filling *w, size_t number);

/* How a sheet of `rows` rows prints; the header of the table placed at `leading` (NULL: none) is
 * repeated on each page. */
void jln_filling_print(jln_filling *w, size_t number, uint32_t rows,
                       const jln_block_place *leading);

bool jln_filling_landscape(const jln_sheet *s);

/* Inches above the page, which the band needs. */
double jln_filling_margin(const jln_filling *w);

#endif

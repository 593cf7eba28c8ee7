/* Which block of a document goes to which sheet and row of a workbook, under which sheet name, and
 * how wide the columns are. Pure: nothing is written here.
 *
 * The first sheet holds the cover, what comes before the first chapter, and chapters that are only
 * text. A chapter with a table, cards or a chart has a sheet of its own, on which its tables are
 * stacked; a table with `filters` has one too. */
#ifndef JLN_OUT_SHEETS_H
#define JLN_OUT_SHEETS_H

#include "doc/doc.h"

enum {
    JLN_SHEET_NAME_MAX = 31,   /* UTF-16 units */
    JLN_SHEET_CHART_ROWS = 16, /* rows that a chart covers */
    JLN_SHEET_TITLE_ROWS = 3,  /* at the top of the first sheet when there is no cover */
    JLN_SHEET_CARD_COLUMNS = 6 /* label, value, previous, change, basis, coverage */
};

typedef enum {
    JLN_SHEET_FRONT,
    JLN_SHEET_CHAPTER,
    JLN_SHEET_DATA,  /* one table with filters */
    JLN_SHEET_CHARTS /* the points of all charts, as numbers */
} jln_sheet_kind;

typedef struct {
    jln_sheet_kind kind;
    const char *name;  /* legal in Excel, unique ignoring case and accents */
    const char *title; /* the heading or the table's title; NULL on the first sheet */
    uint32_t rows;     /* rows that are taken */
    uint16_t columns;  /* columns that tables and cards use */
    uint16_t span;     /* columns over which texts are merged: at least `columns` */
    uint16_t lead;  /* columns more that a first column of text takes, beside tables that start with
                       a code */
    double *widths; /* of `span` columns, in digits */
    size_t table_count;
    size_t last_table; /* block of the last table; the only one when table_count is 1 */
} jln_sheet;

/* Where a block stands. For a table: title, caption, header rows, body, notes, in this order. */
typedef struct {
    bool used;
    size_t sheet;
    uint32_t row;           /* first row */
    uint32_t header;        /* first header row of a table or of cards */
    uint32_t body;          /* first row under the header */
    uint32_t points;        /* of a chart: its header row on the sheet of charts */
    uint16_t shift;         /* a column after the first stands at its number plus this... */
    const uint16_t *starts; /* ...unless words take several columns of a sheet made for a wider
                               table: the grid column of each column, and the one after the last */
} jln_block_place;

typedef struct {
    jln_arena *arena;
    jln_sheet *sheets;
    size_t count, capacity;
    jln_block_place *places; /* one per block of the document */
    uint32_t top;            /* first row under the band: 0 or 1 */
} jln_sheets;

/* Places the blocks for Excel of a checked document; the result lives in `arena`. */
jln_status jln_sheets_plan(jln_sheets *plan, const jln_doc *doc, jln_arena *arena, jln_err *err);

/* The grid column of a table's column. */
uint16_t jln_sheets_column(const jln_block_place *place, size_t column);

/* The last grid column that a table's column takes. */
uint16_t jln_sheets_last(const jln_block_place *place, size_t column);

/* Width of the columns from `first` to `last`, both included. */
double jln_sheets_width(const jln_sheet *sheet, size_t first, size_t last);

#endif

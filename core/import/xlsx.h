/* Workbooks (.xlsx) as Excel, LibreOffice and WPS write them, read row by row; memory holds the
 * shared strings and one row.
 *
 * What is in a cell is what its writer saw there: a formula is its last computed value. Texts are
 * valid UTF-8 that has not passed the gate of import/text.h. Bounds: those of import/part.h; 32,767
 * characters in a cell, 64 MiB of shared strings, 4 MiB in a row, 256 MiB of text in all. */
#ifndef JLN_IMPORT_XLSX_H
#define JLN_IMPORT_XLSX_H

#include "base/err.h"
#include "import/xlsx_number.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct jln_xlsx jln_xlsx;

/* Opens a workbook: its sheets, formats and shared strings. JLN_EDATA says why it is refused;
 * JLN_EIO. */
jln_status jln_xlsx_open(const char *path, jln_xlsx **out, jln_err *err);
void jln_xlsx_close(jln_xlsx *xlsx);

/* Sheets in their order, hidden ones too. */
size_t jln_xlsx_sheet_count(const jln_xlsx *xlsx);
const char *jln_xlsx_sheet_name(const jln_xlsx *xlsx, size_t sheet);
bool jln_xlsx_sheet_hidden(const jln_xlsx *xlsx, size_t sheet);

typedef enum {
    JLN_XLSX_TEXT,
    JLN_XLSX_NUMBER,  /* a plain decimal */
    JLN_XLSX_DATE,    /* YYYY-MM-DD */
    JLN_XLSX_BOOL,    /* "1" or "0" */
    JLN_XLSX_ERROR,   /* "#DIV/0!": what a formula could not compute, or a number that is none */
    JLN_XLSX_NO_VALUE /* a formula that no program has computed; the text is empty */
} jln_xlsx_kind;

typedef struct {
    jln_xlsx_kind kind;
    uint16_t column;
    bool formula, percent; /* percent: 0.6 shown as 60 % */
    const char *text;
} jln_xlsx_cell;

/* Cells that hold something, from left to right. */
typedef struct {
    uint32_t row; /* from 0 */
    bool hidden;
    const jln_xlsx_cell *cells;
    size_t count;
} jln_xlsx_row;

typedef struct {
    uint32_t row, last_row;
    uint16_t column, last_column;
} jln_xlsx_merge;

/* Who is told; `row` is borrowed during the call. Merged areas come after all rows. JLN_ROW ends
 * the reading. */
typedef struct {
    void *ctx;
    jln_status (*row)(void *ctx, const jln_xlsx_row *row, jln_err *err);
    jln_status (*merge)(void *ctx, const jln_xlsx_merge *merge, jln_err *err); /* may be NULL */
} jln_xlsx_reader;

/* Reads a sheet from top to bottom. */
jln_status jln_xlsx_read(jln_xlsx *xlsx, size_t sheet, const jln_xlsx_reader *reader, jln_err *err);

#endif

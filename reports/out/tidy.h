/* A tidy table of any length as a workbook: rows are written as they come, memory does not grow
 * with them. One header row with a filter, then the rows; beyond what a sheet holds they go on on
 * the next one. A table of examples has its band above the header of each sheet and on each printed
 * page. */
#ifndef JLN_OUT_TIDY_H
#define JLN_OUT_TIDY_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
    const char *name; /* the header */
    bool number;      /* its cells are decimals ("1234.5") */
    bool grouped;     /* amounts: shown with thousands apart */
} jln_tidy_column;

typedef struct {
    const char *table; /* names the sheets */
    const char *title,
        *about;       /* for the document's properties and the pages' headers; NULL for none */
    const char *band; /* NULL for none */
    int32_t created;  /* in days since 1970-01-01 */
    const jln_tidy_column *columns;
    size_t column_count;
    uint32_t sheet_rows; /* rows a sheet holds, the header's included; 0 for all that a spreadsheet
                            takes */
} jln_tidy_head;

typedef struct jln_tidy jln_tidy;

/* Starts the workbook beside `path`, which keeps what it holds until jln_tidy_end. Texts of the
 * head are borrowed until then. */
jln_status jln_tidy_begin(const char *path, const jln_tidy_head *head, jln_tidy **out,
                          jln_err *err);

/* One row of as many cells as there are columns; NULL is an empty cell. JLN_ELIMIT when a number
 * has more digits than a spreadsheet keeps. */
jln_status jln_tidy_row(jln_tidy *tidy, const char *const *cells, jln_err *err);

/* Puts the workbook in place; after a failed row there is nothing to put. */
jln_status jln_tidy_end(jln_tidy *tidy, jln_err *err);

/* Frees it; what was not ended leaves no trace. NULL is ignored. */
void jln_tidy_free(jln_tidy *tidy);

#endif

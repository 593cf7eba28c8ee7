/* One cell of a CSV file, read as its column says. */
#ifndef JLN_IMPORT_CELL_H
#define JLN_IMPORT_CELL_H

#include "base/num.h"
#include "model/table.h"

/* Reads a clean text into `out`, which borrows it or `number`. JLN_EDATA says what was found, what
 * was expected and what to do, without a place. */
jln_status jln_cell_read(const jln_package *package, const jln_column *column, const char *text,
                         char number[JLN_NUM_MAX], jln_field *out, jln_err *err);

#endif

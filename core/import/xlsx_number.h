/* What the cells of a workbook mean, without any file: references, numbers, dates, number formats.
 */
#ifndef JLN_IMPORT_XLSX_NUMBER_H
#define JLN_IMPORT_XLSX_NUMBER_H

#include "base/date.h"
#include "base/num.h"

#include <stdbool.h>
#include <stdint.h>

enum { JLN_XLSX_ROWS = 1048576, JLN_XLSX_COLUMNS = 16384, JLN_XLSX_REF_MAX = 16 };

/* "B12" to row 11, column 1. False beyond XFD1048576, or when it is no reference; `end` (may be
 * NULL) is what follows. */
bool jln_xlsx_ref(const char *text, uint32_t *row, uint16_t *column, const char **end);

/* Row 11, column 1 to "B12". */
const char *jln_xlsx_ref_text(uint32_t row, uint16_t column, char out[JLN_XLSX_REF_MAX]);

typedef enum {
    JLN_XLSX_FORMAT_PLAIN,
    JLN_XLSX_FORMAT_DATE,
    JLN_XLSX_FORMAT_PERCENT
} jln_xlsx_format;

/* What a number format shows, by its number when it is built in (`code` NULL), else by its code. */
jln_xlsx_format jln_xlsx_format_of(int id, const char *code);

/* A number as the file writes it ("1.2E+3", "12.300000000000001") as a plain decimal of the 15
 * digits that spreadsheets keep. False when it is none, or not finite, or beyond 30 digits. */
bool jln_xlsx_plain(const char *text, char out[JLN_NUM_MAX]);

/* Serial number of a day to YYYY-MM-DD, the time of the day left out; day 60 of 1900, which never
 * was, is none. */
bool jln_xlsx_date(const char *text, bool from_1904, char out[JLN_DATE_MAX]);

#endif

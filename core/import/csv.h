/* CSV files read one record at a time, with the physical line each field starts on. Comma or
 * semicolon (told from the header), UTF-8 with or without BOM, RFC 4180 quotes. Fields pass the
 * text gate: valid UTF-8, NFC, no control characters (a line break inside quotes becomes a space),
 * no soft hyphen. Limits: 4 KiB a field, 64 fields. */
#ifndef JLN_IMPORT_CSV_H
#define JLN_IMPORT_CSV_H

#include "base/err.h"

#include <stddef.h>

typedef struct jln_csv jln_csv;

typedef struct {
    const char *
        *fields; /* NUL-terminated, trimmed of outer white space; borrowed until the next record */
    size_t count;
    const long *lines; /* physical line on which each field starts, from 1; borrowed likewise */
    long line;         /* the record's: that of its first field */
} jln_csv_record;

/* Opens a regular file of at most 1 GiB. JLN_EIO, or JLN_EDATA for a workbook, binary data and the
 * like. */
jln_status jln_csv_open(const char *path, jln_csv **out, jln_err *err);

/* JLN_ROW with the next record, JLN_OK at the end, JLN_EDATA with "file:line:column" otherwise (bad
 * quotes, bad UTF-8, too long), where the column is the field's rank from 1, as a spreadsheet
 * counts. Empty lines are no records. After JLN_EDATA for one record, reading may go on with the
 * next; after bad quotes or bad UTF-8 that is the end: the rest would be wrong in the same way. */
jln_status jln_csv_next(jln_csv *csv, jln_csv_record *record, jln_err *err);

void jln_csv_close(jln_csv *csv);

#endif

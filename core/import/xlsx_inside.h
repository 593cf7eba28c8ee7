/* Inside the reader of workbooks: what the sheets need of the book. */
#ifndef JLN_IMPORT_XLSX_INSIDE_H
#define JLN_IMPORT_XLSX_INSIDE_H

#include "base/arena.h"
#include "base/str.h"
#include "import/part.h"
#include "import/xlsx.h"

enum {
    JLN_XLSX_CELL_BYTES = 32767 * 4,
    JLN_XLSX_ROW_BYTES = 4 << 20,
    JLN_XLSX_SENT_MAX = 256 << 20
};

typedef struct {
    const char *name, *relation;
    const char *part; /* NULL when it is no sheet of cells */
    bool hidden;
} jln_xlsx_sheet;

struct jln_xlsx {
    const char *path;
    jln_parts *parts;
    jln_arena *arena;
    bool from_1904;
    jln_xlsx_sheet *sheets;
    size_t sheet_count, sheet_capacity;
    unsigned char *formats; /* jln_xlsx_format of each style of cells */
    size_t format_count, format_capacity;
    const char **strings;
    size_t string_count, string_capacity, string_bytes;
    size_t sent; /* bytes of text handed over */
};

/* Always JLN_EDATA, at the sheet and the cell. */
jln_status jln_xlsx_fail(const jln_xlsx *xlsx, const char *sheet, const char *ref,
                         const char *message, jln_err *err);

#endif

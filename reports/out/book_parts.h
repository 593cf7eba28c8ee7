/* Inside the workbook: what its files share. Only they know xlsxwriter.h. */
#ifndef JLN_OUT_BOOK_PARTS_H
#define JLN_OUT_BOOK_PARTS_H

#include "out/book.h"

#include <xlsxwriter.h>

#define JLN_NAVY 0x1F3864 /* the colour of titles, headers and first series */

/* A format already made: one per cell would cost memory (libxlsxwriter #453). */
typedef struct {
    jln_book_style key;
    lxw_format *format;
} made_style;

struct jln_book {
    const char *path; /* as the user knows it */
    jln_err *err;
    jln_status status; /* the first failure */
    jln_arena *arena;
    lxw_workbook *book;
    lxw_worksheet **sheets;
    size_t sheet_count, sheet_capacity;
    made_style *styles;
    size_t style_count, style_capacity;
    const char **patterns;
    size_t pattern_count, pattern_capacity;
};

/* Takes note of what the library returned. */
void jln_book_check(jln_book *b, lxw_error code, const char *where);

/* The gate of all text; false once something failed. */
bool jln_book_clean(jln_book *b, const char *text, const char *where);
bool jln_book_clean_or_null(jln_book *b, const char *text, const char *where);

/* The format of that style; NULL once something failed. */
lxw_format *jln_book_format(jln_book *b, jln_book_style style);

#endif

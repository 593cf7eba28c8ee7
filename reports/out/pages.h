/* Where the sheets of a workbook turn the page: a chart is not cut, a title is not left alone at
 * the foot, a short table stays whole. */
#ifndef JLN_OUT_PAGES_H
#define JLN_OUT_PAGES_H

#include "doc/doc.h"
#include "out/book.h"
#include "out/sheets.h"

/* A4, in inches. */
#define JLN_PAGE_SHORT  8.27
#define JLN_PAGE_LONG   11.69
#define JLN_PAGE_SIDES  1.0  /* both margins together */
#define JLN_PAGE_BOTTOM 0.65 /* bottom margin */

/* Sets the page breaks of a sheet whose rows all have their heights. `top` is the top margin in
 * inches. */
void jln_pages_break(jln_book *book, const jln_doc *doc, const jln_sheets *plan, size_t sheet,
                     bool landscape, double top, jln_arena *arena);

#endif

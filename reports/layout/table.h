/* Tables: caption, header repeated on each page, rows, notes. */
#ifndef JLN_LAYOUT_TABLE_H
#define JLN_LAYOUT_TABLE_H

#include "layout/flow.h"

/* A table too wide for the page at the smallest size is placed in parts, one under another, each
 * behind its frozen columns. */
void jln_table_place(jln_flow *f, const jln_doc_table *table);

#endif

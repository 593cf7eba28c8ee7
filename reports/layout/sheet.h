/* A fixed page: bands from top to bottom, in each band slots side by side, in each slot blocks. All
 * of it takes one page whatever the data: tables and charts give up rows, the least possible, and
 * say in one line how many were left out and their sum; texts end with "…". */
#ifndef JLN_LAYOUT_SHEET_H
#define JLN_LAYOUT_SHEET_H

#include "layout/flow.h"

/* Places the slots that start at block `from`, below what the page already holds; gives the index
 * after the last block used. `heading` counts headings and captions as the blocks go by. */
size_t jln_sheet_place(jln_flow *f, size_t from, size_t *heading);

#endif

/* Tables: caption, header repeated on each page, rows, notes. */
#ifndef JLN_LAYOUT_TABLE_H
#define JLN_LAYOUT_TABLE_H

#include "layout/flow.h"

void jln_table_place(jln_flow *f, const jln_doc_table *table);

/* The mark of a light: a coloured disc with its letter beside it, its left end at `x`, on the baseline `y`. */
void jln_table_light(jln_flow *f, jln_light light, float size, float x, float y, uint32_t tag);
float jln_table_light_width(const jln_flow *f, jln_light light, float size);

#endif

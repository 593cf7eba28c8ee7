/* Columns that have nothing to say. */
#ifndef JLN_REPORTS_VOIDS_H
#define JLN_REPORTS_VOIDS_H

#include "doc/doc.h"

/* Takes out of a table those of the columns `keys` (NULL-terminated) that hold, over all its rows,
 * neither a text, a light nor a value other than s.o. or ND; a count is void when it is 0
 * everywhere. Not for columns that a formula or a chart names. */
void jln_leave_out_void(jln_doc_table *table, const char *const *keys);

#endif

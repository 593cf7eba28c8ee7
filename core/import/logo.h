/* The plan's logo: a PNG or JPEG file of a package, checked and sent as one row. */
#ifndef JLN_IMPORT_LOGO_H
#define JLN_IMPORT_LOGO_H

#include "base/arena.h"
#include "model/table.h"

bool jln_logo_is(const jln_table *table);

/* As jln_rows_send: what is wrong with the picture goes to `diag` with the file as place. */
jln_status jln_logo_send(const jln_package *package, const jln_table *table,
                         const jln_resource *resource, jln_arena *arena, const jln_sink *sink,
                         jln_diag *diag, jln_err *err);

#endif

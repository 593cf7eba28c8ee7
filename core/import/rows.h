/* One CSV file of a package as typed rows of its table. */
#ifndef JLN_IMPORT_ROWS_H
#define JLN_IMPORT_ROWS_H

#include "base/arena.h"
#include "model/table.h"

/* Sends the file, then each of its good rows. The bad ones go to `diag`; JLN_EDATA only when its
 * limit is reached (then `err` is empty). Other failures, the sink's among them, are in `err`. */
jln_status jln_rows_send(const jln_package *package, const jln_table *table,
                         const jln_resource *resource, jln_arena *arena, const jln_sink *sink,
                         jln_diag *diag, jln_err *err);

#endif

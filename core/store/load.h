/* Loading data packages by difference, whole or not at all.
 *
 * Begin, push the packages through the sink, apply. Rows are staged in temporary tables, checked as a whole, compared with
 * what is there by key, and only the differences are written, in one transaction. */
#ifndef JLN_STORE_LOAD_H
#define JLN_STORE_LOAD_H

#include "base/arena.h"
#include "model/table.h"
#include "store/db.h"

typedef struct jln_load jln_load;

typedef struct {
    const char *table;
    int64_t added, changed, removed;
} jln_load_change;

typedef struct {
    jln_load_change *tables; /* those with a difference only */
    size_t table_count;
    int64_t rows; /* staged in all */
} jln_load_report;

/* Starts a load. Problems of the data go to `diag`. `arena` and `diag` live until jln_load_end. */
jln_status jln_load_begin(jln_db *db, jln_arena *arena, jln_diag *diag, jln_load **out,
                          jln_err *err);

/* Where import pushes packages, files and rows. */
jln_sink jln_load_sink(jln_load *load);

/* Checks all that was staged (keys, references, years, levels, rows others still name); JLN_EDATA when there is a problem
 * and nothing is written. Otherwise writes the differences, still to be committed: jln_load_end without a commit forgets
 * them, which is how one sees what a load would change. `report` lives in the arena. */
jln_status jln_load_write(jln_load *load, jln_load_report *report, jln_err *err);
jln_status jln_load_commit(jln_load *load, jln_err *err);

/* Both. */
jln_status jln_load_apply(jln_load *load, jln_load_report *report, jln_err *err);

/* Ends the load; what was not applied is forgotten. */
void jln_load_end(jln_load *load);

#endif

/* Loading data packages by difference, whole or not at all.
 *
 * Begin, push the packages through the sink, apply. Rows are staged in temporary tables, checked as
 * a whole, compared with what is there by key, and only the differences are written, in one
 * transaction. */
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

/* A cell that a load changes in a package that was there before; NULL for one that is added,
 * removed or empty. Amounts are in minor units. */
typedef struct {
    const jln_table *table;
    const char *key; /* of the row, its parts between bars */
    const jln_column *column;
    const char *before, *after;
} jln_load_cell;

typedef jln_status jln_load_cell_fn(const jln_load_cell *cell, void *ctx, jln_err *err);

/* Tells, by key, what the rows pushed so far change in a table; to be called before jln_load_write.
 */
jln_status jln_load_compare(jln_load *load, const char *table, jln_load_cell_fn *each, void *ctx,
                            jln_err *err);

/* Checks all that was staged (keys, references, years, levels, rows others still name); JLN_EDATA
 * when there is a problem and nothing is written. Otherwise writes the differences, still to be
 * committed: jln_load_end without a commit forgets them, which is how one sees what a load would
 * change. `report` lives in the arena. */
jln_status jln_load_write(jln_load *load, jln_load_report *report, jln_err *err);
jln_status jln_load_commit(jln_load *load, jln_err *err);

/* Both. */
jln_status jln_load_apply(jln_load *load, jln_load_report *report, jln_err *err);

/* Ends the load; what was not applied is forgotten. */
void jln_load_end(jln_load *load);

#endif

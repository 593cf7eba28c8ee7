/* Inside core/store: the staging tables of a load, one per table of the schema, and the SQL made
 * from their descriptions.
 *
 * Names of tables and columns come from constant descriptions only, never from an input. */
#ifndef JLN_STORE_STAGE_H
#define JLN_STORE_STAGE_H

#include "base/str.h"
#include "store/load.h"
#include "store/sqlite.h"

/* A file being loaded, to find the place of a staged row again. */
typedef struct {
    const char *name;
    const jln_table *table;
    const int *places; /* position of each column in the file, 0 when absent */
} jln_stage_file;

struct jln_load {
    jln_db *db;
    jln_arena *arena;
    jln_diag *diag;
    const jln_package *package; /* the one being read */
    jln_stage_file *files;
    size_t file_count, file_capacity;
    sqlite3_stmt **inserts; /* one per staged table */
    int64_t rows;
    bool in_transaction;
};

/* The tables that hold a package's descriptor, then those of jln_tables: parents first. */
size_t jln_stage_count(void);
const jln_table *jln_stage_table(size_t index);

/* True for columns kept in the store (all but the printed cell). */
bool jln_stage_stored(const jln_column *column);

/* Appends "a.x = b.x AND ..." over plan and the key columns. */
void jln_stage_key_match(jln_str *sql, const jln_table *table, const char *a, const char *b);

/* Reports a problem of a staged row: file, line, and the place of `column` (NULL for the line).
 * JLN_EDATA at the limit. */
jln_status jln_stage_problem(jln_load *load, int64_t file, int64_t line, const char *column,
                             const char *fmt, ...) __attribute__((format(printf, 5, 6)));

/* All checks over what was staged, against what is there. Problems go to load->diag. */
jln_status jln_stage_check(jln_load *load, jln_err *err);

#endif

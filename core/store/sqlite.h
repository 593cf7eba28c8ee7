/* Inside core/store only: the handle, and the few calls every file of it uses. */
#ifndef JLN_STORE_SQLITE_H
#define JLN_STORE_SQLITE_H

#include "store/db.h"

#include <sqlite3.h>

/* A query whose rows are handed over from within: see jln_db_pass. */
typedef struct jln_pass jln_pass;

struct jln_db {
    sqlite3 *handle;
    jln_pass *pass; /* the one that runs; NULL */
};

/* Records the database's own message. Maps SQLite's codes to ours: busy, corrupt and full are told
 * apart. */
jln_status jln_db_fail(jln_db *db, const char *what, jln_err *err);

/* Runs statements that return nothing. */
jln_status jln_db_exec(jln_db *db, const char *sql, jln_err *err);

jln_status jln_db_prepare(jln_db *db, const char *sql, sqlite3_stmt **out, jln_err *err);

/* Binds a text or an integer to :name; ignored when the statement does not have it. NULL binds an
 * SQL NULL. */
void jln_db_bind_text(sqlite3_stmt *statement, const char *name, const char *text);
void jln_db_bind_int(sqlite3_stmt *statement, const char *name, int64_t value);

/* JLN_ROW, JLN_OK at the end, or an error. */
jln_status jln_db_step(jln_db *db, sqlite3_stmt *statement, jln_err *err);

/* Prepares `sql`, binds what it uses of `params` and hands it over as a cursor. */
jln_status jln_cursor_open(jln_db *db, const char *sql, const jln_params *params, jln_cursor **out,
                           jln_err *err);

/* Runs `sql`, "SELECT jln_row(a, b, c) FROM ...", and hands each row's a, b, c to `each` from
 * within the step: half the time of a cursor, whose every column is a call with its checks. One at
 * a time. */
typedef jln_status jln_pass_fn(const jln_cursor *row, void *ctx, jln_err *err);
jln_status jln_db_pass(jln_db *db, const char *sql, const jln_params *params, jln_pass_fn *each,
                       void *ctx, jln_err *err);

#endif

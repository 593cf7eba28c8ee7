/* The database file: opening, hardening, migrating; and reading rows of the named queries.
 *
 * core/store is the only place that knows sqlite3. A database belongs to one thread. */
#ifndef JLN_STORE_DB_H
#define JLN_STORE_DB_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct jln_db jln_db;

typedef enum {
    JLN_DB_WRITE, /* created when absent, migrated when older */
    JLN_DB_READ   /* read-only, works from a read-only folder; must exist and be of the current
                     version. All reading sees the state of the database at the time of opening;
                     who writes waits until it is closed. */
} jln_db_mode;

/* Opens `path`. JLN_EIO when it cannot be opened or does not exist, JLN_EDB when it is not a Jalon
 * database, is damaged, or was written by a newer Jalon. */
jln_status jln_db_open(const char *path, jln_db_mode mode, jln_db **out, jln_err *err);
void jln_db_close(jln_db *db);

/* What the named queries may be asked with; a query binds only what it uses. */
typedef struct {
    const char *plan;
    const char *table; /* unused by most */
    int year;
    const char *date; /* YYYY-MM-DD: what was known on that day */
} jln_params;

/* Reading rows: forward only. Texts are borrowed until the next jln_cursor_next or close. */
typedef struct jln_cursor jln_cursor;

/* JLN_ROW with a row, JLN_OK at the end. */
jln_status jln_cursor_next(jln_cursor *cursor, jln_err *err);
int jln_cursor_columns(const jln_cursor *cursor);
const char *jln_cursor_name(const jln_cursor *cursor, int column);
bool jln_cursor_null(const jln_cursor *cursor, int column);
int64_t jln_cursor_int(const jln_cursor *cursor, int column);
const char *jln_cursor_text(const jln_cursor *cursor, int column); /* NULL for an SQL NULL */
void jln_cursor_close(jln_cursor *cursor);

#endif

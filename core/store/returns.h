/* The returns of a plan as rows people follow: where each came from, and its steps from received to
 * checked to validated.
 *
 * An import answers for one return: its package is named "import:PLAN:SENDER:PERIOD". It takes over
 * a return that a data package only announces (status "expected"); one that a package provides
 * whole is that package's, and refused to imports. */
#ifndef JLN_STORE_RETURNS_H
#define JLN_STORE_RETURNS_H

#include "base/arena.h"
#include "store/db.h"

#define JLN_IMPORT_PREFIX "import:"

typedef struct {
    const char *id;
    const char *period, *sender, *due_on;
    const char *received_on; /* NULL: not received */
    const char *status, *package;
    const char *made_by, *made_on; /* of the last step; NULL when none is kept */
} jln_return_row;

/* True for the name of an import's package. */
bool jln_return_is_import(const char *package);

/* All returns of a plan, by period (oldest first) and sender; in `arena`. */
jln_status jln_returns_list(jln_db *db, const char *plan, jln_arena *arena, jln_return_row **out,
                            size_t *count, jln_err *err);

/* Notes a step of an imported return and makes it its status; `received` also sets the day it was
 * received. Runs inside the transaction there is, if any. */
jln_status jln_return_step(jln_db *db, const char *plan, const char *id, const char *status,
                           const char *by, const char *day, jln_err *err);

/* A file that was imported, one per package of an import. */
typedef struct {
    const char *plan, *package, *file, *sender, *period, *received_on, *made_by;
} jln_import_row;

/* Notes where the rows of an import came from, in the place of what was noted before. */
jln_status jln_import_note(jln_db *db, const jln_import_row *row, jln_err *err);

#endif

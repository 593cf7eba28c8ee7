/* The file, sheet and cell that imported figures come from. */
#ifndef JLN_COMPUTE_ORIGINS_H
#define JLN_COMPUTE_ORIGINS_H

#include "compute/engine.h"
#include "store/db.h"

typedef struct {
    const char *about, *key; /* a table, and the key of a row of it, its parts between bars */
    const char *file, *sheet, *cell;
    const char *sender, *received_on;
} jln_origin;

typedef struct jln_origins jln_origins;

/* All those of a plan, in `arena`. */
jln_status jln_origins_read(jln_db *db, const char *plan, jln_arena *arena, jln_origins **out,
                            jln_err *err);

/* Where a figure of an explanation comes from; NULL when it was not imported. `position` is that of
 * an indicator of the logical framework, 0 for none. */
const jln_origin *jln_origins_of(const jln_origins *origins, const jln_engine *engine,
                                 const jln_explain_item *item, int position, jln_arena *arena);

/* "Dépenses!I6 de canam-2014.xlsx", or "canam-2014.csv:12:5"; in `arena`. */
const char *jln_origin_words(const jln_origin *origin, jln_arena *arena);

#endif

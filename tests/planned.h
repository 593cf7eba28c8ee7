/* For tests over a plan: its packages loaded into a database of its own, and the plan read from it.
 */
#ifndef JLN_TESTS_PLANNED_H
#define JLN_TESTS_PLANNED_H

#include "compute/plan.h"
#include "loaded.h"

static jln_arena *arena;
static jln_db *db;
static const jln_plan *plan;

static inline void open_planned(const char *const packages[LOADED_MAX], const char *name) {
    jln_err err = {0};
    make_scratch();
    arena = jln_arena_new();
    db = load_good(in_scratch("plan.db"), packages, arena);
    ck_assert_msg(jln_plan_read(db, name, arena, &plan, &err) == JLN_OK, "%s", err.message);
}

static inline void close_planned(void) {
    jln_db_close(db);
    jln_arena_free(arena);
    remove_scratch();
}

#endif

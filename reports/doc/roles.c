/* Who answers for each activity: all the structures the document names. */
#include "doc/build.h"

#include "store/read.h"

#include <string.h>

typedef struct {
    jln_builder *b;
    const char **who;    /* [leaf] */
    uint32_t *leaf_of;   /* [node] */
} roles;

static jln_status read_role(const jln_cursor *row, void *ctx, jln_err *err) {
    roles *r = ctx;
    const jln_plan *plan = r->b->plan;
    uint32_t node = jln_plan_node(plan, jln_cursor_text(row, 0));
    (void)err;
    if (node == UINT32_MAX || !jln_plan_is_leaf(plan, node)) return JLN_OK;
    if (strcmp(jln_cursor_text(row, 1), "responsible") != 0) return JLN_OK;
    const char **who = &r->who[r->leaf_of[node]], *id = jln_cursor_text(row, 2);
    *who = *who ? jln_build_fmt(r->b, "%s, %s", *who, id) : jln_build_fmt(r->b, "%s", id);
    return JLN_OK;
}

jln_status jln_build_responsible(jln_builder *b, const char *const **out) {
    const jln_plan *plan = b->plan;
    jln_arena *arena = b->doc->arena;
    roles r = {b, jln_arena_array(arena, (size_t)plan->leaf_count + 1, sizeof *r.who),
               jln_arena_array(arena, (size_t)plan->node_count + 1, sizeof *r.leaf_of)};
    if (!r.who || !r.leaf_of) return jln_err_nomem(b->err);
    for (uint32_t leaf = 0; leaf < plan->leaf_count; leaf++) r.leaf_of[plan->leaves[leaf]] = leaf;
    const jln_params params = {.plan = plan->name};
    jln_status status = jln_query_each(b->db, JLN_Q_ROLES, &params, read_role, &r, b->err);
    for (uint32_t leaf = 0; leaf < plan->leaf_count; leaf++)
        if (!r.who[leaf]) r.who[leaf] = plan->nodes[plan->leaves[leaf]].lead;
    *out = r.who;
    return status;
}

/* What a plan follows beside its activities, and the blocks that are there only when it does. */
#include "doc/build.h"

#include <string.h>

jln_status jln_build_frame(jln_builder *b) {
    if (b->frame) return JLN_OK;
    return jln_frame_read(b->db, b->plan, b->facts->date, b->doc->arena, &b->frame, b->err);
}

static bool any_cover(const jln_builder *b) {
    for (int i = 0; i < b->frame->cover_count; i++)
        if (jln_frame_cover_shown(b->frame, i, b->year)) return true;
    return false;
}

jln_status jln_build_present(jln_builder *b, const jln_tree *node, bool *out) {
    static const char *const names[] = {"coverage", "indicators", "recommendations", NULL};
    int with = -1;
    *out = true;
    if (!jln_tree_field(node, "with")) return JLN_OK;
    jln_status status = jln_build_choice(b, node, "with", names, -1, &with);
    if (status == JLN_OK) status = jln_build_frame(b);
    if (status != JLN_OK) return status;
    *out = with == 0   ? any_cover(b)
           : with == 1 ? b->frame->line_count > 0
                       : b->frame->recommendation_count > 0;
    return JLN_OK;
}

jln_status jln_build_indicator(jln_builder *b, const jln_tree *node, const char *otherwise,
                               jln_over over, const jln_indicator **out) {
    const char *id = jln_build_text(node, "indicator");
    jln_err local = {0};
    if (jln_engine_find(b->engine, id ? id : otherwise, out, &local) != JLN_OK)
        return jln_build_wrong(b, node, "%s", local.message);
    if ((*out)->over == over) return JLN_OK;
    return jln_build_wrong(b, node,
                           _("%s{indicator = \"%s\"} : cet indicateur porte sur autre chose"),
                           node->constructor, (*out)->id);
}

#include "compute/origins.h"

#include "base/i18n.h"
#include "store/read.h"

#include <string.h>

struct jln_origins {
    jln_arena *arena;
    jln_origin *items; /* by table, then key */
    size_t count, capacity;
};

static jln_status take(const jln_cursor *row, void *ctx, jln_err *err) {
    jln_origins *o = ctx;
    jln_origin *grown =
        jln_arena_grow(o->arena, o->items, &o->capacity, o->count + 1, sizeof *grown);
    if (!grown) return jln_err_nomem(err);
    o->items = grown;
    jln_origin *item = &grown[o->count++];
    const char **fields[] = {&item->about, &item->key,    &item->sheet,      &item->cell,
                             &item->file,  &item->sender, &item->received_on};
    for (int i = 0; i < 7; i++) {
        const char *text = jln_cursor_text(row, i);
        *fields[i] = jln_arena_str(o->arena, text ? text : "");
        if (!*fields[i]) return jln_err_nomem(err);
    }
    return JLN_OK;
}

jln_status jln_origins_read(jln_db *db, const char *plan, jln_arena *arena, jln_origins **out,
                            jln_err *err) {
    const jln_params params = {.plan = plan};
    *out = jln_arena_alloc(arena, sizeof **out);
    if (!*out) return jln_err_nomem(err);
    (*out)->arena = arena;
    return jln_query_each(db, JLN_Q_ORIGINS, &params, take, *out, err);
}

static const jln_origin *find(const jln_origins *o, const char *about, const char *key) {
    size_t low = 0, high = o->count;
    while (key && low < high) {
        size_t middle = (low + high) / 2;
        int order = strcmp(o->items[middle].about, about);
        if (order == 0) order = strcmp(o->items[middle].key, key);
        if (order == 0) return &o->items[middle];
        if (order < 0) low = middle + 1;
        else high = middle;
    }
    return NULL;
}

const jln_origin *jln_origins_of(const jln_origins *origins, const jln_engine *engine,
                                 const jln_explain_item *item, int position, jln_arena *arena) {
    const jln_facts *facts = jln_engine_facts(engine);
    const char *node = facts->plan->nodes[item->node].id;
    const char *funder = item->funder < 0 ? "" : facts->plan->funders[item->funder].id;
    const char *period = item->from ? facts->periods[item->from->period].code : item->period;
    switch (item->what.kind) {
    case JLN_M_SPENT:
        if (!item->from) return NULL;
        return find(origins, "spending",
                    jln_arena_fmt(arena, "%s|%s|%s|%s", node, funder, period,
                                  jln_stage_code((jln_stage)jln_measure_stage(item->what))));
    case JLN_M_PHYSICAL:
    case JLN_M_QUANTITY:
        return item->from ? find(origins, "progress", jln_arena_fmt(arena, "%s|%s", node, period))
                          : NULL;
    case JLN_M_FUNDING:
        if (!period) return NULL;
        return find(origins, "mobilisation",
                    jln_arena_fmt(arena, "%s|%s|%s|%s|%s", funder, node, period,
                                  jln_funding_code((jln_funding)item->what.which),
                                  item->in_kind ? "in_kind" : "cash"));
    case JLN_M_FIGURE:
        if (!position || !item->origin) return NULL;
        return find(origins, "measurements",
                    jln_arena_fmt(arena, "%s|%d|%d|", node, position, item->year));
    default:
        return NULL;
    }
}

const char *jln_origin_words(const jln_origin *origin, jln_arena *arena) {
    if (!*origin->sheet) return jln_arena_fmt(arena, "%s:%s", origin->file, origin->cell);
    return jln_arena_fmt(arena, _("%s!%s de %s"), origin->sheet, origin->cell, origin->file);
}

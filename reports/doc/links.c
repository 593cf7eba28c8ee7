/* Amounts of a report that are exact sums of amounts of a tidy table become formulas over its
 * cells. */
#include "doc/build.h"

#include <string.h>

enum { LEAF_TABLES_MAX = 4 };

/* A cell, and the measure and place it shows. */
typedef struct {
    jln_cell *cell;
    jln_cell_ref ref;
    jln_measure measure;
    jln_place place;
    unsigned formats;
    const jln_doc_table *table;
} link;

struct jln_links {
    link *items;
    size_t count, capacity;
    const jln_doc_table *leaves[LEAF_TABLES_MAX];
    size_t leaf_count;
};

static jln_links *links_of(jln_builder *b) {
    if (!b->links) b->links = jln_arena_alloc(b->doc->arena, sizeof *b->links);
    return b->links;
}

jln_status jln_links_note(jln_builder *b, const jln_doc_table *table, const jln_doc_row *row,
                          const char *column, jln_cell *cell, jln_measure measure,
                          jln_place place) {
    jln_links *l = links_of(b);
    if (!l) return jln_err_nomem(b->err);
    link *items =
        jln_arena_grow(b->doc->arena, l->items, &l->capacity, l->count + 1, sizeof *items);
    if (!items) return jln_err_nomem(b->err);
    l->items = items;
    items[l->count++] =
        (link){cell, {table->key, row->key, column}, measure, place, b->formats, table};
    return JLN_OK;
}

size_t jln_links_count(const jln_builder *b) {
    return b->links ? b->links->count : 0;
}

void jln_links_forget(jln_builder *b, size_t count) {
    if (b->links) b->links->count = count;
}

jln_status jln_links_leaves(jln_builder *b, const jln_doc_table *table) {
    jln_links *l = links_of(b);
    if (!l) return jln_err_nomem(b->err);
    if (l->leaf_count < LEAF_TABLES_MAX) l->leaves[l->leaf_count++] = table;
    return JLN_OK;
}

static bool is_leaf(const jln_links *l, const link *item) {
    for (size_t i = 0; i < l->leaf_count; i++)
        if (l->leaves[i] == item->table) return true;
    return false;
}

/* A leaf at node 0, or without a funder, holds what is not split that way: it belongs to totals
 * only. */
static bool belongs(const jln_plan *plan, const link *leaf, const link *whole) {
    if (leaf->measure.kind != whole->measure.kind || leaf->measure.which != whole->measure.which)
        return false;
    if (leaf->place.year != whole->place.year || !(leaf->formats & JLN_FOR_XLSX)) return false;
    if (whole->place.funder >= 0 && leaf->place.funder != whole->place.funder) return false;
    uint32_t node = whole->place.node;
    return node == 0 || (leaf->place.node >= node && leaf->place.node < plan->nodes[node].end);
}

/* The leaves of one table that make up a cell; false when they do not give exactly what it shows.
 */
static bool gather(const jln_builder *b, const jln_doc_table *leaves, const link *whole,
                   jln_cell_ref *operands, size_t *count) {
    const jln_links *l = b->links;
    jln_rat sum = {0, 1};
    *count = 0;
    for (size_t i = 0; i < l->count; i++) {
        const link *leaf = &l->items[i];
        if (leaf->table != leaves || !belongs(b->plan, leaf, whole)) continue;
        if (jln_value_known(&leaf->cell->value) &&
            !jln_rat_add(sum, leaf->cell->value.number, &sum))
            return false;
        operands[(*count)++] = leaf->ref;
    }
    return *count && jln_rat_cmp(sum, whole->cell->value.number) == 0;
}

static jln_status link_cell(jln_builder *b, const link *whole, jln_cell_ref *room) {
    for (size_t t = 0; t < b->links->leaf_count; t++) {
        size_t count;
        if (!gather(b, b->links->leaves[t], whole, room, &count)) continue;
        jln_expr *expr = jln_arena_alloc(b->doc->arena, sizeof *expr);
        jln_cell_ref *operands = jln_arena_array(b->doc->arena, count, sizeof *operands);
        if (!expr || !operands) return jln_err_nomem(b->err);
        memcpy(operands, room, count * sizeof *operands);
        *expr = (jln_expr){JLN_EXPR_SUM, count, operands};
        whole->cell->expr = expr;
        return JLN_OK;
    }
    return JLN_OK;
}

jln_status jln_links_finish(jln_builder *b) {
    jln_links *l = b->links;
    if (!l || !l->leaf_count) return JLN_OK;
    jln_cell_ref *room = jln_arena_array(b->doc->arena, l->count + 1, sizeof *room);
    if (!room) return jln_err_nomem(b->err);
    jln_status status = JLN_OK;
    for (size_t i = 0; status == JLN_OK && i < l->count; i++) {
        const link *item = &l->items[i];
        bool open = !item->cell->expr && !item->cell->text && jln_value_known(&item->cell->value);
        if (open && (item->formats & JLN_FOR_XLSX) && !is_leaf(l, item))
            status = link_cell(b, item, room);
    }
    return status;
}

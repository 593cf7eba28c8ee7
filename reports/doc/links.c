/* Amounts of a report that are exact sums of amounts of a tidy table become formulas over its
 * cells. */
#include "doc/build.h"

#include <stdlib.h>
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
    if (b->funder >= 0) return JLN_OK;
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

/* Leaves of the same table, measure and year stand together: a cell meets only those. */
typedef struct {
    const link *item;
    int table; /* its number among the tables of leaves */
} leaf;

typedef struct {
    leaf *items;
    size_t count;
    jln_cell_ref *room; /* for the operands of one cell */
} leaf_index;

static int leaf_table(const jln_links *l, const link *item) {
    for (size_t i = 0; i < l->leaf_count; i++)
        if (l->leaves[i] == item->table) return (int)i;
    return -1;
}

static int compare_measures(const link *a, const link *b) {
    if (a->measure.kind != b->measure.kind) return a->measure.kind < b->measure.kind ? -1 : 1;
    if (a->measure.which != b->measure.which) return a->measure.which < b->measure.which ? -1 : 1;
    return (a->place.year > b->place.year) - (a->place.year < b->place.year);
}

static int compare_leaves(const void *a, const void *b) {
    const leaf *x = a, *y = b;
    if (x->table != y->table) return x->table - y->table;
    int order = compare_measures(x->item, y->item);
    return order ? order : (x->item > y->item) - (x->item < y->item); /* in the table's order */
}

static jln_status index_leaves(const jln_builder *b, leaf_index *out) {
    const jln_links *l = b->links;
    *out = (leaf_index){.items = jln_arena_array(b->doc->arena, l->count + 1, sizeof *out->items),
                        .room = jln_arena_array(b->doc->arena, l->count + 1, sizeof *out->room)};
    if (!out->items || !out->room) return jln_err_nomem(b->err);
    for (size_t i = 0; i < l->count; i++) {
        int table = leaf_table(l, &l->items[i]);
        bool kept = table >= 0 && l->items[i].formats & JLN_FOR_XLSX;
        if (kept) out->items[out->count++] = (leaf){&l->items[i], table};
    }
    qsort(out->items, out->count, sizeof *out->items, compare_leaves);
    return JLN_OK;
}

/* The first leaf of a table that is not before those of the cell's measure and year. */
static size_t first_leaf(const leaf_index *x, int table, const link *whole) {
    size_t low = 0, high = x->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const leaf *at = &x->items[middle];
        bool before =
            at->table < table || (at->table == table && compare_measures(at->item, whole) < 0);
        if (before) low = middle + 1;
        else high = middle;
    }
    return low;
}

/* A leaf at node 0, or without a funder, holds what is not split that way: it belongs to totals
 * only. */
static bool belongs(const jln_plan *plan, const link *part, const link *whole) {
    if (whole->place.funder >= 0 && part->place.funder != whole->place.funder) return false;
    uint32_t node = whole->place.node;
    return node == 0 || (part->place.node >= node && part->place.node < plan->nodes[node].end);
}

/* The leaves of one table that make up a cell, in `x->room`; zero when they do not give exactly
 * what it shows. */
static size_t gather(const jln_builder *b, const leaf_index *x, int table, const link *whole) {
    jln_rat sum = {0, 1};
    size_t count = 0;
    for (size_t i = first_leaf(x, table, whole); i < x->count; i++) {
        const link *item = x->items[i].item;
        if (x->items[i].table != table || compare_measures(item, whole) != 0) break;
        if (!belongs(b->plan, item, whole)) continue;
        if (jln_value_known(&item->cell->value) &&
            !jln_rat_add(sum, item->cell->value.number, &sum))
            return 0;
        x->room[count++] = item->ref;
    }
    return count && jln_rat_cmp(sum, whole->cell->value.number) == 0 ? count : 0;
}

static jln_status link_cell(jln_builder *b, const leaf_index *x, const link *whole) {
    size_t count = 0;
    for (int t = 0; !count && t < (int)b->links->leaf_count; t++) count = gather(b, x, t, whole);
    if (!count) return JLN_OK;
    jln_expr *expr = jln_arena_alloc(b->doc->arena, sizeof *expr);
    jln_cell_ref *operands = jln_arena_array(b->doc->arena, count, sizeof *operands);
    if (!expr || !operands) return jln_err_nomem(b->err);
    memcpy(operands, x->room, count * sizeof *operands);
    *expr = (jln_expr){JLN_EXPR_SUM, count, operands};
    whole->cell->expr = expr;
    return JLN_OK;
}

jln_status jln_links_finish(jln_builder *b) {
    jln_links *l = b->links;
    leaf_index x;
    if (!l || !l->leaf_count) return JLN_OK;
    jln_status status = index_leaves(b, &x);
    for (size_t i = 0; status == JLN_OK && i < l->count; i++) {
        const link *item = &l->items[i];
        bool open = !item->cell->expr && !item->cell->text && jln_value_known(&item->cell->value);
        if (open && (item->formats & JLN_FOR_XLSX) && leaf_table(l, item) < 0)
            status = link_cell(b, &x, item);
    }
    return status;
}

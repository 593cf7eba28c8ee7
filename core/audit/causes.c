#include "audit/book.h"

#include "base/str.h"

#include <stdlib.h>
#include <string.h>

void jln_audit_causes_add(jln_audit_book *book, jln_audit_causes *causes, uint32_t figure,
                          int64_t amount) {
    jln_audit_cause *items = jln_arena_grow(book->arena, causes->items, &causes->capacity,
                                            causes->count + 1, sizeof *items);
    if (!items) {
        book->failed = true;
        return;
    }
    causes->items = items;
    items[causes->count++] = (jln_audit_cause){figure, amount};
}

void jln_audit_causes_join(jln_audit_book *book, jln_audit_causes *causes,
                           const jln_audit_causes *other, int sign) {
    for (size_t i = 0; i < other->count; i++) {
        int64_t amount = other->items[i].amount;
        jln_audit_causes_add(book, causes, other->items[i].figure,
                             sign < 0 ? jln_audit_minus(book, 0, amount) : amount);
    }
}

static int by_figure(const void *a, const void *b) {
    const jln_audit_cause *x = a, *y = b;
    return x->figure < y->figure ? -1 : x->figure > y->figure;
}

void jln_audit_causes_merge(jln_audit_book *book, jln_audit_causes *causes) {
    size_t kept = 0;
    if (causes->count) qsort(causes->items, causes->count, sizeof *causes->items, by_figure);
    for (size_t i = 0; i < causes->count;) {
        jln_audit_cause sum = causes->items[i++];
        for (; i < causes->count && causes->items[i].figure == sum.figure; i++)
            sum.amount = jln_audit_plus(book, sum.amount, causes->items[i].amount);
        if (sum.amount) causes->items[kept++] = sum;
    }
    causes->count = kept;
}

int64_t jln_audit_causes_sum(jln_audit_book *book, const jln_audit_causes *causes) {
    int64_t sum = 0;
    for (size_t i = 0; i < causes->count; i++)
        sum = jln_audit_plus(book, sum, causes->items[i].amount);
    return sum;
}

/* Claims stand where they are printed; other figures in their own order. */
static bool is_earlier(const jln_audit_book *book, uint32_t a, uint32_t b) {
    if (a >= book->claim_count || b >= book->claim_count) return a < b;
    const jln_audit_claim *x = &book->claims[a], *y = &book->claims[b];
    int order = strcmp(x->doc, y->doc);
    if (order) return order < 0;
    return x->line != y->line ? x->line < y->line : a < b;
}

uint32_t jln_audit_causes_principal(const jln_audit_book *book, const jln_audit_causes *causes,
                                    uint32_t first) {
    int64_t widest = jln_audit_causes_width(causes);
    uint32_t found = first;
    bool any = false;
    for (size_t i = 0; i < causes->count; i++) {
        const jln_audit_cause *cause = &causes->items[i];
        if (jln_audit_width(cause->amount) < widest) continue;
        if (cause->figure == first) return first;
        if (!any || is_earlier(book, cause->figure, found)) found = cause->figure;
        any = true;
    }
    return found;
}

int64_t jln_audit_causes_width(const jln_audit_causes *causes) {
    int64_t widest = 0;
    for (size_t i = 0; i < causes->count; i++)
        if (jln_audit_width(causes->items[i].amount) > widest)
            widest = jln_audit_width(causes->items[i].amount);
    return widest;
}

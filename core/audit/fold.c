/* Folding: findings that blame one figure are one problem. The one that shows it best stands on top, the others name it as their
 * cause and follow it. */
#include "audit/rules.h"

#include "base/str.h"

#include <stdlib.h>
#include <string.h>

/* Best first: the worst severity, then about the blamed figure itself, then the order of the rules, then of drafting. */
static bool better(const jln_audit_draft *a, const jln_audit_draft *b) {
    if (a->finding.severity != b->finding.severity) return a->finding.severity < b->finding.severity;
    bool a_own = a->own == a->blame, b_own = b->own == b->blame;
    if (a_own != b_own) return a_own;
    if (a->rank != b->rank) return a->rank < b->rank;
    return a->order < b->order;
}

typedef struct {
    const jln_audit_draft *draft, *root;
} entry;

static int place_cmp(const jln_audit_draft *a, const jln_audit_draft *b) {
    int order = strcmp(a->finding.doc ? a->finding.doc : "", b->finding.doc ? b->finding.doc : "");
    if (order) return order;
    if (a->finding.line != b->finding.line) return a->finding.line < b->finding.line ? -1 : 1;
    return a->order < b->order ? -1 : a->order > b->order;
}

/* Groups by the severity of their root, the worst in the group, then place; in a group the root, then the others the same way. */
static int entry_cmp(const void *a, const void *b) {
    const entry *x = a, *y = b;
    if (x->root != y->root) {
        jln_severity a_severity = x->root->finding.severity, b_severity = y->root->finding.severity;
        if (a_severity != b_severity) return a_severity < b_severity ? -1 : 1;
        return place_cmp(x->root, y->root);
    }
    if ((x->draft == x->root) != (y->draft == y->root)) return x->draft == x->root ? -1 : 1;
    if (x->draft->finding.severity != y->draft->finding.severity)
        return x->draft->finding.severity < y->draft->finding.severity ? -1 : 1;
    return place_cmp(x->draft, y->draft);
}

/* For each figure, its best draft. */
static bool find_roots(jln_audit_book *book, entry *entries) {
    const jln_audit_draft **best =
        jln_arena_array(book->arena, (size_t)jln_audit_figure_count(book) + 1, sizeof *best);
    if (!best) return false;
    for (uint32_t i = 0; i < book->draft_count; i++) {
        const jln_audit_draft *draft = &book->drafts[i];
        if (draft->blame == JLN_AUDIT_NONE) continue;
        const jln_audit_draft **slot = &best[draft->blame];
        if (!*slot || better(draft, *slot)) *slot = draft;
    }
    for (uint32_t i = 0; i < book->draft_count; i++) {
        const jln_audit_draft *draft = &book->drafts[i];
        entries[i].draft = draft;
        entries[i].root = draft->blame == JLN_AUDIT_NONE ? draft : best[draft->blame];
    }
    return true;
}

static int by_id(const void *a, const void *b) {
    const jln_audit_draft *x = *(jln_audit_draft *const *)a, *y = *(jln_audit_draft *const *)b;
    int order = strcmp(x->finding.id, y->finding.id);
    return order ? order : x->order < y->order ? -1 : x->order > y->order;
}

/* A figure printed twice makes two findings of one name: the later ones take their line with them, then a number. */
static bool make_ids_unique(jln_audit_book *book) {
    jln_audit_draft **sorted = jln_arena_array(book->arena, (size_t)book->draft_count + 1, sizeof *sorted);
    if (!sorted) return false;
    for (uint32_t i = 0; i < book->draft_count; i++) sorted[i] = &book->drafts[i];
    qsort(sorted, book->draft_count, sizeof *sorted, by_id);
    int again = 1;
    const char *name = NULL;
    for (uint32_t i = 0; i < book->draft_count; i++) {
        jln_finding *f = &sorted[i]->finding;
        again = jln_str_eq(name, f->id) ? again + 1 : 1;
        name = f->id;
        if (again == 1) continue;
        f->id = jln_arena_fmt(book->arena, "%s/l%d/%d", name, f->line, again);
        if (!f->id) return false;
    }
    return true;
}

jln_status jln_audit_fold(jln_audit_book *book, jln_audit *out, jln_err *err) {
    size_t count = book->draft_count;
    entry *entries = jln_arena_array(book->arena, count + 1, sizeof *entries);
    out->items = jln_arena_array(book->arena, count + 1, sizeof *out->items);
    if (!entries || !out->items || !make_ids_unique(book)) return jln_err_nomem(err);
    if (!find_roots(book, entries)) return jln_err_nomem(err);
    qsort(entries, count, sizeof *entries, entry_cmp);
    out->count = count;
    out->errors = 0;
    for (size_t i = 0; i < count; i++) {
        out->items[i] = entries[i].draft->finding;
        if (entries[i].root != entries[i].draft) out->items[i].cause = entries[i].root->finding.id;
        out->errors += out->items[i].severity == JLN_SEVERITY_ERROR;
    }
    return JLN_OK;
}

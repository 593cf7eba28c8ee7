/* Folding: findings that blame one figure are one problem. The one that shows it best stands on
 * top, the others name it as their cause and follow it. A finding whose difference has several
 * causes stands under the widest and names them all. */
#include "audit/percent.h"
#include "audit/say.h"

#include "base/str.h"

#include <stdlib.h>
#include <string.h>

/* Best first: the worst severity, then about the blamed figure itself, then the order of the rules,
 * then of drafting. */
static bool better(const jln_audit_draft *a, const jln_audit_draft *b) {
    if (a->finding.severity != b->finding.severity)
        return a->finding.severity < b->finding.severity;
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

/* Both figures are amounts: not "PM" against an amount. */
static bool is_amount(const jln_finding *f) {
    jln_rat number;
    return f->quantity == JLN_QUANTITY_AMOUNT && f->printed && f->computed &&
           jln_rat_parse(f->printed, strlen(f->printed), &number) &&
           jln_rat_parse(f->computed, strlen(f->computed), &number);
}

/* Groups by the severity of their root, the worst in the group; errors over amounts first; then by
 * rule, then place: the order in which the report prints them. */
static int root_cmp(const jln_audit_draft *x, const jln_audit_draft *y) {
    if (x->finding.severity != y->finding.severity)
        return x->finding.severity < y->finding.severity ? -1 : 1;
    bool x_amount = is_amount(&x->finding), y_amount = is_amount(&y->finding);
    if (x->finding.severity <= JLN_SEVERITY_ROUNDING && x_amount != y_amount)
        return x_amount ? -1 : 1;
    if (x->family != y->family) return x->family < y->family ? -1 : 1;
    return place_cmp(x, y);
}

/* In a group the root, then the others by severity and place. */
static int entry_cmp(const void *a, const void *b) {
    const entry *x = a, *y = b;
    if (x->root != y->root) return root_cmp(x->root, y->root);
    if ((x->draft == x->root) != (y->draft == y->root)) return x->draft == x->root ? -1 : 1;
    if (x->draft->finding.severity != y->draft->finding.severity)
        return x->draft->finding.severity < y->draft->finding.severity ? -1 : 1;
    return place_cmp(x->draft, y->draft);
}

/* For each figure, its best draft. */
static const jln_audit_draft **find_roots(jln_audit_book *book, entry *entries) {
    const jln_audit_draft **best =
        jln_arena_array(book->arena, (size_t)jln_audit_figure_count(book) + 1, sizeof *best);
    if (!best) return NULL;
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
    return best;
}

/* ---- the causes of one finding ---- */

/* A cause that has a finding of its own. */
typedef struct {
    const jln_audit_draft *draft;
    int64_t amount;
    bool is_root; /* the one it stands under */
} found_cause;

static int found_cmp(const void *a, const void *b) {
    const found_cause *x = a, *y = b;
    if (x->is_root != y->is_root) return x->is_root ? -1 : 1;
    int64_t x_width = jln_audit_width(x->amount), y_width = jln_audit_width(y->amount);
    if (x_width != y_width) return x_width > y_width ? -1 : 1;
    return place_cmp(x->draft, y->draft);
}

static int by_draft(const void *a, const void *b) {
    const found_cause *x = a, *y = b;
    return x->draft->order < y->draft->order ? -1 : x->draft->order > y->draft->order;
}

/* One a finding: several figures may have been found out together. */
static size_t merge_found(jln_audit_book *book, found_cause *found, size_t count) {
    size_t kept = 0;
    qsort(found, count, sizeof *found, by_draft);
    for (size_t i = 0; i < count; i++) {
        bool again = kept && found[kept - 1].draft == found[i].draft;
        if (again)
            found[kept - 1].amount = jln_audit_plus(book, found[kept - 1].amount, found[i].amount);
        else found[kept++] = found[i];
    }
    return kept;
}

static const char *amount_words(jln_audit_book *book, const jln_audit_draft *draft, int64_t amount,
                                bool unit) {
    if (draft->measure == JLN_CAUSES_AMOUNTS)
        return unit ? jln_audit_money(book, amount) : jln_audit_amount(book, amount);
    jln_rat points = jln_rat_of(0);
    if (!jln_rat_mul(jln_rat_of(amount), jln_audit_last_digit(draft->decimals), &points))
        book->overflow = true;
    return unit ? jln_audit_points(book, points, draft->decimals)
                : jln_audit_number(book, points, draft->decimals);
}

/* `rank_of` gives the rank of each draft. */
static void write_causes(jln_audit_book *book, jln_finding *f, const jln_audit_draft *draft,
                         jln_audit_measure measure, const found_cause *found, size_t count,
                         const size_t *rank_of) {
    jln_finding_cause *causes = jln_arena_array(book->arena, count, sizeof *causes);
    int64_t rest = draft->left;
    if (!causes) {
        book->failed = true;
        return;
    }
    bool measured = measure == JLN_CAUSES_AMOUNTS || measure == JLN_CAUSES_POINTS;
    for (size_t i = 0; i < count; i++) {
        causes[i].id = found[i].draft->finding.id;
        causes[i].rank = rank_of[found[i].draft->order];
        if (!measured) continue;
        causes[i].part = amount_words(book, draft, found[i].amount, false);
        rest = jln_audit_minus(book, rest, found[i].amount);
    }
    f->causes = causes;
    f->cause_count = count;
    if (measure == JLN_CAUSES_ONE) return;
    f->explained = rest ? JLN_EXPLAINED_PARTLY : JLN_EXPLAINED_WHOLLY;
    if (rest) f->rest = amount_words(book, draft, rest, true);
}

/* The finding that shows a figure best, else the one about it. */
typedef struct {
    const jln_audit_draft **best, **about;
} shown;

static bool find_shown(jln_audit_book *book, shown *s) {
    s->about =
        jln_arena_array(book->arena, (size_t)jln_audit_figure_count(book) + 1, sizeof *s->about);
    if (!s->about) return false;
    for (uint32_t i = book->draft_count; i-- > 0;) {
        const jln_audit_draft *draft = &book->drafts[i];
        if (draft->own != JLN_AUDIT_NONE) s->about[draft->own] = draft;
    }
    return true;
}

/* Of two findings about one figure, that of a later rule does not explain the other. */
static bool explains(const jln_audit_draft *cause, const jln_audit_draft *draft) {
    bool same_figure = draft->own != JLN_AUDIT_NONE && cause->own == draft->own;
    return cause != draft && !(same_figure && cause->rank > draft->rank);
}

/* Figures without a finding, or found out by this one, are left in the rest. */
static void set_causes(jln_audit_book *book, jln_finding *f, const entry *e, const shown *s,
                       const size_t *rank_of) {
    const jln_audit_draft *draft = e->draft;
    found_cause *found = jln_arena_array(book->arena, draft->causes.count + 1, sizeof *found);
    size_t count = 0;
    if (!found) {
        book->failed = true;
        return;
    }
    for (size_t i = 0; i < draft->causes.count; i++) {
        uint32_t figure = draft->causes.items[i].figure;
        const jln_audit_draft *other = s->best[figure] ? s->best[figure] : s->about[figure];
        if (other && explains(other, draft))
            found[count++] = (found_cause){other, draft->causes.items[i].amount, other == e->root};
    }
    jln_audit_measure measure = count ? draft->measure : JLN_CAUSES_ONE;
    if (!count && e->root != draft) found[count++] = (found_cause){e->root, 0, true};
    count = merge_found(book, found, count);
    qsort(found, count, sizeof *found, found_cmp);
    if (count) write_causes(book, f, draft, measure, found, count, rank_of);
}

static int by_id(const void *a, const void *b) {
    const jln_audit_draft *x = *(jln_audit_draft *const *)a, *y = *(jln_audit_draft *const *)b;
    int order = strcmp(x->finding.id, y->finding.id);
    return order ? order : x->order < y->order ? -1 : x->order > y->order;
}

/* A figure printed twice makes two findings of one name: the later ones take their line with them,
 * then a number. */
static bool make_ids_unique(jln_audit_book *book) {
    jln_audit_draft **sorted =
        jln_arena_array(book->arena, (size_t)book->draft_count + 1, sizeof *sorted);
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
    size_t *rank_of = jln_arena_array(book->arena, count + 1, sizeof *rank_of);
    out->items = jln_arena_array(book->arena, count + 1, sizeof *out->items);
    if (!entries || !rank_of || !out->items || !make_ids_unique(book)) return jln_err_nomem(err);
    shown s = {.best = find_roots(book, entries)};
    if (!s.best || !find_shown(book, &s)) return jln_err_nomem(err);
    qsort(entries, count, sizeof *entries, entry_cmp);
    for (size_t i = 0; i < count; i++) rank_of[entries[i].draft->order] = i;
    out->count = count;
    out->errors = 0;
    for (size_t i = 0; i < count; i++) {
        jln_finding *f = &out->items[i];
        *f = entries[i].draft->finding;
        if (entries[i].root != entries[i].draft) f->cause = entries[i].root->finding.id;
        set_causes(book, f, &entries[i], &s, rank_of);
        out->errors += f->severity == JLN_SEVERITY_ERROR;
    }
    jln_audit_set_parts(book, out->items, count);
    return book->failed ? jln_err_nomem(err) : JLN_OK;
}

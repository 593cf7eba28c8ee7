/* shares-sum: printed shares of one whole add up to their printed total, and that to 100. */
#include "audit/percent.h"
#include "audit/places.h"
#include "audit/reference.h"
#include "audit/say.h"
#include "base/str.h"

#include <stdio.h>
#include <string.h>

/* What the shares of a set part the whole by. */
typedef enum { BY_YEAR, BY_NODE, BY_FUNDER, BY_REGION } family;

typedef struct {
    jln_claim_kind kind;
    family by;
    int level;         /* BY_NODE */
    const char *label; /* BY_REGION: the measure's name, from the first comma */
    int printing;      /* 0: figures printed first; 1: those printed again... */
} set_key;

typedef struct {
    set_key key;
    jln_rat sum, mended; /* as printed; each share as its figures make it */
    int count, decimals;
    bool rounded;   /* no share is wrong */
    uint32_t worst; /* share with the widest difference */
    jln_rat widest;
    jln_audit_causes causes; /* the wrong shares, in last digits of `decimals` */
    const jln_audit_claim *first, *total;
} share_set;

static const char *measure_of(const jln_audit_claim *claim) {
    const char *label = claim->label ? claim->label : "";
    while (*label && *label != ',') label++;
    return label;
}

static bool family_of(const jln_audit_book *book, const jln_audit_claim *claim, set_key *key) {
    *key = (set_key){.kind = claim->kind, .by = BY_YEAR, .level = -1, .label = ""};
    if (claim->kind == JLN_CLAIM_COVERAGE_SHARE) {
        key->by = BY_REGION;
        key->label = measure_of(claim);
        return true;
    }
    bool node = claim->node != 0, funder = claim->funder < book->plan->funder_count,
         year = claim->column < book->years;
    key->by = node ? BY_NODE : funder ? BY_FUNDER : BY_YEAR;
    key->level = node ? book->plan->nodes[claim->node].level : -1;
    return node + funder + year == 1;
}

static bool same_subject(const jln_audit_claim *a, const jln_audit_claim *b) {
    if (a->kind != b->kind || a->node != b->node || a->funder != b->funder ||
        a->column != b->column)
        return false;
    return a->kind != JLN_CLAIM_COVERAGE_SHARE || jln_str_eq(a->label, b->label);
}

/* How many times the same share was printed before. */
static int printing_of(const jln_audit_book *book, const jln_audit_claim *claim) {
    int count = 0;
    for (const jln_audit_claim *other = book->claims; other < claim; other++)
        count += other->state == JLN_NUMBER && same_subject(claim, other);
    return count;
}

static bool is_member(const jln_audit_book *book, const jln_audit_claim *claim,
                      const set_key *key) {
    set_key own;
    if (claim->kind != key->kind || claim->state != JLN_NUMBER || !family_of(book, claim, &own))
        return false;
    return own.by == key->by && own.level == key->level && jln_str_eq(own.label, key->label) &&
           printing_of(book, claim) == key->printing;
}

static void add_share(jln_audit_book *book, share_set *set, const jln_audit_claim *claim) {
    jln_audit_percent p = jln_audit_percent_of(book, claim);
    jln_rat mended = claim->percent;
    jln_i128 digits;
    if (p.known && jln_rat_round(p.exact, claim->decimals, &digits))
        (void)jln_rat_mul((jln_rat){digits, 1}, jln_audit_last_digit(claim->decimals), &mended);
    if (!jln_rat_add(set->sum, claim->percent, &set->sum) ||
        !jln_rat_add(set->mended, mended, &set->mended))
        book->overflow = true;
    jln_rat gap = jln_audit_magnitude(jln_audit_apart(book, claim->percent, mended));
    if (gap.num && (set->worst == JLN_AUDIT_NONE || jln_rat_cmp(gap, set->widest) > 0)) {
        set->widest = gap;
        set->worst = jln_audit_figure_claim(book, claim);
    }
    if (!set->count++) set->first = claim;
    if (gap.num) /* the sum is short of what a share has too much */
        jln_audit_causes_add(book, &set->causes, jln_audit_figure_claim(book, claim),
                             -jln_audit_percent_digits(claim->percent, mended, set->decimals));
    set->rounded = set->rounded && claim->rounded;
}

/* The kinds of the financing table print their own total of shares. */
static const jln_audit_claim *printed_total(const jln_audit_book *book, jln_claim_kind kind) {
    for (uint32_t i = 0; i < book->claim_count; i++) {
        const jln_audit_claim *claim = &book->claims[i];
        if (claim->kind == kind && claim->state == JLN_NUMBER &&
            jln_audit_is_whole_share(book, claim))
            return claim;
    }
    return NULL;
}

static share_set collect(jln_audit_book *book, const set_key *key) {
    share_set set = {.key = *key,
                     .sum = jln_rat_of(0),
                     .mended = jln_rat_of(0),
                     .widest = jln_rat_of(0),
                     .rounded = true,
                     .worst = JLN_AUDIT_NONE};
    for (uint32_t i = 0; i < book->claim_count; i++)
        if (is_member(book, &book->claims[i], key) && book->claims[i].decimals > set.decimals)
            set.decimals = book->claims[i].decimals;
    for (uint32_t i = 0; i < book->claim_count; i++)
        if (is_member(book, &book->claims[i], key)) add_share(book, &set, &book->claims[i]);
    set.total = key->printing ? NULL : printed_total(book, key->kind);
    return set;
}

/* Each share may be off by half a unit of its last digit; by a whole one where none is wrong, for
 * some are then cut off instead of rounded. */
static bool sum_within(const share_set *set, jln_rat gap) {
    jln_rat units, most;
    if (!jln_rat_make(set->count, set->rounded ? 1 : 2, &units) ||
        !jln_rat_mul(units, jln_audit_last_digit(set->decimals), &most))
        return false;
    return jln_rat_cmp(jln_audit_magnitude(gap), most) <= 0;
}

/* "par année", "par axe"... */
static const char *family_words(jln_audit_book *book, const share_set *set) {
    switch (set->key.by) {
    case BY_YEAR:
        return _("par année");
    case BY_FUNDER:
        return _("par source de financement");
    case BY_REGION:
        return _("par région");
    default:
        return jln_audit_text(
            book, jln_arena_fmt(book->arena, _("par %s"), jln_audit_level(book, set->first->node)));
    }
}

static const char *sum_message(jln_audit_book *book, const share_set *set, jln_rat whole,
                               jln_rat gap, int line) {
    const char *words = family_words(book, set),
               *sum = jln_audit_number(book, set->sum, set->decimals);
    const char *off = jln_audit_points(book, gap, set->decimals);
    if (set->total)
        return jln_arena_fmt(book->arena,
                             _("Tableau de financement, parts %s : total imprimé %s %% (l. %d), "
                               "alors que leur somme est %s %% ; écart de %s."),
                             words, jln_audit_number(book, whole, set->decimals), line, sum, off);
    return jln_arena_fmt(book->arena,
                         _("Parts imprimées %s : leur somme (à partir de la l. %d) est %s %% au "
                           "lieu de 100 %% ; écart de %s."),
                         words, line, sum, off);
}

static void sum_of_shares(jln_audit_book *book, const share_set *set) {
    jln_rat whole = set->total ? set->total->percent : jln_rat_of(100);
    jln_rat gap = jln_audit_apart(book, whole, set->sum);
    if (gap.num == 0) return;
    const jln_audit_claim *claim = set->total ? set->total : set->first;
    jln_audit_claim about_all = *claim;
    about_all.percent = whole;
    about_all.node = 0;
    about_all.funder = book->plan->funder_count;
    about_all.column = book->years;
    jln_audit_draft *draft = jln_audit_percent_add(
        book, &about_all, jln_arena_fmt(book->arena, "shares-sum/%s", claim->id),
        sum_message(book, set, whole, gap, claim->line), set->sum, set->decimals);
    if (!draft) return;
    /* The sum of a set without a total is a figure of its own: the first share is not to blame for
     * it. */
    draft->own = draft->blame = set->total ? jln_audit_figure_claim(book, claim) : JLN_AUDIT_NONE;
    draft->finding.severity = sum_within(set, gap) ? JLN_SEVERITY_ROUNDING : JLN_SEVERITY_ERROR;
    draft->finding.doc_2 = set->first->doc;
    draft->finding.line_2 = set->first->line;
    draft->finding.from_2 = set->first->line != claim->line;
    jln_audit_draft_causes(book, draft, set->causes, JLN_CAUSES_POINTS,
                           jln_audit_percent_digits(whole, set->sum, set->decimals), set->decimals);
    /* The wrong share may itself follow from amounts. */
    if (draft->blame < book->claim_count && book->claims[draft->blame].root != JLN_AUDIT_NONE)
        draft->blame = book->claims[draft->blame].root;
}

/* The printed total of shares is 100. */
static void printed_whole(jln_audit_book *book, const share_set *set) {
    const jln_audit_claim *total = set->total;
    if (!total || jln_rat_cmp(total->percent, jln_rat_of(100)) == 0) return;
    const char *message = jln_arena_fmt(
        book->arena,
        _("Tableau de financement, parts %s : total imprimé %s %% (l. %d) au lieu de 100 %%."),
        family_words(book, set), jln_audit_number(book, total->percent, total->decimals),
        total->line);
    jln_audit_draft *draft = jln_audit_percent_add(
        book, total, jln_arena_fmt(book->arena, "shares-sum/%s/100", total->id), message,
        jln_rat_of(100), total->decimals);
    if (!draft) return;
    bool near = sum_within(set, jln_audit_apart(book, total->percent, jln_rat_of(100)));
    draft->finding.severity = near ? JLN_SEVERITY_ROUNDING : JLN_SEVERITY_ERROR;
}

/* The first member stands for its set. */
static bool opens_set(const jln_audit_book *book, const jln_audit_claim *claim, set_key *key) {
    if (claim->state != JLN_NUMBER || !jln_audit_is_percent(claim) ||
        claim->kind == JLN_CLAIM_COVERAGE_RATE)
        return false;
    if (!family_of(book, claim, key)) return false;
    key->printing = printing_of(book, claim);
    for (const jln_audit_claim *other = book->claims; other < claim; other++)
        if (is_member(book, other, key)) return false;
    return true;
}

static bool is_printed(const jln_audit_book *book, const share_set *set,
                       const jln_audit_claim *share) {
    for (uint32_t i = 0; i < book->claim_count; i++)
        if (is_member(book, &book->claims[i], &set->key) && same_subject(&book->claims[i], share))
            return true;
    return false;
}

/* A share of the whole that is not printed, and not of nothing. */
static bool is_left_out(const jln_audit_book *book, const share_set *set,
                        const jln_audit_claim *share) {
    if (is_printed(book, set, share)) return false;
    jln_audit_reference own = jln_audit_in_table(book, share);
    if (!own.known) own = jln_audit_in_matrix(book, share);
    return !own.known || own.amount != 0;
}

static bool leaves_out_region(const jln_audit_book *book, const share_set *set) {
    const char *measure = set->key.label + strspn(set->key.label, ", ");
    for (uint32_t i = 0; i < book->coverage_count; i++) {
        const jln_audit_coverage *row = &book->coverage[i];
        if (!jln_str_eq(row->measure, measure) || !row->value.known || !row->value.number.num)
            continue;
        char label[256];
        snprintf(label, sizeof label, "%s, %s", row->region, measure);
        jln_audit_claim share = *set->first;
        share.label = label;
        if (!jln_audit_is_coverage_total(book, row) && !is_printed(book, set, &share)) return true;
    }
    return false;
}

/* Shares of some years, nodes, funders or regions only need not make 100. */
static bool leaves_out(const jln_audit_book *book, const share_set *set) {
    jln_audit_claim share = *set->first;
    switch (set->key.by) {
    case BY_YEAR:
        for (share.column = 0; share.column < book->years; share.column++)
            if (is_left_out(book, set, &share)) return true;
        return false;
    case BY_FUNDER:
        for (share.funder = 0; share.funder < book->plan->funder_count; share.funder++)
            if (is_left_out(book, set, &share)) return true;
        return false;
    case BY_NODE:
        for (share.node = 1; share.node < book->plan->node_count; share.node++)
            if (book->plan->nodes[share.node].level == set->key.level &&
                is_left_out(book, set, &share))
                return true;
        return false;
    default:
        return leaves_out_region(book, set);
    }
}

/* Nothing is known of the sum of a part of the shares; a table adds up those it prints. */
static bool is_complete(const jln_audit_book *book, const share_set *set) {
    return set->count > 1 && (set->total || !leaves_out(book, set));
}

void jln_audit_rule_shares_sum(jln_audit_book *book) {
    set_key key;
    for (uint32_t i = 0; i < book->claim_count; i++) {
        if (!opens_set(book, &book->claims[i], &key)) continue;
        share_set set = collect(book, &key);
        if (!is_complete(book, &set)) continue;
        sum_of_shares(book, &set);
        printed_whole(book, &set);
    }
}

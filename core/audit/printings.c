/* two-printings: one quantity, two values. */
#include "audit/percent.h"
#include "audit/places.h"
#include "audit/say.h"
#include "audit/words.h"

#include "base/str.h"

#include <string.h>

/* "47.4", for the columns of a finding. */
static const char *exact_number(jln_audit_book *book, jln_rat number) {
    char text[JLN_NUM_MAX];
    if (!jln_rat_text(number, 9, true, text)) return NULL;
    return jln_audit_text(book, jln_arena_str(book->arena, text));
}

/* ---- claims ---- */

/* Kinds of claims that print the same quantity at the same place. */
typedef enum { OF_NOTHING, OF_MATRIX, OF_TABLE, OF_TEXT, OF_SHARES, OF_COUNTS } quantity;

/* The printed totals of two families of shares are not one quantity. */
static quantity quantity_of(const jln_audit_book *book, const jln_audit_claim *claim) {
    if (claim->state != JLN_NUMBER) return OF_NOTHING;
    if (jln_audit_is_share(claim->kind) || claim->kind == JLN_CLAIM_TEXT_SHARE)
        return jln_audit_is_whole_share(book, claim) ? OF_NOTHING : OF_SHARES;
    if (jln_audit_is_financing(claim->kind)) return OF_TABLE;
    switch (claim->kind) {
    case JLN_CLAIM_ROW_TOTAL:
    case JLN_CLAIM_SUBTOTAL:
        return OF_MATRIX;
    case JLN_CLAIM_TEXT_AMOUNT:
        return OF_TEXT;
    case JLN_CLAIM_COUNT:
        return OF_COUNTS;
    default:
        return OF_NOTHING;
    }
}

static bool same_quantity(const jln_audit_book *book, const jln_audit_claim *a,
                          const jln_audit_claim *b, quantity q) {
    if (quantity_of(book, b) != q || !jln_audit_same_place(a, b)) return false;
    return q != OF_COUNTS || jln_str_eq(a->label, b->label);
}

static const jln_audit_claim *first_printing(const jln_audit_book *book,
                                             const jln_audit_claim *claim, quantity q) {
    const jln_audit_claim *first = book->claims;
    while (first < claim && !same_quantity(book, claim, first, q)) first++;
    return first;
}

/* Shares that the text and the table print for different amounts differ as these do. */
static uint32_t share_blame(const jln_audit_book *book, const jln_audit_claim *first,
                            const jln_audit_claim *again) {
    const jln_audit_claim *text = first->kind == JLN_CLAIM_TEXT_SHARE ? first : again;
    const jln_audit_claim *amount =
        first->kind != again->kind ? jln_audit_text_amount(book, text) : NULL;
    if (amount && amount->root != JLN_AUDIT_NONE) return amount->root;
    bool first_wrong = first->root == jln_audit_figure_claim(book, first);
    return jln_audit_figure_claim(book, first_wrong ? first : again);
}

/* The printing already known to be wrong explains the difference, the later one when neither is. A
 * share may be wrong for the amounts beside it: that is another matter. */
static uint32_t blame_of(const jln_audit_book *book, const jln_audit_claim *first,
                         const jln_audit_claim *again, quantity q) {
    if (q == OF_SHARES) return share_blame(book, first, again);
    if (again->root != JLN_AUDIT_NONE) return again->root;
    return first->root != JLN_AUDIT_NONE ? first->root : jln_audit_figure_claim(book, again);
}

static const char *value_words(jln_audit_book *book, const jln_audit_claim *claim, quantity q) {
    if (q != OF_SHARES) return claim->text;
    return jln_audit_text(book,
                          jln_arena_fmt(book->arena, _("%s %%"),
                                        jln_audit_number(book, claim->percent, claim->decimals)));
}

static const char *place_words(jln_audit_book *book, const jln_audit_claim *claim, quantity q) {
    if (q != OF_COUNTS) return jln_audit_claim_place(book, claim);
    for (int i = 0; i < book->plan->level_count; i++)
        if (jln_str_eq(book->plan->levels[i].code, claim->label))
            return jln_plan_level_words(book->plan, i, jln_audit_lang(), true);
    return claim->label ? claim->label : "";
}

static void two_values(jln_audit_book *book, const jln_audit_claim *first,
                       const jln_audit_claim *again, quantity q) {
    const char *message = jln_arena_fmt(
        book->arena, _("%s : deux valeurs imprimées, %s (l. %d) et %s (l. %d)."),
        jln_audit_capital(book, place_words(book, again, q)), value_words(book, first, q),
        first->line, value_words(book, again, q), again->line);
    const char *id = jln_arena_fmt(book->arena, "two-printings/%s", again->id);
    jln_audit_draft *draft = jln_audit_draft_add(book, id, message);
    if (!draft) return;
    jln_finding *f = &draft->finding;
    f->severity = JLN_SEVERITY_ERROR;
    f->quantity = q == OF_SHARES   ? JLN_QUANTITY_PERCENT
                  : q == OF_COUNTS ? JLN_QUANTITY_NUMBER
                                   : JLN_QUANTITY_AMOUNT;
    f->about = jln_audit_about(book, again);
    f->year = again->column < book->years ? book->plan->first_year + again->column : 0;
    f->printed = exact_number(book, again->percent);
    f->computed = exact_number(book, first->percent);
    f->doc = again->doc;
    f->line = again->line;
    f->doc_2 = first->doc;
    f->line_2 = first->line;
    draft->own = jln_audit_figure_claim(book, again);
    draft->blame = blame_of(book, first, again, q);
    if (q != OF_MATRIX && q != OF_TABLE) return;
    jln_audit_causes causes = {0}; /* both print the sum of the same lines */
    jln_audit_claim_causes(book, &causes, again, 1);
    jln_audit_claim_causes(book, &causes, first, -1);
    jln_audit_draft_causes(book, draft, causes, JLN_CAUSES_AMOUNTS,
                           jln_audit_minus(book, again->amount, first->amount), 0);
}

/* A place in the matrix or the financing table knows its first printing; the others are few. */
static const jln_audit_claim *first_of(const jln_audit_book *book, const jln_audit_claim *claim,
                                       quantity q) {
    uint32_t index = JLN_AUDIT_NONE, margin;
    switch (q) {
    case OF_MATRIX:
        index = book->printed[jln_audit_at(book, claim->node, claim->column)];
        break;
    case OF_TABLE:
        margin = jln_audit_claim_margin(book, claim);
        if (margin != JLN_AUDIT_NONE) index = book->cube_printed[margin];
        break;
    default:
        return first_printing(book, claim, q);
    }
    return index == JLN_AUDIT_NONE ? claim : &book->claims[index];
}

static void check_claims(jln_audit_book *book) {
    for (uint32_t i = 0; i < book->claim_count; i++) {
        const jln_audit_claim *claim = &book->claims[i];
        quantity q = quantity_of(book, claim);
        if (q == OF_NOTHING) continue;
        const jln_audit_claim *first = first_of(book, claim, q);
        if (first != claim && first->state == JLN_NUMBER &&
            jln_rat_cmp(first->percent, claim->percent) != 0)
            two_values(book, first, claim, q);
    }
}

/* ---- figures of the text ---- */

static int decimals_of(jln_rat number) {
    jln_rat shifted = number;
    int decimals = 0;
    while (decimals < 9 && !jln_rat_is_integer(shifted) &&
           jln_rat_mul(shifted, jln_rat_of(10), &shifted))
        decimals++;
    return decimals;
}

/* Equal, or one is the other given with fewer decimals. */
static bool same_value(jln_rat a, jln_rat b) {
    int da = decimals_of(a), db = decimals_of(b);
    return jln_audit_percent_fits(a, b, da < db ? da : db);
}

static bool same_words(jln_audit_book *book, const char *a, const char *b) {
    jln_audit_contrast contrast;
    if (!jln_audit_words_compare(book->vocabulary, a, b, &contrast)) {
        book->failed = true;
        return false;
    }
    return contrast.likeness != JLN_AUDIT_WORDING;
}

/* A series names one quantity; without a year, one figure. */
static bool same_fact(const jln_audit_fact *a, const jln_audit_fact *b) {
    return a->year == b->year && strcmp(a->series, b->series) == 0 && strcmp(a->unit, b->unit) == 0;
}

static void check_facts(jln_audit_book *book) {
    for (uint32_t i = 0; i < book->fact_count; i++) {
        const jln_audit_fact *again = &book->facts[i];
        uint32_t j = i;
        while (j > 0 && strcmp(book->facts[j - 1].series, again->series) == 0 &&
               book->facts[j - 1].year == again->year)
            j--;
        while (j < i && !(book->facts[j].value.known && same_fact(&book->facts[j], again))) j++;
        const jln_audit_fact *first = &book->facts[j];
        if (j == i || !again->value.known || same_value(first->value.number, again->value.number))
            continue;
        const char *message = jln_arena_fmt(
            book->arena, _("%s : deux valeurs imprimées, « %s » (l. %d) et « %s » (l. %d)."),
            jln_audit_subject(book, again->said), first->text, first->line, again->text,
            again->line);
        const char *id = jln_arena_fmt(book->arena, "two-printings/%s", again->id);
        jln_audit_draft *draft = jln_audit_draft_add(book, id, message);
        if (!draft) return;
        jln_finding *f = &draft->finding;
        f->severity = JLN_SEVERITY_ERROR;
        f->quantity = jln_audit_quantity(again->unit);
        f->year = again->year;
        f->printed = exact_number(book, again->value.number);
        f->computed = exact_number(book, first->value.number);
        f->doc = again->doc;
        f->line = again->line;
        f->doc_2 = first->doc;
        f->line_2 = first->line;
        draft->own = draft->blame = jln_audit_figure_fact(book, i);
    }
}

/* ---- indicators ---- */

typedef struct {
    jln_audit_part part;
    const char *text, *doc;
    jln_audit_number_or_none value;
    int year, line;
} printed_value;

static printed_value value_of(const jln_audit_indicator *n, jln_audit_part part) {
    if (part == JLN_PART_BASELINE)
        return (printed_value){part,        n->baseline_text, n->doc,
                               n->baseline, n->baseline_year, n->line};
    return (printed_value){part, n->target_text, n->doc, n->target, n->target_year, n->line};
}

static bool differ(const printed_value *a, const printed_value *b) {
    return a->value.known && b->value.known && a->year == b->year &&
           !same_value(a->value.number, b->value.number);
}

static void other_value(jln_audit_book *book, uint32_t index, const printed_value *own,
                        const printed_value *other) {
    const jln_audit_indicator *n = &book->indicators[index];
    const char *format =
        own->part == JLN_PART_BASELINE
            ? _("Indicateur « %s » : sa référence est « %s » (l. %d), ailleurs « %s » (l. %d).")
            : _("Indicateur « %s » : sa cible est « %s » (l. %d), ailleurs « %s » (l. %d).");
    const char *message =
        jln_arena_fmt(book->arena, format, n->text, own->text, own->line, other->text, other->line);
    const char *node = book->plan->nodes[n->node].id;
    const char *id =
        jln_arena_fmt(book->arena, "two-printings/%s/%d/%s", *node ? node : "plan", n->position,
                      own->part == JLN_PART_BASELINE ? "baseline" : "target");
    jln_audit_draft *draft = jln_audit_draft_add(book, id, message);
    if (!draft) return;
    jln_finding *f = &draft->finding;
    f->severity = JLN_SEVERITY_ERROR;
    f->quantity = jln_audit_quantity(n->unit);
    f->about = node;
    f->year = own->year;
    f->printed = exact_number(book, own->value.number);
    f->computed = exact_number(book, other->value.number);
    f->doc = own->doc;
    f->line = own->line;
    f->doc_2 = other->doc;
    f->line_2 = other->line;
    draft->own = draft->blame = jln_audit_figure_indicator(book, index, own->part);
}

static bool is_above(const jln_plan *plan, uint32_t above, uint32_t node) {
    return above != node && above <= node && node < plan->nodes[above].end;
}

/* The same words up and down the chain are one indicator; side by side they may be of two results.
 */
static void check_indicators(jln_audit_book *book) {
    for (uint32_t i = 0; i < book->indicator_count; i++)
        for (uint32_t j = 0; j < book->indicator_count; j++) {
            const jln_audit_indicator *n = &book->indicators[i], *above = &book->indicators[j];
            if (!is_above(book->plan, above->node, n->node) || strcmp(n->unit, above->unit) != 0)
                continue;
            for (int part = JLN_PART_BASELINE; part <= JLN_PART_TARGET; part++) {
                printed_value own = value_of(n, (jln_audit_part)part),
                              other = value_of(above, (jln_audit_part)part);
                if (differ(&own, &other) && same_words(book, above->text, n->text))
                    other_value(book, i, &own, &other);
            }
        }
}

/* A figure of the text about an indicator, in its words, for the year of its baseline or target.
 * Words are compared last: it costs most. */
static void check_indicator_facts(jln_audit_book *book) {
    for (uint32_t i = 0; i < book->indicator_count; i++)
        for (uint32_t j = 0; j < book->fact_count; j++) {
            const jln_audit_indicator *n = &book->indicators[i];
            const jln_audit_fact *fact = &book->facts[j];
            if (!fact->year || strcmp(n->unit, fact->unit) != 0) continue;
            for (int part = JLN_PART_BASELINE; part <= JLN_PART_TARGET; part++) {
                printed_value own = value_of(n, (jln_audit_part)part);
                printed_value other = {own.part,    fact->text, fact->doc,
                                       fact->value, fact->year, fact->line};
                if (differ(&own, &other) && same_words(book, fact->about, n->text))
                    other_value(book, i, &own, &other);
            }
        }
}

void jln_audit_rule_two_printings(jln_audit_book *book) {
    check_claims(book);
    check_facts(book);
    check_indicators(book);
    check_indicator_facts(book);
}

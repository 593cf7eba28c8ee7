/* Figures that the text makes of others. The names of their series say how: "accroissement-K" is
 * the growth in percent of the series "...-K" over a year, "part-K" the share of "P-K" in
 * "P-totales", "K-moyenne-2007-2009" the mean of the series K, "K-gain-2008-2009" its change,
 * "part-total-K" the total of the shares printed beside it. */
#include "audit/percent.h"
#include "audit/say.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SERIES_MAX = 96 };

static const jln_audit_fact *find(const jln_audit_book *book, const char *series, int year) {
    for (uint32_t i = 0; i < book->fact_count; i++) {
        const jln_audit_fact *fact = &book->facts[i];
        if (fact->year == year && fact->value.known && strcmp(fact->series, series) == 0)
            return fact;
    }
    return NULL;
}

/* The figure of a year of another series whose name ends in "-K". */
static const jln_audit_fact *find_base(const jln_audit_book *book, const jln_audit_fact *of,
                                       const char *name, int year) {
    size_t length = strlen(name);
    for (uint32_t i = 0; i < book->fact_count; i++) {
        const jln_audit_fact *fact = &book->facts[i];
        size_t all = strlen(fact->series);
        if (fact->year != year || !fact->value.known || strcmp(fact->unit, of->unit) == 0) continue;
        if (all > length && fact->series[all - length - 1] == '-' &&
            strcmp(fact->series + all - length, name) == 0)
            return fact;
    }
    return NULL;
}

/* What a derived figure should be, and a figure it is made of. */
typedef struct {
    jln_rat exact;
    const jln_audit_fact *from;
} derivation;

static const char *after(const char *series, const char *prefix) {
    size_t length = strlen(prefix);
    return strncmp(series, prefix, length) == 0 ? series + length : NULL;
}

static bool in_percent(jln_rat part, jln_rat whole, jln_rat *out) {
    return jln_rat_div(part, whole, out) && jln_rat_mul(*out, jln_rat_of(100), out);
}

static bool is_growth(const jln_audit_book *book, const jln_audit_fact *fact, derivation *d) {
    const char *name = after(fact->series, "accroissement-");
    const jln_audit_fact *now = name ? find_base(book, fact, name, fact->year) : NULL;
    const jln_audit_fact *before = now ? find(book, now->series, fact->year - 1) : NULL;
    jln_rat change;
    if (!before || !jln_rat_sub(now->value.number, before->value.number, &change)) return false;
    d->from = now;
    return in_percent(change, before->value.number, &d->exact);
}

static bool is_part(const jln_audit_book *book, const jln_audit_fact *fact, derivation *d) {
    char total[SERIES_MAX];
    const char *name = after(fact->series, "part-");
    const jln_audit_fact *part = name ? find_base(book, fact, name, fact->year) : NULL;
    if (!part) return false;
    int prefix = (int)(strlen(part->series) - strlen(name) - 1);
    if (snprintf(total, sizeof total, "%.*s-totales", prefix, part->series) >= SERIES_MAX)
        return false;
    const jln_audit_fact *whole = find(book, total, fact->year);
    d->from = part;
    return whole && in_percent(part->value.number, whole->value.number, &d->exact);
}

/* "K-moyenne-2007-2009": K and both years. */
static bool split_span(const char *series, const char *word, char name[SERIES_MAX], int *first,
                       int *last) {
    const char *at = strstr(series, word);
    if (!at || at == series || (size_t)(at - series) >= SERIES_MAX) return false;
    memcpy(name, series, (size_t)(at - series));
    name[at - series] = '\0';
    const char *years = at + strlen(word);
    if (strlen(years) != 9 || years[4] != '-' || strspn(years, "0123456789-") != 9) return false;
    *first = atoi(years);
    *last = atoi(years + 5);
    return *first < *last;
}

static bool is_mean(const jln_audit_book *book, const jln_audit_fact *fact, derivation *d) {
    char name[SERIES_MAX];
    int first, last;
    jln_rat sum = jln_rat_of(0);
    if (!split_span(fact->series, "-moyenne-", name, &first, &last)) return false;
    for (int year = first; year <= last; year++) {
        d->from = find(book, name, year);
        if (!d->from || !jln_rat_add(sum, d->from->value.number, &sum)) return false;
    }
    d->from = find(book, name, first);
    return jln_rat_div(sum, jln_rat_of(last - first + 1), &d->exact);
}

static bool is_change(const jln_audit_book *book, const jln_audit_fact *fact, derivation *d) {
    char name[SERIES_MAX];
    int first, last;
    if (!split_span(fact->series, "-gain-", name, &first, &last)) return false;
    const jln_audit_fact *before = find(book, name, first);
    d->from = find(book, name, last);
    return before && d->from && jln_rat_sub(d->from->value.number, before->value.number, &d->exact);
}

/* Digits printed after the mark; a space may have slipped in beside it ("17, 56%"). */
static int printed_decimals(const char *text) {
    for (const char *at = text; *at; at++) {
        if ((*at != ',' && *at != '.') || at == text) continue;
        const char *digits = at + 1 + strspn(at + 1, " ");
        return (int)strspn(digits, "0123456789");
    }
    return 0;
}

static uint32_t first_printing(const jln_audit_book *book, uint32_t index) {
    while (index > 0 && book->facts[index - 1].year == book->facts[index].year &&
           strcmp(book->facts[index - 1].series, book->facts[index].series) == 0)
        index--;
    return index;
}

static const char *gap_words(jln_audit_book *book, const jln_audit_fact *fact, jln_rat gap,
                             int decimals) {
    if (jln_audit_quantity(fact->unit) == JLN_QUANTITY_PERCENT)
        return jln_audit_points(book, gap, decimals);
    return jln_audit_number(book, gap, decimals);
}

static void wrong(jln_audit_book *book, uint32_t index, const derivation *d, int decimals) {
    const jln_audit_fact *fact = &book->facts[index];
    jln_rat gap = jln_audit_apart(book, fact->value.number, d->exact);
    const char *format = jln_audit_quantity(fact->unit) == JLN_QUANTITY_PERCENT
                             ? _("%s : « %s » (l. %d), alors que les chiffres dont il est fait (l. "
                                 "%d) donnent %s %% ; écart de %s.")
                             : _("%s : « %s » (l. %d), alors que les chiffres dont il est fait (l. "
                                 "%d) donnent %s ; écart de %s.");
    const char *message =
        jln_arena_fmt(book->arena, format, jln_audit_subject(book, fact->said), fact->text,
                      fact->line, d->from->line, jln_audit_number(book, d->exact, decimals + 2),
                      gap_words(book, fact, gap, decimals + 2));
    jln_audit_draft *draft = jln_audit_draft_add(
        book, jln_arena_fmt(book->arena, "%s/%s", book->rule, fact->id), message);
    char text[JLN_NUM_MAX];
    if (!draft) return;
    jln_finding *f = &draft->finding;
    f->severity = JLN_SEVERITY_ERROR;
    f->quantity = jln_audit_quantity(fact->unit);
    f->year = fact->year;
    if (jln_rat_text(fact->value.number, 9, true, text))
        f->printed = jln_audit_text(book, jln_arena_str(book->arena, text));
    if (jln_rat_text(d->exact, decimals + 2, true, text))
        f->computed = jln_audit_text(book, jln_arena_str(book->arena, text));
    if (jln_rat_text(gap, decimals + 2, true, text))
        f->difference = jln_audit_text(book, jln_arena_str(book->arena, text));
    f->doc = fact->doc;
    f->line = fact->line;
    f->doc_2 = d->from->doc;
    f->line_2 = d->from->line;
    draft->own = jln_audit_figure_fact(book, index);
    draft->blame = jln_audit_figure_fact(book, first_printing(book, index));
}

typedef bool derive(const jln_audit_book *book, const jln_audit_fact *fact, derivation *d);

static void check(jln_audit_book *book, derive *const derives[2]) {
    for (uint32_t i = 0; i < book->fact_count; i++) {
        const jln_audit_fact *fact = &book->facts[i];
        derivation d = {.exact = jln_rat_of(0)};
        if (!fact->value.known || (!derives[0](book, fact, &d) && !derives[1](book, fact, &d)))
            continue;
        int decimals = printed_decimals(fact->text);
        if (!jln_audit_percent_near(book, fact->value.number, d.exact, decimals))
            wrong(book, i, &d, decimals);
    }
}

void jln_audit_rule_derived_percent(jln_audit_book *book) {
    static derive *const derives[] = {is_growth, is_part};
    check(book, derives);
}

void jln_audit_rule_derived_value(jln_audit_book *book) {
    static derive *const derives[] = {is_mean, is_change};
    check(book, derives);
}

/* ---- the parts of a table against their printed total ---- */

typedef struct {
    const jln_audit_fact *first; /* part */
    jln_rat whole, sum;          /* of the figures they are parts of; of the parts */
    int count;
    uint32_t wrong; /* a part that is not its figure's; JLN_AUDIT_NONE */
} parts_added;

/* The parts printed first beside their total: those of the same year, each with the figure it is a
 * part of. */
static parts_added add_parts(jln_audit_book *book, const jln_audit_fact *total,
                             const jln_audit_fact *base) {
    parts_added out = {.whole = jln_rat_of(0), .sum = jln_rat_of(0), .wrong = JLN_AUDIT_NONE};
    for (uint32_t i = 0; i < book->fact_count; i++) {
        const jln_audit_fact *part = &book->facts[i];
        const char *name = after(part->series, "part-");
        if (!name || part->year != total->year || !part->value.known ||
            first_printing(book, i) != i)
            continue;
        if (strcmp(part->series, total->series) == 0) continue;
        const jln_audit_fact *of = find_base(book, part, name, part->year);
        if (!of || strcmp(of->unit, base->unit) != 0) continue;
        if (!jln_rat_add(out.whole, of->value.number, &out.whole) ||
            !jln_rat_add(out.sum, part->value.number, &out.sum))
            book->overflow = true;
        if (!out.count++ || part->line < out.first->line) out.first = part;
        derivation d;
        bool fits =
            !is_part(book, part, &d) ||
            jln_audit_percent_near(book, part->value.number, d.exact, printed_decimals(part->text));
        if (!fits) out.wrong = i;
    }
    return out;
}

/* Each part may be off by half a unit of its last digit. */
static bool is_rounding(jln_audit_book *book, jln_rat gap, int count, int decimals) {
    jln_rat most;
    if (!jln_rat_make(count, 2, &most) || !jln_rat_mul(most, jln_audit_last_digit(decimals), &most))
        book->overflow = true;
    return jln_rat_cmp(jln_audit_magnitude(gap), most) <= 0;
}

static void parts_apart(jln_audit_book *book, uint32_t index, const parts_added *parts,
                        int decimals) {
    const jln_audit_fact *total = &book->facts[index];
    jln_rat gap = jln_audit_apart(book, total->value.number, parts->sum);
    const char *message = jln_arena_fmt(
        book->arena,
        _("%s : « %s » (l. %d), alors que les parts imprimées (à partir de la l. %d) font %s %% ; "
          "écart de %s."),
        jln_audit_subject(book, total->said), total->text, total->line, parts->first->line,
        jln_audit_number(book, parts->sum, decimals), jln_audit_points(book, gap, decimals));
    jln_audit_draft *draft = jln_audit_draft_add(
        book, jln_arena_fmt(book->arena, "%s/%s", book->rule, total->id), message);
    char text[JLN_NUM_MAX];
    if (!draft) return;
    jln_finding *f = &draft->finding;
    f->severity =
        is_rounding(book, gap, parts->count, decimals) ? JLN_SEVERITY_ROUNDING : JLN_SEVERITY_ERROR;
    f->quantity = JLN_QUANTITY_PERCENT;
    f->year = total->year;
    if (jln_rat_text(total->value.number, 9, true, text))
        f->printed = jln_audit_text(book, jln_arena_str(book->arena, text));
    if (jln_rat_text(parts->sum, decimals, true, text))
        f->computed = jln_audit_text(book, jln_arena_str(book->arena, text));
    if (jln_rat_text(gap, decimals, true, text))
        f->difference = jln_audit_text(book, jln_arena_str(book->arena, text));
    f->doc = total->doc;
    f->line = total->line;
    f->doc_2 = parts->first->doc;
    f->line_2 = parts->first->line;
    f->from_2 = true;
    draft->own = jln_audit_figure_fact(book, index);
    draft->blame =
        jln_audit_figure_fact(book, parts->wrong == JLN_AUDIT_NONE ? index : parts->wrong);
}

/* "part-total-K" is the total of the parts when "P-total-K" is that of their figures. */
static void check_parts(jln_audit_book *book, uint32_t index) {
    const jln_audit_fact *total = &book->facts[index];
    const char *name = after(total->series, "part-total-");
    if (!name || !total->value.known || first_printing(book, index) != index) return;
    const jln_audit_fact *base = find_base(book, total, after(total->series, "part-"), total->year);
    if (!base) return;
    parts_added parts = add_parts(book, total, base);
    if (parts.count < 2 || jln_rat_cmp(parts.whole, base->value.number) != 0) return;
    if (jln_rat_cmp(parts.sum, total->value.number) != 0)
        parts_apart(book, index, &parts, printed_decimals(total->text));
}

void jln_audit_rule_derived_sum(jln_audit_book *book) {
    for (uint32_t i = 0; i < book->fact_count; i++) check_parts(book, i);
}

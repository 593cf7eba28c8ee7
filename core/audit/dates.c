/* malformed-date: a year that has not four digits, a span that ends before it begins. */
#include "audit/rules.h"
#include "audit/say.h"
#include "audit/words.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    const char *text, *id, *doc;
    uint32_t node, figure;
    int line;
} dated;

/* ---- years ---- */

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static size_t digits_at(const char *text) {
    return strspn(text, "0123456789");
}

static size_t dash_at(const char *text) {
    static const char *const dashes[] = {"-", "\u2010", "\u2011", "\u2013"};
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++)
        if (strncmp(text, dashes[i], strlen(dashes[i])) == 0) return strlen(dashes[i]);
    return 0;
}

/* A year as documents print it: four digits, 19.. to 21... */
static bool is_year(const char *text, size_t length) {
    return length == 4 &&
           ((text[0] == '1' && text[1] == '9') || (text[0] == '2' && text[1] <= '1'));
}

typedef enum { GOOD, NOT_FOUR_DIGITS, BACKWARDS } fault;

/* "20217-2021": one side of the dash is a year, the other has five digits or three. "2010-2005"
 * runs backwards. */
static fault fault_of(const char *text, size_t *length) {
    size_t first = digits_at(text), dash = dash_at(text + first),
           last = digits_at(text + first + dash);
    const char *other = text + first + dash;
    *length = first + dash + last;
    if (!first || !dash || !last || dash_at(text + *length)) return GOOD;
    if (is_year(text, first) && is_year(other, last))
        return strncmp(text, other, 4) > 0 ? BACKWARDS : GOOD;
    bool from = is_year(text, first) && (last == 3 || last == 5);
    bool to = is_year(other, last) && (first == 3 || first == 5);
    return from || to ? NOT_FOUR_DIGITS : GOOD;
}

/* The first span of years that is at fault; NULL. */
static const char *faulty_span(jln_audit_book *book, const char *text, fault *why) {
    for (const char *at = text; *at; at++) {
        size_t length;
        if (!is_digit(*at)) continue;
        *why = fault_of(at, &length);
        if (*why != GOOD) return jln_audit_text(book, jln_arena_strn(book->arena, at, length));
        at += digits_at(at) - 1;
    }
    return NULL;
}

/* ---- days ---- */

/* "01er" is 1; 0 when the word is no day of a month. */
static int day_of(const char *word) {
    size_t length = digits_at(word);
    bool whole = !word[length] || strcmp(word + length, "er") == 0;
    int day = length && length <= 2 && whole ? atoi(word) : 0;
    return day <= 31 ? day : 0;
}

static bool is_month(const char *word) {
    static const char *const months[] = {"janvier",   "fevrier", "mars",     "avril",
                                         "mai",       "juin",    "juillet",  "aout",
                                         "septembre", "octobre", "novembre", "decembre"};
    for (size_t i = 0; i < sizeof months / sizeof *months; i++)
        if (strcmp(word, months[i]) == 0) return true;
    return false;
}

/* "du 29 au 1er octobre": two days of the one month that is named, the second before the first. */
static bool ends_before_it_begins(const char *text) {
    char word[JLN_AUDIT_WORD_MAX];
    int from = 0, to = 0;
    while (jln_audit_word_next(&text, word)) {
        int day = day_of(word);
        if (day) {
            if (to) from = 0;
            to = from ? day : 0;
            if (!from) from = day;
        } else if (is_month(word) && from && to) {
            if (to < from) return true;
            from = to = 0;
        } else if (strcmp(word, "au") != 0) {
            from = to = 0;
        }
    }
    return false;
}

/* ---- the rule ---- */

static void malformed(jln_audit_book *book, const dated *d, const char *format,
                      const char *printed) {
    const char *message = jln_arena_fmt(book->arena, format, printed, d->line);
    const char *id = jln_arena_fmt(book->arena, "malformed-date/%s", d->id);
    jln_audit_draft *draft = jln_audit_draft_add(book, id, message);
    if (!draft) return;
    jln_finding *f = &draft->finding;
    f->about = book->plan->nodes[d->node].id;
    f->printed = printed;
    f->doc = d->doc;
    f->line = d->line;
    draft->own = draft->blame = d->figure;
}

static void check(jln_audit_book *book, const dated *d) {
    fault why = GOOD;
    const char *span = faulty_span(book, d->text, &why);
    if (why == NOT_FOUR_DIGITS)
        malformed(book, d, _("« %s » (l. %d) : une année s’écrit avec quatre chiffres."), span);
    else if (why == BACKWARDS)
        malformed(book, d, _("« %s » (l. %d) : la fin est avant le début."), span);
    else if (ends_before_it_begins(d->text))
        malformed(book, d, _("« %s » (l. %d) : la fin est avant le début."), d->text);
}

void jln_audit_rule_malformed_date(jln_audit_book *book) {
    for (uint32_t i = 0; i < book->fact_count; i++) {
        const jln_audit_fact *fact = &book->facts[i];
        check(book, &(dated){fact->text, fact->id, fact->doc, 0, jln_audit_figure_fact(book, i),
                             fact->line});
    }
    for (uint32_t i = 0; i < book->milestone_count; i++) {
        const jln_audit_milestone *m = &book->milestones[i];
        const char *id = jln_audit_text(book, jln_arena_fmt(book->arena, "l%d", m->line));
        if (!id) return;
        check(book, &(dated){m->date, id, m->doc, m->node, JLN_AUDIT_NONE, m->line});
    }
}

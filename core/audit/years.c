#include "audit/years.h"

#include "audit/say.h"
#include "audit/words.h"

#include <string.h>

enum { YEAR_LOW = 1900, YEAR_HIGH = 2199 };

/* The next year from `*at`, which moves past it; *start is its first digit. 0 at the end. */
static int next_year(const char **at, const char **start) {
    while (**at) {
        size_t length = strspn(*at, "0123456789");
        int year = 0;
        for (size_t i = 0; length == 4 && i < length; i++) year = year * 10 + ((*at)[i] - '0');
        *start = *at;
        *at += length ? length : 1;
        if (year >= YEAR_LOW && year <= YEAR_HIGH) return year;
    }
    return 0;
}

int jln_audit_years_in(const char *text, int years[JLN_AUDIT_YEARS_MAX]) {
    int count = 0, year;
    const char *start;
    while (count < JLN_AUDIT_YEARS_MAX && (year = next_year(&text, &start)) != 0)
        years[count++] = year;
    return count;
}

const char *jln_audit_years_text(jln_audit_book *book, const int *years, int count) {
    bool run = count > 1;
    for (int i = 1; i < count; i++) run = run && years[i] == years[i - 1] + 1;
    if (run)
        return jln_audit_text(book,
                              jln_arena_fmt(book->arena, "%d-%d", years[0], years[count - 1]));
    const char *text = "";
    for (int i = 0; i < count; i++)
        text = jln_audit_text(
            book, jln_arena_fmt(book->arena, "%s%s%d", text ? text : "", i ? " " : "", years[i]));
    return text;
}

const char *jln_audit_plan_years(jln_audit_book *book) {
    return jln_audit_text(
        book, jln_arena_fmt(book->arena, "%d-%d", book->plan->first_year, book->plan->last_year));
}

/* Nothing between two years but a dash or "à". */
static bool joins(const char *from, const char *to) {
    static const char *const joints[] = {"-",      "\u2010", "\u2011", "\u2013",
                                         "\u2014", "à",      "a",      "/"};
    while (from < to && *from == ' ') from++;
    while (to > from && to[-1] == ' ') to--;
    size_t length = (size_t)(to - from);
    for (size_t i = 0; i < sizeof joints / sizeof *joints; i++)
        if (strlen(joints[i]) == length && memcmp(joints[i], from, length) == 0) return true;
    return false;
}

/* The last word of the text before a place. */
static bool word_before(const char *text, size_t at, char word[JLN_AUDIT_WORD_MAX]) {
    enum { REACH = 24 }; /* bytes: longer than a month's name */
    char part[REACH + 1];
    size_t from = at > REACH ? at - REACH : 0;
    memcpy(part, text + from, at - from);
    part[at - from] = '\0';
    bool any = false;
    for (const char *next = part; jln_audit_word_next(&next, word);) any = true;
    return any;
}

bool jln_audit_is_date(const char *text, size_t at) {
    static const char *const before[] = {
        "en",    "fin",     "ici",     "horizon",   "debut",   "annee",    "avant",
        "apres", "depuis",  "janvier", "fevrier",   "mars",    "avril",    "mai",
        "juin",  "juillet", "aout",    "septembre", "octobre", "novembre", "decembre"};
    char word[JLN_AUDIT_WORD_MAX];
    const char *after = text + at + 4 + strspn(text + at + 4, " \u00a0");
    if (at == 0) return *after == ':';
    if (text[at - 1] == '(') return true;
    if (!word_before(text, at, word)) return false;
    for (size_t i = 0; i < sizeof before / sizeof *before; i++)
        if (strcmp(word, before[i]) == 0) return true;
    return false;
}

int jln_audit_periods_in(const char *text, jln_audit_period periods[JLN_AUDIT_YEARS_MAX]) {
    int count = 0, year;
    const char *whole = text, *start, *end = NULL;
    while ((year = next_year(&text, &start)) != 0) {
        jln_audit_period *last = count ? &periods[count - 1] : NULL;
        if (last && !last->is_span && year > last->first && joins(end, start)) {
            last->last = year;
            last->is_span = true;
        } else if (count < JLN_AUDIT_YEARS_MAX) {
            periods[count++] = (jln_audit_period){year, year, false, (size_t)(start - whole)};
        }
        end = text;
    }
    return count;
}

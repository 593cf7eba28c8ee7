/* Inside core/audit: the years a text names. */
#ifndef JLN_AUDIT_YEARS_H
#define JLN_AUDIT_YEARS_H

#include "audit/book.h"

#include <stddef.h>

enum { JLN_AUDIT_YEARS_MAX = 64 };

/* The years a text names, in its order: runs of exactly four digits, from 1900 to 2199. */
int jln_audit_years_in(const char *text, int years[JLN_AUDIT_YEARS_MAX]);

/* "2010-2014" when they follow one another, else the list. */
const char *jln_audit_years_text(jln_audit_book *book, const int *years, int count);

const char *jln_audit_plan_years(jln_audit_book *book);

/* A year, or two years joined by a dash or "à": a period. */
typedef struct {
    int first, last;
    bool is_span;
    size_t at; /* of its first digit */
} jln_audit_period;

/* The number of four digits at `at` is meant as a year: "en 2014", "fin 2015", "31 mars 2010",
 * "(2009)", "2015 : ..."; "2000" alone may be a count. */
bool jln_audit_is_date(const char *text, size_t at);

/* The periods a text names, in its order. */
int jln_audit_periods_in(const char *text, jln_audit_period periods[JLN_AUDIT_YEARS_MAX]);

#endif

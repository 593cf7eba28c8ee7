/* A table of at most so many rows: those that do not fit become one line « autres (n) » that holds
 * their sums. */
#ifndef JLN_REPORTS_FOLD_H
#define JLN_REPORTS_FOLD_H

#include "doc/doc.h"

/* Body rows that stand for one thing each: what folding counts. */
size_t jln_fold_count(const jln_doc_table *table);

/* A copy of the table, in `arena`, with at most `most` body rows (at least 1), the line of the
 * others included; the table itself when it has no more. Rows are kept from the top, or, where the
 * table says so, by their largest first amount; all stay in their order, sub-totals of groups go.
 * Where all rows stand under a heading, each group keeps its heading, its first rows, as many in
 * all as fit, and has a line of its own for the others; elsewhere headings go. Amounts and counts of the others are added up, ratios, shares and differences over
 * them follow, other rates stay empty: a rate is never added. NULL when out of memory. */
const jln_doc_table *jln_fold(jln_arena *arena, const jln_doc_table *table, size_t most);

/* The sum of the known among `count` values: PARTIAL when some are not known, the first value when
 * none is. */
jln_value jln_fold_sum(const jln_value *const *values, size_t count);

/* The words « autres (n) : name, name… » of what is left out, those without a name not told. NULL
 * when out of memory. */
const char *jln_fold_words(jln_arena *arena, size_t count, const char *const *names);

#endif

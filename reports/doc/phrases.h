/* Pieces of sentences: a result with its article, an activity with its structure, counts, days. */
#ifndef JLN_REPORTS_PHRASES_H
#define JLN_REPORTS_PHRASES_H

#include "doc/build.h"

/* « 1 125 », "1,125". */
const char *jln_say_count(jln_builder *b, unsigned long count);

/* « L'axe 2 (Développement de l'aide…) », "Axis 2 (…)": a subject of a sentence. */
const char *jln_say_result(jln_builder *b, uint32_t node);

/* « Élaborer un guide… » (3.2.1.2, MDSSPA). */
const char *jln_say_activity(jln_builder *b, uint32_t node);

/* 3.2.1.2 Élaborer un guide…: of a list that has a column for structures. */
const char *jln_say_numbered(jln_builder *b, uint32_t node);

/* The base of the rates as it is over those years: a revised one is so only where a revision
 * changes it. « coût prévu », « dotation révisée », « coût prévu (révisé pour 2013) », and
 * « du coût prévu »... */
const char *jln_say_base(jln_builder *b, int from, int to);
const char *jln_say_of_base(jln_builder *b, int from, int to);

/* The same of the report's year, which is revised or not. */
jln_base jln_say_year_base(const jln_builder *b);

/* « de son coût prévu », « de sa dotation révisée »: of an activity, in the report's year. */
const char *jln_say_own_base(const jln_builder *b);

/* A text in quotation marks, cut at a word beyond `most` letters. */
const char *jln_say_quoted(jln_builder *b, const char *text, size_t most);

/* The structures of some activities, each once, the first ones met first: « CANAM, MS ». */
typedef struct {
    jln_str text;
    const char *seen[64];
    size_t count;
} jln_leads;
void jln_leads_add(jln_leads *leads, const char *lead);
const char *jln_leads_end(jln_builder *b, jln_leads *leads); /* "" for none; frees */

/* The amounts of a leaf in a year, on the base and at the stage of the rates. */
typedef struct {
    jln_value base, spent;
    bool counted; /* in the financial rate: a base above 0, and spending known */
    int until;    /* period of the latest figure; -1 for none */
} jln_leaf_year;
jln_leaf_year jln_leaf_at(jln_builder *b, uint32_t leaf, int year);

/* The last day of the latest figures of a leaf, when that is before the end of the year's own
 * period; NULL: they are those of the year. */
const char *jln_leaf_early(jln_builder *b, uint32_t leaf, int year);

/* |a| >= b% exactly; rates as fractions. */
bool jln_rat_at_least(jln_rat value, int per_cent);

#endif

/* Inside core/audit: what a claim is about, and the other figures printed about the same thing. */
#ifndef JLN_AUDIT_PLACES_H
#define JLN_AUDIT_PLACES_H

#include "audit/book.h"

/* Funder or node, for the columns of a finding; "" for the plan. */
const char *jln_audit_about(const jln_audit_book *book, const jln_audit_claim *claim);

/* "axe 1, toutes années", "État, 2013". */
const char *jln_audit_claim_place(jln_audit_book *book, const jln_audit_claim *claim);

/* "rule/1.2/2013", "rule/plan/total/tail"; `tail` may be NULL. */
const char *jln_audit_place_id(jln_audit_book *book, const jln_audit_claim *claim,
                               const char *tail);

/* Same node, funder and year. */
bool jln_audit_same_place(const jln_audit_claim *a, const jln_audit_claim *b);

/* The amount the text prints at the place of a claim, the nearest one to its line; the text's
 * total. NULL when there is none. */
const jln_audit_claim *jln_audit_text_amount(const jln_audit_book *book,
                                             const jln_audit_claim *claim);
const jln_audit_claim *jln_audit_text_total(const jln_audit_book *book,
                                            const jln_audit_claim *claim);

/* The badly grouped amount the text prints at the place of a claim, on its line; NULL. */
jln_audit_claim *jln_audit_misgrouped_amount(jln_audit_book *book, const jln_audit_claim *claim);

/* The claim of a kind printed on the line of a finding; NULL. */
const jln_audit_claim *jln_audit_on_line(const jln_audit_book *book, jln_claim_kind kind,
                                         const char *doc, int line);

/* Coverage: the cell "region, measure"; the printed total of that measure; the population of a year
 * as the text prints it (that of another year would make another rate): the largest figure of a
 * series "population..." in "habitants" or "personnes". */
const jln_audit_coverage *jln_audit_coverage_named(const jln_audit_book *book, const char *label);
jln_audit_number_or_none jln_audit_coverage_whole(const jln_audit_book *book, const char *label);
jln_audit_number_or_none jln_audit_population(const jln_audit_book *book, int year);

/* The row is a table's total: it stands on the line of a claim that prints one (coverage.c). */
bool jln_audit_is_coverage_total(const jln_audit_book *book, const jln_audit_coverage *row);

#endif

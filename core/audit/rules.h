/* Inside core/audit: the rules, and what they draft findings with. A rule reads the book and drafts; it decides nothing about
 * order or folding beyond naming the figure it blames. */
#ifndef JLN_AUDIT_RULES_H
#define JLN_AUDIT_RULES_H

#include "audit/book.h"

void jln_audit_row_total(jln_audit_book *book);
void jln_audit_subtotal_lines(jln_audit_book *book);
void jln_audit_subtotal_children(jln_audit_book *book);
void jln_audit_subtotal_years(jln_audit_book *book);
void jln_audit_table_total(jln_audit_book *book);
void jln_audit_two_tables(jln_audit_book *book);
void jln_audit_percentage(jln_audit_book *book);
void jln_audit_shares_sum(jln_audit_book *book);
void jln_audit_header_years(jln_audit_book *book);
void jln_audit_label_code(jln_audit_book *book);
void jln_audit_misplaced_code(jln_audit_book *book);
void jln_audit_duplicate_code(jln_audit_book *book);

/* Adds a draft of the rule being run; texts must live in the arena (NULL texts of a failed allocation are noted). Returns
 * it, or NULL when out of memory. */
jln_audit_draft *jln_audit_draft_add(jln_audit_book *book, const char *id, const char *message);

/* A finding over two amounts. */
typedef struct {
    const jln_audit_claim *claim; /* the printed figure */
    const char *tail;             /* end of the id, NULL: tells comparisons of one rule over one figure apart */
    int64_t printed, computed;
    jln_severity severity;
    const char *doc, *doc_2;
    int line, line_2;
    uint32_t own, blame;
    const char *message;
} jln_audit_mismatch;
void jln_audit_mismatch_add(jln_audit_book *book, const jln_audit_mismatch *mismatch);

/* Printed minus computed, for the sentence. */
const char *jln_audit_difference(jln_audit_book *book, const jln_audit_mismatch *mismatch);

/* Severity of a printed figure against printed parts: rounding within the tolerance of a sum, or when the gaps of both come
 * from rounding further down; else error. */
jln_severity jln_audit_parts_severity(jln_audit_book *book, const jln_audit_claim *claim,
                                      const jln_audit_parts *parts);

/* Severity of a printed figure against its lines. */
jln_severity jln_audit_lines_severity(const jln_audit_book *book, const jln_audit_claim *claim,
                                      const jln_audit_total *lines);

/* Gives each draft its cause, puts them in order and fills `out` (fold.c). */
jln_status jln_audit_fold(jln_audit_book *book, jln_audit *out, jln_err *err);

#endif

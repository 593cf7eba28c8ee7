/* Inside core/audit: the rules, and what they draft findings with. A rule reads the book and
 * drafts; it decides nothing about order or folding beyond naming the figure it blames. */
#ifndef JLN_AUDIT_RULES_H
#define JLN_AUDIT_RULES_H

#include "audit/book.h"

/* sums.c */
void jln_audit_rule_row_total(jln_audit_book *book);
void jln_audit_rule_subtotal_lines(jln_audit_book *book);
void jln_audit_rule_subtotal_children(jln_audit_book *book);
void jln_audit_rule_subtotal_years(jln_audit_book *book);
/* tables.c, coverage.c */
void jln_audit_rule_table_total(jln_audit_book *book);
void jln_audit_rule_coverage_total(jln_audit_book *book);
void jln_audit_rule_coverage_members(jln_audit_book *book);
void jln_audit_rule_two_tables(jln_audit_book *book);
/* texts.c */
void jln_audit_rule_claim_amount(jln_audit_book *book);
void jln_audit_rule_claim_sum(jln_audit_book *book);
void jln_audit_rule_claim_count(jln_audit_book *book);
void jln_audit_rule_words_figures(jln_audit_book *book);
/* grouping.c */
void jln_audit_rule_bad_grouping(jln_audit_book *book);
/* percent.c, shares.c */
void jln_audit_rule_percentage(jln_audit_book *book);
void jln_audit_rule_shares_sum(jln_audit_book *book);
/* derived.c */
void jln_audit_rule_derived_percent(jln_audit_book *book);
void jln_audit_rule_derived_value(jln_audit_book *book);
void jln_audit_rule_derived_sum(jln_audit_book *book);
/* printings.c, coverage.c */
void jln_audit_rule_two_printings(jln_audit_book *book);
void jln_audit_rule_coverage_printings(jln_audit_book *book);
/* labels.c, periods.c */
void jln_audit_rule_label_code(jln_audit_book *book);
void jln_audit_rule_header_years(jln_audit_book *book);
void jln_audit_rule_plan_period(jln_audit_book *book);
void jln_audit_rule_dated_value(jln_audit_book *book);
/* columns.c */
void jln_audit_rule_column_year(jln_audit_book *book);
void jln_audit_rule_deadline(jln_audit_book *book);
/* headings.c */
void jln_audit_rule_heading_order(jln_audit_book *book);
/* codes.c, chain.c */
void jln_audit_rule_misplaced_code(jln_audit_book *book);
void jln_audit_rule_duplicate_code(jln_audit_book *book);
void jln_audit_rule_section_codes(jln_audit_book *book);
void jln_audit_rule_section_duplicates(jln_audit_book *book);
void jln_audit_rule_code_order(jln_audit_book *book);
void jln_audit_rule_missing_result(jln_audit_book *book);
void jln_audit_rule_wording(jln_audit_book *book);
/* framework.c */
void jln_audit_rule_direction(jln_audit_book *book);
void jln_audit_rule_no_baseline(jln_audit_book *book);
void jln_audit_rule_no_target(jln_audit_book *book);
void jln_audit_rule_no_verification(jln_audit_book *book);
void jln_audit_rule_indicator_unit(jln_audit_book *book);
void jln_audit_rule_target_growth(jln_audit_book *book);
/* statements.c */
void jln_audit_rule_statement(jln_audit_book *book);
/* names.c, dates.c */
void jln_audit_rule_two_names(jln_audit_book *book);
void jln_audit_rule_malformed_date(jln_audit_book *book);
/* lines.c */
void jln_audit_rule_unscheduled(jln_audit_book *book);
void jln_audit_rule_pm_total(jln_audit_book *book);
void jln_audit_rule_two_roles(jln_audit_book *book);

/* Adds a draft of the rule being run; texts must live in the arena (NULL texts of a failed
 * allocation are noted). Returns it, or NULL when out of memory. */
jln_audit_draft *jln_audit_draft_add(jln_audit_book *book, const char *id, const char *message);

/* A finding over two amounts. */
typedef struct {
    const jln_audit_claim *claim; /* the printed figure */
    const char *tail; /* end of the id, NULL: tells comparisons of one rule over one figure apart */
    int64_t printed, computed;
    jln_severity severity;
    const char *doc, *doc_2;
    int line, line_2;
    bool from_2; /* line_2 is the first of the lines added up */
    uint32_t own, blame;
    jln_audit_causes causes; /* all that the difference comes from, where it is known; `blame` then
                                stands first among equals */
    const char *message;
} jln_audit_mismatch;
void jln_audit_mismatch_add(jln_audit_book *book, const jln_audit_mismatch *mismatch);

/* Gives a draft all the causes of its difference; blames the widest, or itself when more is left
 * without a cause. `whole` is the difference (of JLN_CAUSES_NAMED, what they leave), in the
 * measure's units. Without any cause nothing changes. */
void jln_audit_draft_causes(jln_audit_book *book, jln_audit_draft *draft, jln_audit_causes causes,
                            jln_audit_measure measure, int64_t whole, int decimals);

/* Printed minus computed with its unit, for the sentence. */
const char *jln_audit_difference(jln_audit_book *book, const jln_audit_mismatch *mismatch);

/* Severity of a printed figure against printed parts: rounding within the tolerance of a sum, or
 * when the gaps of both come from rounding further down; else error. */
jln_severity jln_audit_parts_severity(jln_audit_book *book, const jln_audit_claim *claim,
                                      const jln_audit_parts *parts);

/* Severity of a printed figure against its lines. */
jln_severity jln_audit_lines_severity(const jln_audit_book *book, const jln_audit_claim *claim,
                                      const jln_audit_total *lines);

/* The place both tables differ at that explains their difference here; JLN_AUDIT_NONE when they
 * agree (tables.c). */
uint32_t jln_audit_pair_root(jln_audit_book *book, uint32_t slot, int column);

/* What both tables differ by at a place, cells added up minus lines added up, by where it comes
 * from (tables.c). */
void jln_audit_tables_apart(jln_audit_book *book, jln_audit_causes *causes, uint32_t slot,
                            int column, int sign);

/* Says in which part of the document each place stands (parts.c). */
void jln_audit_set_parts(jln_audit_book *book, jln_finding *findings, size_t count);

/* Gives each draft its causes, puts them in order and fills `out` (fold.c). */
jln_status jln_audit_fold(jln_audit_book *book, jln_audit *out, jln_err *err);

#endif

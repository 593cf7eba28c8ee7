/* The audit of a plan: what the document prints about itself, recomputed and compared by rules over
 * data.
 *
 * Each finding is a row: the rule, both values, both places, and its cause when it only follows
 * from another finding. */
#ifndef JLN_AUDIT_AUDIT_H
#define JLN_AUDIT_AUDIT_H

#include "base/arena.h"
#include "compute/plan.h"
#include "store/db.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum {
    JLN_SEVERITY_ERROR,
    JLN_SEVERITY_ROUNDING,
    JLN_SEVERITY_WARNING,
    JLN_SEVERITY_NOTE
} jln_severity;

const char *jln_severity_code(jln_severity severity);  /* error, rounding, warning, note */
const char *jln_severity_words(jln_severity severity); /* erreur, arrondi, alerte, note */

/* What the figures of a finding measure. */
typedef enum {
    JLN_QUANTITY_WORDS,  /* codes, years, the document's words */
    JLN_QUANTITY_AMOUNT, /* whole currency units */
    JLN_QUANTITY_NUMBER, /* things counted, and other numbers */
    JLN_QUANTITY_PERCENT /* differences are in points */
} jln_quantity;

/* A finding that another one follows from. */
typedef struct {
    const char *id; /* of the finding */
    size_t rank;    /* in the audit, from 0 */
    const char *
        part; /* of the difference, as sentences print it: "−10 000"; NULL when it cannot be told */
} jln_finding_cause;

/* How far its causes explain the difference of a finding. */
typedef enum { JLN_EXPLAINED_UNKNOWN, JLN_EXPLAINED_PARTLY, JLN_EXPLAINED_WHOLLY } jln_explained;

typedef struct {
    const char *rule; /* fixed name: row-total, subtotal-years... */
    jln_severity severity;
    const char *id; /* stable name of the finding: "subtotal-years/1.2/2013" */
    const char
        *cause; /* id of the finding that most of it goes back to; NULL when it stands alone */
    const jln_finding_cause
        *causes; /* all that its difference comes from: that one, or what follows from it, first */
    size_t cause_count; /* a finding that stands alone may yet come from others in part */
    jln_explained explained;
    const char *rest;  /* JLN_EXPLAINED_PARTLY: what they do not explain, with its unit */
    const char *about; /* node (or funder) it is about, "" for the plan */
    int year;          /* 0 when not about one year */
    jln_quantity quantity;
    const char *printed, *computed,
        *difference; /* exact decimals in whole currency units, percent numbers, or words; NULL */
    const char *doc, *doc_2;
    int line, line_2;    /* 0 when there is none */
    const char *part, *part_2; /* where these stand: "tableau 10", "annexe 5"; NULL when nothing
                                  says */
    bool from_2; /* the second place is the first of several lines added up */
    const char *message; /* a sentence in the current language */
} jln_finding;

typedef struct {
    jln_finding *items; /* worst first, errors over amounts before others, those of one rule
                           together; consequences right after their cause */
    size_t count;
    size_t errors; /* findings of severity error */
} jln_audit;

/* How causes are named: by their id; by their number (rank + 1), in listings for people; so too, in
 * the fewest words. */
typedef enum { JLN_EXPLAIN_IDS, JLN_EXPLAIN_NUMBERS, JLN_EXPLAIN_BRIEFLY } jln_explain_style;

/* How its causes explain a finding, as a sentence; "" when the cause it stands under says it all.
 * NULL when out of memory. */
const char *jln_finding_explanation(const jln_finding *finding, jln_arena *arena,
                                    jln_explain_style style);

/* Names of the rules: `rank` from 0 on, a name may come again; NULL beyond the last. */
const char *jln_audit_rule_name(size_t rank);

/* Runs all rules over a loaded plan. All in `arena`. Cost: linear in claims, cells and nodes;
 * titles are compared word by word, the few figures of the text looked up one by one. */
jln_status jln_audit_run(jln_db *db, const jln_plan *plan, jln_arena *arena, jln_audit *out,
                         jln_err *err);

#endif

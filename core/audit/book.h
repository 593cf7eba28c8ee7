/* Inside core/audit: all that the rules read, loaded once into dense arrays; what each printed
 * figure differs by, and from which figure the difference comes; the findings drafted so far.
 *
 * A column is a year's rank in the plan; the last column, `years`, is all years together. In the
 * same way the last slot and the last funder of the financing table stand for all of them. */
#ifndef JLN_AUDIT_BOOK_H
#define JLN_AUDIT_BOOK_H

#include "audit/audit.h"
#include "audit/causes.h"
#include "base/num.h"
#include "model/value.h"

#include <stdbool.h>
#include <stdint.h>

#define JLN_AUDIT_NONE UINT32_MAX

/* Kinds of claims the rules know; others are left for later rules. */
typedef enum {
    JLN_CLAIM_ROW_TOTAL,      /* an activity's printed total */
    JLN_CLAIM_SUBTOTAL,       /* of a node, in a column */
    JLN_CLAIM_HEADER_YEARS,   /* the years in a table's header */
    JLN_CLAIM_FIN_ROW_TOTAL,  /* financing table: funder and year */
    JLN_CLAIM_FIN_AXIS_TOTAL, /* node, in a column */
    JLN_CLAIM_FIN_TOTAL,      /* all nodes and funders, in a column */
    JLN_CLAIM_FIN_FUNDER_TOTAL,
    JLN_CLAIM_FIN_YEAR_SHARE, /* percent; without its own year, funder or node: the printed total of
                                 the shares */
    JLN_CLAIM_FIN_AXIS_SHARE,
    JLN_CLAIM_FIN_FUNDER_SHARE,
    JLN_CLAIM_KINDS_OF_TABLES,
    JLN_CLAIM_TEXT_AMOUNT = JLN_CLAIM_KINDS_OF_TABLES, /* claim-amount-axis, -year, -funder, -total:
                                                          an amount in the text */
    JLN_CLAIM_TEXT_SHARE,                              /* claim-share-...: percent beside it */
    JLN_CLAIM_WORDS,                                   /* words-amount: the amount in words */
    JLN_CLAIM_LABEL,         /* subtotal-label: printed apart from its figures */
    JLN_CLAIM_COUNT,         /* claim-count: nodes of the level `label` names, below `node` */
    JLN_CLAIM_PERIOD,        /* plan-period: years the text gives the plan */
    JLN_CLAIM_STATEMENT,     /* quotations with one `label` cannot all hold */
    JLN_CLAIM_NAME,          /* name: names with one `label` are of one thing */
    JLN_CLAIM_HEADING,       /* section-heading: a numbered title of the document */
    JLN_CLAIM_PART,          /* part: where a table, an annex or a section begins; the label is
                                "table/10/2431", the last number its last line where what stands
                                around it goes on */
    JLN_CLAIM_BASELINE_YEAR, /* framework-baseline, framework-target: the column's heading over the
                                node's framework */
    JLN_CLAIM_TARGET_YEAR,
    JLN_CLAIM_COVERAGE_TOTAL, /* of the measure `label` names */
    JLN_CLAIM_COVERAGE,       /* `label` is "region, measure" */
    JLN_CLAIM_COVERAGE_SHARE, /* percent of the measure's total */
    JLN_CLAIM_COVERAGE_RATE,  /* percent of the population */
    JLN_CLAIM_KINDS
} jln_claim_kind;

typedef struct {
    jln_claim_kind kind;
    uint32_t node; /* 0 for the plan */
    int funder;    /* funder_count when it is about all */
    int column;
    jln_state state; /* of the printed cell; JLN_TEXT for words, JLN_MISSING when there is nothing
                        to compare */
    int64_t amount;  /* minor units; 0 for a dash, a blank and PM */
    bool misgrouped; /* digits without a sure value: "313 1000 000"; the state is JLN_MISSING */
    jln_rat percent; /* of a share; the exact number of any figure */
    int decimals;    /* printed after its decimal mark */
    const char *id, *text, *label, *doc;
    int line;
    int64_t gap_raw;         /* printed minus the sum of its lines */
    int64_t gap;             /* the same once suspected lines are corrected */
    uint32_t root;           /* figure that `gap` comes from, or the most of it */
    jln_audit_causes causes; /* all that `gap` comes from */
    bool rounded;            /* `gap` is explained by the rounding of the lines added */
} jln_audit_claim;

/* Lines added up. */
typedef struct {
    int64_t sum;      /* minor units, as printed */
    int64_t mended;   /* with suspected lines corrected */
    uint32_t numbers; /* lines with a number other than 0 */
    uint32_t missing; /* lines printed ND: nothing can be compared with the sum */
    uint32_t count;   /* lines in all */
    uint32_t suspect; /* figure of a suspected line among them; JLN_AUDIT_NONE */
    const char *doc;
    int line; /* the first one printed */
} jln_audit_total;

/* A line of the activity matrix or of the financing table. */
typedef struct {
    jln_state state;
    int64_t amount;
    const char *doc;
    int line; /* 0: no such cell */
} jln_audit_cell;

/* Printed figures added up: the parts of another one. */
typedef struct {
    int64_t sum, gap;
    uint32_t count, numbers, missing;
    uint32_t printed;        /* parts the document prints as figures of their own */
    uint32_t widest;         /* claim with the widest gap; JLN_AUDIT_NONE */
    bool rounded;            /* all gaps are explained by rounding */
    jln_audit_causes causes; /* of their gaps */
    jln_audit_causes mends;  /* suspected lines among those of the parts printed */
    const char *doc;
    int line;
} jln_audit_parts;

/* A line that is suspected, and what corrects it. */
typedef struct {
    uint32_t place; /* leaf number; margin of the financing table */
    int year;       /* of a leaf's line */
    int64_t by;
} jln_audit_mend;

/* The words of a node in another section of the document. */
typedef struct {
    const char *section, *level, *code, *title; /* code: "" when none is printed */
    uint32_t node;                              /* JLN_AUDIT_NONE: printed there only */
    const char *doc;
    int line;
} jln_audit_wording;

/* A number that may be absent. */
typedef struct {
    bool known;
    jln_rat number;
} jln_audit_number_or_none;

typedef enum { JLN_AUDIT_FLAT, JLN_AUDIT_RISING, JLN_AUDIT_FALLING } jln_audit_direction;

typedef struct {
    uint32_t node;
    int position;
    const char *text, *unit;
    jln_audit_direction direction;
    const char *baseline_text, *target_text, *verification, *assumptions; /* "" when empty */
    jln_audit_number_or_none baseline, target;
    int baseline_year, target_year; /* 0 when there is none */
    bool unsure; /* which value goes with which indicator is uncertain: nothing is compared between
                    them */
    const char *doc;
    int line;
} jln_audit_indicator;

/* A target stated for a year. */
typedef struct {
    uint32_t indicator;
    int year;
    jln_rat value;
} jln_audit_target;

/* A figure of the text; two of one series and year should be equal. */
typedef struct {
    const char *id, *series, *about, *unit, *text;
    const char *said; /* `about` as the package says it, in two languages: for jln_audit_subject */
    int year;         /* 0 when undated */
    jln_audit_number_or_none value;
    const char *doc;
    int line;
} jln_audit_fact;

/* A cell of a coverage table. */
typedef struct {
    const char *scheme, *region, *measure;
    int year;
    jln_audit_number_or_none value;
    const char *doc;
    int line; /* 0: not from the document */
} jln_audit_coverage;

/* A structure named beside a node. */
typedef struct {
    uint32_t node;
    bool partner; /* else responsible */
    const char *structure, *printed;
} jln_audit_role;

/* A step of the plan's progress, with its date as printed ("" when undated). */
typedef struct {
    uint32_t node;
    const char *date, *doc;
    int line;
} jln_audit_milestone;

/* What is known of the causes of a difference. */
typedef enum {
    JLN_CAUSES_ONE,     /* the blamed figure, whatever part it has */
    JLN_CAUSES_NAMED,   /* which ones, and what they leave in last digits of a percentage */
    JLN_CAUSES_AMOUNTS, /* how much each, in minor units */
    JLN_CAUSES_POINTS   /* how much each, in last digits of a percentage */
} jln_audit_measure;

typedef struct {
    jln_finding finding;
    uint32_t own;   /* figure the finding is about */
    uint32_t blame; /* figure the difference comes from, or the most of it */
    jln_audit_causes causes;
    jln_audit_measure measure;
    int64_t left; /* JLN_CAUSES_NAMED: what they leave; else the whole difference */
    int decimals; /* of last digits */
    int rank;     /* of its rule */
    int family;   /* rank of the first rule of that name */
    uint32_t order;
} jln_audit_draft;

typedef struct jln_audit_book {
    const jln_plan *plan;
    jln_arena *arena;
    struct jln_audit_vocabulary *vocabulary; /* of the texts of the plan: audit/words.h */
    bool failed;   /* out of memory */
    bool overflow; /* a sum does not fit */
    int years;     /* also the column of all years */
    int columns;   /* years + 1 */
    int64_t minor; /* minor units in a currency unit */
    int64_t unit;  /* minor units in one printed unit */

    jln_audit_claim *claims;
    uint32_t claim_count;

    jln_audit_cell *cells;  /* leaf * years + year */
    jln_audit_total *lines; /* node * columns + column */
    uint32_t *printed;      /* node * columns + column -> first claim; JLN_AUDIT_NONE */

    uint32_t *slots;        /* slot -> node of the financing table */
    uint32_t slot_count;    /* also the slot of all nodes */
    uint32_t *slot_of;      /* node -> slot; JLN_AUDIT_NONE */
    jln_audit_cell *shares; /* margin -> cell of the financing table */
    jln_audit_total *cube;  /* margin -> cells added up */
    uint32_t *cube_printed; /* margin -> first claim */
    uint32_t margin_count;
    jln_audit_mend *line_mends; /* by leaf */
    size_t line_mend_count, line_mend_capacity;
    jln_audit_mend *share_mends;
    size_t share_mend_count, share_mend_capacity;

    jln_audit_wording *wordings; /* by section, in printed order */
    uint32_t wording_count;
    jln_audit_indicator *indicators; /* by node and position */
    uint32_t indicator_count;
    jln_audit_target *targets;
    uint32_t target_count;
    jln_audit_fact *facts; /* by series and year, in printed order */
    uint32_t fact_count;
    jln_audit_coverage *coverage;
    uint32_t coverage_count;
    jln_audit_role *roles; /* of a node together, its responsible structures first */
    uint32_t role_count;
    jln_audit_milestone *milestones;
    uint32_t milestone_count;

    jln_audit_draft *drafts;
    uint32_t draft_count;
    size_t draft_capacity;
    const char *rule; /* being run */
    int rank, family;
} jln_audit_book;

/* Loads the book: claims, matrix, financing table. */
jln_status jln_audit_book_read(jln_db *db, jln_audit_book *book, jln_err *err);

/* Loads wordings, indicators, targets, figures, coverage, roles and milestones (gather.c). */
jln_status jln_audit_gather(jln_db *db, jln_audit_book *book, jln_err *err);

/* Sets gaps and roots of all amount claims (gaps.c). */
void jln_audit_gaps(jln_audit_book *book);

/* a + b and a - b; on overflow 0 and book->overflow. */
int64_t jln_audit_plus(jln_audit_book *book, int64_t a, int64_t b);
int64_t jln_audit_minus(jln_audit_book *book, int64_t a, int64_t b);

/* A gap without its sign. */
int64_t jln_audit_width(int64_t gap);

/* What rounding may make of `numbers` figures added, zeros left aside: nothing of a single one, one
 * printed unit of two, two units of more. */
bool jln_audit_within(const jln_audit_book *book, int64_t gap, uint32_t numbers);

/* Dense places. */
size_t jln_audit_at(const jln_audit_book *book, uint32_t node, int column);
uint32_t jln_audit_margin(const jln_audit_book *book, uint32_t slot, int funder, int column);

/* Margin of a claim of the financing table: node or all, funder or all, year or all. */
uint32_t jln_audit_claim_margin(const jln_audit_book *book, const jln_audit_claim *claim);

bool jln_audit_is_financing(jln_claim_kind kind); /* amounts of the financing table */
bool jln_audit_is_share(jln_claim_kind kind);

/* Figures: one number space for everything a finding may blame. */
uint32_t jln_audit_figure_cell(const jln_audit_book *book, uint32_t leaf, int year);
uint32_t jln_audit_figure_share(const jln_audit_book *book, uint32_t margin);
uint32_t jln_audit_figure_pair(const jln_audit_book *book, uint32_t slot,
                               int column); /* both tables, at one place */
uint32_t jln_audit_figure_code(const jln_audit_book *book, uint32_t node);
uint32_t jln_audit_figure_wording(const jln_audit_book *book, uint32_t wording);
uint32_t jln_audit_figure_section_code(const jln_audit_book *book,
                                       uint32_t wording); /* its printed code */
typedef enum {
    JLN_PART_BASELINE,
    JLN_PART_TARGET,
    JLN_PART_VERIFICATION,
    JLN_PARTS
} jln_audit_part;
uint32_t jln_audit_figure_indicator(const jln_audit_book *book, uint32_t indicator,
                                    jln_audit_part part);
uint32_t jln_audit_figure_fact(const jln_audit_book *book, uint32_t fact);
uint32_t jln_audit_figure_coverage(const jln_audit_book *book, uint32_t row);
uint32_t jln_audit_figure_claim(const jln_audit_book *book, const jln_audit_claim *claim);
uint32_t jln_audit_figure_count(const jln_audit_book *book);

/* The figures printed just below a node in a column (a child without one counts for its lines); the
 * printed years of a node (compared when all of them are); the printed parts
 * of a margin of the financing table along one of its dimensions. */
typedef enum { JLN_ALONG_NODES, JLN_ALONG_FUNDERS, JLN_ALONG_YEARS } jln_audit_along;
jln_audit_parts jln_audit_children(jln_audit_book *book, uint32_t node, int column);
jln_audit_parts jln_audit_year_parts(jln_audit_book *book, uint32_t node);
jln_audit_parts jln_audit_margin_parts(jln_audit_book *book, uint32_t slot, int funder, int column,
                                       jln_audit_along along);

/* Suspected lines below a node in a column, of a margin of the financing table, of the lines a
 * claim adds up: added to `causes`, or (sign -1) taken off (gaps.c). */
void jln_audit_mends_lines(jln_audit_book *book, jln_audit_causes *causes, uint32_t node,
                           int column, int sign);
void jln_audit_mends_table(jln_audit_book *book, jln_audit_causes *causes, uint32_t margin,
                           int sign);
void jln_audit_mends_claim(jln_audit_book *book, jln_audit_causes *causes,
                           const jln_audit_claim *claim, int sign);

/* All that a printed figure differs by from its lines as printed: its gap and the suspected lines.
 */
void jln_audit_claim_causes(jln_audit_book *book, jln_audit_causes *causes,
                            const jln_audit_claim *claim, int sign);

/* Splits a margin again. */
void jln_audit_margin_split(const jln_audit_book *book, uint32_t margin, uint32_t *slot,
                            int *funder, int *column);

#endif

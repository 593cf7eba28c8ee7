/* Inside reports/doc: what the builders of blocks share. */
#ifndef JLN_REPORTS_BUILD_H
#define JLN_REPORTS_BUILD_H

#include "audit/audit.h"
#include "base/str.h"
#include "compute/engine.h"
#include "doc/doc.h"
#include "script/script.h"
#include "store/db.h"

typedef struct jln_pending_chart jln_pending_chart;

typedef struct {
    jln_doc *doc;
    jln_db *db;
    jln_engine *engine;
    const jln_facts *facts;
    const jln_plan *plan;
    int year;
    jln_lang lang;
    const char *shown; /* the template, for messages */
    unsigned formats;  /* of the blocks being built */
    const jln_audit *audit; /* run once, when a block asks for it */
    jln_pending_chart *charts; /* finished when all tables are there */
    jln_err *err;
} jln_builder;

/* ---- reading the template ---- */

/* Refuses fields other than those of `allowed` (separated by spaces). */
jln_status jln_build_fields(jln_builder *b, const jln_tree *node, const char *allowed);

/* JLN_ESCRIPT at the node's line. */
jln_status jln_build_wrong(jln_builder *b, const jln_tree *node, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* A text field: "..." or {fr = "...", en = "..."}; NULL when absent. */
const char *jln_build_words(const jln_builder *b, const jln_tree *node, const char *name);

/* A plain text field; NULL when absent. */
const char *jln_build_text(const jln_tree *node, const char *name);
bool jln_build_flag(const jln_tree *node, const char *name);
int jln_build_int(const jln_tree *node, const char *name, int otherwise);

/* ---- words ---- */

const char *jln_build_fmt(jln_builder *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* "en milliers de FCFA" for the plan's currency and printing scale. */
const char *jln_build_unit(jln_builder *b);

/* An amount in the plan's printing unit, or a rate, as a person reads it inside a sentence. */
const char *jln_build_amount(jln_builder *b, const jln_value *amount);
const char *jln_build_rate(jln_builder *b, const jln_value *rate);

/* "41/63 activités", "" when nothing is counted. */
const char *jln_build_coverage(jln_builder *b, const jln_result *result);

/* "001, l. 5873"; NULL without a document. */
const char *jln_build_place(jln_builder *b, const char *doc, int line);

/* Runs the audit once for the document. */
jln_status jln_build_audit(jln_builder *b);

/* ---- columns of figures ---- */

typedef enum {
    JLN_COLUMN_MEASURE,
    JLN_COLUMN_RATE,
    JLN_COLUMN_PART,   /* numerator or denominator of an indicator */
    JLN_COLUMN_COVER,  /* n/N of another column */
    JLN_COLUMN_LIGHT,  /* light of another column */
    JLN_COLUMN_RATIO,
    JLN_COLUMN_DIFFERENCE,
    JLN_COLUMN_SHARE,  /* of the total row */
    JLN_COLUMN_COUNT,  /* activities by state */
    JLN_COLUMN_OTHER   /* filled by the block itself */
} jln_column_role;

enum { JLN_COLUMNS_MAX = 40 };

typedef struct {
    jln_column_role role;
    jln_measure measure;
    const jln_indicator *indicator;
    bool denominator;   /* of JLN_COLUMN_PART */
    int a, b;           /* columns it is made of; -1 for none */
    int count;          /* jln_progress_state, or -1 scheduled, -2 unscheduled */
    int offset;         /* years before the report's: 0 or -1 */
} jln_figure;

typedef struct {
    jln_doc_column columns[JLN_COLUMNS_MAX];
    jln_figure figures[JLN_COLUMNS_MAX];
    size_t count;
} jln_columns;

/* Starts with the columns a block fills itself. */
void jln_columns_add(jln_columns *c, const char *key, const char *title, jln_kind kind, float weight);

/* Appends the columns the template asks for (field `columns` of the block: a list of column{...}). */
jln_status jln_columns_read(jln_builder *b, jln_columns *c, const jln_tree *block);

/* Fills the figures of a row for a place. */
jln_status jln_columns_fill(jln_builder *b, const jln_columns *c, jln_doc_table *table,
                            jln_doc_row *row, jln_place place);

/* Sets, on a total row, the formulas over `rows` (those of role `role`), where they give exactly what the engine gives;
 * and the shares of every row. Call once, when the table is complete; `total` is the total's row number. */
jln_status jln_columns_total(jln_builder *b, const jln_columns *c, jln_doc_table *table, size_t total,
                             jln_row_role role);

jln_cell *jln_text_cell(jln_doc_row *row, size_t column, const char *text);

/* ---- blocks: each reads its node of the template and appends to the document ---- */

typedef jln_status jln_block_builder(jln_builder *b, const jln_tree *node);

jln_block_builder jln_build_cards, jln_build_sentences, jln_build_chart, jln_build_nodes,
    jln_build_funders, jln_build_stages, jln_build_years, jln_build_lines, jln_build_activities,
    jln_build_unscheduled, jln_build_extra_work, jln_build_difficulties, jln_build_gaps,
    jln_build_returns, jln_build_findings, jln_build_definitions, jln_build_sources,
    jln_build_printed_totals;

/* Gives the charts their rows, once every table is built. */
jln_status jln_build_charts(jln_builder *b);

#endif

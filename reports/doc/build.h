/* Inside reports/doc: what the builders of blocks share. */
#ifndef JLN_REPORTS_BUILD_H
#define JLN_REPORTS_BUILD_H

#include "audit/audit.h"
#include "base/str.h"
#include "compute/engine.h"
#include "compute/frame.h"
#include "doc/doc.h"
#include "model/section.h"
#include "script/script.h"
#include "store/db.h"

typedef struct jln_pending_chart jln_pending_chart;
typedef struct jln_empty_table jln_empty_table;
typedef struct jln_links jln_links;

/* A piece of what the planner wrote for the year. */
typedef struct {
    int section; /* index into jln_section_codes */
    jln_lang lang;
    jln_prose_role role;
    const char *text;
} jln_own_text;

typedef struct {
    jln_doc *doc;
    jln_db *db;
    jln_engine *engine;
    const jln_facts *facts;
    const jln_plan *plan;
    int year;
    jln_lang lang;
    const char *shown; /* the template, for messages */
    bool fixed;        /* inside sheet{...}: a page where rows are few */
    bool all_years;    /* the block being built is about each year of the plan */
    unsigned formats;  /* of the block being built */
    unsigned within;   /* formats of what it stands in */
    int funder;        /* the one that the block is about, inside each_funder{...}; -1 for all */
    bool told;         /* shows what documents tell of their own period, not a year of returns */
    bool plan_only;    /* shows the plan as adopted: none of its example returns, hence no band */
    const jln_audit *audit; /* run once, when a block asks for it */
    const jln_frame *frame; /* read once, when a block asks for it */
    jln_own_text *texts;    /* read once, when a block asks for them */
    size_t text_count, text_capacity;
    bool texts_read;
    int annexes;               /* numbered so far */
    int documents;             /* of the plan; 0 before they are counted */
    jln_pending_chart *charts; /* finished when all tables are there */
    jln_empty_table *empty;    /* tables left out for want of rows */
    jln_links *links;
    const jln_indicator **used; /* those that a table or a card shows */
    size_t used_count, used_capacity;
    jln_doc_table *legend; /* filled once the document is complete; NULL */
    const char *acronyms;  /* title of their list, whose block holds it until then; NULL */
    jln_err *err;
} jln_builder;

/* ---- reading the template ---- */

/* Refuses fields other than those of `allowed` ("key:text title:words rows:number missing:flag
 * columns:list level:any"), and values of another type. `words` is a text or {fr = "...", en =
 * "..."}. */
jln_status jln_build_fields(jln_builder *b, const jln_tree *node, const char *allowed);

/* JLN_ESCRIPT at the node's line. */
jln_status jln_build_wrong(jln_builder *b, const jln_tree *node, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* A text in the report's language; NULL when absent. {year}, {last} (the year before), {first} and
 * {end} (of the plan), {base} and {stage} (of its rates; {Base}, {Stage} with a capital; {bases},
 * {Bases}: over all its years), {level1} and {level2} ("axe", "effet"), {unit} and, inside
 * each_funder{...}, {funder} are replaced. */
const char *jln_build_words(jln_builder *b, const jln_tree *node, const char *name);

/* The years of the block being built: those of the plan, or the report's own. */
int jln_build_from(const jln_builder *b);
int jln_build_to(const jln_builder *b);

/* A plain text field; NULL when absent. */
const char *jln_build_text(const jln_tree *node, const char *name);
bool jln_build_flag(const jln_tree *node, const char *name);
int jln_build_int(const jln_tree *node, const char *name, int otherwise);

/* The place of a field's text among `names` (NULL-terminated), `otherwise` when absent; refuses any
 * other text. */
jln_status jln_build_choice(jln_builder *b, const jln_tree *node, const char *field,
                            const char *const *names, int otherwise, int *out);

/* Refuses a field's text and lists `names`. */
jln_status jln_build_not_among(jln_builder *b, const jln_tree *node, const char *field,
                               const char *const *names, const char *text);

/* The texts of a list field, or its one text, as bits of `names`; all bits when absent. */
jln_status jln_build_choices(jln_builder *b, const jln_tree *node, const char *field,
                             const char *const *names, uint64_t *out);

/* ---- words ---- */

const char *jln_build_fmt(jln_builder *b, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* The same words with a capital first letter. */
const char *jln_build_capital(jln_builder *b, const char *words);

/* "FCFA". */
const char *jln_build_currency(const jln_builder *b);

/* "en milliers de FCFA" for the plan's currency and printing scale. */
const char *jln_build_unit(jln_builder *b);

/* An amount in millions, a rate, as a person reads it inside a sentence. */
const char *jln_build_amount(jln_builder *b, const jln_value *amount);
const char *jln_build_number(jln_builder *b, const jln_value *number); /* whole, grouped */
const char *jln_build_rate(jln_builder *b, const jln_value *rate);
const char *jln_build_points(jln_builder *b, const jln_value *points);

/* "41/63 activités, 72 % de la base", "" when nothing is counted. */
const char *jln_build_coverage(jln_builder *b, const jln_result *result);

/* "001, l. 5873"; NULL without a document. */
const char *jln_build_place(jln_builder *b, const char *doc, int line);

/* The same in a table of its own, "l. 5873" where the plan has one document only. */
const char *jln_build_line(jln_builder *b, const char *doc, int line);

/* The footer of a report of what documents tell: their own period, and the day of the follow-up. */
const char *jln_build_told_period(jln_builder *b);

/* A day ("2013-12-31") as people write it; "" for NULL. */
const char *jln_build_date(jln_builder *b, const char *iso);

typedef enum {
    JLN_LABEL_TITLE, /* "1.2 Title of the node" */
    JLN_LABEL_SHORT, /* "Axe 1 – Short title"; the title where there is none, in a brief cell */
    JLN_LABEL_CODE   /* "Axe 1" */
} jln_label;
const char *jln_build_label(jln_builder *b, uint32_t node, jln_label label);

/* The field `labels` of a block. */
jln_status jln_build_labels(jln_builder *b, const jln_tree *node, jln_label otherwise,
                            jln_label *out);

/* Typography of every text of the finished document: apostrophes and, in French, spaces that do not
 * break. */
jln_status jln_build_typeset(jln_doc *doc, jln_err *err);

/* Runs the audit once for the document. */
jln_status jln_build_audit(jln_builder *b);

/* Reads once what the plan follows beside its activities. */
jln_status jln_build_frame(jln_builder *b);

/* Reads once what the planner wrote for the year; whether a section has a text. */
jln_status jln_build_texts(jln_builder *b);
bool jln_build_has_text(const jln_builder *b, int section);

/* The language a section is shown in: the report's, else the one it was written in; false without a
 * text. */
bool jln_build_text_language(const jln_builder *b, int section, jln_lang *lang);

/* Kinds of narratives, NULL-terminated; whether documents tell something of those kinds, or cite a
 * milestone. */
extern const char *const jln_narrative_kinds[];
jln_status jln_build_tells(jln_builder *b, uint64_t kinds, bool milestones, bool *out);

/* A return of the year's own period has come in; one is expected for the year; the last year up to
 * the report's of which one has come in, 0 for none. */
bool jln_build_executed(const jln_builder *b);
/* The plan schedules something, in some year: a report on progress has results but no programme. */
bool jln_build_programmes(const jln_builder *b);
bool jln_build_asked(const jln_builder *b);
int jln_build_last_known(const jln_builder *b);

/* The document says in its text what each source gives over the whole plan. */
jln_status jln_build_funder_claims(jln_builder *b, bool *out);

/* In place of a table by source that has nothing to show. */
const char *jln_build_no_source(jln_builder *b);

/* The indicators of the logical framework: how many have a baseline, a target, both in figures, were
 * measured up to the report's year; whether some has both. The frame is read. */
typedef struct {
    unsigned lines, baselines, targets, both, measured, unmeasured; /* of those with both */
} jln_tracking;
jln_tracking jln_build_tracking(const jln_builder *b);
bool jln_build_tracked(const jln_builder *b);

/* [leaf]: the structures the document holds responsible, one after another; the lead where it names
 * none, NULL without one. */
jln_status jln_build_responsible(jln_builder *b, const char *const **out);

/* The base on which a year is told before any return: the planned cost, unless a revision touches
 * that year. */
jln_base jln_build_programme_base(const jln_builder *b);

/* The field `with` of a block, a name or a list of names ("coverage", "indicators", "execution",
 * "text/outlook"...): false in `*out` when the plan has none of them, and the block is left out.
 * "no-execution+history" asks for both. */
jln_status jln_build_present(jln_builder *b, const jln_tree *node, bool *out);

/* The indicator a block's field `indicator` names; refuses one that is not about `over`. */
jln_status jln_build_indicator(jln_builder *b, const jln_tree *node, const char *otherwise,
                               jln_over over, const jln_indicator **out);

/* A level of the plan by its code, or its rank from the top (1): templates serve plans with levels
 * of their own. `otherwise` counts from 0. */
jln_status jln_build_level(jln_builder *b, const jln_tree *node, const char *field, int otherwise,
                           int *level);

/* Which recommendations are due, and how many of them are executed, in a sentence. */
jln_status jln_build_due(jln_builder *b);

/* A heading; nothing when `text` is NULL. */
jln_status jln_build_add_heading(jln_builder *b, int level, const char *text);

/* Any block of a template, by its constructor. */
jln_status jln_build_block(jln_builder *b, const jln_tree *node);

/* A paragraph. */
jln_status jln_build_say(jln_builder *b, jln_text_role role, const char *text);

bool jln_build_in_plan(const jln_builder *b, int year);

/* ---- columns of figures ---- */

typedef enum {
    JLN_COLUMN_MEASURE,
    JLN_COLUMN_RATE,
    JLN_COLUMN_PART,    /* numerator or denominator of an indicator */
    JLN_COLUMN_COVER,   /* n/N of another column */
    JLN_COLUMN_COVERED, /* share of the base that a rate covers */
    JLN_COLUMN_LIGHT,   /* light of another column */
    JLN_COLUMN_RATIO,
    JLN_COLUMN_DIFFERENCE,
    JLN_COLUMN_SUM,       /* of two columns */
    JLN_COLUMN_SHARE,     /* of the total row */
    JLN_COLUMN_COUNT,     /* activities by state */
    JLN_COLUMN_CUMULATED, /* a measure, from the plan's first year on */
    JLN_COLUMN_WHOLE,     /* a measure, over all years of the plan */
    JLN_COLUMN_OTHER      /* filled by the block itself */
} jln_column_role;

enum { JLN_COLUMNS_MAX = 40, JLN_ABSENT_MAX = 8 };

typedef struct {
    jln_column_role role;
    jln_measure measure;
    const jln_indicator *indicator;
    bool denominator; /* of JLN_COLUMN_PART */
    int a, b;         /* columns it is made of; -1 for none */
    int count;        /* jln_progress_state, or -1 scheduled, -2 unscheduled, -3 scheduled as PM */
    int offset;       /* years before the report's: 0 or -1 */
} jln_figure;

typedef struct {
    jln_doc_column columns[JLN_COLUMNS_MAX];
    jln_figure figures[JLN_COLUMNS_MAX];
    size_t count;
    const char *absent[JLN_ABSENT_MAX]; /* keys of columns left out: the plan's first year has no
                                           year before, nobody notified an allocation, or the
                                           plan has nothing of what `with` asks for */
    size_t absent_count;
} jln_columns;

/* Columns a block fills itself. */
void jln_columns_add(jln_columns *c, const char *key, const char *title, jln_kind kind,
                     float weight);
void jln_columns_add_amount(jln_builder *b, jln_columns *c, const char *key, const char *title);
void jln_columns_add_rate(jln_columns *c, const char *key, const char *title, jln_kind kind);

/* A column that shows a measure. */
void jln_columns_add_measure(jln_builder *b, jln_columns *c, const char *key, const char *title,
                             jln_measure measure);

/* Appends the columns the template asks for (field `columns` of the block: a list of column{...}).
 */
jln_status jln_columns_read(jln_builder *b, jln_columns *c, const jln_tree *block);

/* The same columns where only what is planned is filled: a year to come has no execution yet. */
jln_columns jln_columns_planned(const jln_columns *c);

/* ---- tables ---- */

/* Adds the table of a block, whose fields `key` and `title` are required; the caption names the
 * unit, and the base and stage its columns use. NULL with the error set. */
jln_doc_table *jln_build_table(jln_builder *b, const jln_tree *node, const jln_columns *c);

/* Adds a row; NULL with the error set. */
jln_doc_row *jln_build_row(jln_builder *b, jln_doc_table *table, const char *key, jln_row_role role,
                           int level);

/* Replaces the table just built by `text` when it has no row; a chart over it is then left out. */
jln_status jln_build_unless_empty(jln_builder *b, const jln_doc_table *table, const char *text);

/* The same when its body rows hold nothing but s.o.: a plan without a financing table. */
jln_status jln_build_unless_void(jln_builder *b, jln_doc_table *table, const char *text);

/* The field `rows` of a block: at most that many body rows in the table built so far (doc/fold.h);
 * with `largest` the rows kept are those of the largest first amount. Nothing is cut when the block
 * has no such field. */
jln_status jln_build_fold(jln_builder *b, const jln_tree *node, jln_doc_table *table, bool largest);

jln_cell *jln_text_cell(jln_doc_row *row, size_t column, const char *text);

/* Fills the figures of a row for a place. */
jln_status jln_columns_fill(jln_builder *b, const jln_columns *c, jln_doc_table *table,
                            jln_doc_row *row, jln_place place);

/* The sum of a measure at a place, as tables show it: of a source for which nothing is planned there
 * and of which no return tells anything, s.o. */
jln_value jln_build_sum(const jln_builder *b, jln_measure measure, jln_place place);

/* Spending at a place that says no source; unknown when there is none. */
jln_value jln_build_unsplit(const jln_builder *b, jln_measure measure, uint32_t node, int year);

/* Fills the amounts of a row with it; false when there is none. */
bool jln_columns_unsplit(const jln_builder *b, const jln_columns *c, jln_doc_row *row,
                         uint32_t node, int year);

/* Fills the amounts of a row with what the place `whole` has beyond the body rows from `first` to
 * that row: what nobody said for which node. False when there is none. */
bool jln_columns_rest(const jln_builder *b, const jln_columns *c, const jln_doc_table *table,
                      jln_doc_row *row, size_t first, jln_place whole);

/* Fills the amounts of indicators in the row of what says no source (an opening balance) with what
 * the plan has beyond the rows above, and the balances made of them. Sets *any when there is one. */
jln_status jln_columns_carry(jln_builder *b, const jln_columns *c, jln_doc_table *table,
                             jln_doc_row *row, bool *any);

/* A row below the total: what is in it of activities another of whose sources has not answered,
 * each column at its place (`at`; NULL: the plan, that year). None when there is none. */
jln_status jln_build_incomplete(jln_builder *b, const jln_columns *c, jln_doc_table *table,
                                const jln_place *at);

/* A note on the financing planned in the total row: what the activities cost. */
jln_status jln_build_bases_note(jln_builder *b, const jln_columns *c, jln_doc_table *table);

/* A note on the spending of a rate in row `total`, whatever is paid beyond it. */
jln_status jln_build_outside_note(jln_builder *b, const jln_columns *c, jln_doc_table *table,
                                  jln_doc_row *total);

/* The first column of a measure that year; the count of columns when there is none. `which` -1: any. */
size_t jln_columns_measure(const jln_columns *c, jln_measure_kind kind, int which);

/* Rows below the total of a table by node or by year: from what was declared, and the base, to the
 * two amounts that the rate `rate_id` of `year` compares. None when all is known. */
jln_status jln_build_bridge(jln_builder *b, const jln_columns *c, jln_doc_table *table,
                            const char *rate_id, int year);

/* Rows below the total of a table by source: what was received in kind, the matrix's planned cost,
 * the allocations in force. */
jln_status jln_build_reconciliation(jln_builder *b, const jln_columns *c, jln_doc_table *table);

/* Fills the row of the years from the plan's first to `year`: sums of the first `end` rows, rates
 * since the start. */
jln_status jln_columns_cumulated(jln_builder *b, const jln_columns *c, jln_doc_table *table,
                                 jln_doc_row *row, size_t end, int year);

/* Fills a row with the sums of the body rows from `first` on, ratios over them included. */
jln_status jln_columns_sum(jln_builder *b, const jln_columns *c, jln_doc_table *table,
                           jln_doc_row *row, size_t first);

/* Sets the formulas of row `total` over the body rows from `first` to it, where they give exactly
 * what it shows. */
jln_status jln_columns_total(jln_builder *b, const jln_columns *c, jln_doc_table *table,
                             size_t total, size_t first);

/* Fills the columns that are a share of row `total`. Once, when the table is complete. */
jln_status jln_columns_shares(jln_builder *b, const jln_columns *c, jln_doc_table *table,
                              size_t total);

const jln_expr *jln_build_pair(jln_builder *b, jln_expr_op op, jln_cell_ref first,
                               jln_cell_ref second);
/* A measure over all years of the plan; activities scheduled as PM below a node. */
jln_value jln_build_whole(const jln_builder *b, jln_measure measure, uint32_t node, int funder);
uint32_t jln_build_pm(const jln_builder *b, uint32_t node, int year);

jln_value jln_build_add(const jln_value *a, const jln_value *b); /* of what is known of them */
jln_value jln_build_subtract(const jln_value *a, const jln_value *b);
jln_value jln_build_divide(const jln_value *a, const jln_value *b);

/* ---- formulas over leaves ----
 * Amounts of a report that are exact sums of amounts of a tidy table of the same workbook (lines,
 * activities) become formulas over its cells. */

/* Remembers that a cell shows a measure at a place; not inside each_funder{...}, whose sheets are
 * to stand alone. */
jln_status jln_links_note(jln_builder *b, const jln_doc_table *table, const jln_doc_row *row,
                          const char *column, jln_cell *cell, jln_measure measure, jln_place place);

/* Forgets what was noted since there were `count` of them: of a row that is taken back. */
size_t jln_links_count(const jln_builder *b);
void jln_links_forget(jln_builder *b, size_t count);

/* Says that the cells of a table are the leaves of the others. */
jln_status jln_links_leaves(jln_builder *b, const jln_doc_table *table);

/* Once all tables are built. */
jln_status jln_links_finish(jln_builder *b);

/* ---- blocks: each reads its node of the template and appends to the document ---- */

typedef jln_status jln_block_builder(jln_builder *b, const jln_tree *node);

jln_block_builder jln_build_cover, jln_build_contents, jln_build_heading, jln_build_paragraph,
    jln_build_page, jln_build_cards, jln_build_sentences, jln_build_chart, jln_build_nodes,
    jln_build_funders, jln_build_stages, jln_build_years, jln_build_cross, jln_build_lines,
    jln_build_activities, jln_build_unscheduled, jln_build_extra_work, jln_build_difficulties,
    jln_build_gaps, jln_build_returns, jln_build_findings, jln_build_findings_count,
    jln_build_findings_brief, jln_build_findings_indicators, jln_build_records_brief,
    jln_build_recommendations_brief,
    jln_build_definitions, jln_build_legend, jln_build_acronyms, jln_build_sources, jln_build_coverage_table,
    jln_build_indicators, jln_build_recommendations, jln_build_sheet, jln_build_band,
    jln_build_history, jln_build_decisions, jln_build_prose, jln_build_narratives,
    jln_build_milestones, jln_build_registrations, jln_build_signatures, jln_build_provenance,
    jln_build_largest, jln_build_leads, jln_build_claimed, jln_build_plan_cards,
    jln_build_plan_years, jln_build_unset, jln_build_signs, jln_build_headline,
    jln_build_silence, jln_build_drivers, jln_build_unpaid, jln_build_to_check;

/* Notes, on the amounts of a table of nodes, those that the document prints otherwise. */
jln_status jln_build_mark_printed(jln_builder *b, const jln_columns *c, jln_doc_table *table);

/* Sets the document's colours and logo from the plan's settings. */
jln_status jln_build_look(jln_builder *b);

/* "Situation au 31/12/2013" and "version provisoire" of the report's year. */
const char *jln_build_period(jln_builder *b);
const char *jln_build_version(jln_builder *b);
/* The plan's title in full, in the report's language where there is one. */
const char *jln_build_plan_title(const jln_builder *b);

/* Gives the lines of signs what they say, once everything else is built. */
jln_status jln_build_signs_finish(jln_builder *b);

/* What a source is called, without its address. */
const char *jln_build_source_name(jln_builder *b, const char *source);

/* Says that the report shows values of an indicator: its definition is wanted. */
jln_status jln_build_uses(jln_builder *b, const jln_indicator *indicator);

/* The legend and the list of acronyms hold what the finished document prints; one that would be
 * empty is taken out. */
jln_status jln_build_legend_finish(jln_builder *b);
jln_status jln_build_acronyms_finish(jln_builder *b);
void jln_build_take_out(jln_builder *b, size_t block);

/* Gives the charts their rows, once every table is built. */
jln_status jln_build_charts(jln_builder *b);

#endif

/* The named queries: tidy tables for `jalon export`, and the streams core/compute and core/audit
 * read. */
#ifndef JLN_STORE_READ_H
#define JLN_STORE_READ_H

#include "store/db.h"

#include <stddef.h>

typedef enum {
    JLN_Q_PLANS,        /* name, title, title_en, currency, decimals, scale, first_year, last_year,
                           results, example packages */
    JLN_Q_PACKAGES,     /* packages about the plan: name, title, title_en, is_plan, example, label,
                           label_en */
    JLN_Q_LEVELS,       /* code, fr, fr_plural, en, en_plural; from the top */
    JLN_Q_DOCUMENTS,    /* id, title, path, package */
    JLN_Q_TEMPLATES,    /* id; in their order */
    JLN_Q_RESULTS,      /* id, parent_id, level, position, code_printed, title, doc, line, lead,
                           short_title; parents before children */
    JLN_Q_STRUCTURES,   /* id, name */
    JLN_Q_FUNDERS,      /* id, name, name_en, label_printed; in the document's order */
    JLN_Q_SETTINGS,     /* key, about, value */
    JLN_Q_BUDGETS,      /* activity_id, year, state, amount, doc, line */
    JLN_Q_FINANCING,    /* result_id, funder, year, state, amount, doc, line */
    JLN_Q_ALLOCATIONS,  /* result_id, year, amount, notified_on, source; known on :date */
    JLN_Q_REVISIONS,    /* result_id, year, amount, date, number, decision; plan's own (no funder),
                           oldest first, known on :date */
    JLN_Q_PERIODS,      /* code, year, first_day, last_day, closed; oldest first */
    JLN_Q_RETURNS,      /* id, period, sender, due_on, received_on, status, comment */
    JLN_Q_SPENDING,     /* activity_id, funder, period, stage, state, amount, return_id; of returns
                           received on :date */
    JLN_Q_SPENDING_ALL, /* activity_id, funder, period, stage, amount or the code of its state,
                           return_id; of all returns, in the order of the key: what is fastest to
                           read. Only for jln_query_each */
    JLN_Q_PROGRESS, /* activity_id, period, state, physical, quantity_planned, quantity_done, unit,
                       decided_on, return_id, comment; of returns received on :date */
    JLN_Q_EXTRA_WORK,   /* result_id, period, title, funder, amount, return_id, comment */
    JLN_Q_MOBILISATION, /* funder, result_id, period, status, nature, state, amount, source;
                           imported by :date */
    JLN_Q_CLAIMS, /* id, kind, about, funder, year, unit, printed_text, printed_value, label, doc,
                     line */
    JLN_Q_INDICATORS,   /* result_id, position, indicator, direction, unit, kind, baseline_text,
                           baseline_value, baseline_year,   target_text, target_value, target_year, doc,
                           line, verification, assumptions, note */
    JLN_Q_TARGETS,      /* result_id, position, year, value, bound */
    JLN_Q_MEASUREMENTS, /* result_id, position, year, period, state, value, words, source,
                           return_id; of returns received on :date, or of none; oldest first for
                           each indicator */
    JLN_Q_PARTS, /* measurements by sex or region: result_id, position, year, sex, region, state,
                    value, words, source, return_id; as JLN_Q_MEASUREMENTS */
    JLN_Q_FUNDER_REVISIONS, /* result_id, funder, year, amount, date, number, decision; of one
                               source each, oldest first */
    JLN_Q_COVERAGE, /* scheme, region, year, measure, unit, value, source, doc, line, state, sex */
    JLN_Q_POPULATIONS,     /* region, year, source, value, sex ('' for both); of the plan, and of
                              packages about no plan */
    JLN_Q_REGISTRATIONS,   /* id, programme, operator, regions, unit, count, doc, line */
    JLN_Q_FOLLOW_UPS,      /* number, last day of the period, state, done_on; by number, oldest first */
    JLN_Q_RECOMMENDATIONS, /* number, due, recurring, state, done_on, text, doc, line, responsible;
                              state as followed up by :date */
    JLN_Q_CONFIRMATIONS,   /* return_id, rule, line, found, compared, confirmed_by, explanation */
    JLN_Q_ORIGINS,  /* about, key, sheet, cell, file, sender, received_on, package; by table and key
                     */
    JLN_Q_WORDINGS, /* section, result_id, level, code_printed, title, doc, line; by section, in
                       printed order */
    JLN_Q_FIGURES,  /* id, series, about, year, unit, printed_text, value, doc, line; by series and
                       year, in printed order */
    JLN_Q_NARRATIVES, /* kind, result_id, heading, text, doc, line; in printed order */
    JLN_Q_MILESTONES, /* result_id, indicator_code, text, count, unit, date_text, date, state, doc,
                         line; by result */
    JLN_Q_TEXTS, /* section, lang, role, text: what the planner wrote for :year, in its order */
    JLN_Q_ROLES, /* result_id, role, structure, printed; of a node together, its responsible
                    structures first */
    JLN_Q_LOGO,  /* format, width, height, data: one row at most */
    JLN_Q_COUNT
} jln_query;

/* Opens a named query. Rows come in the natural order of ids. */
jln_status jln_query_open(jln_db *db, jln_query query, const jln_params *params, jln_cursor **out,
                          jln_err *err);

/* Runs a named query and hands each row to `each`, which may stop it with an error. */
typedef jln_status jln_row_fn(const jln_cursor *row, void *ctx, jln_err *err);
jln_status jln_query_each(jln_db *db, jln_query query, const jln_params *params, jln_row_fn *each,
                          void *ctx, jln_err *err);

/* JLN_OK when the plan exists; else JLN_ENOTFOUND with the plans there are, and the nearest name.
 */
jln_status jln_plan_exists(jln_db *db, const char *plan, jln_err *err);

/* Opens the tidy table of `jalon export` for a plan, or for a package about no plan: columns as in
 * its contract. JLN_ENOTFOUND names the tables there are. A column whose name is `amount` is in
 * minor units. */
jln_status jln_export_open(jln_db *db, const char *table, const char *plan, jln_cursor **out,
                           jln_err *err);

/* Whether rows of that table of the plan come from a package of examples. The table must exist. */
jln_status jln_export_is_example(jln_db *db, const char *table, const char *plan, bool *out,
                                 jln_err *err);

enum { JLN_FINGERPRINT_MAX = 17 };

/* A 64-bit FNV-1a hash, in hexadecimal, of every logical row about the plan in key order: equal
 * data, equal fingerprint. */
jln_status jln_fingerprint(jln_db *db, const char *plan, char out[JLN_FINGERPRINT_MAX],
                           jln_err *err);

/* Names of the tables that can be exported, NULL-terminated. */
const char *const *jln_export_names(void);

#endif

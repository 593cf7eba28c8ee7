/* What a command is about: the database, the plan, the year and the node asked for. */
#ifndef JLN_CLI_SUBJECT_H
#define JLN_CLI_SUBJECT_H

#include "cli/cli.h"
#include "compute/engine.h"
#include "store/db.h"

/* Opens the database read-only and reads the plan named by `name`; `*db` is the caller's to close,
 * also on error. */
jln_status jln_subject_open(jln_cli *cli, const char *name, jln_db **db, const jln_plan **plan,
                            jln_err *err);

/* JLN_EUSAGE when --year is not a year of the plan. Nothing is said when it was not given. */
jln_status jln_subject_year(const jln_cli *cli, const jln_plan *plan, jln_err *err);

/* The same for an indicator asked for by its name: who is covered may be known before the plan. */
jln_status jln_subject_year_of(const jln_cli *cli, const jln_plan *plan, const jln_engine *engine,
                               const jln_indicator *indicator, jln_err *err);

/* The node of --result, the whole plan without it; JLN_ENOTFOUND with the nearest id. */
jln_status jln_subject_node(const jln_cli *cli, const jln_plan *plan, uint32_t *out, jln_err *err);

/* The funder of --funder, -1 without it; JLN_ENOTFOUND with those there are. */
jln_status jln_subject_funder(const jln_cli *cli, const jln_plan *plan, int *out, jln_err *err);

/* Reads the facts known on --date up to --period, and the indicators shipped with the program.
 * JLN_EUSAGE when --period is not of --year. The caller closes the engine. */
jln_status jln_subject_engine(jln_cli *cli, jln_db *db, const jln_plan *plan, jln_engine **out,
                              jln_err *err);

/* The period whose figures a year shows: --period, else the latest; NULL when there is none. */
const jln_period *jln_subject_period(const jln_cli *cli, const jln_engine *engine);

/* For people: "Exécution 2013 au 31/12/2013, connue au ...; stade payé ; base ...", with the label
 * of example data before it. */
jln_status jln_subject_print(const jln_cli *cli, const jln_engine *engine, const jln_plan *plan,
                             jln_err *err);

/* A value as a person reads it: percentage, amount in whole units, or the words of its state.
 * `amount`: in minor units. */
const char *jln_subject_value(const jln_cli *cli, const jln_plan *plan, const jln_value *value,
                              bool amount, bool percent);

/* A value as an exact decimal, NULL when it is not known: fractions with 12 digits, amounts in
 * whole units. */
const char *jln_subject_plain(const jln_cli *cli, const jln_plan *plan, const jln_value *value,
                              bool amount, bool fraction);

/* "axe 1.2", with the id in brackets when the printed code differs; "plan" for the plan. */
const char *jln_subject_name(const jln_cli *cli, const jln_plan *plan, uint32_t node);

/* What a node is called in one line: the document's short title when it has one. */
const char *jln_subject_title(const jln_plan *plan, uint32_t node);

#endif

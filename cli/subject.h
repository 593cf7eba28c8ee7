/* What a command is about: the database, the plan, the year and the node asked for. */
#ifndef JLN_CLI_SUBJECT_H
#define JLN_CLI_SUBJECT_H

#include "cli/cli.h"
#include "store/db.h"

/* Opens the database read-only and reads the plan named by `name`; `*db` is the caller's to close, also on error. */
jln_status jln_subject_open(jln_cli *cli, const char *name, jln_db **db, const jln_plan **plan, jln_err *err);

/* JLN_EUSAGE when --year is not a year of the plan. Nothing is said when it was not given. */
jln_status jln_subject_year(const jln_cli *cli, const jln_plan *plan, jln_err *err);

/* The node of --result, the whole plan without it; JLN_ENOTFOUND with the nearest id. */
jln_status jln_subject_node(const jln_cli *cli, const jln_plan *plan, uint32_t *out, jln_err *err);

/* The funder of --funder, -1 without it; JLN_ENOTFOUND with those there are. */
jln_status jln_subject_funder(const jln_cli *cli, const jln_plan *plan, int *out, jln_err *err);

/* "axe 1.2", with the id in brackets when the printed code differs; "plan" for the plan. */
const char *jln_subject_name(const jln_cli *cli, const jln_plan *plan, uint32_t node);

#endif

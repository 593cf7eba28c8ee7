/* `jalon help load`, `jalon help load TABLE`: the tables of a package and their columns, from their
 * own description. */
#ifndef JLN_CLI_HELP_TABLES_H
#define JLN_CLI_HELP_TABLES_H

#include "base/err.h"

/* The names of the tables that a file may hold. */
void jln_help_table_names(void);

/* The columns of one table and what each expects; JLN_EUSAGE, with the names, when there is none of
 * that name. */
jln_status jln_help_table(const char *name, jln_err *err);

#endif

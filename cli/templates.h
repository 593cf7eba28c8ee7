/* The templates of reports among the program's files. */
#ifndef JLN_CLI_TEMPLATES_H
#define JLN_CLI_TEMPLATES_H

#include "base/arena.h"
#include "base/err.h"
#include "model/package.h"
#include "model/table.h"

/* Each template a package names that is not there goes to `diag`, with its place in the
 * datapackage.json, the templates that are there and what to do. JLN_EIO when their folder cannot
 * be read. */
jln_status jln_templates_check(const jln_package *package, jln_arena *arena, jln_diag *diag,
                               jln_err *err);

#endif

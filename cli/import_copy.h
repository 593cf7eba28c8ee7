/* The copy of a form that is sent back with what is to be corrected in it. */
#ifndef JLN_CLI_IMPORT_COPY_H
#define JLN_CLI_IMPORT_COPY_H

#include "cli/cli.h"
#include "form/form.h"

/* True for a name that jln_import_copy gives. */
bool jln_import_is_copy(const char *name);

/* Writes the copy of the form read from `path` beside it, or into the folder of --copies, and gives
 * its path. Neither the file received nor an earlier copy is touched: the next one has a number. */
jln_status jln_import_copy(const jln_cli *cli, jln_form *form, const jln_form_known *known,
                           const char *path, jln_arena *arena, const char **copy, jln_err *err);

#endif

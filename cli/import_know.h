/* What the database knows of a form that was received. */
#ifndef JLN_CLI_IMPORT_KNOW_H
#define JLN_CLI_IMPORT_KNOW_H

#include "cli/cli.h"
#include "form/form.h"
#include "store/returns.h"

/* One file: everything about it lives in `arena`. */
typedef struct {
    const jln_cli *cli;
    jln_db *db;
    const char *path;
    jln_arena *arena;
    jln_form *form;
    jln_form_known known;
    const jln_return_row *existing; /* the return of the same sender and period; NULL */
    const char *package;            /* that the import fills */
    bool announce;                  /* no return of the period is expected yet */
} jln_import_file;

/* Finds the plan, the period and the return the form is about, earlier figures and what was
 * confirmed before; completes the form's key. JLN_EDATA when the form cannot be taken here. */
jln_status jln_import_know(jln_import_file *f, jln_err *err);

#endif

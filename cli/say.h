/* What the program says: its language, errors and progress on stderr, and the end of stdout. */
#ifndef JLN_CLI_SAY_H
#define JLN_CLI_SAY_H

#include "cli/cli.h"

/* Sets the language of all texts: French needs no catalogue but its plural rule, English is found
 * among the shared files. Numbers stay those of C. */
void jln_say_in(jln_lang lang, jln_arena *arena);

/* "where: erreur : message", or "jalon : erreur : message" without a place. An error without a
 * message is kept quiet. */
void jln_say_error(const jln_err *err);

/* One line of progress, replaced by the next; only on a terminal and without --quiet. NULL wipes
 * it. */
void jln_say_progress(const jln_cli *cli, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* JLN_EIO when what was written to stdout so far did not go through. A reader that closed the pipe
 * is not worth a message: the message is then empty. */
jln_status jln_say_check(jln_err *err);

/* Writes all that is left and closes stdout. */
jln_status jln_say_end(jln_err *err);

/* The exit code of DESIGN.md 9 for a status. */
int jln_say_exit_code(jln_status status);

#endif

/* Reading the command line: options anywhere, values checked before any command starts. */
#ifndef JLN_CLI_OPTIONS_H
#define JLN_CLI_OPTIONS_H

#include "cli/cli.h"

typedef struct {
    const char *name, *short_name; /* "--year"; "-o" or NULL */
    const char *value; /* what is shown in the place of its value; NULL when it takes none */
    const char *help;
} jln_option;

extern const jln_option jln_options[JLN_OPT_COUNT];

/* Options that every command takes, as bits. */
unsigned jln_options_common(void);

/* The language asked for, before anything else is read; French when nothing or nonsense is said. */
jln_lang jln_options_lang(int argc, char **argv);

/* Fills `cli` (its arena must be set). JLN_EUSAGE with what would be right. `cli->command` is NULL
 * when no command is named. */
jln_status jln_options_read(jln_cli *cli, int argc, char **argv, jln_err *err);

#endif

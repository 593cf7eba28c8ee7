/* `jalon help`, `jalon help COMMAND`, `jalon COMMAND --help`. */
#ifndef JLN_CLI_HELP_H
#define JLN_CLI_HELP_H

#include "cli/cli.h"

void jln_help_general(void);
void jln_help_command(const jln_command *command);

#endif

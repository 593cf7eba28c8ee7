/* The command line: what every command is given, and how it answers.
 *
 * Results go to stdout, messages to stderr. Only this folder prints and ends the program. */
#ifndef JLN_CLI_CLI_H
#define JLN_CLI_CLI_H

#include "base/arena.h"
#include "base/date.h"
#include "base/i18n.h"
#include "compute/plan.h"

#include <stdbool.h>

#define JLN_VERSION "0.1.0"

enum { JLN_EXIT_DONE = 0, JLN_EXIT_DATA = 1, JLN_EXIT_USAGE = 2, JLN_EXIT_MACHINE = 3 };

typedef enum { JLN_FORMAT_TEXT, JLN_FORMAT_CSV, JLN_FORMAT_JSON } jln_cli_format;

typedef enum {
    JLN_OPT_DB,
    JLN_OPT_LANG,
    JLN_OPT_FORMAT,
    JLN_OPT_PERIOD,
    JLN_OPT_QUIET,
    JLN_OPT_DATE,
    JLN_OPT_YEAR,
    JLN_OPT_RESULT,
    JLN_OPT_FUNDER,
    JLN_OPT_ITEM,
    JLN_OPT_OUTPUT,
    JLN_OPT_LEAD,
    JLN_OPT_DRY_RUN,
    JLN_OPT_MISSING,
    JLN_OPT_SET,
    JLN_OPT_BY,
    JLN_OPT_CONFIRM,
    JLN_OPT_COPIES,
    JLN_OPT_FOLLOW_UP,
    JLN_OPT_HELP,
    JLN_OPT_VERSION,
    JLN_OPT_COUNT
} jln_cli_option;

typedef struct jln_command jln_command;

typedef struct {
    const jln_command *command;
    const char *args[64]; /* what stands after the command's name, options left out */
    int arg_count;
    const char
        *values[JLN_OPT_COUNT]; /* as written; NULL when not given; "" for those without a value */
    jln_lang lang;
    jln_cli_format format;
    const char *db;
    char date[JLN_DATE_MAX]; /* what is known on that day */
    int32_t days;            /* the same */
    int year;                /* 0 when not given */
    bool quiet;
    jln_arena *arena;
    int exit_code; /* of a command that ended well */
} jln_cli;

struct jln_command {
    const char *name;
    jln_status (*run)(jln_cli *cli, jln_err *err);
    const char *summary, *usage; /* French, marked for the catalogue */
    const char *details;         /* a paragraph more for `jalon help COMMAND`; NULL */
    const char *examples[5];     /* work on the shipped data; NULL-terminated */
    unsigned options;  /* bit i: takes option i, besides --db, --lang, --quiet, --date and --help */
    unsigned required; /* bit i: cannot do without option i */
    int least, most;   /* number of arguments; most -1 for any */
    jln_cli_format format; /* when --format says nothing */
};

/* NULL-terminated by an empty name. */
extern const jln_command jln_commands[];
const jln_command *jln_command_find(const char *name);

/* One per file cmd_NAME.c. */
jln_status jln_cmd_help(jln_cli *cli, jln_err *err);
jln_status jln_cmd_load(jln_cli *cli, jln_err *err);
jln_status jln_cmd_plans(jln_cli *cli, jln_err *err);
jln_status jln_cmd_tree(jln_cli *cli, jln_err *err);
jln_status jln_cmd_export(jln_cli *cli, jln_err *err);
jln_status jln_cmd_check(jln_cli *cli, jln_err *err);
jln_status jln_cmd_compute(jln_cli *cli, jln_err *err);
jln_status jln_cmd_explain(jln_cli *cli, jln_err *err);
jln_status jln_cmd_indicators(jln_cli *cli, jln_err *err);
jln_status jln_cmd_report(jln_cli *cli, jln_err *err);
jln_status jln_cmd_form(jln_cli *cli, jln_err *err);
jln_status jln_cmd_import(jln_cli *cli, jln_err *err);
jln_status jln_cmd_returns(jln_cli *cli, jln_err *err);

#endif

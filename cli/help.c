#include "cli/help.h"

#include "base/str.h"
#include "cli/help_tables.h"
#include "cli/options.h"
#include "cli/say.h"
#include "cli/width.h"
#include "import/words.h"

#include <stdio.h>
#include <string.h>

enum { NAMES = 26, WIDTH = 100 };

/* Paragraphs are parted by a line break. */
static void print_details(const char *text) {
    char paragraph[4096];
    for (const char *end; *text; text = *end ? end + 1 : end) {
        end = text + strcspn(text, "\n");
        snprintf(paragraph, sizeof paragraph, "%.*s", (int)(end - text), text);
        putchar('\n');
        jln_width_wrap(stdout, paragraph, 0, 0, WIDTH);
    }
}

/* "  --year ANNÉE             une année du plan" */
static void print_option(const jln_option *o) {
    jln_str name = {0};
    if (o->short_name) jln_str_fmt(&name, "%s, ", o->short_name);
    jln_str_add(&name, o->name);
    if (o->value) jln_str_fmt(&name, " %s", *o->value ? _(o->value) : "");
    fputs("  ", stdout);
    jln_width_print(stdout, jln_str_c(&name), NAMES, false);
    jln_width_wrap(stdout, _(o->help), 2 + NAMES, 2 + NAMES, WIDTH);
    jln_str_free(&name);
}

static void print_options(unsigned options) {
    for (int i = 0; i < JLN_OPT_COUNT; i++)
        if (options & 1u << i) print_option(&jln_options[i]);
}

void jln_help_general(void) {
    printf(_("Jalon %s : suivre l'exécution d'un plan d'actions, du document adopté au rapport "
             "signé.\n\n"),
           JLN_VERSION);
    puts(_("Commandes :"));
    for (const jln_command *c = jln_commands; c->name; c++)
        printf("  %-10s %s\n", c->name, _(c->summary));
    printf("\n%s\n", _("Options de toutes les commandes :"));
    print_options(jln_options_common() | 1u << JLN_OPT_VERSION);
    putchar('\n');
    jln_width_wrap(
        stdout,
        _("Code de sortie : 0 c'est fait ; 1 les données ou un script sont à corriger ; 2 la "
          "commande est mal "
          "écrite ou demande ce qui n'existe pas ; 3 la machine ou la base fait défaut."),
        0, 0, WIDTH);
    printf("\n%s\n", _("« jalon help COMMANDE » donne l'usage et des exemples."));
}

static bool has_tables(const jln_command *command) {
    return strcmp(command->name, "load") == 0 || strcmp(command->name, "export") == 0;
}

void jln_help_command(const jln_command *command) {
    printf(_("Usage : %s\n\n"), _(command->usage));
    printf(_("jalon %s : %s.\n"), command->name, _(command->summary));
    if (command->details) print_details(_(command->details));
    if (has_tables(command)) jln_help_table_names();
    printf("\n%s\n", _("Options :"));
    print_options(command->options | command->required | jln_options_common());
    printf("\n%s\n", _("Exemples :"));
    for (int i = 0; command->examples[i]; i++) printf("  %s\n", command->examples[i]);
}

jln_status jln_cmd_help(jln_cli *cli, jln_err *err) {
    const char *names[32];
    char hint[JLN_QUOTE_MAX];
    size_t count = 0;
    if (cli->arg_count == 0) {
        jln_help_general();
        return JLN_OK;
    }
    const jln_command *command = jln_command_find(cli->args[0]);
    for (; jln_commands[count].name; count++) names[count] = jln_commands[count].name;
    if (!command)
        return jln_err_set(err, JLN_EUSAGE, NULL, _("la commande « %.60s » n'existe pas%s"),
                           cli->args[0], jln_suggest(cli->args[0], names, count, hint));
    if (cli->arg_count > 1) {
        if (has_tables(command)) return jln_help_table(cli->args[1], err);
        return jln_err_set(
            err, JLN_EUSAGE, NULL,
            _("« jalon help %s » ne prend rien de plus ; une table : « jalon help load TABLE »"),
            command->name);
    }
    jln_help_command(command);
    return JLN_OK;
}

#include "cli/options.h"

#include "base/num.h"
#include "import/words.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

const jln_option jln_options[JLN_OPT_COUNT] = {
    [JLN_OPT_DB] = {"--db", NULL, N_("FICHIER"),
                    N_("base de données (sinon $JALON_DB, sinon jalon.db dans ce dossier)")},
    [JLN_OPT_LANG] = {"--lang", NULL, "fr|en", N_("langue des textes (sinon fr)")},
    [JLN_OPT_FORMAT] = {"--format", NULL, "text|csv|json",
                        N_("forme du résultat (sinon text, et csv pour export)")},
    [JLN_OPT_PERIOD] = {"--period", NULL, "CODE",
                        N_("dernière période prise en compte, comme 2013-S1 (sinon la dernière de "
                           "l'année) ; pour form et returns, la période des fiches")},
    [JLN_OPT_QUIET] = {"--quiet", NULL, NULL, N_("ne rien dire, sauf les erreurs")},
    [JLN_OPT_DATE] = {"--date", NULL, N_("AAAA-MM-JJ"),
                      N_("ne retenir que ce qui était connu ce jour-là (sinon SOURCE_DATE_EPOCH, "
                         "sinon aujourd'hui)")},
    [JLN_OPT_YEAR] = {"--year", NULL, N_("ANNÉE"), N_("une année du plan")},
    [JLN_OPT_RESULT] = {"--result", NULL, "ID", N_("un seul nœud de la chaîne, comme 1.2")},
    [JLN_OPT_FUNDER] = {"--funder", NULL, N_("SOURCE"), N_("une seule source de financement")},
    [JLN_OPT_ITEM] =
        {"--item", NULL, "N",
         N_("un seul indicateur du cadre logique du nœud, par sa position ; une seule ligne de la "
            "couverture, par son rang")},
    [JLN_OPT_OUTPUT] = {"--output", "-o", N_("FICHIER"), N_("fichier à écrire")},
    [JLN_OPT_LEAD] = {"--lead", NULL, "STRUCTURE", N_("une seule structure pilote, par son code")},
    [JLN_OPT_DRY_RUN] = {"--dry-run", NULL, NULL, N_("dire ce qui changerait, sans rien écrire")},
    [JLN_OPT_MISSING] = {"--missing", NULL, NULL, N_("seulement ce qui n'est pas arrivé")},
    [JLN_OPT_SET] = {"--set", NULL, "ID", N_("la fiche dont l'état change")},
    [JLN_OPT_BY] = {"--by", NULL, N_("NOM"), N_("qui le fait")},
    [JLN_OPT_CONFIRM] =
        {"--confirm", NULL, N_("MOTIF"),
         N_("prendre aussi ce qui est douteux, en disant pourquoi c'est juste (avec --by)")},
    [JLN_OPT_COPIES] =
        {"--copies", NULL, N_("DOSSIER"),
         N_("où écrire les copies annotées à renvoyer (sinon à côté de chaque fiche)")},
    [JLN_OPT_FOLLOW_UP] = {"--follow-up", NULL, NULL,
                           N_("la fiche de suivi : indicateurs, bénéficiaires, financements reçus, "
                              "recommandations")},
    [JLN_OPT_HELP] = {"--help", "-h", NULL, N_("cette aide")},
    [JLN_OPT_VERSION] = {"--version", NULL, NULL, N_("version du programme")},
};

unsigned jln_options_common(void) {
    return 1u << JLN_OPT_DB | 1u << JLN_OPT_LANG | 1u << JLN_OPT_QUIET | 1u << JLN_OPT_DATE |
           1u << JLN_OPT_HELP;
}

/* The value written in the same word, "--year=2013"; NULL when there is none. */
static int option_of(const char *word, const char **value) {
    *value = NULL;
    for (int i = 0; i < JLN_OPT_COUNT; i++) {
        const jln_option *o = &jln_options[i];
        size_t length = strlen(o->name);
        if (o->short_name && strcmp(word, o->short_name) == 0) return i;
        if (strncmp(word, o->name, length) != 0) continue;
        if (word[length] == '=') *value = word + length + 1;
        if (word[length] == '=' || word[length] == '\0') return i;
    }
    return -1;
}

jln_lang jln_options_lang(int argc, char **argv) {
    jln_lang lang = JLN_LANG_FR;
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        const char *value;
        int option = option_of(argv[i], &value);
        if (option < 0 || !jln_options[option].value) continue;
        if (!value && i + 1 < argc) value = argv[++i];
        if (option == JLN_OPT_LANG && value)
            lang = strcmp(value, "en") == 0 ? JLN_LANG_EN : JLN_LANG_FR;
    }
    return lang;
}

static jln_status unknown_option(const char *word, jln_err *err) {
    const char *names[JLN_OPT_COUNT];
    char bare[64], hint[JLN_QUOTE_MAX];
    for (int i = 0; i < JLN_OPT_COUNT; i++) names[i] = jln_options[i].name;
    size_t length = strcspn(word, "=");
    if (length >= sizeof bare) length = sizeof bare - 1;
    memcpy(bare, word, length);
    bare[length] = '\0';
    jln_suggest(bare, names, JLN_OPT_COUNT, hint);
    return jln_err_set(err, JLN_EUSAGE, NULL, _("l'option « %.60s » n'existe pas%s"), bare,
                       *hint ? hint : _(" ; « jalon help » donne la liste"));
}

static jln_status take_option(jln_cli *cli, int option, const char *value, int argc, char **argv,
                              int *at, jln_err *err) {
    const jln_option *o = &jln_options[option];
    if (!o->value && value)
        return jln_err_set(err, JLN_EUSAGE, NULL, _("l'option « %s » ne prend pas de valeur"),
                           o->name);
    if (o->value && !value && *at + 1 < argc) value = argv[++*at];
    if (o->value && (!value || !*value))
        return jln_err_set(err, JLN_EUSAGE, NULL, _("il manque une valeur après « %s » : %s %s"),
                           argv[*at], o->name, _(o->value));
    const char *before = cli->values[option];
    if (before && value && strcmp(before, value) != 0)
        return jln_err_set(err, JLN_EUSAGE, NULL,
                           _("l'option « %s » est donnée deux fois : %.60s, puis %.60s"), o->name,
                           before, value);
    cli->values[option] = o->value ? value : "";
    return JLN_OK;
}

static jln_status take_word(jln_cli *cli, const char *word, const char **name, jln_err *err) {
    if (!*name) {
        *name = word;
        return JLN_OK;
    }
    if (cli->arg_count == sizeof cli->args / sizeof *cli->args)
        return jln_err_set(err, JLN_EUSAGE, NULL, _("trop d'arguments : au plus %d"),
                           cli->arg_count);
    cli->args[cli->arg_count++] = word;
    return JLN_OK;
}

static jln_status split(jln_cli *cli, int argc, char **argv, const char **name, jln_err *err) {
    bool words_only = false;
    jln_status status = JLN_OK;
    for (int i = 1; status == JLN_OK && i < argc; i++) {
        const char *word = argv[i], *value;
        if (words_only || word[0] != '-' || word[1] == '\0') {
            status = take_word(cli, word, name, err);
        } else if (strcmp(word, "--") == 0) {
            words_only = true;
        } else {
            int option = option_of(word, &value);
            status = option < 0 ? unknown_option(word, err)
                                : take_option(cli, option, value, argc, argv, &i, err);
        }
    }
    return status;
}

/* ---- values ---- */

static jln_status read_choice(const jln_cli *cli, jln_cli_option option, const char *const *choices,
                              int count, int *out, jln_err *err) {
    const char *value = cli->values[option];
    if (!value) return JLN_OK;
    for (int i = 0; i < count; i++)
        if (strcmp(value, choices[i]) == 0) {
            *out = i;
            return JLN_OK;
        }
    return jln_err_set(err, JLN_EUSAGE, NULL, _("%s : « %.60s » ne convient pas ; attendu %s"),
                       jln_options[option].name, value, jln_options[option].value);
}

static jln_status read_year(jln_cli *cli, jln_err *err) {
    const char *value = cli->values[JLN_OPT_YEAR];
    int64_t year;
    if (!value) return JLN_OK;
    if (strlen(value) != 4 || !jln_i64_parse(value, 4, &year) || year < 1000)
        return jln_err_set(err, JLN_EUSAGE, NULL,
                           _("--year : « %.60s » n'est pas une année ; attendu, par "
                             "exemple, 2013"),
                           value);
    cli->year = (int)year;
    return JLN_OK;
}

static int32_t day_of(time_t when, bool utc) {
    struct tm parts;
    if (!(utc ? gmtime_r(&when, &parts) : localtime_r(&when, &parts))) return 0;
    return jln_date_join(parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday);
}

static jln_status read_date(jln_cli *cli, jln_err *err) {
    const char *value = cli->values[JLN_OPT_DATE], *epoch = getenv("SOURCE_DATE_EPOCH");
    int64_t seconds;
    if (value) {
        if (!jln_date_parse(value, strlen(value), &cli->days))
            return jln_err_set(err, JLN_EUSAGE, NULL,
                               _("--date : « %.60s » n'est pas une date ; attendu, par "
                                 "exemple, 2014-02-15"),
                               value);
    } else if (epoch && *epoch) {
        if (!jln_i64_parse(epoch, strlen(epoch), &seconds) || seconds < 0 || seconds > 253402300799)
            return jln_err_set(err, JLN_EUSAGE, NULL,
                               _("SOURCE_DATE_EPOCH : « %.60s » n'est pas un nombre de "
                                 "secondes depuis 1970"),
                               epoch);
        cli->days = day_of((time_t)seconds, true);
    } else {
        cli->days = day_of(time(NULL), false);
    }
    jln_date_text(cli->days, cli->date);
    return JLN_OK;
}

static jln_status read_values(jln_cli *cli, jln_err *err) {
    static const char *const langs[] = {"fr", "en"}, *const formats[] = {"text", "csv", "json"};
    int lang = JLN_LANG_FR, format = cli->command ? (int)cli->command->format : JLN_FORMAT_TEXT;
    jln_status status = read_choice(cli, JLN_OPT_LANG, langs, 2, &lang, err);
    if (status == JLN_OK) status = read_choice(cli, JLN_OPT_FORMAT, formats, 3, &format, err);
    if (status == JLN_OK) status = read_year(cli, err);
    if (status == JLN_OK) status = read_date(cli, err);
    const char *db = getenv("JALON_DB");
    cli->lang = (jln_lang)lang;
    cli->format = (jln_cli_format)format;
    cli->quiet = cli->values[JLN_OPT_QUIET] != NULL;
    cli->db = cli->values[JLN_OPT_DB] ? cli->values[JLN_OPT_DB] : db && *db ? db : "jalon.db";
    return status;
}

/* ---- the command and what it takes ---- */

static jln_status find_command(jln_cli *cli, const char *name, jln_err *err) {
    cli->command = name ? jln_command_find(name) : NULL;
    if (!name || cli->command) return JLN_OK;
    const char *names[32];
    char hint[JLN_QUOTE_MAX], list[JLN_LIST_MAX];
    size_t count = 0;
    for (; jln_commands[count].name; count++) names[count] = jln_commands[count].name;
    return jln_err_set(err, JLN_EUSAGE, NULL,
                       _("la commande « %.60s » n'existe pas ; commandes : %s%s"), name,
                       jln_list(names, count, list), jln_suggest(name, names, count, hint));
}

static jln_status check_options(const jln_cli *cli, jln_err *err) {
    const jln_command *c = cli->command;
    unsigned taken = c->options | c->required | jln_options_common();
    for (int i = 0; i < JLN_OPT_COUNT; i++) {
        if (cli->values[i] && !(taken & 1u << i))
            return jln_err_set(err, JLN_EUSAGE, NULL,
                               _("l'option « %s » ne sert pas à « jalon %s » ; usage : %s"),
                               jln_options[i].name, c->name, _(c->usage));
        if (!cli->values[i] && (c->required & 1u << i))
            return jln_err_set(err, JLN_EUSAGE, NULL, _("il manque « %s %s » ; usage : %s"),
                               jln_options[i].short_name ? jln_options[i].short_name
                                                         : jln_options[i].name,
                               _(jln_options[i].value), _(c->usage));
    }
    return JLN_OK;
}

static jln_status check_arguments(const jln_cli *cli, jln_err *err) {
    const jln_command *c = cli->command;
    if (cli->arg_count < c->least)
        return jln_err_set(err, JLN_EUSAGE, NULL, _("il manque un argument ; usage : %s"),
                           _(c->usage));
    if (c->most >= 0 && cli->arg_count > c->most)
        return jln_err_set(err, JLN_EUSAGE, NULL, _("« %.60s » est de trop ; usage : %s"),
                           cli->args[c->most], _(c->usage));
    return JLN_OK;
}

jln_status jln_options_read(jln_cli *cli, int argc, char **argv, jln_err *err) {
    const char *name = NULL;
    jln_status status = split(cli, argc, argv, &name, err);
    if (status == JLN_OK) status = find_command(cli, name, err);
    if (status == JLN_OK) status = read_values(cli, err);
    if (status != JLN_OK || !cli->command || cli->values[JLN_OPT_HELP]) return status;
    status = check_arguments(cli, err);
    return status == JLN_OK ? check_options(cli, err) : status;
}

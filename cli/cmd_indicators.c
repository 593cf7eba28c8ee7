/* jalon indicators [test]: the indicators there are, or their worked examples run. */
#include "cli/listing.h"
#include "cli/share.h"
#include "cli/words.h"
#include "compute/engine.h"

#include <stdio.h>
#include <string.h>

enum { TITLE_MOST = 60, MESSAGE_MOST = 90 };

static const jln_list_column list_columns[] = {
    {"indicator", N_("indicateur"), false, 0}, {"title", N_("titre"), false, TITLE_MOST},
    {"unit", N_("unité"), false, 0},           {"by", N_("par"), false, 0},
    {"examples", N_("exemples"), true, 0},     {"file", N_("fichier"), false, 0},
};

static const jln_list_column test_columns[] = {
    {"indicator", N_("indicateur"), false, 0},
    {"file", N_("fichier"), false, 0},
    {"line", N_("ligne"), true, 0},
    {"example", N_("exemple"), false, TITLE_MOST},
    {"passed", N_("réussi"), false, 0},
    {"message", N_("message"), false, MESSAGE_MOST},
};

static const char *by_words(const jln_indicator *x) {
    switch (x->over) {
    case JLN_OVER_LOGFRAME:
        return "logframe";
    case JLN_OVER_COVERAGE:
        return "coverage";
    case JLN_OVER_REGISTRATIONS:
        return "registrations";
    case JLN_OVER_RECOMMENDATIONS:
        return "recommendations";
    case JLN_OVER_MILESTONES:
        return "milestones";
    default:
        break;
    }
    if (x->plan_only) return "plan";
    if (!x->by_node) return "funder";
    return x->by_funder ? "node, funder" : "node";
}

static jln_status list_all(const jln_cli *cli, const jln_engine *library, jln_err *err) {
    jln_list *list = NULL;
    jln_status status = jln_list_open(cli->format, cli->arena, list_columns,
                                      sizeof list_columns / sizeof *list_columns, &list, err);
    for (int i = 0; status == JLN_OK && i < jln_engine_indicator_count(library); i++) {
        const jln_indicator *x = jln_engine_indicator(library, i);
        const char *unit = x->unit_kind == JLN_UNIT_AMOUNT ? "amount" : x->unit;
        const char *cells[] = {
            x->id,  x->title, unit, by_words(x), jln_words_int(cli->arena, (int)jln_examples_of(x)),
            x->file};
        status = jln_list_row(list, cells, err);
    }
    return status == JLN_OK ? jln_list_close(list, err) : status;
}

static jln_status list_tests(const jln_cli *cli, const jln_example *items, size_t count,
                             size_t *failed, jln_err *err) {
    jln_list *list = NULL;
    bool text = cli->format == JLN_FORMAT_TEXT;
    jln_status status = jln_list_open(cli->format, cli->arena, test_columns,
                                      sizeof test_columns / sizeof *test_columns, &list, err);
    for (size_t i = 0; status == JLN_OK && i < count; i++) {
        const jln_example *x = &items[i];
        *failed += !x->passed;
        const char *yes = text ? _("oui") : "true", *no = text ? _("non") : "false";
        const char *cells[] = {
            x->indicator,         x->file,   jln_words_int(cli->arena, x->line), x->name,
            x->passed ? yes : no, x->message};
        status = jln_list_row(list, cells, err);
    }
    return status == JLN_OK ? jln_list_close(list, err) : status;
}

static jln_status test_all(const jln_cli *cli, jln_engine *library, jln_err *err) {
    jln_example *items = NULL;
    size_t count = 0, failed = 0;
    jln_status status = jln_examples_run(library, cli->arena, &items, &count, err);
    if (status == JLN_OK) status = list_tests(cli, items, count, &failed, err);
    if (status != JLN_OK || !failed) return status;
    return jln_err_set(err, JLN_ESCRIPT, NULL,
                       _("%zu exemple(s) sur %zu ne donnent pas la valeur attendue"), failed,
                       count);
}

jln_status jln_cmd_indicators(jln_cli *cli, jln_err *err) {
    jln_engine *library = NULL;
    const char *folder;
    bool test = cli->arg_count == 1;
    if (test && strcmp(cli->args[0], "test") != 0)
        return jln_err_set(err, JLN_EUSAGE, NULL, _("« %.60s » : attendu « test », ou rien"),
                           cli->args[0]);
    jln_status status = jln_share_path("lua-indicators", cli->arena, &folder, err);
    if (status == JLN_OK) status = jln_engine_library(folder, cli->lang, &library, err);
    if (status == JLN_OK) status = test ? test_all(cli, library, err) : list_all(cli, library, err);
    jln_engine_close(library);
    return status;
}

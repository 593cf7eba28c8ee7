/* jalon report TEMPLATE PLAN --year Y -o F: a report as PDF, workbook or CSV, whole or not at all.
 */
#include "cli/say.h"
#include "cli/share.h"
#include "cli/subject.h"
#include "doc/template.h"
#include "import/words.h"
#include "out/csv.h"
#include "out/pdf.h"
#include "out/xlsx.h"
#include "store/read.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

enum { TEMPLATES_MAX = 100 };

typedef enum { PDF, XLSX, CSV, ENDINGS } ending;
static const char *const endings[ENDINGS] = {".pdf", ".xlsx", ".csv"};

typedef struct {
    jln_cli *cli;
    const char *names[TEMPLATES_MAX]; /* the plan's templates */
    size_t count;
} applying;

static jln_status read_ending(const char *path, ending *out, jln_err *err) {
    const char *slash = strrchr(path, '/'), *dot = strrchr(slash ? slash : path, '.');
    for (int i = 0; dot && i < ENDINGS; i++)
        if (strcasecmp(dot, endings[i]) == 0) {
            *out = (ending)i;
            return JLN_OK;
        }
    return jln_err_set(err, JLN_EUSAGE, path, "%s",
                       _("un rapport s'écrit dans un fichier qui finit par .pdf, .xlsx ou .csv"));
}

static jln_status note_template(const jln_cursor *row, void *ctx, jln_err *err) {
    applying *a = ctx;
    if (a->count == TEMPLATES_MAX) return JLN_OK;
    a->names[a->count] = jln_arena_str(a->cli->arena, jln_cursor_text(row, 0));
    return a->names[a->count++] ? JLN_OK : jln_err_nomem(err);
}

/* A plan says which reports apply to it; another would print empty tables. */
static jln_status check_template(jln_cli *cli, jln_db *db, const jln_plan *plan, jln_err *err) {
    applying a = {.cli = cli};
    const jln_params params = {.plan = plan->name};
    char hint[JLN_QUOTE_MAX], list[JLN_LIST_MAX];
    jln_status status = jln_query_each(db, JLN_Q_TEMPLATES, &params, note_template, &a, err);
    for (size_t i = 0; status == JLN_OK && i < a.count; i++)
        if (strcmp(a.names[i], cli->args[0]) == 0) return JLN_OK;
    if (status != JLN_OK) return status;
    return jln_err_set(
        err, JLN_ENOTFOUND, NULL,
        _("le rapport « %.60s » ne s'applique pas au plan « %s » ; rapports de ce plan : %s%s"),
        cli->args[0], plan->name, a.count ? jln_list(a.names, a.count, list) : _("aucun"),
        jln_suggest(cli->args[0], a.names, a.count, hint));
}

static jln_status find_template(jln_cli *cli, const char **path, const char **shown, jln_err *err) {
    struct stat info;
    *shown = jln_arena_fmt(cli->arena, "templates/%s.lua", cli->args[0]);
    if (!*shown) return jln_err_nomem(err);
    jln_status status = jln_share_path(*shown, cli->arena, path, err);
    if (status != JLN_OK || stat(*path, &info) == 0) return status;
    return jln_err_set(
        err, JLN_ENOTFOUND, *path, "%s",
        _("le plan nomme ce rapport, mais son modèle n'est pas parmi les fichiers du "
          "programme"));
}

static jln_status write_report(jln_cli *cli, const jln_doc *doc, ending form, jln_err *err) {
    const char *path = cli->values[JLN_OPT_OUTPUT], *fonts;
    if (form == CSV) return jln_csv_write(doc, path, err);
    if (form == XLSX) return jln_xlsx_write(doc, path, err);
    jln_status status = jln_share_path("fonts", cli->arena, &fonts, err);
    return status == JLN_OK ? jln_pdf_write(doc, fonts, path, err) : status;
}

/* A report is about a whole year: half-year figures under a yearly cover would mislead. */
static jln_status refuse_period(const jln_cli *cli, jln_err *err) {
    if (!cli->values[JLN_OPT_PERIOD]) return JLN_OK;
    return jln_err_set(
        err, JLN_EUSAGE, NULL, "%s",
        _("--period : un rapport porte sur l'année entière ; pour une période, « jalon compute »"));
}

static jln_status build(jln_cli *cli, jln_db *db, const jln_plan *plan, jln_engine *engine,
                        ending form, jln_err *err) {
    const char *path, *shown;
    jln_doc *doc = NULL;
    jln_status status = find_template(cli, &path, &shown, err);
    jln_say_progress(cli, _("préparation du rapport « %s »…"), cli->args[0]);
    if (status == JLN_OK)
        status = jln_template_build(path, shown, db, engine, plan, cli->year, cli->lang, &doc, err);
    jln_say_progress(cli, _("écriture de %s…"), cli->values[JLN_OPT_OUTPUT]);
    if (status == JLN_OK) status = write_report(cli, doc, form, err);
    jln_say_progress(cli, NULL);
    jln_doc_free(doc);
    return status;
}

jln_status jln_cmd_report(jln_cli *cli, jln_err *err) {
    jln_db *db = NULL;
    const jln_plan *plan;
    jln_engine *engine = NULL;
    ending form = PDF;
    jln_status status = refuse_period(cli, err);
    if (status == JLN_OK) status = read_ending(cli->values[JLN_OPT_OUTPUT], &form, err);
    if (status == JLN_OK) status = jln_subject_open(cli, cli->args[1], &db, &plan, err);
    if (status == JLN_OK) status = jln_subject_year(cli, plan, err);
    if (status == JLN_OK) status = check_template(cli, db, plan, err);
    if (status == JLN_OK) status = jln_subject_engine(cli, db, plan, &engine, err);
    if (status == JLN_OK) status = build(cli, db, plan, engine, form, err);
    if (status == JLN_OK && !cli->quiet)
        printf(_("%s : rapport écrit\n"), cli->values[JLN_OPT_OUTPUT]);
    jln_engine_close(engine);
    jln_db_close(db);
    return status;
}

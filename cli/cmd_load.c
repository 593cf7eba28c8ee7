/* jalon load DIR...: packages into the database, by difference, whole or not at all. */
#include "cli/listing.h"
#include "cli/say.h"
#include "cli/templates.h"
#include "cli/words.h"
#include "import/package.h"
#include "store/load.h"
#include "store/read.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PROBLEMS_MAX = 100 };

typedef struct {
    jln_package packages[sizeof((jln_cli *)0)->args / sizeof(char *)];
    size_t order[sizeof((jln_cli *)0)->args / sizeof(char *)];
    size_t count;
    jln_diag diag;
} loading;

static void print_problem(void *ctx, const jln_err *problem) {
    jln_say_progress(ctx, NULL);
    jln_say_error(problem);
}

/* A folder that does not exist is another fault than one without a package in it. */
static jln_status check_folder(const char *folder, jln_arena *arena, jln_err *err) {
    struct stat info;
    const char *descriptor = jln_arena_fmt(arena, "%s/datapackage.json", folder);
    if (!descriptor) return jln_err_nomem(err);
    if (stat(folder, &info) != 0)
        return jln_err_set(err, errno == ENOENT ? JLN_ENOTFOUND : JLN_EIO, folder,
                           _("ce dossier ne s'ouvre pas : %s"), strerror(errno));
    if (!S_ISDIR(info.st_mode))
        return jln_err_set(
            err, JLN_EUSAGE, folder, "%s",
            _("attendu un dossier, celui d'un paquet de données ; une fiche remplie se reprend "
              "avec « jalon import »"));
    if (stat(descriptor, &info) == 0 || errno != ENOENT) return JLN_OK;
    return jln_err_set(
        err, JLN_EDATA, folder, "%s",
        _("ce dossier n'a pas de datapackage.json : ce n'est pas un paquet de données"));
}

/* All descriptors are read before anything is refused: a person sees what is wrong in each. */
static jln_status read_packages(jln_cli *cli, loading *l, jln_err *err) {
    for (int i = 0; i < cli->arg_count; i++) {
        jln_err problem = {0};
        jln_status status = check_folder(cli->args[i], cli->arena, &problem);
        if (status == JLN_OK)
            status = jln_package_read(cli->args[i], cli->arena, &l->packages[i], &problem);
        if (status == JLN_OK)
            status = jln_templates_check(&l->packages[i], cli->arena, &l->diag, &problem);
        if (status == JLN_EDATA) jln_diag_emit(&l->diag, &problem);
        else if (status != JLN_OK)
            return jln_err_set(err, status, problem.where, "%s", problem.message);
    }
    l->count = (size_t)cli->arg_count;
    if (l->diag.count) return JLN_EDATA;
    return jln_package_order(l->packages, l->count, l->order, err);
}

/* Each package is read to its end even when one before it was wrong, so that all problems are seen.
 */
static jln_status send_packages(jln_cli *cli, loading *l, jln_load *load, jln_err *err) {
    jln_sink sink = jln_load_sink(load);
    for (size_t i = 0; i < l->count && l->diag.count < l->diag.limit; i++) {
        const jln_package *package = &l->packages[l->order[i]];
        jln_err problem = {0};
        jln_say_progress(cli, _("lecture du paquet « %s »…"), package->name);
        jln_status status = jln_package_send(package, cli->arena, &sink, &l->diag, &problem);
        if (status != JLN_OK && (status != JLN_EDATA || l->diag.count == 0))
            return jln_err_set(err, status, problem.where, "%s", problem.message);
    }
    jln_say_progress(cli, NULL);
    return l->diag.count ? JLN_EDATA : JLN_OK;
}

/* Said before anything else: without the plan every row would be refused for its own reason. */
static jln_status find_plans(const jln_cli *cli, loading *l, jln_db *db, jln_err *err) {
    for (size_t i = 0; i < l->count; i++) {
        const jln_package *p = &l->packages[i];
        bool here = !p->plan || p->is_plan;
        for (size_t j = 0; j < l->count; j++)
            here |= !here && strcmp(l->packages[j].name, p->plan) == 0;
        jln_err problem = {0};
        jln_status status = here ? JLN_OK : jln_plan_exists(db, p->plan, &problem);
        if (status == JLN_OK) continue;
        if (status != JLN_ENOTFOUND)
            return jln_err_set(err, status, problem.where, "%s", problem.message);
        const char *place = jln_arena_fmt(cli->arena, "%s/datapackage.json", p->dir);
        if (!place) return jln_err_nomem(err);
        jln_err_clear(&problem);
        jln_err_set(
            &problem, JLN_EDATA, place,
            _("le plan « %s » n'est pas dans la base ; le charger d'abord, ou en même temps"),
            p->plan);
        jln_diag_emit(&l->diag, &problem);
    }
    return l->diag.count ? JLN_EDATA : JLN_OK;
}

static jln_status fill(jln_cli *cli, loading *l, jln_db *db, jln_load_report *report,
                       jln_err *err) {
    jln_load *load = NULL;
    jln_status status = find_plans(cli, l, db, err);
    if (status == JLN_OK) status = jln_load_begin(db, cli->arena, &l->diag, &load, err);
    if (status == JLN_OK) status = send_packages(cli, l, load, err);
    if (status == JLN_OK) status = jln_load_apply(load, report, err);
    jln_load_end(load);
    return status;
}

/* A refused load leaves no trace: a database made for it goes away again. */
static jln_status load_all(jln_cli *cli, loading *l, jln_load_report *report, jln_err *err) {
    struct stat info;
    jln_db *db = NULL;
    bool is_new = stat(cli->db, &info) != 0;
    jln_status status = jln_db_open(cli->db, JLN_DB_WRITE, &db, err);
    if (status == JLN_OK) status = fill(cli, l, db, report, err);
    jln_db_close(db);
    if (status != JLN_OK && is_new) unlink(cli->db);
    return status;
}

static jln_status refuse(const loading *l, jln_err *err) {
    char words[128];
    snprintf(words, sizeof words, P_("%zu problème", "%zu problèmes", l->diag.count),
             l->diag.count);
    jln_err_clear(err);
    return jln_err_set(
        err, JLN_EDATA, NULL,
        l->diag.count >= l->diag.limit
            ? _("chargement refusé, rien n'a été écrit : déjà %s ; corriger, puis recharger")
            : _("chargement refusé, rien n'a été écrit : %s ; corriger, puis recharger"),
        words);
}

static jln_status print_report(jln_cli *cli, const jln_load_report *report, jln_err *err) {
    static const jln_list_column columns[] = {{"table", N_("table"), false, 0},
                                              {"added", N_("ajoutées"), true, 0},
                                              {"changed", N_("modifiées"), true, 0},
                                              {"removed", N_("retirées"), true, 0}};
    jln_list *list = NULL;
    jln_status status = jln_list_open(cli->format, cli->arena, columns, 4, &list, err);
    for (size_t i = 0; status == JLN_OK && i < report->table_count; i++) {
        const jln_load_change *c = &report->tables[i];
        const char *cells[] = {c->table, jln_words_int(cli->arena, c->added),
                               jln_words_int(cli->arena, c->changed),
                               jln_words_int(cli->arena, c->removed)};
        status = jln_list_row(list, cells, err);
    }
    return status == JLN_OK ? jln_list_close(list, err) : status;
}

static jln_status print_words(const jln_cli *cli, const jln_load_report *report, jln_err *err) {
    if (report->table_count == 0)
        printf(P_("%lld ligne lue : rien n'a changé dans %s\n",
                  "%lld lignes lues : rien n'a changé dans %s\n", (unsigned long)report->rows),
               (long long)report->rows, cli->db);
    else
        printf(P_("%lld ligne lue, écrite par différence dans %s\n",
                  "%lld lignes lues, écrites par différence dans %s\n",
                  (unsigned long)report->rows),
               (long long)report->rows, cli->db);
    return jln_say_check(err);
}

jln_status jln_cmd_load(jln_cli *cli, jln_err *err) {
    loading *l = jln_arena_alloc(cli->arena, sizeof *l);
    if (!l) return jln_err_nomem(err);
    l->diag = (jln_diag){cli, print_problem, 0, PROBLEMS_MAX};
    jln_load_report report = {0};
    jln_status status = read_packages(cli, l, err);
    if (status == JLN_OK) status = load_all(cli, l, &report, err);
    if (l->diag.count && (status == JLN_EDATA || status == JLN_OK)) return refuse(l, err);
    if (status != JLN_OK || cli->quiet) return status;
    if (cli->format == JLN_FORMAT_TEXT) status = print_words(cli, &report, err);
    return status == JLN_OK ? print_report(cli, &report, err) : status;
}

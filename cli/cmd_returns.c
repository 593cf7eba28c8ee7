/* jalon returns PLAN: who sent what and when; a return moves from received to checked to validated.
 */
#include "cli/listing.h"
#include "cli/say.h"
#include "cli/subject.h"
#include "cli/words.h"
#include "form/form.h"
#include "store/read.h"
#include "store/returns.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

enum { COLUMNS = 9 };

static const jln_list_column columns[COLUMNS] = {
    {"id", N_("fiche"), false, 0},
    {"period", N_("période"), false, 0},
    {"sender", N_("structure"), false, 0},
    {"due_on", N_("attendue le"), false, 0},
    {"received_on", N_("reçue le"), false, 0},
    {"status", N_("état"), false, 0},
    {"by", N_("par"), false, 24},
    {"on", N_("le"), false, 0},
    {"source", N_("paquet"), false, 0},
};

enum { STATUS_MAX = 64 };

typedef struct {
    jln_cli *cli;
    const jln_plan *plan;
    const jln_facts *facts;
    jln_return_row *rows;
    size_t count;
    jln_list *list;
    size_t shown;
} following;

static const char *words_of(const char *code) {
    static const char *const words[][2] = {{"expected", N_("attendue")},
                                           {"received", N_("reçue")},
                                           {"checked", N_("vérifiée")},
                                           {"validated", N_("validée")}};
    for (size_t i = 0; i < 4; i++)
        if (strcmp(words[i][0], code) == 0) return _(words[i][1]);
    return code;
}

static const char *status_words(const jln_cli *cli, const char *code) {
    return cli->format == JLN_FORMAT_TEXT ? words_of(code) : code;
}

static jln_status print_row(following *f, const jln_return_row *r, jln_err *err) {
    bool here = r->received_on && strcmp(r->received_on, f->cli->date) <= 0;
    const char *cells[COLUMNS] = {r->id,
                                  r->period,
                                  r->sender,
                                  r->due_on,
                                  here ? r->received_on : "",
                                  status_words(f->cli, here ? r->status : "expected"),
                                  here && r->made_by ? r->made_by : "",
                                  here && r->made_on ? r->made_on : "",
                                  r->package};
    if (f->cli->values[JLN_OPT_MISSING] && here) return JLN_OK;
    f->shown++;
    return jln_list_row(f->list, cells, err);
}

static int year_of(const following *f, const char *period) {
    for (int i = 0; i < f->facts->period_count; i++)
        if (strcmp(f->facts->periods[i].code, period) == 0) return f->facts->periods[i].year;
    return 0;
}

static bool is_asked(const following *f, const char *period) {
    const char *code = f->cli->values[JLN_OPT_PERIOD];
    return (!code || strcmp(code, period) == 0) &&
           (!f->cli->year || f->cli->year == year_of(f, period));
}

static jln_status print_all(following *f, jln_err *err) {
    jln_status status =
        jln_list_open(f->cli->format, f->cli->arena, columns, COLUMNS, &f->list, err);
    for (size_t i = 0; status == JLN_OK && i < f->count; i++)
        if (is_asked(f, f->rows[i].period)) status = print_row(f, &f->rows[i], err);
    if (status == JLN_OK) status = jln_list_close(f->list, err);
    if (status != JLN_OK || f->shown || f->cli->format != JLN_FORMAT_TEXT) return status;
    puts(f->cli->values[JLN_OPT_MISSING] ? _("rien ne manque") : _("aucune fiche"));
    return jln_say_check(err);
}

static jln_status show(jln_cli *cli, jln_err *err) {
    following f = {.cli = cli};
    jln_db *db = NULL;
    if (cli->arg_count > 1)
        return jln_err_set(err, JLN_EUSAGE, NULL, _("« %.60s » est de trop ; usage : %s"),
                           cli->args[1], _(cli->command->usage));
    jln_status status = jln_subject_open(cli, cli->args[0], &db, &f.plan, err);
    if (status == JLN_OK) status = jln_subject_year(cli, f.plan, err);
    if (status == JLN_OK)
        status = jln_facts_read(db, f.plan, cli->date, NULL, cli->arena, &f.facts, err);
    if (status == JLN_OK)
        status = jln_returns_list(db, f.plan->name, cli->arena, &f.rows, &f.count, err);
    if (status == JLN_OK) status = print_all(&f, err);
    jln_db_close(db);
    return status;
}

/* ---- steps ---- */

static int rank_of(const char *status) {
    static const char *const steps[] = {"received", "checked", "validated"};
    for (int i = 0; i < 3; i++)
        if (strcmp(steps[i], status) == 0) return i;
    return -1;
}

/* "checked (vérifiée)": what to type, and what it says. */
static void with_words(const char *code, char out[STATUS_MAX]) {
    snprintf(out, STATUS_MAX, "%s (%s)", code, words_of(code));
}

static jln_status check_step(const jln_return_row *r, const char *wanted, jln_err *err) {
    int from = rank_of(r->status), to = rank_of(wanted);
    if (to < 0)
        return jln_err_set(
            err, JLN_EUSAGE, NULL,
            _("« %.60s » n'est pas un état ; attendu received (reçue), checked (vérifiée) ou "
              "validated (validée)"),
            wanted);
    if (!jln_return_is_import(r->package))
        return jln_err_set(err, JLN_EDATA, NULL,
                           _("la fiche « %s » vient du paquet « %s » : changer son état dans ce "
                             "paquet, puis le recharger"),
                           r->id, r->package);
    if (to == from + 1 || (to == 0 && from > 0)) return JLN_OK;
    char now[STATUS_MAX], next[STATUS_MAX];
    with_words(r->status, now);
    with_words(wanted, next);
    return jln_err_set(err, JLN_EDATA, NULL,
                       _("la fiche « %s » est à l'état %s : elle ne passe pas à %s ; l'ordre est "
                         "received (reçue), checked (vérifiée), validated (validée)"),
                       r->id, now, next);
}

static jln_status step(jln_cli *cli, jln_db *db, jln_err *err) {
    const char *plan = cli->args[0], *id = cli->values[JLN_OPT_SET], *by = cli->values[JLN_OPT_BY];
    jln_return_row *rows;
    size_t count;
    jln_status status = jln_plan_exists(db, plan, err);
    if (status == JLN_OK) status = jln_returns_list(db, plan, cli->arena, &rows, &count, err);
    for (size_t i = 0; status == JLN_OK && i < count; i++) {
        if (strcmp(rows[i].id, id) != 0) continue;
        status = check_step(&rows[i], cli->args[1], err);
        if (status == JLN_OK)
            status = jln_return_step(db, plan, id, cli->args[1], by, cli->date, err);
        if (status == JLN_OK && !cli->quiet)
            printf(_("%s : %s, par %s, le %s\n"), id, status_words(cli, cli->args[1]), by,
                   cli->date);
        return status;
    }
    return status == JLN_OK ? jln_err_set(err, JLN_ENOTFOUND, NULL,
                                          _("la fiche « %.80s » n'est pas dans la base ; « jalon "
                                            "returns %s » les liste"),
                                          id, plan)
                            : status;
}

static jln_status set(jln_cli *cli, jln_err *err) {
    jln_db *db = NULL;
    if (cli->arg_count < 2 || !cli->values[JLN_OPT_BY])
        return jln_err_set(
            err, JLN_EUSAGE, NULL,
            _("attendu l'état et qui le donne : jalon returns %s --set %s checked --by NOM"),
            cli->args[0], cli->values[JLN_OPT_SET]);
    struct stat info;
    jln_db_mode mode =
        stat(cli->db, &info) == 0 ? JLN_DB_WRITE : JLN_DB_READ; /* an absent one is not made */
    jln_status status = jln_db_open(cli->db, mode, &db, err);
    if (status == JLN_OK) status = step(cli, db, err);
    jln_db_close(db);
    return status;
}

jln_status jln_cmd_returns(jln_cli *cli, jln_err *err) {
    return cli->values[JLN_OPT_SET] ? set(cli, err) : show(cli, err);
}

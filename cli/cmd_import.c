/* jalon import FILE|DIR...: filled-in forms into the database, each one whole or not at all. */
#include "cli/listing.h"
#include "cli/say.h"
#include "cli/words.h"
#include "form/form.h"
#include "store/load.h"
#include "store/read.h"
#include "store/returns.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

enum { PROBLEMS_MAX = 100, COLUMNS = 10 };

static const jln_list_column columns[COLUMNS] = {
    {"file", N_("fiche"), false, 40},          {"sender", N_("structure"), false, 0},
    {"period", N_("période"), false, 0},       {"outcome", N_("résultat"), false, 0},
    {"activities", N_("activités renseignées"), false, 0}, {"amounts", N_("montants"), true, 0},
    {"extra", N_("hors programme"), true, 0},  {"warnings", N_("avertissements"), true, 0},
    {"written", N_("lignes écrites"), true, 0}, {"removed", N_("retirées"), true, 0},
};

typedef struct {
    jln_cli *cli;
    jln_db *db;
    jln_list *list;
    size_t files, refused;
    const char **taken; /* packages already written by this call, and their files */
    size_t taken_count, taken_capacity;
} importing;

/* One file: everything about it lives in `arena`. */
typedef struct {
    importing *all;
    const char *path;
    jln_arena *arena;
    jln_form *form;
    jln_form_known known;
    jln_diag problems, doubts;
    const jln_return_row *existing; /* the same sender and period; NULL */
    const char *package;
    jln_load_report report;
    bool news; /* something changed but the status */
} one_file;

static void print_problem(void *ctx, const jln_err *problem) {
    jln_say_progress(ctx, NULL);
    jln_say_error(problem);
}

static void print_doubt(void *ctx, const jln_err *doubt) {
    jln_say_progress(ctx, NULL);
    fprintf(stderr, _("%s: avertissement : %s\n"), doubt->where, doubt->message);
}

/* ---- what the database knows of it ---- */

static jln_status find_existing(one_file *f, jln_err *err) {
    jln_form_key *key = jln_form_key_of(f->form);
    jln_return_row *rows;
    size_t count;
    jln_status status = jln_returns_list(f->all->db, key->plan, f->arena, &rows, &count, err);
    f->package = jln_arena_fmt(f->arena, JLN_IMPORT_PREFIX "%s:%s:%s", key->plan, key->lead, key->period.code);
    if (status == JLN_OK && !f->package) return jln_err_nomem(err);
    for (size_t i = 0; status == JLN_OK && i < count; i++)
        if (strcmp(rows[i].period, key->period.code) == 0 && strcmp(rows[i].sender, key->lead) == 0) f->existing = &rows[i];
    if (status != JLN_OK || !f->existing) return status;
    key->return_id = f->existing->id;
    key->due_on = f->existing->due_on;
    if (strcmp(f->existing->package, f->package) == 0 || strcmp(f->existing->status, "expected") == 0) return JLN_OK;
    return jln_err_set(err, JLN_EDATA, f->path,
                       _("la fiche « %s » (%s, %s) est fournie par le paquet « %s » : la corriger dans ce paquet, ou l'en retirer avant de l'importer"),
                       f->existing->id, key->lead, key->period.code, f->existing->package);
}

/* Two files of one return in one call: the second would undo the first without a word. */
static jln_status take_once(one_file *f, jln_err *err) {
    importing *all = f->all;
    for (size_t i = 0; i < all->taken_count; i += 2)
        if (strcmp(all->taken[i], f->package) == 0)
            return jln_err_set(err, JLN_EDATA, f->path, _("la même fiche vient d'être lue dans %s ; garder la bonne"), all->taken[i + 1]);
    const char **grown = jln_arena_grow(all->cli->arena, all->taken, &all->taken_capacity, all->taken_count + 2, sizeof *grown);
    if (!grown) return jln_err_nomem(err);
    all->taken = grown;
    grown[all->taken_count] = jln_arena_str(all->cli->arena, f->package);
    grown[all->taken_count + 1] = jln_arena_str(all->cli->arena, f->path);
    if (!grown[all->taken_count] || !grown[all->taken_count + 1]) return jln_err_nomem(err);
    all->taken_count += 2;
    return JLN_OK;
}

static jln_status find_period(one_file *f) {
    jln_form_period *p = &jln_form_key_of(f->form)->period;
    for (int i = 0; i < f->known.facts->period_count; i++) {
        const jln_period *known = &f->known.facts->periods[i];
        if (strcmp(known->code, p->code) != 0) continue;
        p->known = true;
        p->closed = known->closed;
    }
    jln_err doubt = {0};
    if (!p->closed) return JLN_OK;
    jln_err_set(&doubt, JLN_EDATA, f->path, _("la période %s est close"), p->code);
    (void)jln_diag_emit(&f->doubts, &doubt);
    return JLN_OK;
}

typedef struct {
    one_file *file;
    jln_form_before *items;
    size_t count, capacity;
} earlier;

/* Amounts of the periods of the same year that end before this one; the latest comes last. */
static jln_status note_earlier(const jln_cursor *row, void *ctx, jln_err *err) {
    earlier *e = ctx;
    const jln_form_key *key = jln_form_key_of(e->file->form);
    const jln_facts *facts = e->file->known.facts;
    const char *period = jln_cursor_text(row, 2), *funder = jln_cursor_text(row, 1);
    bool before = false;
    for (int i = 0; i < facts->period_count; i++)
        before |= facts->periods[i].year == key->period.year && strcmp(facts->periods[i].code, period) == 0 &&
                  strcmp(facts->periods[i].last_day, key->period.last_day) < 0;
    uint32_t node = jln_plan_node(facts->plan, jln_cursor_text(row, 0));
    jln_stage stage;
    if (!before || node == UINT32_MAX || jln_cursor_null(row, 5) || !jln_stage_of(jln_cursor_text(row, 3), &stage)) return JLN_OK;
    jln_form_before *grown = jln_arena_grow(e->file->arena, e->items, &e->capacity, e->count + 1, sizeof *grown);
    if (!grown) return jln_err_nomem(err);
    e->items = grown;
    grown[e->count++] = (jln_form_before){facts->plan->nodes[node].leaf_first, *funder ? jln_plan_funder(facts->plan, funder) : -1,
                                          (int)stage, jln_cursor_int(row, 5)};
    return JLN_OK;
}

static jln_status know(one_file *f, jln_err *err) {
    const jln_form_key *key = jln_form_key_of(f->form);
    earlier e = {.file = f};
    const jln_params params = {.plan = key->plan, .date = "9999-12-31"};
    jln_err missing = {0};
    jln_status status = jln_plan_read(f->all->db, key->plan, f->arena, &f->known.plan, &missing);
    if (status != JLN_OK)
        return jln_err_set(err, status == JLN_ENOTFOUND ? JLN_EDATA : status, status == JLN_ENOTFOUND ? f->path : missing.where, "%s", missing.message);
    status = jln_facts_read(f->all->db, f->known.plan, f->all->cli->date, NULL, f->arena, &f->known.facts, err);
    if (status == JLN_OK) status = find_period(f);
    if (status == JLN_OK) status = find_existing(f, err);
    if (status == JLN_OK) status = jln_query_each(f->all->db, JLN_Q_SPENDING, &params, note_earlier, &e, err);
    f->known.before = e.items;
    f->known.before_count = e.count;
    return status;
}

/* ---- writing ---- */

static bool is_news(const jln_load_report *report) {
    for (size_t i = 0; i < report->table_count; i++)
        if (strcmp(report->tables[i].table, "packages") != 0 && strcmp(report->tables[i].table, "periods") != 0) return true;
    return false;
}

/* A return that comes again as it was keeps its day and its status; another starts again as received. */
static jln_status write_rows(one_file *f, jln_load *load, jln_err *err) {
    const jln_cli *cli = f->all->cli;
    const jln_sink sink = jln_load_sink(load);
    const jln_form_key *key = jln_form_key_of(f->form);
    bool again = f->existing && jln_return_is_import(f->existing->package);
    const char *by = cli->values[JLN_OPT_BY] ? cli->values[JLN_OPT_BY] : "jalon import";
    jln_status status = jln_form_send(f->form, f->package, again ? f->existing->status : "received",
                                      again ? f->existing->received_on : cli->date, &sink, err);
    if (status == JLN_OK) status = jln_load_write(load, &f->report, err);
    if (status != JLN_OK) return status;
    f->news = is_news(&f->report);
    if (f->news) status = jln_return_step(f->all->db, key->plan, key->return_id, "received", by, cli->date, err);
    bool keep = !cli->values[JLN_OPT_DRY_RUN];
    return status == JLN_OK && keep ? jln_load_commit(load, err) : status;
}

static jln_status write_file(one_file *f, jln_err *err) {
    jln_load *load = NULL;
    jln_status status = jln_load_begin(f->all->db, f->arena, &f->problems, &load, err);
    if (status == JLN_OK) status = write_rows(f, load, err);
    jln_load_end(load);
    return status;
}

static const char *outcome_words(const jln_cli *cli, bool refused, bool news) {
    static const char *const words[][2] = {
        {"refused", N_("refusée")}, {"unchanged", N_("inchangée")}, {"possible", N_("serait prise")}, {"taken", N_("prise")}};
    int which = refused ? 0 : !news ? 1 : cli->values[JLN_OPT_DRY_RUN] ? 2 : 3;
    return cli->format == JLN_FORMAT_TEXT ? _(words[which][1]) : words[which][0];
}

static jln_status print_file(one_file *f, bool refused, jln_err *err) {
    importing *all = f->all;
    jln_arena *arena = all->cli->arena;
    bool known = f->form && jln_form_key_of(f->form)->plan;
    jln_form_counts counts = {0};
    int64_t written = 0, removed = 0;
    const char *outcome = outcome_words(all->cli, refused, f->news);
    if (f->form && !refused) counts = jln_form_counts_of(f->form);
    for (size_t i = 0; i < f->report.table_count && !refused; i++) {
        written += f->report.tables[i].added + f->report.tables[i].changed;
        removed += f->report.tables[i].removed;
    }
    const char *cells[COLUMNS] = {f->path,
                                  known ? jln_form_key_of(f->form)->lead : "",
                                  known ? jln_form_key_of(f->form)->period.code : "",
                                  outcome,
                                  jln_arena_fmt(arena, "%zu/%zu", counts.reported, counts.activities),
                                  jln_words_int(arena, (int64_t)counts.amounts),
                                  jln_words_int(arena, (int64_t)counts.extras),
                                  jln_words_int(arena, (int64_t)f->doubts.count),
                                  jln_words_int(arena, written),
                                  jln_words_int(arena, removed)};
    return all->cli->quiet ? JLN_OK : jln_list_row(all->list, cells, err);
}

/* A file that is wrong is refused and the next one read; a machine that fails ends it all. */
static jln_status take_file(one_file *f, jln_err *err) {
    jln_err problem = {0};
    jln_say_progress(f->all->cli, _("lecture de %s…"), f->path);
    jln_status status = jln_form_open(f->path, f->arena, &f->form, &problem);
    if (status == JLN_OK) status = know(f, &problem);
    if (status == JLN_OK) status = jln_form_read(f->form, &f->known, &f->problems, &f->doubts, &problem);
    if (status == JLN_OK) status = take_once(f, &problem);
    if (status == JLN_OK) status = write_file(f, &problem);
    jln_say_progress(f->all->cli, NULL);
    if (status == JLN_EDATA && f->problems.count == 0) jln_diag_emit(&f->problems, &problem);
    if (status != JLN_OK && status != JLN_EDATA) return jln_err_set(err, status, problem.where, "%s", problem.message);
    f->all->files++;
    f->all->refused += status == JLN_EDATA;
    return print_file(f, status == JLN_EDATA, err);
}

static jln_status import_file(importing *all, const char *path, jln_err *err) {
    one_file f = {.all = all, .path = path, .arena = jln_arena_new()};
    f.problems = (jln_diag){all->cli, print_problem, 0, PROBLEMS_MAX};
    f.doubts = (jln_diag){all->cli, print_doubt, 0, PROBLEMS_MAX};
    jln_status status = f.arena ? take_file(&f, err) : jln_err_nomem(err);
    jln_form_close(f.form);
    jln_arena_free(f.arena);
    return status;
}

/* ---- files and folders ---- */

static int is_form(const struct dirent *entry) {
    const char *name = entry->d_name, *dot = strrchr(name, '.');
    return name[0] != '.' && name[0] != '~' && dot && strcasecmp(dot, ".xlsx") == 0;
}

static jln_status import_folder(importing *all, const char *folder, jln_err *err) {
    struct dirent **entries;
    int count = scandir(folder, &entries, is_form, alphasort);
    if (count < 0) return jln_err_set(err, JLN_EIO, folder, "%s", _("le dossier ne se lit pas"));
    jln_status status = count ? JLN_OK : jln_err_set(err, JLN_EDATA, folder, "%s", _("aucun fichier .xlsx dans ce dossier"));
    for (int i = 0; i < count; i++) {
        const char *path = jln_arena_fmt(all->cli->arena, "%s/%s", folder, entries[i]->d_name);
        if (status == JLN_OK) status = path ? import_file(all, path, err) : jln_err_nomem(err);
        free(entries[i]);
    }
    free(entries);
    return status;
}

static jln_status import_all(importing *all, jln_err *err) {
    jln_cli *cli = all->cli;
    jln_status status = jln_list_open(cli->format, cli->arena, columns, COLUMNS, &all->list, err);
    for (int i = 0; status == JLN_OK && i < cli->arg_count; i++) {
        struct stat info;
        bool folder = stat(cli->args[i], &info) == 0 && S_ISDIR(info.st_mode);
        status = folder ? import_folder(all, cli->args[i], err) : import_file(all, cli->args[i], err);
    }
    if (status != JLN_OK) return status;
    status = jln_list_close(all->list, err);
    if (status != JLN_OK || all->refused == 0) return status;
    return jln_err_set(err, JLN_EDATA, NULL, P_("%zu fiche refusée sur %zu : rien n'en a été écrit ; la corriger, puis la reprendre",
                                                "%zu fiches refusées sur %zu : rien n'en a été écrit ; les corriger, puis les reprendre", all->refused),
                       all->refused, all->files);
}

jln_status jln_cmd_import(jln_cli *cli, jln_err *err) {
    struct stat info;
    importing all = {.cli = cli};
    jln_db_mode mode = stat(cli->db, &info) == 0 ? JLN_DB_WRITE : JLN_DB_READ; /* an absent one is not made */
    jln_status status = jln_db_open(cli->db, mode, &all.db, err);
    if (status == JLN_OK) status = import_all(&all, err);
    jln_db_close(all.db);
    return status;
}

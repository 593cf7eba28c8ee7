/* jalon import FILE|DIR...: filled-in forms into the database, each one whole or not at all. */
#include "cli/import_copy.h"
#include "cli/import_know.h"
#include "cli/listing.h"
#include "cli/say.h"
#include "cli/words.h"
#include "store/load.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

enum { PROBLEMS_MAX = 100, CHANGES_MAX = 200, COLUMNS = 11 };

static const jln_list_column columns[COLUMNS] = {
    {"file", N_("fiche"), false, 40},
    {"sender", N_("structure"), false, 0},
    {"period", N_("période"), false, 0},
    {"outcome", N_("résultat"), false, 0},
    {"activities", N_("activités renseignées"), false, 0},
    {"amounts", N_("montants"), true, 0},
    {"extra", N_("hors programme"), true, 0},
    {"problems", N_("problèmes"), true, 0},
    {"warnings", N_("douteux"), true, 0},
    {"written", N_("lignes écrites"), true, 0},
    {"removed", N_("retirées"), true, 0},
};

typedef struct {
    jln_cli *cli;
    jln_db *db;
    jln_list *list;
    size_t files, refused;
    const char **taken; /* packages already written by this call, and their files */
    size_t taken_count, taken_capacity;
} importing;

typedef struct {
    importing *all;
    jln_import_file file;
    jln_diag problems; /* of the store */
    jln_load_report report;
    bool news; /* something changed but the status */
} one_file;

/* Two files of one return in one call: the second would undo the first without a word. */
static jln_status take_once(one_file *f, jln_err *err) {
    importing *all = f->all;
    jln_arena *arena = all->cli->arena;
    for (size_t i = 0; i < all->taken_count; i += 2)
        if (strcmp(all->taken[i], f->file.package) == 0)
            return jln_err_set(err, JLN_EDATA, f->file.path,
                               _("la même fiche vient d'être lue dans %s ; garder la bonne"),
                               all->taken[i + 1]);
    const char **grown = jln_arena_grow(arena, all->taken, &all->taken_capacity,
                                        all->taken_count + 2, sizeof *grown);
    if (!grown) return jln_err_nomem(err);
    all->taken = grown;
    grown[all->taken_count] = jln_arena_str(arena, f->file.package);
    grown[all->taken_count + 1] = jln_arena_str(arena, f->file.path);
    if (!grown[all->taken_count] || !grown[all->taken_count + 1]) return jln_err_nomem(err);
    all->taken_count += 2;
    return JLN_OK;
}

/* ---- writing ---- */

/* What is not about the figures: their place in the file, the period's own package. */
static bool is_news(const jln_load_report *report) {
    static const char *const others[] = {"packages", "periods", "origins"};
    for (size_t i = 0; i < report->table_count; i++) {
        bool other = false;
        for (size_t n = 0; n < 3; n++) other |= strcmp(report->tables[i].table, others[n]) == 0;
        if (!other) return true;
    }
    return false;
}

static jln_status note_import(one_file *f, const char *by, jln_err *err) {
    const jln_form_key *key = jln_form_key_of(f->file.form);
    const char *slash = strrchr(f->file.path, '/');
    const jln_import_row row = {key->plan, f->file.package,  slash ? slash + 1 : f->file.path,
                                key->lead, key->period.code, f->all->cli->date,
                                by};
    jln_status status = jln_import_note(f->all->db, &row, err);
    if (status != JLN_OK || key->follow_up) return status;
    return jln_return_step(f->all->db, key->plan, key->return_id, "received", by, f->all->cli->date,
                           err);
}

/* ---- what a corrected form changes ---- */

/* Words of a table, and of the figures of it that are told of rows that come or go. */
static const struct {
    const char *table, *words;
    const char *figures;
} compared[] = {
    {"progress", N_("Activités"), "state physical"},
    {"spending", N_("Dépenses"), "state amount"},
    {"extra_work", N_("Hors programme"), "title amount"},
    {"measurements", N_("Indicateurs"), "state value words"},
    {"coverage", N_("Bénéficiaires"), "state value"},
    {"mobilisation", N_("Financements"), "state amount"},
    {"follow_ups", N_("Recommandations"), "state"},
};

typedef struct {
    const one_file *file;
    size_t table, count;
} comparison;

static const char *cell_words(const comparison *c, const jln_column *column, const char *text) {
    const jln_cli *cli = c->file->all->cli;
    int64_t minor;
    if (!text) return "—";
    if (column->type != JLN_COL_AMOUNT || !jln_i64_parse(text, strlen(text), &minor)) return text;
    return jln_words_amount(c->file->file.arena, minor, c->file->file.known.plan->decimals,
                            cli->lang);
}

/* Of a row that comes or goes, its figures; the state only where there is no number. */
static bool is_told(const comparison *c, const jln_load_cell *cell) {
    const char *name = cell->column->name, *value = cell->after ? cell->after : cell->before;
    if (cell->column->ref && strcmp(cell->column->ref, "returns") == 0) return false;
    if (cell->before && cell->after) return true;
    if (strcmp(name, "state") == 0 && strcmp(value, "number") == 0) return false;
    return strstr(compared[c->table].figures, name) != NULL;
}

/* "  Dépenses 1.1.1.1, etat, 2014, paid — montant : 9 500 000 → 9 600 000" */
static jln_status print_cell(const jln_load_cell *cell, void *ctx, jln_err *err) {
    comparison *c = ctx;
    if (!is_told(c, cell) || c->count++ >= CHANGES_MAX) return JLN_OK;
    char *key = jln_arena_str(c->file->file.arena, cell->key);
    const char *before = cell_words(c, cell->column, cell->before);
    const char *after = cell_words(c, cell->column, cell->after);
    if (!key || !before || !after) return jln_err_nomem(err);
    printf("  %s ", _(compared[c->table].words));
    for (; *key; key++) {
        if (*key == '|') fputs(", ", stdout);
        else putchar(*key);
    }
    printf(" — %s : %s → %s\n", jln_words_column(cell->column->name), before, after);
    return jln_say_check(err);
}

static jln_status print_changes(one_file *f, jln_load *load, jln_err *err) {
    comparison c = {.file = f};
    const jln_cli *cli = f->all->cli;
    jln_status status = JLN_OK;
    if (cli->quiet || cli->format != JLN_FORMAT_TEXT) return JLN_OK;
    for (; status == JLN_OK && c.table < sizeof compared / sizeof *compared; c.table++)
        status = jln_load_compare(load, compared[c.table].table, print_cell, &c, err);
    if (status == JLN_OK && c.count > CHANGES_MAX)
        printf(P_("  et %zu autre changement\n", "  et %zu autres changements\n",
                  c.count - CHANGES_MAX),
               c.count - CHANGES_MAX);
    return status;
}

/* A return that comes again as it was keeps its day and its status; another starts again as
 * received. */
static jln_status write_rows(one_file *f, jln_load *load, jln_err *err) {
    const jln_cli *cli = f->all->cli;
    const jln_return_row *existing = f->file.existing;
    const jln_sink sink = jln_load_sink(load);
    bool again = existing && strcmp(existing->status, "expected") != 0;
    const char *by = cli->values[JLN_OPT_BY] ? cli->values[JLN_OPT_BY] : "jalon import";
    const jln_form_sending sending = {.package = f->file.package,
                                      .status = again ? existing->status : "received",
                                      .received_on = again ? existing->received_on : cli->date,
                                      .known = &f->file.known,
                                      .announce = f->file.announce};
    jln_status status = jln_form_send(f->file.form, &sending, &sink, err);
    if (status == JLN_OK) status = print_changes(f, load, err);
    if (status == JLN_OK) status = jln_load_write(load, &f->report, err);
    if (status != JLN_OK) return status;
    f->news = is_news(&f->report);
    if (f->news) status = note_import(f, by, err);
    bool keep = !cli->values[JLN_OPT_DRY_RUN];
    return status == JLN_OK && keep ? jln_load_commit(load, err) : status;
}

static jln_status write_file(one_file *f, jln_err *err) {
    jln_load *load = NULL;
    jln_status status = jln_load_begin(f->all->db, f->file.arena, &f->problems, &load, err);
    if (status == JLN_OK) status = write_rows(f, load, err);
    jln_load_end(load);
    return status;
}

/* ---- what is said ---- */

/* The store's problems join those of the form. */
static void note_problem(void *ctx, const jln_err *problem) {
    one_file *f = ctx;
    (void)jln_form_add_problem(f->file.form, problem);
}

static void print_doubt(const jln_form_remark *r) {
    if (r->by)
        fprintf(stderr, _("%s: confirmé par %s : %s — « %s »\n"), r->where, r->by, r->message,
                r->why);
    else fprintf(stderr, _("%s: à confirmer : %s\n"), r->where, r->message);
}

static void print_remarks(const one_file *f) {
    const jln_form *form = f->file.form;
    size_t problems = 0, all = jln_form_counts_of(form).problems;
    for (size_t i = 0; i < jln_form_remark_count(form); i++) {
        const jln_form_remark r = jln_form_remark_at(form, i);
        jln_err problem = {.status = JLN_EDATA};
        bool quiet = f->all->cli->quiet;
        if (r.gravity == JLN_FORM_DOUBT && !(quiet && r.by)) print_doubt(&r);
        if (r.gravity == JLN_FORM_NOTICE && !quiet)
            fprintf(stderr, _("%s: à savoir : %s\n"), r.where, r.message);
        if (r.gravity != JLN_FORM_PROBLEM || problems++ >= PROBLEMS_MAX) continue;
        snprintf(problem.where, sizeof problem.where, "%s", r.where);
        snprintf(problem.message, sizeof problem.message, "%s", r.message);
        jln_say_error(&problem);
    }
    if (all > PROBLEMS_MAX)
        fprintf(stderr, _("%s: et %zu autres problèmes\n"), f->file.path, all - PROBLEMS_MAX);
}

/* Once nothing else is wrong: who may answer for what is doubtful, and how. */
static void say_how(const one_file *f) {
    const jln_form_counts counts = jln_form_counts_of(f->file.form);
    if (counts.problems || !counts.unconfirmed) return;
    fprintf(
        stderr,
        P_("%s: %zu chiffre à confirmer : la structure dit pourquoi il est juste dans la dernière "
           "colonne de sa ligne, ou --confirm MOTIF --by NOM\n",
           "%s: %zu chiffres à confirmer : la structure dit pourquoi ils sont justes dans la "
           "dernière colonne de leur ligne, ou --confirm MOTIF --by NOM\n",
           counts.unconfirmed),
        f->file.path, counts.unconfirmed);
}

/* A copy that cannot be written does not hide why the form was refused. */
static void send_back(const one_file *f) {
    const jln_cli *cli = f->all->cli;
    const char *copy = NULL;
    jln_err problem = {0};
    if (cli->values[JLN_OPT_DRY_RUN] && !cli->values[JLN_OPT_COPIES]) return;
    jln_status status = jln_import_copy(cli, f->file.form, &f->file.known, f->file.path,
                                        f->file.arena, &copy, &problem);
    if (status == JLN_OK)
        fprintf(stderr, _("%s: copie annotée à renvoyer : %s\n"), f->file.path, copy);
    else
        fprintf(stderr,
                _("%s: la copie annotée ne s'écrit pas (%s) ; donner un dossier avec --copies\n"),
                f->file.path, problem.message);
}

static const char *outcome_words(const one_file *f, bool refused) {
    static const char *const words[][2] = {{"refused", N_("refusée")},
                                           {"to_confirm", N_("à confirmer")},
                                           {"unchanged", N_("inchangée")},
                                           {"possible", N_("serait prise")},
                                           {"taken", N_("prise")}};
    const jln_cli *cli = f->all->cli;
    bool wrong = !f->file.form || jln_form_counts_of(f->file.form).problems > 0 ||
                 jln_form_counts_of(f->file.form).unconfirmed == 0;
    int which = refused ? !wrong : !f->news ? 2 : cli->values[JLN_OPT_DRY_RUN] ? 3 : 4;
    return cli->format == JLN_FORMAT_TEXT ? _(words[which][1]) : words[which][0];
}

static jln_status print_file(one_file *f, bool refused, jln_err *err) {
    importing *all = f->all;
    jln_arena *arena = all->cli->arena;
    const jln_form_key *key = f->file.form ? jln_form_key_of(f->file.form) : NULL;
    bool known = key && key->plan;
    jln_form_counts counts = {0};
    int64_t written = 0, removed = 0;
    if (f->file.form) counts = jln_form_counts_of(f->file.form);
    for (size_t i = 0; i < f->report.table_count && !refused; i++) {
        written += f->report.tables[i].added + f->report.tables[i].changed;
        removed += f->report.tables[i].removed;
    }
    const char *cells[COLUMNS] = {
        f->file.path,
        known ? key->lead : "",
        known ? key->period.code : "",
        outcome_words(f, refused),
        jln_arena_fmt(arena, "%zu/%zu", counts.reported, counts.activities),
        jln_words_int(arena, (int64_t)counts.amounts),
        jln_words_int(arena, (int64_t)counts.extras),
        jln_words_int(arena, (int64_t)counts.problems),
        jln_words_int(arena, (int64_t)counts.doubts),
        jln_words_int(arena, written),
        jln_words_int(arena, removed)};
    return all->cli->quiet ? JLN_OK : jln_list_row(all->list, cells, err);
}

/* ---- one file ---- */

static jln_status read_file(one_file *f, bool *copied, jln_err *problem) {
    jln_status status = jln_form_open(f->file.path, f->file.arena, &f->file.form, problem);
    if (status == JLN_OK) status = jln_import_know(&f->file, problem);
    if (status != JLN_OK) return status;
    *copied = true; /* from here on, it is known what to send back */
    status = jln_form_read(f->file.form, &f->file.known, problem);
    if (status == JLN_OK) status = take_once(f, problem);
    return status == JLN_OK ? write_file(f, problem) : status;
}

/* A file that is wrong is refused and the next one read; a machine that fails ends it all. */
static jln_status take_file(one_file *f, jln_err *err) {
    jln_err problem = {0};
    bool copied = false;
    jln_say_progress(f->all->cli, _("lecture de %s…"), f->file.path);
    jln_status status = read_file(f, &copied, &problem);
    jln_say_progress(f->all->cli, NULL);
    if (status != JLN_OK && status != JLN_EDATA)
        return jln_err_set(err, status, problem.where, "%s", problem.message);
    if (f->file.form) print_remarks(f);
    bool said = f->file.form && (jln_form_counts_of(f->file.form).problems ||
                                 jln_form_counts_of(f->file.form).unconfirmed);
    if (status == JLN_EDATA && !said) jln_say_error(&problem);
    if (status == JLN_EDATA && copied && said) {
        say_how(f);
        send_back(f);
    }
    f->all->files++;
    f->all->refused += status == JLN_EDATA;
    return print_file(f, status == JLN_EDATA, err);
}

static jln_status import_file(importing *all, const char *path, jln_err *err) {
    one_file f = {.all = all,
                  .file = {.cli = all->cli, .db = all->db, .path = path, .arena = jln_arena_new()}};
    f.problems = (jln_diag){&f, note_problem, 0, PROBLEMS_MAX};
    jln_status status = f.file.arena ? take_file(&f, err) : jln_err_nomem(err);
    jln_form_close(f.file.form);
    jln_arena_free(f.file.arena);
    return status;
}

/* ---- files and folders ---- */

static int is_form(const struct dirent *entry) {
    const char *name = entry->d_name, *dot = strrchr(name, '.');
    bool known = dot && (strcasecmp(dot, ".xlsx") == 0 || strcasecmp(dot, ".csv") == 0);
    return name[0] != '.' && name[0] != '~' && known;
}

/* A copy to send back stands beside the file it copies: it comes back under that name, or is named.
 */
static bool is_left_aside(const char *folder, const char *name) {
    if (!jln_import_is_copy(name)) return false;
    fprintf(stderr,
            _("%s/%s: laissé de côté : c'est une copie à renvoyer ; la nommer pour la reprendre\n"),
            folder, name);
    return true;
}

static jln_status import_folder(importing *all, const char *folder, jln_err *err) {
    struct dirent **entries;
    int count = scandir(folder, &entries, is_form, alphasort), taken = 0;
    if (count < 0) return jln_err_set(err, JLN_EIO, folder, "%s", _("le dossier ne se lit pas"));
    jln_status status = JLN_OK;
    for (int i = 0; i < count; i++) {
        const char *path = jln_arena_fmt(all->cli->arena, "%s/%s", folder, entries[i]->d_name);
        bool aside = status == JLN_OK && is_left_aside(folder, entries[i]->d_name);
        if (status == JLN_OK && !aside) {
            status = path ? import_file(all, path, err) : jln_err_nomem(err);
            taken++;
        }
        free(entries[i]);
    }
    free(entries);
    if (status != JLN_OK || taken) return status;
    return jln_err_set(err, JLN_EDATA, folder, "%s",
                       _("aucune fiche .xlsx ou .csv dans ce dossier"));
}

/* Said before anything is read. */
static jln_status check_names(const jln_cli *cli, jln_err *err) {
    struct stat info;
    for (int i = 0; i < cli->arg_count; i++)
        if (stat(cli->args[i], &info) != 0 && errno == ENOENT)
            return jln_err_set(err, JLN_ENOTFOUND, cli->args[i], "%s",
                               _("ce fichier n'existe pas"));
    return JLN_OK;
}

static jln_status import_all(importing *all, jln_err *err) {
    jln_cli *cli = all->cli;
    jln_status status = jln_list_open(cli->format, cli->arena, columns, COLUMNS, &all->list, err);
    for (int i = 0; status == JLN_OK && i < cli->arg_count; i++) {
        struct stat info;
        bool folder = stat(cli->args[i], &info) == 0 && S_ISDIR(info.st_mode);
        status =
            folder ? import_folder(all, cli->args[i], err) : import_file(all, cli->args[i], err);
    }
    if (status != JLN_OK) return status;
    status = jln_list_close(all->list, err);
    if (status != JLN_OK || all->refused == 0) return status;
    return jln_err_set(
        err, JLN_EDATA, NULL,
        P_("%zu fiche refusée sur %zu : rien n'en a été écrit ; la corriger, puis la reprendre",
           "%zu fiches refusées sur %zu : rien n'en a été écrit ; les corriger, puis les reprendre",
           all->refused),
        all->refused, all->files);
}

jln_status jln_cmd_import(jln_cli *cli, jln_err *err) {
    struct stat info;
    importing all = {.cli = cli};
    if (cli->values[JLN_OPT_CONFIRM] && !cli->values[JLN_OPT_BY])
        return jln_err_set(err, JLN_EUSAGE, NULL, "%s",
                           _("--confirm : dire aussi qui confirme, avec --by NOM"));
    jln_db_mode mode =
        stat(cli->db, &info) == 0 ? JLN_DB_WRITE : JLN_DB_READ; /* an absent one is not made */
    jln_status status = check_names(cli, err);
    if (status == JLN_OK) status = jln_db_open(cli->db, mode, &all.db, err);
    if (status == JLN_OK) status = import_all(&all, err);
    jln_db_close(all.db);
    return status;
}

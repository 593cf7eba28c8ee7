/* jalon plans: what is in the database. */
#include "base/str.h"
#include "cli/listing.h"
#include "cli/say.h"
#include "cli/width.h"
#include "cli/words.h"
#include "store/read.h"

#include <stdio.h>
#include <string.h>

enum { PLANS_MAX = 1000, TITLE_WIDTH = 10, WIDTH = 100 };

static const jln_list_column columns[] = {
    {"plan", NULL, false, 0},     {"title", NULL, false, 0},    {"first_year", NULL, true, 0},
    {"last_year", NULL, true, 0}, {"currency", NULL, false, 0}, {"levels", NULL, false, 0},
    {"packages", NULL, false, 0}, {"label", NULL, false, 0},
};

typedef struct {
    jln_cli *cli;
    const char *names[PLANS_MAX];
    size_t count;
    jln_str packages; /* of one plan */
    const char *joint;
} listing;

static jln_status note_plan(const jln_cursor *row, void *ctx, jln_err *err) {
    listing *l = ctx;
    if (l->count == PLANS_MAX)
        return jln_err_set(err, JLN_ELIMIT, NULL, "%s", _("trop de plans dans une base"));
    l->names[l->count] = jln_arena_str(l->cli->arena, jln_cursor_text(row, 0));
    return l->names[l->count++] ? JLN_OK : jln_err_nomem(err);
}

static jln_status note_package(const jln_cursor *row, void *ctx, jln_err *err) {
    (void)err;
    listing *l = ctx;
    jln_str_fmt(&l->packages, "%s%s", l->packages.length ? l->joint : "", jln_cursor_text(row, 0));
    return JLN_OK;
}

/* "4 axes, 12 effets" for people, "axis:4 outcome:12" for programs. */
static const char *count_levels(const jln_cli *cli, const jln_plan *plan) {
    jln_str text = {0};
    for (int level = 0; level < plan->level_count; level++) {
        unsigned count = 0;
        for (uint32_t i = 1; i < plan->node_count; i++) count += plan->nodes[i].level == level;
        if (cli->format != JLN_FORMAT_TEXT)
            jln_str_fmt(&text, "%s%s:%u", level ? " " : "", plan->levels[level].code, count);
        else
            jln_str_fmt(&text, "%s%u %s", level ? ", " : "", count,
                        jln_plan_level_words(plan, level, cli->lang,
                                             cli->lang == JLN_LANG_EN ? count != 1 : count > 1));
    }
    return jln_words_take(cli->arena, &text);
}

/* ---- for people ---- */

static void print_line(const char *title, const char *text) {
    fputs("    ", stdout);
    jln_width_print(stdout, title, TITLE_WIDTH, false);
    jln_width_wrap(stdout, text, 4 + TITLE_WIDTH, 4 + TITLE_WIDTH, WIDTH);
}

static jln_status print_plan(const listing *l, const char *const *cells, jln_err *err) {
    const char *years =
        jln_arena_fmt(l->cli->arena, _("%s à %s, montants en %s"), cells[2], cells[3], cells[4]);
    if (!years) return jln_err_nomem(err);
    puts(cells[0]);
    print_line(_("intitulé"), cells[1]);
    print_line(_("années"), years);
    print_line(_("chaîne"), cells[5]);
    print_line(_("paquets"), cells[6]);
    if (cells[7]) print_line(_("exemple"), cells[7]);
    return jln_say_check(err);
}

static jln_status add_plan(listing *l, jln_db *db, const char *name, jln_list *list, jln_err *err) {
    jln_cli *cli = l->cli;
    const jln_plan *plan;
    jln_status status = jln_plan_read(db, name, cli->arena, &plan, err);
    jln_params params = {.plan = name};
    l->joint = cli->format == JLN_FORMAT_TEXT ? ", " : " ";
    if (status == JLN_OK)
        status = jln_query_each(db, JLN_Q_PACKAGES, &params, note_package, l, err);
    if (status != JLN_OK) return status;
    bool en = cli->lang == JLN_LANG_EN;
    const char *cells[] = {plan->name,
                           en && plan->title_en ? plan->title_en : plan->title,
                           jln_words_int(cli->arena, plan->first_year),
                           jln_words_int(cli->arena, plan->last_year),
                           plan->currency,
                           count_levels(cli, plan),
                           jln_words_take(cli->arena, &l->packages),
                           en ? plan->label_en : plan->label};
    return cli->format == JLN_FORMAT_TEXT ? print_plan(l, cells, err)
                                          : jln_list_row(list, cells, err);
}

jln_status jln_cmd_plans(jln_cli *cli, jln_err *err) {
    listing *l = jln_arena_alloc(cli->arena, sizeof *l);
    if (!l) return jln_err_nomem(err);
    l->cli = cli;
    jln_db *db = NULL;
    jln_list *list = NULL;
    jln_params none = {0};
    jln_status status = jln_db_open(cli->db, JLN_DB_READ, &db, err);
    if (status == JLN_OK) status = jln_query_each(db, JLN_Q_PLANS, &none, note_plan, l, err);
    if (status == JLN_OK)
        status = jln_list_open(cli->format, cli->arena, columns, sizeof columns / sizeof *columns,
                               &list, err);
    if (status == JLN_OK && l->count == 0 && cli->format == JLN_FORMAT_TEXT)
        puts(_("Aucun plan dans cette base ; « jalon load » en charge un."));
    for (size_t i = 0; status == JLN_OK && i < l->count; i++)
        status = add_plan(l, db, l->names[i], list, err);
    if (status == JLN_OK) status = jln_list_close(list, err);
    jln_str_free(&l->packages);
    jln_db_close(db);
    return status;
}

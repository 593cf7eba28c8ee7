/* jalon plans: what is in the database. */
#include "cli/listing.h"
#include "base/str.h"
#include "cli/words.h"
#include "store/read.h"

#include <string.h>

enum { PLANS_MAX = 1000 };

static const jln_list_column columns[] = {
    {"plan", N_("plan"), false, 0},          {"title", N_("intitulé"), false, 48},
    {"first_year", N_("de"), true, 0},       {"last_year", N_("à"), true, 0},
    {"currency", N_("monnaie"), false, 0},   {"levels", N_("chaîne"), false, 0},
    {"packages", N_("paquets"), false, 0},   {"label", N_("données d'exemple"), false, 0},
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
    if (l->count == PLANS_MAX) return jln_err_set(err, JLN_ELIMIT, NULL, "%s", _("trop de plans dans une base"));
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
                        jln_plan_level_words(plan, level, cli->lang, cli->lang == JLN_LANG_EN ? count != 1 : count > 1));
    }
    return jln_words_take(cli->arena, &text);
}

static jln_status add_plan(listing *l, jln_db *db, const char *name, jln_list *list, jln_err *err) {
    jln_cli *cli = l->cli;
    const jln_plan *plan;
    jln_status status = jln_plan_read(db, name, cli->arena, &plan, err);
    jln_params params = {.plan = name};
    l->joint = cli->format == JLN_FORMAT_TEXT ? ", " : " ";
    if (status == JLN_OK) status = jln_query_each(db, JLN_Q_PACKAGES, &params, note_package, l, err);
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
    return jln_list_row(list, cells, err);
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
        status = jln_list_open(cli->format, cli->arena, columns, sizeof columns / sizeof *columns, &list, err);
    for (size_t i = 0; status == JLN_OK && i < l->count; i++) status = add_plan(l, db, l->names[i], list, err);
    if (status == JLN_OK) status = jln_list_close(list, err);
    jln_str_free(&l->packages);
    jln_db_close(db);
    return status;
}

/* jalon tree PLAN: the chain drawn with what was planned for each node. */
#include "base/str.h"
#include "cli/listing.h"
#include "cli/say.h"
#include "cli/subject.h"
#include "cli/width.h"
#include "cli/words.h"
#include "model/value.h"
#include "store/read.h"

#include <stdio.h>
#include <string.h>

enum { WIDTH = 110, AMOUNT_WIDTH = 16, PM_WIDTH = 5, DEPTH_MAX = 16 };

/* What the cells below a node say: numbers are added, PM are counted. */
typedef struct {
    int64_t amount;
    uint32_t numbers, pm, missing;
    bool overflow;
} planned;

typedef struct {
    jln_cli *cli;
    const jln_plan *plan;
    planned *nodes;
} tree;

static void add(planned *to, const planned *from) {
    to->overflow |= from->overflow || !jln_add_i64(to->amount, from->amount, &to->amount);
    to->numbers += from->numbers;
    to->pm += from->pm;
    to->missing += from->missing;
}

/* activity_id, year, state, amount */
static jln_status add_cell(const jln_cursor *row, void *ctx, jln_err *err) {
    (void)err;
    tree *t = ctx;
    uint32_t node = jln_plan_node(t->plan, jln_cursor_text(row, 0));
    const char *state = jln_cursor_text(row, 2);
    if (node == UINT32_MAX || (t->cli->year && jln_cursor_int(row, 1) != t->cli->year))
        return JLN_OK;
    planned cell = {.amount = jln_cursor_null(row, 3) ? 0 : jln_cursor_int(row, 3),
                    .numbers = strcmp(state, "number") == 0,
                    .pm = strcmp(state, "pm") == 0,
                    .missing = strcmp(state, "missing") == 0};
    add(&t->nodes[node], &cell);
    return JLN_OK;
}

static jln_status read_amounts(tree *t, jln_db *db, jln_err *err) {
    t->nodes = jln_arena_array(t->cli->arena, t->plan->node_count, sizeof *t->nodes);
    if (!t->nodes) return jln_err_nomem(err);
    jln_params params = {.plan = t->plan->name};
    jln_status status = jln_query_each(db, JLN_Q_BUDGETS, &params, add_cell, t, err);
    for (uint32_t i = t->plan->node_count; i-- > 1;)
        add(&t->nodes[t->plan->nodes[i].parent], &t->nodes[i]);
    if (status == JLN_OK && t->nodes[0].overflow)
        return jln_err_set(err, JLN_EDATA, NULL,
                           _("le total du plan « %s » dépasse ce qui se compte exactement"),
                           t->plan->name);
    return status;
}

static jln_state state_of(const planned *p) {
    if (p->numbers) return p->missing ? JLN_PARTIAL : JLN_NUMBER;
    return p->missing ? JLN_MISSING : p->pm ? JLN_PM : JLN_DASH;
}

/* ---- for programs ---- */

static const jln_list_column columns[] = {
    {"plan", NULL, false, 0},      {"id", NULL, false, 0},      {"parent", NULL, false, 0},
    {"level", NULL, false, 0},     {"position", NULL, true, 0}, {"code_printed", NULL, false, 0},
    {"title", NULL, false, 0},     {"year", NULL, true, 0},     {"state", NULL, false, 0},
    {"amount", NULL, true, 0},     {"pm", NULL, true, 0},       {"missing", NULL, true, 0},
    {"activities", NULL, true, 0},
};

static jln_status list_node(const tree *t, uint32_t node, jln_list *list, jln_err *err) {
    jln_arena *a = t->cli->arena;
    const jln_node *n = &t->plan->nodes[node];
    const planned *p = &t->nodes[node];
    const char *cells[] = {t->plan->name,
                           n->id,
                           node ? t->plan->nodes[n->parent].id : "",
                           n->level < 0 ? "plan" : t->plan->levels[n->level].code,
                           node ? jln_words_int(a, n->position) : NULL,
                           n->code_printed,
                           n->title,
                           t->cli->year ? jln_words_int(a, t->cli->year) : NULL,
                           jln_state_code(state_of(p)),
                           p->numbers ? jln_words_plain(a, p->amount, t->plan->decimals) : NULL,
                           jln_words_int(a, p->pm),
                           jln_words_int(a, p->missing),
                           jln_words_int(a, n->leaf_end - n->leaf_first)};
    return jln_list_row(list, cells, err);
}

static jln_status list_all(const tree *t, uint32_t root, jln_err *err) {
    jln_list *list = NULL;
    jln_status status = jln_list_open(t->cli->format, t->cli->arena, columns,
                                      sizeof columns / sizeof *columns, &list, err);
    for (uint32_t i = root; status == JLN_OK && i < t->plan->nodes[root].end; i++)
        status = list_node(t, i, list, err);
    return status == JLN_OK ? jln_list_close(list, err) : status;
}

/* ---- for people ---- */

static const char *amount_words(const tree *t, const planned *p) {
    if (!p->numbers) return jln_state_words(state_of(p));
    return jln_words_amount(t->cli->arena, p->amount, t->plan->decimals, t->cli->lang);
}

/* The lines that lead from the root of the drawing to a node. */
static void add_branches(jln_str *line, const tree *t, uint32_t node, uint32_t root) {
    const jln_node *nodes = t->plan->nodes;
    uint32_t way[DEPTH_MAX];
    int depth = 0;
    for (uint32_t at = node; at != root && depth < DEPTH_MAX; at = nodes[at].parent)
        way[depth++] = at;
    while (depth-- > 0) {
        bool last = nodes[way[depth]].end == nodes[nodes[way[depth]].parent].end;
        if (depth == 0) jln_str_add(line, last ? "└─ " : "├─ ");
        else jln_str_add(line, last ? "   " : "│  ");
    }
}

static jln_status draw_node(const tree *t, uint32_t node, uint32_t root, jln_err *err) {
    const planned *p = &t->nodes[node];
    jln_str line = {0}, cut = {0};
    add_branches(&line, t, node, root);
    if (node) jln_str_fmt(&line, "%s  ", jln_subject_name(t->cli, t->plan, node));
    bool en = t->cli->lang == JLN_LANG_EN && node == 0 && t->plan->title_en;
    jln_str_add(&line, en ? t->plan->title_en : jln_subject_title(t->plan, node));
    jln_width_cut(&cut, jln_str_c(&line), WIDTH - AMOUNT_WIDTH - PM_WIDTH - 2);
    bool failed = line.failed || cut.failed;
    jln_width_print(stdout, jln_str_c(&cut), WIDTH - AMOUNT_WIDTH - PM_WIDTH - 2, false);
    jln_width_print(stdout, amount_words(t, p), AMOUNT_WIDTH + 1, true);
    jln_width_print(stdout, p->pm ? jln_words_int(t->cli->arena, p->pm) : "", PM_WIDTH + 1, true);
    putchar('\n');
    jln_str_free(&line);
    jln_str_free(&cut);
    return failed ? jln_err_nomem(err) : jln_say_check(err);
}

static void draw_header(const tree *t) {
    const jln_plan *plan = t->plan;
    char words[160];
    if (t->cli->year)
        snprintf(words, sizeof words, _("coût prévu %d (%s)"), t->cli->year, plan->currency);
    else
        snprintf(words, sizeof words, _("coût prévu %d-%d (%s)"), plan->first_year, plan->last_year,
                 plan->currency);
    jln_width_print(stdout, words, WIDTH - PM_WIDTH - 1, true);
    jln_width_print(stdout, _("PM"), PM_WIDTH + 1, true);
    putchar('\n');
}

static jln_status draw_all(const tree *t, uint32_t root, jln_err *err) {
    jln_status status = JLN_OK;
    draw_header(t);
    for (uint32_t i = root; status == JLN_OK && i < t->plan->nodes[root].end; i++)
        status = draw_node(t, i, root, err);
    return status;
}

jln_status jln_cmd_tree(jln_cli *cli, jln_err *err) {
    tree t = {.cli = cli};
    jln_db *db = NULL;
    uint32_t root = 0;
    jln_status status = jln_subject_open(cli, cli->args[0], &db, &t.plan, err);
    if (status == JLN_OK) status = jln_subject_year(cli, t.plan, err);
    if (status == JLN_OK) status = jln_subject_node(cli, t.plan, &root, err);
    if (status == JLN_OK) status = read_amounts(&t, db, err);
    if (status == JLN_OK)
        status = cli->format == JLN_FORMAT_TEXT ? draw_all(&t, root, err) : list_all(&t, root, err);
    jln_db_close(db);
    return status;
}

#include "cli/subject.h"

#include "base/str.h"
#include "cli/say.h"
#include "cli/share.h"
#include "cli/words.h"
#include "doc/format.h"
#include "import/words.h"

#include <stdio.h>

#include <string.h>

jln_status jln_subject_open(jln_cli *cli, const char *name, jln_db **db, const jln_plan **plan,
                            jln_err *err) {
    jln_status status = jln_db_open(cli->db, JLN_DB_READ, db, err);
    return status == JLN_OK ? jln_plan_read(*db, name, cli->arena, plan, err) : status;
}

jln_status jln_subject_year_of(const jln_cli *cli, const jln_plan *plan, const jln_engine *engine,
                               const jln_indicator *indicator, jln_err *err) {
    bool covered = indicator->over == JLN_OVER_COVERAGE && cli->year < plan->first_year &&
                   jln_engine_items(engine, indicator, 0, cli->year, NULL, 0) > 0;
    return covered ? JLN_OK : jln_subject_year(cli, plan, err);
}

jln_status jln_subject_year(const jln_cli *cli, const jln_plan *plan, jln_err *err) {
    if (cli->year == 0 || (cli->year >= plan->first_year && cli->year <= plan->last_year))
        return JLN_OK;
    return jln_err_set(err, JLN_EUSAGE, NULL,
                       _("--year : %d n'est pas une année du plan « %s », qui va de %d à %d"),
                       cli->year, plan->name, plan->first_year, plan->last_year);
}

jln_status jln_subject_node(const jln_cli *cli, const jln_plan *plan, uint32_t *out, jln_err *err) {
    const char *id = cli->values[JLN_OPT_RESULT];
    *out = id ? jln_plan_node(plan, id) : 0;
    if (*out != UINT32_MAX) return JLN_OK;
    const char **ids = jln_arena_array(cli->arena, plan->node_count, sizeof *ids);
    if (!ids) return jln_err_nomem(err);
    for (uint32_t i = 1; i < plan->node_count; i++) ids[i] = plan->nodes[i].id;
    char hint[JLN_QUOTE_MAX];
    return jln_err_set(err, JLN_ENOTFOUND, NULL,
                       _("--result : « %.80s » n'est pas dans le plan « %s » ; « jalon tree %s » "
                         "montre tous les nœuds%s"),
                       id, plan->name, plan->name, jln_suggest(id, ids, plan->node_count, hint));
}

jln_status jln_subject_funder(const jln_cli *cli, const jln_plan *plan, int *out, jln_err *err) {
    const char *id = cli->values[JLN_OPT_FUNDER];
    *out = id ? jln_plan_funder(plan, id) : -1;
    if (!id || *out >= 0) return JLN_OK;
    const char **ids = jln_arena_array(cli->arena, (size_t)plan->funder_count + 1, sizeof *ids);
    if (!ids) return jln_err_nomem(err);
    for (int i = 0; i < plan->funder_count; i++) ids[i] = plan->funders[i].id;
    char list[JLN_LIST_MAX];
    return jln_err_set(err, JLN_ENOTFOUND, NULL,
                       _("--funder : « %.80s » ne finance pas le plan « %s » ; sources : %s"), id,
                       plan->name, jln_list(ids, (size_t)plan->funder_count, list));
}

const char *jln_subject_name(const jln_cli *cli, const jln_plan *plan, uint32_t node) {
    const jln_node *n = &plan->nodes[node];
    const char *level = jln_plan_level_words(plan, n->level, cli->lang, false);
    if (node == 0) return level;
    if (!n->code_printed) return jln_arena_fmt(cli->arena, "%s [%s]", level, n->id);
    if (strcmp(n->code_printed, n->id) == 0)
        return jln_arena_fmt(cli->arena, "%s %s", level, n->id);
    return jln_arena_fmt(cli->arena, "%s %s [%s]", level, n->code_printed, n->id);
}

const char *jln_subject_title(const jln_plan *plan, uint32_t node) {
    const jln_node *n = &plan->nodes[node];
    return n->short_title ? n->short_title : n->title;
}

const jln_period *jln_subject_period(const jln_cli *cli, const jln_engine *engine) {
    const jln_facts *facts = jln_engine_facts(engine);
    const char *code = cli->values[JLN_OPT_PERIOD];
    for (int i = 0; code && i < facts->period_count; i++)
        if (strcmp(facts->periods[i].code, code) == 0) return &facts->periods[i];
    int latest = jln_facts_period(facts, cli->year);
    return latest < 0 ? NULL : &facts->periods[latest];
}

jln_status jln_subject_engine(jln_cli *cli, jln_db *db, const jln_plan *plan, jln_engine **out,
                              jln_err *err) {
    const char *folder, *code = cli->values[JLN_OPT_PERIOD];
    const jln_engine_options options = {cli->date, code, cli->lang};
    jln_status status = jln_share_path("lua-indicators", cli->arena, &folder, err);
    if (status == JLN_OK) status = jln_engine_open(db, plan, folder, &options, out, err);
    if (status != JLN_OK || !code) return status;
    const jln_period *period = jln_subject_period(cli, *out);
    if (period && period->year == cli->year) return JLN_OK;
    return jln_err_set(err, JLN_EUSAGE, NULL, _("--period : « %.60s » n'est pas une période de %d"),
                       code, cli->year);
}

/* Said when the plan's settings choose it; else amounts are whole. */
static void add_scale(jln_str *text, const jln_plan *plan) {
    const char *currency = strcmp(plan->currency, "XOF") == 0 ? "FCFA" : plan->currency;
    if (!jln_plan_setting(plan, "scale", "") || plan->shown == 1) return;
    jln_str_add(text, _(" ; montants "));
    if (plan->shown == 1000) jln_str_fmt(text, _("en milliers de %s"), currency);
    else if (plan->shown == 1000000) jln_str_fmt(text, _("en millions de %s"), currency);
    else jln_str_fmt(text, _("en milliards de %s"), currency);
}

jln_status jln_subject_print(const jln_cli *cli, const jln_engine *engine, const jln_plan *plan,
                             jln_err *err) {
    const jln_period *period = jln_subject_period(cli, engine);
    bool en = cli->lang == JLN_LANG_EN;
    jln_str text = {0};
    if (plan->label) jln_str_fmt(&text, "*** %s ***\n", en ? plan->label_en : plan->label);
    jln_str_fmt(&text, "%s\n", en && plan->title_en ? plan->title_en : plan->title);
    if (period) {
        jln_str_fmt(&text, _("Situation de %d au "), cli->year);
        jln_words_add_day(&text, period->last_day, cli->lang);
        jln_str_add(&text, _(", connue au "));
    } else {
        jln_str_fmt(&text, _("Situation de %d, sans période de collecte connue au "), cli->year);
    }
    jln_format_date(&text, cli->days, cli->lang);
    jln_str_fmt(&text, _(" ; stade : %s ; base : %s"), jln_stage_words(jln_engine_stage(engine)),
                jln_base_words(jln_engine_base(engine)));
    add_scale(&text, plan);
    jln_str_add(&text, "\n");
    fputs(jln_str_c(&text), stdout);
    bool failed = text.failed;
    jln_str_free(&text);
    return failed ? jln_err_nomem(err) : jln_say_check(err);
}

/* Amounts are kept in minor units and shown in whole ones. */
static bool to_whole(const jln_plan *plan, jln_rat *number) {
    int64_t unit = 1;
    for (int i = 0; i < plan->decimals; i++) unit *= 10;
    return jln_rat_div(*number, jln_rat_of(unit), number);
}

const char *jln_subject_value(const jln_cli *cli, const jln_plan *plan, const jln_value *value,
                              bool amount, bool percent) {
    jln_cell cell = {.value = *value};
    if (amount && jln_value_known(value) && !to_whole(plan, &cell.value.number))
        cell.value = jln_value_none(JLN_NC, JLN_REASON_OVERFLOW);
    int64_t shown = amount && jln_plan_setting(plan, "scale", "") ? plan->shown : 1;
    bool whole = amount || !jln_value_known(value) || jln_rat_is_integer(cell.value.number);
    jln_str text = {0};
    if (percent) jln_format_cell(&text, &cell, JLN_KIND_RATE, 1, 1, cli->lang);
    else if (shown > 1)
        jln_format_cell(&text, &cell, JLN_KIND_AMOUNT, shown, shown >= 1000000, cli->lang);
    else
        jln_format_cell(&text, &cell, JLN_KIND_NUMBER, 1,
                        amount  ? plan->decimals
                        : whole ? 0
                                : 2,
                        cli->lang);
    if (text.length == 0) jln_str_add(&text, jln_state_words(value->state));
    return jln_words_take(cli->arena, &text);
}

const char *jln_subject_plain(const jln_cli *cli, const jln_plan *plan, const jln_value *value,
                              bool amount, bool fraction) {
    char text[JLN_NUM_MAX];
    jln_rat number = value->number;
    if (!jln_value_known(value) || (amount && !to_whole(plan, &number))) return NULL;
    bool fits = amount ? jln_rat_text(number, plan->decimals, false, text)
                       : jln_rat_text(number, 12, !fraction, text);
    return fits ? jln_arena_str(cli->arena, text) : NULL;
}

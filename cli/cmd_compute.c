/* jalon compute PLAN --year Y [INDICATOR...]: the value of indicators at every node, and by funder.
 */
#include "cli/listing.h"
#include "cli/say.h"
#include "cli/subject.h"
#include "cli/words.h"

#include <stdio.h>
#include <string.h>

enum { NAME_MOST = 62, ITEMS_MOST = 4096 };

static const jln_list_column columns[] = {
    {"plan", NULL, false, 0},    {"indicator", NULL, false, 0}, {"result_id", NULL, false, 0},
    {"level", NULL, false, 0},   {"funder", NULL, false, 0},    {"stage", NULL, false, 0},
    {"base", NULL, false, 0},    {"dimension", NULL, false, 0}, {"period", NULL, false, 0},
    {"year", NULL, true, 0},     {"state", NULL, false, 0},     {"value", NULL, true, 0},
    {"unit", NULL, false, 0},    {"numerator", NULL, true, 0},  {"denominator", NULL, true, 0},
    {"reported", NULL, true, 0}, {"expected", NULL, true, 0},   {"light", NULL, false, 0},
    {"reason", NULL, false, 0},
};

static const jln_list_column text_columns[] = {
    {"name", N_("résultat"), false, NAME_MOST},
    {"value", N_("valeur"), true, 0},
    {"reported", N_("connu"), true, 0},
    {"covered", N_("base couverte"), true, 0},
    {"light", N_("feu"), false, 0},
    {"reason", N_("raison"), false, 0},
};

typedef struct {
    jln_cli *cli;
    jln_engine *engine;
    const jln_plan *plan;
    jln_list *list;
} computing;

/* ---- one value ---- */

/* Of a funder, the financing table is the base. */
static const char *base_code(const computing *c, const jln_indicator *indicator, int funder) {
    if (indicator->financing || (indicator->uses_base && funder >= 0)) return "financing";
    return indicator->uses_base ? jln_base_code(jln_engine_base(c->engine)) : NULL;
}

static jln_status list_value(const computing *c, const jln_indicator *indicator, jln_place place,
                             int item, const jln_result *r, jln_err *err) {
    const jln_cli *cli = c->cli;
    const jln_plan *plan = c->plan;
    const jln_node *n = &plan->nodes[place.node];
    const jln_period *period = jln_subject_period(cli, c->engine);
    bool ratio = indicator->unit_kind == JLN_UNIT_RATIO, amounts = indicator->amounts;
    bool amount = indicator->unit_kind == JLN_UNIT_AMOUNT;
    const char *cells[] = {plan->name,
                           indicator->id,
                           n->id,
                           n->level < 0 ? "plan" : plan->levels[n->level].code,
                           place.funder < 0 ? NULL : plan->funders[place.funder].id,
                           indicator->stage < 0 ? NULL
                                                : jln_stage_code((jln_stage)indicator->stage),
                           base_code(c, indicator, place.funder),
                           jln_engine_item_code(c->engine, indicator, item, cli->arena),
                           period ? period->code : NULL,
                           jln_words_int(cli->arena, place.year),
                           jln_state_code(r->value.state),
                           jln_subject_plain(cli, plan, &r->value, amount, ratio),
                           indicator->unit,
                           jln_subject_plain(cli, plan, &r->numerator, amounts, false),
                           jln_subject_plain(cli, plan, &r->denominator, amounts, false),
                           r->value.expected ? jln_words_int(cli->arena, r->value.known) : NULL,
                           r->value.expected ? jln_words_int(cli->arena, r->value.expected) : NULL,
                           jln_light_code(r->light),
                           jln_reason_code(r->value.reason)};
    return jln_list_row(c->list, cells, err);
}

/* An item stands below the node it belongs to. */
static const char *row_name(const computing *c, const jln_indicator *indicator, jln_place place,
                            int item) {
    const jln_plan *plan = c->plan;
    const jln_node *n = &plan->nodes[place.node];
    const char *name = jln_subject_name(c->cli, plan, place.node);
    if (place.funder >= 0)
        return jln_arena_fmt(c->cli->arena, "%s · %s", name,
                             jln_plan_funder_name(plan, place.funder, c->cli->lang));
    if (item >= 0)
        return jln_arena_fmt(c->cli->arena, "%s · %s", name,
                             jln_engine_item_title(c->engine, indicator, item, c->cli->arena));
    if (place.node == 0) return name;
    return jln_arena_fmt(c->cli->arena, "%*s%s  %s", 2 * (n->level + 1), "", name,
                         jln_subject_title(plan, place.node));
}

/* A light that judges the value itself, for want of the one it should follow, is marked. */
static const char *light_words(const computing *c, const jln_result *r) {
    const char *words = jln_light_words(r->light);
    return r->light_is_own && r->light ? jln_arena_fmt(c->cli->arena, "%s *", words) : words;
}

static jln_status print_value(const computing *c, const jln_indicator *indicator, jln_place place,
                              int item, const jln_result *r, jln_err *err) {
    const jln_cli *cli = c->cli;
    bool ratio = indicator->unit_kind == JLN_UNIT_RATIO;
    bool amount = indicator->unit_kind == JLN_UNIT_AMOUNT;
    const char *known = r->value.expected
                            ? jln_arena_fmt(cli->arena, "%u/%u", r->value.known, r->value.expected)
                            : NULL;
    bool covered = jln_value_known(&r->covered);
    const char *cells[] = {row_name(c, indicator, place, item),
                           jln_subject_value(cli, c->plan, &r->value, amount, ratio),
                           known,
                           covered ? jln_subject_value(cli, c->plan, &r->covered, false, true)
                                   : NULL,
                           light_words(c, r),
                           jln_reason_words(r->value.reason)};
    return jln_list_row(c->list, cells, err);
}

static jln_status give_item(const computing *c, const jln_indicator *indicator, jln_place place,
                            int item, jln_err *err) {
    jln_result result;
    jln_status status = jln_engine_item(c->engine, indicator, place, item, &result, err);
    if (status != JLN_OK) return status;
    return c->cli->format == JLN_FORMAT_TEXT ? print_value(c, indicator, place, item, &result, err)
                                             : list_value(c, indicator, place, item, &result, err);
}

static jln_status give_value(const computing *c, const jln_indicator *indicator, uint32_t node,
                             int funder, jln_err *err) {
    const jln_place place = {node, funder, c->cli->year};
    int items[ITEMS_MOST];
    int count = jln_engine_items(c->engine, indicator, node, place.year, items, ITEMS_MOST);
    jln_status status = JLN_OK;
    for (int i = 0; status == JLN_OK && i < count && i < ITEMS_MOST; i++)
        status = give_item(c, indicator, place, items[i], err);
    return status;
}

/* ---- all values ---- */

static bool has_line(const computing *c, uint32_t node, int funder) {
    const jln_facts *facts = jln_engine_facts(c->engine);
    for (size_t i = 0; i < facts->financing_count; i++)
        if (facts->financing[i].node == node && facts->financing[i].funder == funder) return true;
    return false;
}

/* The plan for every funder, then each top node for those that have a line of it in the financing
 * table. */
static jln_status give_funders(const computing *c, const jln_indicator *indicator, jln_err *err) {
    const jln_plan *plan = c->plan;
    jln_status status = JLN_OK;
    for (int f = 0; status == JLN_OK && f < plan->funder_count; f++)
        status = give_value(c, indicator, 0, f, err);
    for (uint32_t node = 1; status == JLN_OK && node < plan->node_count;
         node = plan->nodes[node].end)
        for (int f = 0; status == JLN_OK && f < plan->funder_count; f++)
            if (has_line(c, node, f)) status = give_value(c, indicator, node, f, err);
    return status;
}

static jln_status give_indicator(const computing *c, const jln_indicator *indicator, jln_err *err) {
    jln_status status = JLN_OK;
    jln_say_progress(c->cli, _("calcul de « %s »…"), indicator->title);
    uint32_t nodes = !indicator->by_node ? 0 : indicator->plan_only ? 1 : c->plan->node_count;
    for (uint32_t node = 0; status == JLN_OK && node < nodes; node++)
        status = give_value(c, indicator, node, -1, err);
    if (status == JLN_OK && indicator->by_funder) status = give_funders(c, indicator, err);
    jln_say_progress(c->cli, NULL);
    return status;
}

static jln_status print_indicator(computing *c, const jln_indicator *indicator, jln_err *err) {
    printf("\n%s\n%s\n\n", indicator->title, indicator->definition);
    enum { COUNT = sizeof text_columns / sizeof *text_columns };
    jln_list_column columns_of[COUNT];
    memcpy(columns_of, text_columns, sizeof columns_of);
    if (indicator->over == JLN_OVER_COVERAGE)
        columns_of[0].most = 0; /* the population's year and source are told whole */
    jln_status status =
        jln_list_open(JLN_FORMAT_TEXT, c->cli->arena, columns_of, COUNT, &c->list, err);
    if (status == JLN_OK) status = give_indicator(c, indicator, err);
    return status == JLN_OK ? jln_list_close(c->list, err) : status;
}

static jln_status choose_one(const computing *c, const char *id, const jln_indicator **out,
                             jln_err *err) {
    jln_status status = jln_engine_find(c->engine, id, out, err);
    return status == JLN_OK ? jln_subject_year_of(c->cli, c->plan, c->engine, *out, err) : status;
}

/* The indicators asked for, all those that apply when none is named. */
static jln_status choose(const computing *c, const jln_indicator **chosen, int *count,
                         jln_err *err) {
    jln_status status = c->cli->arg_count == 1 ? jln_subject_year(c->cli, c->plan, err) : JLN_OK;
    *count = c->cli->arg_count - 1;
    for (int i = 0; status == JLN_OK && i < *count; i++)
        status = choose_one(c, c->cli->args[i + 1], &chosen[i], err);
    for (int i = 0; c->cli->arg_count == 1 && i < jln_engine_indicator_count(c->engine); i++) {
        const jln_indicator *indicator = jln_engine_indicator(c->engine, i);
        if (jln_engine_applies(c->engine, indicator)) chosen[(*count)++] = indicator;
    }
    return status;
}

static jln_status give_all(computing *c, jln_err *err) {
    size_t most = (size_t)(c->cli->arg_count + jln_engine_indicator_count(c->engine));
    const jln_indicator **chosen = jln_arena_array(c->cli->arena, most, sizeof *chosen);
    if (!chosen) return jln_err_nomem(err);
    int count;
    bool text = c->cli->format == JLN_FORMAT_TEXT;
    jln_status status = choose(c, chosen, &count, err);
    if (status == JLN_OK)
        status = text ? jln_subject_print(c->cli, c->engine, c->plan, err)
                      : jln_list_open(c->cli->format, c->cli->arena, columns,
                                      sizeof columns / sizeof *columns, &c->list, err);
    for (int i = 0; status == JLN_OK && i < count; i++)
        status = text ? print_indicator(c, chosen[i], err) : give_indicator(c, chosen[i], err);
    return status == JLN_OK && !text ? jln_list_close(c->list, err) : status;
}

jln_status jln_cmd_compute(jln_cli *cli, jln_err *err) {
    computing c = {.cli = cli};
    jln_db *db = NULL;
    jln_status status = jln_subject_open(cli, cli->args[0], &db, &c.plan, err);
    if (status == JLN_OK) status = jln_subject_engine(cli, db, c.plan, &c.engine, err);
    if (status == JLN_OK) status = give_all(&c, err);
    jln_engine_close(c.engine);
    jln_db_close(db);
    return status;
}

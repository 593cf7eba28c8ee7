/* jalon explain PLAN INDICATOR: where one value comes from, figure by figure, and what is not in
 * it. */
#include "base/str.h"
#include "cli/listing.h"
#include "cli/say.h"
#include "cli/subject.h"
#include "cli/width.h"
#include "cli/words.h"
#include "compute/origins.h"
#include "store/read.h"

#include <stdio.h>
#include <string.h>

enum { WIDTH = 100, NAME_MOST = 48, ITEMS_MOST = 4096 };

typedef struct {
    jln_cli *cli;
    jln_db *db;
    jln_engine *engine;
    const jln_plan *plan;
    const jln_indicator *indicator;
    jln_place place;
    int item; /* -1: none */
    jln_explanation x;
    jln_origins *origins;
} explaining;

static const struct {
    const char *code, *words;
} roles[] = {
    [JLN_EXPLAIN_USED] = {"used", N_("Chiffres retenus")},
    [JLN_EXPLAIN_LEFT_OUT] = {"left_out", N_("Laissés de côté")},
    [JLN_EXPLAIN_MISSING] = {"missing", N_("Ce qui manque")},
    [JLN_EXPLAIN_PM] = {"pm", N_("Pour mémoire")},
    [JLN_EXPLAIN_OUTSIDE] = {"outside", N_("Hors de la base")},
};

static const char *measure_code(jln_measure m) {
    switch (m.kind) {
    case JLN_M_BASE:
        return jln_base_code((jln_base)m.which);
    case JLN_M_SPENT:
        return jln_stage_code((jln_stage)jln_measure_stage(m));
    case JLN_M_FUNDING:
        return jln_funding_code((jln_funding)m.which);
    case JLN_M_FINANCING:
        return "financing";
    case JLN_M_PHYSICAL:
        return "physical";
    case JLN_M_QUANTITY:
        return m.which == JLN_QUANTITY_DONE ? "quantity_done" : "quantity_planned";
    case JLN_M_FIGURE:
        return "figure";
    case JLN_M_OUTSIDE:
        return "outside";
    default:
        return "weight";
    }
}

/* ---- for programs ---- */

static const jln_list_column columns[] = {
    {"plan", NULL, false, 0},   {"indicator", NULL, false, 0}, {"year", NULL, true, 0},
    {"role", NULL, false, 0},   {"measure", NULL, false, 0},   {"result_id", NULL, false, 0},
    {"funder", NULL, false, 0}, {"state", NULL, false, 0},     {"value", NULL, true, 0},
    {"doc", NULL, false, 0},    {"line", NULL, true, 0},       {"return", NULL, false, 0},
    {"sender", NULL, false, 0}, {"period", NULL, false, 0},    {"received_on", NULL, false, 0},
    {"origin", NULL, false, 0}, {"why", NULL, false, 0},       {"file", NULL, false, 0},
    {"sheet", NULL, false, 0},  {"cell", NULL, false, 0},
};

static int number_of(const explaining *e, int item, int rank);

static const jln_origin *cell_of(const explaining *e, const jln_explain_item *item) {
    int position = e->item < 0 ? 0 : number_of(e, e->item, 0);
    return jln_origins_of(e->origins, e->engine, item, position, e->cli->arena);
}

static jln_status list_item(const explaining *e, const jln_explain_item *item, jln_list *list,
                            jln_err *err) {
    const jln_cli *cli = e->cli;
    const jln_return *from = item->from;
    const jln_origin *origin = cell_of(e, item);
    const char *cells[] = {e->plan->name,
                           e->indicator->id,
                           jln_words_int(cli->arena, item->year),
                           roles[item->role].code,
                           item->code ? item->code : measure_code(item->what),
                           e->plan->nodes[item->node].id,
                           item->funder < 0 ? NULL : e->plan->funders[item->funder].id,
                           jln_state_code(item->value.state),
                           jln_subject_plain(cli, e->plan, &item->value, item->amount, false),
                           item->doc,
                           item->line ? jln_words_int(cli->arena, item->line) : NULL,
                           from ? from->id : NULL,
                           from ? from->sender : NULL,
                           from ? jln_engine_facts(e->engine)->periods[from->period].code : NULL,
                           from && from->known ? from->received_on : NULL,
                           item->origin,
                           item->why,
                           origin ? origin->file : NULL,
                           origin ? origin->sheet : NULL,
                           origin ? origin->cell : NULL};
    return jln_list_row(list, cells, err);
}

static jln_status list_items(const explaining *e, jln_err *err) {
    jln_list *list = NULL;
    jln_status status = jln_list_open(e->cli->format, e->cli->arena, columns,
                                      sizeof columns / sizeof *columns, &list, err);
    for (size_t i = 0; status == JLN_OK && i < e->x.count; i++)
        status = list_item(e, &e->x.items[i], list, err);
    return status == JLN_OK ? jln_list_close(list, err) : status;
}

static void add_field(jln_str *text, const char *name, const char *value, bool number) {
    jln_str_add(text, text->length > 2 ? ",\n  " : "  ");
    jln_str_json(text, name);
    jln_str_add(text, ": ");
    if (!value) jln_str_add(text, "null");
    else if (number) jln_str_add(text, value);
    else jln_str_json(text, value);
}

static void add_result(jln_str *text, const explaining *e) {
    const jln_indicator *ind = e->indicator;
    const jln_result *r = &e->x.result;
    const jln_value *v = &r->value;
    bool ratio = ind->unit_kind == JLN_UNIT_RATIO, amounts = ind->amounts;
    bool amount = ind->unit_kind == JLN_UNIT_AMOUNT;
    add_field(text, "state", jln_state_code(v->state), false);
    add_field(text, "value", jln_subject_plain(e->cli, e->plan, v, amount, ratio), true);
    add_field(text, "unit", ind->unit, false);
    add_field(text, "numerator", jln_subject_plain(e->cli, e->plan, &r->numerator, amounts, false),
              true);
    add_field(text, "denominator",
              jln_subject_plain(e->cli, e->plan, &r->denominator, amounts, false), true);
    add_field(text, "reported", v->expected ? jln_words_int(e->cli->arena, v->known) : NULL, true);
    add_field(text, "expected", v->expected ? jln_words_int(e->cli->arena, v->expected) : NULL,
              true);
    add_field(text, "covered", jln_subject_plain(e->cli, e->plan, &r->covered, false, true), true);
    add_field(text, "reason", jln_reason_code(v->reason), false);
}

static jln_status print_json(const explaining *e, jln_err *err) {
    const jln_indicator *ind = e->indicator;
    jln_str text = {0};
    jln_str_add(&text, "{\n");
    add_field(&text, "plan", e->plan->name, false);
    add_field(&text, "indicator", ind->id, false);
    add_field(&text, "title", ind->title, false);
    add_field(&text, "definition", ind->definition, false);
    add_field(&text, "formula", ind->formula, false);
    add_field(&text, "result_id", e->plan->nodes[e->place.node].id, false);
    add_field(&text, "funder", e->place.funder < 0 ? NULL : e->plan->funders[e->place.funder].id,
              false);
    add_field(&text, "dimension", jln_engine_item_code(e->engine, ind, e->item, e->cli->arena),
              false);
    add_field(&text, "year", jln_words_int(e->cli->arena, e->place.year), true);
    add_result(&text, e);
    jln_str_add(&text, ",\n  \"steps\": [");
    for (size_t i = 0; i < e->x.step_count; i++) {
        jln_str_add(&text, i ? ", " : "");
        jln_str_json(&text, e->x.steps[i]);
    }
    jln_str_add(&text, "],\n  \"items\": ");
    bool failed = text.failed;
    if (!failed) fputs(jln_str_c(&text), stdout);
    jln_str_free(&text);
    jln_status status = failed ? jln_err_nomem(err) : list_items(e, err);
    if (status == JLN_OK) puts("}");
    return status;
}

/* ---- for people ---- */

static const jln_list_column text_columns[] = {
    {"name", N_("résultat"), false, NAME_MOST},        {"measure", N_("mesure"), false, 0},
    {"funder", N_("source de financement"), false, 0}, {"value", N_("valeur"), true, 0},
    {"from", N_("d'où vient le chiffre"), false, 0},
};

/* "document 001, l. 5837", or "fiche R2012-CANAM de CANAM (2012), reçue le 20/01/2013" */
static void add_place(jln_str *text, const explaining *e, const jln_explain_item *item) {
    const jln_return *from = item->from;
    if (from) {
        jln_str_fmt(text, _("fiche %s de %s (%s)"), from->id,
                    jln_plan_structure(e->plan, from->sender),
                    jln_engine_facts(e->engine)->periods[from->period].code);
        jln_str_add(text, from->known ? _(", reçue le ") : _(", attendue le "));
        jln_words_add_day(text, from->known ? from->received_on : from->due_on, e->cli->lang);
    } else if (item->doc) {
        jln_str_fmt(text, _("document %s, l. %d"), item->doc, item->line);
        if (item->origin) jln_str_fmt(text, _(" : « %s »"), item->origin);
    } else {
        jln_str_add(text, item->origin);
    }
}

/* "Dépenses!I6 de canam.xlsx"; who sent it and when is in the return, when there is one. */
static void add_cell(jln_str *text, const explaining *e, const jln_explain_item *item) {
    const jln_origin *origin = cell_of(e, item);
    if (!origin) return;
    const char *words = jln_origin_words(origin, e->cli->arena);
    jln_str_fmt(text, "%s%s", text->length ? ", " : "", words ? words : "");
    if (item->from || !*origin->received_on) return;
    jln_str_fmt(text, _(", envoyé par %s, reçu le "), jln_plan_structure(e->plan, origin->sender));
    jln_words_add_day(text, origin->received_on, e->cli->lang);
}

static const char *origin_of(const explaining *e, const jln_explain_item *item) {
    jln_str text = {0};
    add_place(&text, e, item);
    add_cell(&text, e, item);
    if (item->why) jln_str_fmt(&text, "%s%s", text.length ? _(" ; ") : "", item->why);
    return jln_words_take(e->cli->arena, &text);
}

static jln_status print_item(const explaining *e, const jln_explain_item *item, jln_list *list,
                             jln_err *err) {
    const jln_plan *plan = e->plan;
    const char *name = jln_subject_name(e->cli, plan, item->node);
    if (item->node)
        name = jln_arena_fmt(e->cli->arena, "%s  %s", name, jln_subject_title(plan, item->node));
    const char *measure = item->measure;
    bool physical = item->what.kind == JLN_M_PHYSICAL;
    if (item->year != e->place.year)
        measure = jln_arena_fmt(e->cli->arena, "%s %d", measure, item->year);
    const char *cells[] = {
        name, measure,
        item->funder < 0 ? NULL : jln_plan_funder_name(plan, item->funder, e->cli->lang),
        jln_subject_value(e->cli, plan, &item->value, item->amount, physical), origin_of(e, item)};
    return jln_list_row(list, cells, err);
}

static jln_status print_role(const explaining *e, jln_explain_role role, jln_err *err) {
    size_t count = 0;
    for (size_t i = 0; i < e->x.count; i++) count += e->x.items[i].role == role;
    if (count == 0) return JLN_OK;
    printf("\n%s (%zu)\n", _(roles[role].words), count);
    jln_list *list = NULL;
    jln_status status = jln_list_open(JLN_FORMAT_TEXT, e->cli->arena, text_columns,
                                      sizeof text_columns / sizeof *text_columns, &list, err);
    for (size_t i = 0; status == JLN_OK && i < e->x.count; i++)
        if (e->x.items[i].role == role) status = print_item(e, &e->x.items[i], list, err);
    return status == JLN_OK ? jln_list_close(list, err) : status;
}

static jln_status print_document(const jln_cursor *row, void *ctx, jln_err *err) {
    explaining *e = ctx;
    const char *id = jln_cursor_text(row, 0);
    for (size_t i = 0; i < e->x.count; i++)
        if (e->x.items[i].doc && strcmp(e->x.items[i].doc, id) == 0) {
            const char *line =
                jln_arena_fmt(e->cli->arena, _("document %s : %s"), id, jln_cursor_text(row, 1));
            if (!line) return jln_err_nomem(err);
            jln_width_wrap(stdout, line, 0, 4, WIDTH);
            break;
        }
    return jln_say_check(err);
}

static void print_paragraph(const char *title, const char *text) {
    if (!text) return;
    printf("%s ", title);
    jln_width_wrap(stdout, text, jln_width(title) + 1, 4, WIDTH);
}

static jln_status print_head(const explaining *e, jln_err *err) {
    const jln_plan *plan = e->plan;
    const jln_node *n = &plan->nodes[e->place.node];
    jln_status status = jln_subject_print(e->cli, e->engine, plan, err);
    printf("\n%s — %s", e->indicator->title, jln_subject_name(e->cli, plan, e->place.node));
    if (e->place.node) printf(" (%s)", n->title);
    if (e->place.funder >= 0)
        printf(_(", source de financement : %s"),
               jln_plan_funder_name(plan, e->place.funder, e->cli->lang));
    puts("");
    const char *title = jln_engine_item_title(e->engine, e->indicator, e->item, e->cli->arena);
    if (title) print_paragraph(_("Indicateur :"), title);
    print_paragraph(_("Définition :"), e->indicator->definition);
    print_paragraph(_("Formule :"), e->indicator->formula);
    print_paragraph(_("Référence :"), e->indicator->source);
    printf("\n%s\n", _("Calcul"));
    for (size_t i = 0; i < e->x.step_count; i++) {
        fputs("  ", stdout);
        jln_width_wrap(stdout, e->x.steps[i], 2, 6, WIDTH);
    }
    return status;
}

static jln_status print_all(explaining *e, jln_err *err) {
    static const jln_explain_role order[] = {JLN_EXPLAIN_USED, JLN_EXPLAIN_MISSING, JLN_EXPLAIN_PM,
                                             JLN_EXPLAIN_OUTSIDE, JLN_EXPLAIN_LEFT_OUT};
    jln_status status = print_head(e, err);
    for (size_t i = 0; status == JLN_OK && i < sizeof order / sizeof *order; i++)
        status = print_role(e, order[i], err);
    putchar('\n');
    const jln_params params = {.plan = e->plan->name};
    if (status == JLN_OK)
        status = jln_query_each(e->db, JLN_Q_DOCUMENTS, &params, print_document, e, err);
    return status;
}

/* The position of an item of the logical framework, the rank of one of the coverage. */
static int number_of(const explaining *e, int item, int rank) {
    int position = 0;
    if (e->indicator->over == JLN_OVER_LOGFRAME)
        sscanf(jln_engine_item_code(e->engine, e->indicator, item, e->cli->arena), "position:%d",
               &position);
    return position ? position : rank;
}

static jln_status choose_item(explaining *e, jln_err *err) {
    int items[ITEMS_MOST], wanted = 0;
    int count =
        jln_engine_items(e->engine, e->indicator, e->place.node, e->place.year, items, ITEMS_MOST);
    const char *option = e->cli->values[JLN_OPT_ITEM];
    e->item = -1;
    if (count == 1 && !option) {
        e->item = items[0];
        return JLN_OK;
    }
    if (count == 0)
        return jln_err_set(err, JLN_ENOTFOUND, NULL, _("« %s » n'a pas de valeur à ce nœud"),
                           e->indicator->title);
    if (option) sscanf(option, "%9d", &wanted);
    for (int i = 0; i < count && i < ITEMS_MOST; i++)
        if (items[i] >= 0 && number_of(e, items[i], i + 1) == wanted) e->item = items[i];
    if (e->item >= 0) return JLN_OK;
    return jln_err_set(
        err, JLN_EUSAGE, NULL,
        items[0] < 0
            ? _("--item : « %s » n'a qu'une valeur à ce nœud")
            : _("« %s » a plusieurs valeurs à ce nœud : en choisir une avec --item, de 1 à %d"),
        e->indicator->title, count);
}

static jln_status explain(explaining *e, jln_err *err) {
    jln_status status = jln_engine_find(e->engine, e->cli->args[1], &e->indicator, err);
    if (status == JLN_OK)
        status = jln_subject_year_of(e->cli, e->plan, e->engine, e->indicator, err);
    if (status == JLN_OK && e->place.funder >= 0 && !e->indicator->by_funder)
        return jln_err_set(
            err, JLN_EUSAGE, NULL,
            _("--funder : l'indicateur « %s » ne se calcule pas par source de financement"),
            e->indicator->id);
    if (status == JLN_OK) status = choose_item(e, err);
    if (status == JLN_OK)
        status = jln_engine_explain_item(e->engine, e->indicator, e->place, e->item, e->cli->arena,
                                         &e->x, err);
    if (status != JLN_OK) return status;
    if (e->cli->format == JLN_FORMAT_TEXT) return print_all(e, err);
    return e->cli->format == JLN_FORMAT_JSON ? print_json(e, err) : list_items(e, err);
}

jln_status jln_cmd_explain(jln_cli *cli, jln_err *err) {
    explaining e = {.cli = cli, .place = {.funder = -1, .year = cli->year}};
    jln_status status = jln_subject_open(cli, cli->args[0], &e.db, &e.plan, err);
    if (status == JLN_OK) status = jln_subject_node(cli, e.plan, &e.place.node, err);
    if (status == JLN_OK) status = jln_subject_funder(cli, e.plan, &e.place.funder, err);
    if (status == JLN_OK) status = jln_subject_engine(cli, e.db, e.plan, &e.engine, err);
    if (status == JLN_OK)
        status = jln_origins_read(e.db, e.plan->name, cli->arena, &e.origins, err);
    if (status == JLN_OK) status = explain(&e, err);
    jln_engine_close(e.engine);
    jln_db_close(e.db);
    return status;
}

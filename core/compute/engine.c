#include "compute/inside.h"
#include "compute/said.h"

#include "base/i18n.h"
#include "base/str.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static jln_status read_settings(jln_engine *e, jln_err *err) {
    e->stage = JLN_STAGE_PAID;
    const char *stage = jln_plan_setting(e->plan, "stage", "");
    if (stage && !jln_stage_of(stage, &e->stage))
        return jln_err_set(
            err, JLN_ESCRIPT, "settings.csv",
            _("réglage « stage » : trouvé « %s », attendu committed, liquidated, ordered ou "
              "paid"),
            stage);
    const char *lights = jln_plan_setting(e->plan, "lights", "");
    e->bands = lights && strcmp(lights, "simple") == 0 ? JLN_BANDS_SIMPLE : JLN_BANDS_UEMOA;
    if (lights && strcmp(lights, "simple") != 0 && strcmp(lights, "uemoa") != 0)
        return jln_err_set(err, JLN_ESCRIPT, "settings.csv",
                           _("réglage « lights » : trouvé « %s », attendu uemoa ou simple"),
                           lights);
    const char *base = jln_plan_setting(e->plan, "base", "");
    jln_base known;
    if (base && strcmp(base, "auto") != 0 && !jln_base_of(base, &known))
        return jln_err_set(
            err, JLN_ESCRIPT, "settings.csv",
            _("réglage « base » : trouvé « %s », attendu auto, planned, initial ou revised"), base);
    return JLN_OK;
}

static jln_status open_parts(jln_engine *e, const char *indicators, jln_err *err) {
    jln_status status = read_settings(e, err);
    if (status == JLN_OK)
        status = jln_facts_read(e->db, e->plan, e->options.date, e->options.period, e->arena,
                                &e->facts, err);
    if (status == JLN_OK)
        status = jln_frame_read(e->db, e->plan, e->options.date, e->arena, &e->frame, err);
    if (status != JLN_OK) return status;
    e->vectors = (jln_vectors){.arena = e->arena, .facts = e->facts, .base = e->facts->base};
    jln_host_init(e);
    return indicators ? jln_indicators_load(e, indicators, err) : JLN_OK;
}

static jln_engine *new_engine(jln_err *err) {
    jln_engine *e = calloc(1, sizeof *e);
    if (e) {
        e->arena = jln_arena_new();
        e->scratch = jln_arena_new();
        e->item = -1;
    }
    if (e && e->arena && e->scratch) return e;
    jln_engine_close(e);
    jln_err_nomem(err);
    return NULL;
}

jln_status jln_engine_open(jln_db *db, const jln_plan *plan, const char *indicators,
                           const jln_engine_options *options, jln_engine **out, jln_err *err) {
    *out = NULL;
    jln_engine *e = new_engine(err);
    if (!e) return JLN_ENOMEM;
    e->db = db;
    e->plan = plan;
    e->options = *options;
    jln_status status = open_parts(e, indicators, err);
    if (status == JLN_OK) *out = e;
    else jln_engine_close(e);
    return status;
}

/* Worked examples run over a plan of one node, whose leaves and lines are those they give. */
static jln_status open_library(jln_engine *e, const char *folder, jln_err *err) {
    jln_plan *plan = jln_arena_alloc(e->arena, sizeof *plan);
    jln_facts *facts = jln_arena_alloc(e->arena, sizeof *facts);
    jln_frame *frame = jln_arena_alloc(e->arena, sizeof *frame);
    if (!plan || !facts || !frame) return jln_err_nomem(err);
    memset(plan, 0, sizeof *plan);
    memset(facts, 0, sizeof *facts);
    memset(frame, 0, sizeof *frame);
    plan->name = "";
    plan->currency = "XOF";
    plan->first_year = plan->last_year = 2000;
    plan->node_count = 1;
    plan->nodes = jln_arena_array(e->arena, 1, sizeof *plan->nodes);
    if (!plan->nodes) return jln_err_nomem(err);
    memset(plan->nodes, 0, sizeof *plan->nodes);
    plan->nodes[0].id = "";
    plan->nodes[0].level = -1;
    facts->plan = plan;
    facts->years = 1;
    frame->plan = plan;
    e->plan = plan;
    e->facts = facts;
    e->frame = frame;
    e->stage = JLN_STAGE_PAID;
    e->vectors = (jln_vectors){.arena = e->scratch, .facts = facts};
    jln_host_init(e);
    return jln_indicators_load(e, folder, err);
}

jln_status jln_engine_library(const char *folder, jln_lang lang, jln_engine **out, jln_err *err) {
    *out = NULL;
    jln_engine *e = new_engine(err);
    if (!e) return JLN_ENOMEM;
    e->options.lang = lang;
    jln_status status = open_library(e, folder, err);
    if (status == JLN_OK) *out = e;
    else jln_engine_close(e);
    return status;
}

void jln_engine_close(jln_engine *e) {
    if (!e) return;
    for (size_t i = 0; i < e->indicator_count; i++) jln_script_close(e->indicators[i].script);
    jln_arena_free(e->scratch);
    jln_arena_free(e->arena);
    free(e);
}

const jln_facts *jln_engine_facts(const jln_engine *e) {
    return e->facts;
}

int jln_engine_indicator_count(const jln_engine *e) {
    return (int)e->indicator_count;
}

const jln_indicator *jln_engine_indicator(const jln_engine *e, int index) {
    return &e->indicators[index];
}

jln_stage jln_engine_stage(const jln_engine *e) {
    return e->stage;
}

jln_base jln_engine_base(const jln_engine *e) {
    return e->facts->base;
}

jln_status jln_engine_find(const jln_engine *e, const char *id, const jln_indicator **out,
                           jln_err *err) {
    jln_str names = {0};
    for (size_t i = 0; i < e->indicator_count; i++) {
        *out = &e->indicators[i];
        if (strcmp((*out)->id, id) == 0) {
            jln_str_free(&names);
            return JLN_OK;
        }
        jln_str_fmt(&names, "%s%s", i ? ", " : "", (*out)->id);
    }
    *out = NULL;
    jln_status status = jln_err_set(err, JLN_ENOTFOUND, NULL,
                                    _("l'indicateur « %s » n'existe pas ; indicateurs : %s"), id,
                                    jln_str_c(&names));
    jln_str_free(&names);
    return status;
}

int jln_engine_period(const jln_engine *e, int year) {
    int period = jln_facts_period(e->facts, year);
    if (e->options.period)
        for (int i = 0; i < e->facts->period_count; i++)
            if (strcmp(e->facts->periods[i].code, e->options.period) == 0 &&
                e->facts->periods[i].year == year)
                period = i;
    return period;
}

const char *jln_engine_end(const jln_engine *e, int year, char out[16]) {
    int period = e->options.period ? jln_engine_period(e, year) : -1;
    bool asked = period >= 0 && strcmp(e->facts->periods[period].code, e->options.period) == 0;
    if (asked) snprintf(out, 16, "%.10s", e->facts->periods[period].last_day);
    else snprintf(out, 16, "%04d-12-31", year % 10000);
    return out;
}

const char *jln_engine_day(const jln_engine *e, int year, char out[16]) {
    int period = jln_engine_period(e, year);
    if (period >= 0) snprintf(out, 16, "%.10s", e->facts->periods[period].last_day);
    else snprintf(out, 16, "%04d-12-31", year % 10000);
    if (strcmp(e->facts->date, out) < 0) snprintf(out, 16, "%.10s", e->facts->date);
    return out;
}

/* At year's end a rate can be judged; before, its light is grey. What is not told by period is of
 * the day it was counted on. */
static bool at_year_end(const jln_engine *e, const jln_indicator *indicator, int year) {
    bool of_a_day = indicator->over != JLN_OVER_ACTIVITIES && indicator->over != JLN_OVER_LOGFRAME;
    if (e->given || of_a_day) return true;
    int period = jln_engine_period(e, year);
    if (period < 0 || !e->facts->periods[period].year_end) return false;
    return strcmp(e->facts->periods[period].last_day, e->facts->date) <= 0;
}

static const char *noun_of(const jln_indicator *indicator) {
    if (indicator->over == JLN_OVER_RECOMMENDATIONS) return _("recommandations");
    if (indicator->financing) return _("lignes de financement");
    return indicator->since_start ? _("activités-années") : _("activités");
}

static void start_evaluation(jln_engine *e, jln_place place, int item) {
    jln_arena_reset(e->scratch);
    e->values = NULL;
    e->value_count = e->value_capacity = 0;
    e->memos = NULL;
    e->memo_count = e->memo_capacity = 0;
    e->place = place;
    e->item = item;
    e->depth = 0;
    e->call_count = e->pair_count = 0;
    e->work = 0;
    e->vectors.made = 0;
    e->sum = -1;
    e->lines_paired = false;
    if (e->given) e->vectors.vectors = NULL, e->vectors.count = e->vectors.capacity = 0;
}

static jln_status refuse_cycle(const jln_engine *e, const jln_indicator *indicator, int from,
                               jln_err *err) {
    jln_str loop = {0};
    for (int i = from; i < e->depth; i++) jln_str_fmt(&loop, "%s → ", e->stack[i]->id);
    jln_status status =
        jln_err_set(err, JLN_ESCRIPT, NULL, _("ces indicateurs se demandent l'un l'autre : %s%s"),
                    jln_str_c(&loop), indicator->id);
    jln_str_free(&loop);
    return status;
}

/* An error met in another script keeps its own place. */
static jln_status inner_error(const jln_engine *e, jln_status status, jln_err *err) {
    if (e->depth == 0 || !err->where[0]) return status;
    char message[sizeof err->message];
    snprintf(message, sizeof message, "%s", err->message);
    char where[sizeof err->where];
    snprintf(where, sizeof where, "%s", err->where);
    memset(err, 0, sizeof *err);
    return jln_err_set(err, status, NULL, "%s : %s", where, message);
}

static jln_status run_script(jln_engine *e, const jln_indicator *indicator, int year,
                             jln_handle *out, jln_err *err) {
    const jln_place place = e->place;
    const jln_tree *given = e->given;
    if (given && year < place.year) e->given = jln_tree_field(given, "previous");
    e->place.year = year;
    e->stack[e->depth++] = indicator;
    jln_status status = jln_script_value(indicator->script, out, err);
    if (status == JLN_OK && e->depth == 1) {
        const jln_hvalue *h = jln_host_at(e, *out);
        e->sum = h->kind == JLN_H_VECTOR ? h->vector : -1;
    }
    if (status == JLN_OK) status = jln_host_result(e, jln_host_finish(e, *out), out, err);
    e->depth--;
    e->place = place;
    e->given = given;
    return status == JLN_OK ? status : inner_error(e, status, err);
}

/* s.o. for what the indicator has no value for. */
static bool not_asked(const jln_engine *e, const jln_indicator *indicator, int year,
                      jln_reason *reason) {
    *reason = JLN_REASON_NOT_PLANNED;
    if (e->given) return false;
    bool items = jln_over_items(indicator->over);
    bool any_year = indicator->over == JLN_OVER_COVERAGE;
    if (year < e->plan->first_year) *reason = JLN_REASON_NO_PREVIOUS;
    if ((!any_year && (year < e->plan->first_year || year > e->plan->last_year)) ||
        items != (e->item >= 0))
        return true;
    *reason = JLN_REASON_NOT_SPLIT;
    return (indicator->plan_only && e->place.node) ||
           (e->place.funder >= 0 && !indicator->by_funder) ||
           (e->place.funder < 0 && !indicator->by_node);
}

jln_status jln_engine_evaluate(jln_engine *e, const jln_indicator *indicator, int year,
                               jln_handle *out, jln_err *err) {
    for (size_t i = 0; i < e->memo_count; i++)
        if (e->memos[i].indicator == indicator && e->memos[i].year == year) {
            *out = e->memos[i].value;
            return JLN_OK;
        }
    for (int i = 0; i < e->depth; i++)
        if (e->stack[i] == indicator) return refuse_cycle(e, indicator, i, err);
    if (e->depth == JLN_DEPTH_MAX)
        return jln_err_set(err, JLN_ELIMIT, NULL,
                           _("plus de %d indicateurs se demandent l'un l'autre"), JLN_DEPTH_MAX);
    jln_reason reason;
    jln_status status = not_asked(e, indicator, year, &reason)
                            ? jln_host_plain(e, jln_value_none(JLN_NA, reason), out, err)
                            : run_script(e, indicator, year, out, err);
    if (status != JLN_OK) return status;
    jln_memo *grown =
        jln_arena_grow(e->scratch, e->memos, &e->memo_capacity, e->memo_count + 1, sizeof *grown);
    if (!grown) return jln_err_nomem(err);
    e->memos = grown;
    e->memos[e->memo_count++] = (jln_memo){indicator, year, *out};
    return JLN_OK;
}

static jln_light light_of(const jln_engine *e, const jln_indicator *indicator, const jln_result *r,
                          int year) {
    if (!indicator->lights) return JLN_LIGHT_NONE;
    const int *bounds = indicator->bands[0] ? indicator->bands : jln_light_bounds(e->bands);
    return jln_light_between(r, bounds, indicator->over_is_alert, at_year_end(e, indicator, year));
}

static jln_status value_at(jln_engine *e, const jln_indicator *indicator, jln_place place, int item,
                           jln_result *out, jln_err *err) {
    start_evaluation(e, place, item);
    jln_handle handle = 0;
    jln_status status = jln_engine_evaluate(e, indicator, place.year, &handle, err);
    if (status != JLN_OK) return status;
    *out = jln_host_finish(e, handle);
    out->noun = noun_of(indicator);
    out->light = light_of(e, indicator, out, place.year);
    return JLN_OK;
}

jln_status jln_engine_item(jln_engine *e, const jln_indicator *indicator, jln_place place, int item,
                           jln_result *out, jln_err *err) {
    const jln_indicator *leader = NULL;
    jln_result follow;
    jln_status status = JLN_OK;
    if (indicator->light_from) status = jln_engine_find(e, indicator->light_from, &leader, err);
    bool keep_log = e->keep_log;
    e->keep_log = false;
    if (status == JLN_OK && leader) status = value_at(e, leader, place, item, &follow, err);
    e->keep_log = keep_log;
    if (status == JLN_OK) status = value_at(e, indicator, place, item, out, err);
    if (status != JLN_OK || !leader || !indicator->lights) return status;
    out->light_is_own = !jln_value_known(&follow.value);
    if (!out->light_is_own) out->light = follow.light;
    return JLN_OK;
}

jln_status jln_engine_value(jln_engine *e, const jln_indicator *indicator, jln_place place,
                            jln_result *out, jln_err *err) {
    return jln_engine_item(e, indicator, place, -1, out, err);
}

/* ---- items ---- */

bool jln_over_items(jln_over over) {
    return over == JLN_OVER_LOGFRAME || over == JLN_OVER_COVERAGE || over == JLN_OVER_REGISTRATIONS;
}

int jln_engine_items(const jln_engine *e, const jln_indicator *indicator, uint32_t node, int year,
                     int *items, int most) {
    int count = 0;
    const jln_frame *f = e->frame;
    for (int i = 0; indicator->over == JLN_OVER_LOGFRAME && i < f->line_count; i++)
        if (f->lines[i].node == node && ++count <= most) items[count - 1] = i;
    for (int i = 0; indicator->over == JLN_OVER_COVERAGE && node == 0 && i < f->cover_count; i++)
        if (jln_frame_cover_shown(f, i, year) && ++count <= most) items[count - 1] = i;
    for (int i = 0;
         indicator->over == JLN_OVER_REGISTRATIONS && node == 0 && i < f->registration_count; i++)
        if (++count <= most) items[count - 1] = i;
    if (jln_over_items(indicator->over)) return count;
    if (most > 0) items[0] = -1;
    return 1;
}

const char *jln_engine_item_code(const jln_engine *e, const jln_indicator *indicator, int item,
                                 jln_arena *arena) {
    if (item < 0) return NULL;
    if (indicator->over == JLN_OVER_LOGFRAME)
        return jln_arena_fmt(arena, "position:%d", e->frame->lines[item].position);
    if (indicator->over == JLN_OVER_REGISTRATIONS)
        return jln_arena_fmt(arena, "registration:%s", e->frame->registrations[item].id);
    const jln_cover *c = &e->frame->covers[item];
    return jln_arena_fmt(arena, "scheme:%s;region:%s;measure:%s;year:%d", c->scheme, c->region,
                         c->measure, c->year);
}

const char *jln_engine_item_title(const jln_engine *e, const jln_indicator *indicator, int item,
                                  jln_arena *arena) {
    if (item < 0) return NULL;
    if (indicator->over == JLN_OVER_LOGFRAME) return e->frame->lines[item].title;
    const jln_registration *x = &e->frame->registrations[item];
    if (indicator->over == JLN_OVER_REGISTRATIONS)
        return jln_arena_fmt(arena, "%s%s%s (%s)", x->programme, x->operator_name ? ", " : "",
                             x->operator_name ? x->operator_name : "", jln_said(x->unit));
    const jln_cover *c = &e->frame->covers[item];
    const jln_population *p = jln_frame_population(e->frame, c->region, c->year);
    if (!p)
        return jln_arena_fmt(arena, _("%s, %s : %s %d"), jln_said(c->scheme), c->region,
                             jln_said(c->measure), c->year);
    int gap = abs(p->year - c->year);
    return jln_arena_fmt(
        arena,
        P_("%s, %s : %s %d ÷ population %d (%s, écart de %d an)",
           "%s, %s : %s %d ÷ population %d (%s, écart de %d ans)", (unsigned long)gap),
        jln_said(c->scheme), c->region, jln_said(c->measure), c->year, p->year, p->source, gap);
}

bool jln_engine_applies(const jln_engine *e, const jln_indicator *indicator) {
    switch (indicator->over) {
    case JLN_OVER_LOGFRAME:
        return e->frame->line_count > 0;
    case JLN_OVER_COVERAGE:
        return e->frame->cover_count > 0;
    case JLN_OVER_REGISTRATIONS:
        return e->frame->registration_count > 0;
    case JLN_OVER_RECOMMENDATIONS:
        return e->frame->recommendation_count > 0;
    case JLN_OVER_MILESTONES:
        return e->frame->milestone_count > 0;
    default:
        return e->plan->leaf_count > 0;
    }
}

/* The n/N of spending are those of its rate: activities with a base, not those paid outside any
 * allocation. */
static jln_value sum_spent(jln_engine *e, jln_measure measure, uint32_t node, jln_span span) {
    int spent = jln_vectors_measure(&e->vectors, measure, span);
    int base =
        jln_vectors_measure(&e->vectors, (jln_measure){JLN_M_BASE, (int)e->vectors.base}, span);
    if (spent < 0 || base < 0) return jln_value_overflow();
    jln_value sum = jln_vectors_sum(&e->vectors, spent, node);
    uint32_t known, expected;
    jln_vectors_coverage(&e->vectors, spent, base, node, &known, &expected);
    if (!expected) return sum;
    sum.known = known;
    sum.expected = expected;
    if (jln_value_known(&sum)) sum.state = sum.known == sum.expected ? JLN_NUMBER : JLN_PARTIAL;
    return sum;
}

jln_value jln_engine_sum(jln_engine *e, jln_measure measure, jln_place place) {
    e->vectors.made = 0; /* not a script: no limit */
    const jln_span span = {place.year, place.year};
    if (place.year < e->plan->first_year || place.year > e->plan->last_year)
        return jln_value_none(JLN_NA, JLN_REASON_NO_PREVIOUS);
    if (measure.kind == JLN_M_FINANCING) return jln_lines_financing(e->facts, place, span, false);
    if (measure.kind == JLN_M_FUNDING) {
        const jln_lines lines = {
            .status = (jln_funding)measure.which, .place = place, .span = span};
        return jln_lines_funding(e->facts, &lines);
    }
    if (place.funder >= 0 && measure.kind == JLN_M_SPENT)
        return jln_vectors_funder_spent(&e->vectors, (jln_stage)measure.which, place, span).value;
    if (measure.kind == JLN_M_SPENT) return sum_spent(e, measure, place.node, span);
    if (measure.kind == JLN_M_BASE && !e->facts->bases[measure.which])
        return jln_value_none(JLN_NA, JLN_REASON_NONE);
    int vector = jln_vectors_measure(&e->vectors, measure, span);
    if (vector < 0) return jln_value_overflow();
    return jln_vectors_sum(&e->vectors, vector, place.node);
}

jln_value jln_engine_incomplete(jln_engine *e, jln_measure spent, jln_place place) {
    const jln_value none = jln_value_none(JLN_NA, JLN_REASON_NONE);
    if (place.funder >= 0 || place.year < e->plan->first_year || place.year > e->plan->last_year)
        return none;
    int vector = jln_vectors_measure(&e->vectors, spent, (jln_span){place.year, place.year});
    if (vector < 0) return jln_value_overflow();
    const jln_node *n = &e->plan->nodes[place.node];
    const jln_leaf *leaves = e->vectors.vectors[vector].leaves;
    jln_total sum = JLN_TOTAL;
    jln_value value = jln_value_integer(0);
    for (uint32_t leaf = n->leaf_first; leaf < n->leaf_end; leaf++) {
        if (leaves[leaf].state != JLN_MISSING || !leaves[leaf].number.num) continue;
        jln_total_add(&sum, leaves[leaf].number);
        value.known++;
    }
    if (!sum.fits) return jln_value_overflow();
    value.number = sum.sum;
    return value.known ? value : none;
}

jln_counts jln_engine_counts(const jln_engine *e, uint32_t node, int year) {
    const jln_node *n = &e->plan->nodes[node];
    jln_counts counts = {0};
    for (uint32_t leaf = n->leaf_first; leaf < n->leaf_end; leaf++) {
        const jln_progress *p = jln_facts_progress(e->facts, leaf, year);
        if (jln_facts_scheduled(e->facts, leaf, year)) {
            counts.scheduled++;
            counts.by_state[p->state]++;
        } else if (p->state == JLN_DONE || p->state == JLN_UNDER_WAY) {
            counts.unscheduled++;
        }
    }
    return counts;
}

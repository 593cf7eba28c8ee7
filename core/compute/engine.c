#include "compute/inside.h"

#include "base/i18n.h"
#include "base/str.h"

#include <stdlib.h>
#include <string.h>

static jln_status read_settings(jln_engine *e, jln_err *err) {
    e->stage = JLN_STAGE_PAID;
    const char *stage = jln_plan_setting(e->plan, "stage", "");
    if (stage && !jln_stage_of(stage, &e->stage))
        return jln_err_set(err, JLN_ESCRIPT, "settings.csv",
                           _("réglage « stage » : trouvé « %s », attendu committed, liquidated, ordered ou "
                             "paid"),
                           stage);
    const char *lights = jln_plan_setting(e->plan, "lights", "");
    e->bands = lights && strcmp(lights, "simple") == 0 ? JLN_BANDS_SIMPLE : JLN_BANDS_UEMOA;
    if (lights && strcmp(lights, "simple") != 0 && strcmp(lights, "uemoa") != 0)
        return jln_err_set(err, JLN_ESCRIPT, "settings.csv",
                           _("réglage « lights » : trouvé « %s », attendu uemoa ou simple"), lights);
    const char *base = jln_plan_setting(e->plan, "base", "");
    jln_base known;
    if (base && strcmp(base, "auto") != 0 && !jln_base_of(base, &known))
        return jln_err_set(err, JLN_ESCRIPT, "settings.csv",
                           _("réglage « base » : trouvé « %s », attendu auto, planned, initial ou revised"),
                           base);
    return JLN_OK;
}

static jln_status open_parts(jln_engine *e, const char *indicators, jln_err *err) {
    jln_status status = read_settings(e, err);
    if (status == JLN_OK)
        status = jln_facts_read(e->db, e->plan, e->options.date, e->options.period, e->arena, &e->facts,
                                err);
    if (status != JLN_OK) return status;
    e->vectors = (jln_vectors){.arena = e->arena, .facts = e->facts, .base = e->facts->base};
    jln_host_init(e);
    return indicators ? jln_indicators_load(e, indicators, err) : JLN_OK;
}

jln_status jln_engine_open(jln_db *db, const jln_plan *plan, const char *indicators,
                           const jln_engine_options *options, jln_engine **out, jln_err *err) {
    *out = NULL;
    jln_engine *e = calloc(1, sizeof *e);
    if (!e) return jln_err_nomem(err);
    e->arena = jln_arena_new();
    e->scratch = jln_arena_new();
    e->db = db;
    e->plan = plan;
    e->options = *options;
    jln_status status = e->arena && e->scratch ? open_parts(e, indicators, err) : jln_err_nomem(err);
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

/* At year's end a rate can be judged; before, its light is grey. */
static bool at_year_end(const jln_engine *e, int year) {
    int period = jln_facts_period(e->facts, year);
    if (e->options.period)
        for (int i = 0; i < e->facts->period_count; i++)
            if (strcmp(e->facts->periods[i].code, e->options.period) == 0 &&
                e->facts->periods[i].year == year)
                period = i;
    if (period < 0 || !e->facts->periods[period].year_end) return false;
    return strcmp(e->facts->periods[period].last_day, e->facts->date) <= 0;
}

static const char *noun_of(const jln_indicator *indicator) {
    return indicator->financing ? _("lignes de financement") : _("activités");
}

static void start_evaluation(jln_engine *e, jln_place place) {
    jln_arena_reset(e->scratch);
    e->values = NULL;
    e->value_count = e->value_capacity = 0;
    e->place = place;
    e->call_count = 0;
    e->pair_a = e->pair_b = -1;
}

jln_status jln_engine_value(jln_engine *e, const jln_indicator *indicator, jln_place place,
                            jln_result *out, jln_err *err) {
    start_evaluation(e, place);
    jln_handle handle = 0;
    jln_status status = jln_script_value(indicator->script, &handle, err);
    if (status != JLN_OK) return status;
    *out = jln_host_finish(e, handle);
    out->noun = noun_of(indicator);
    if (indicator->lights)
        out->light = jln_light_of(out, e->bands, indicator->over_is_alert, at_year_end(e, place.year));
    return JLN_OK;
}

/* The n/N of spending are those of its rate: activities with a base, not those paid outside any allocation. */
static jln_value sum_spent(jln_engine *e, jln_measure measure, jln_place place) {
    int spent = jln_vectors_measure(&e->vectors, measure, place.year);
    int base = jln_vectors_measure(&e->vectors, (jln_measure){JLN_M_BASE, (int)e->vectors.base}, place.year);
    if (spent < 0 || base < 0) return jln_value_none(JLN_NC, JLN_REASON_OVERFLOW);
    jln_value sum = jln_vectors_sum(&e->vectors, spent, place.node);
    jln_value rate = jln_vectors_ratio(&e->vectors, spent, base, place.node).value;
    if (!rate.expected) return sum;
    sum.known = rate.known;
    sum.expected = rate.expected;
    if (jln_value_known(&sum)) sum.state = sum.known == sum.expected ? JLN_NUMBER : JLN_PARTIAL;
    return sum;
}

jln_value jln_engine_sum(jln_engine *e, jln_measure measure, jln_place place) {
    if (measure.kind == JLN_M_FINANCING) return jln_lines_financing(e->facts, place);
    if (measure.kind == JLN_M_FUNDING)
        return jln_lines_funding(e->facts, (jln_funding)measure.which, place);
    if (place.funder >= 0 && measure.kind == JLN_M_SPENT)
        return jln_vectors_funder_spent(&e->vectors, (jln_stage)measure.which, place).value;
    if (measure.kind == JLN_M_SPENT) return sum_spent(e, measure, place);
    if (measure.kind == JLN_M_BASE && !e->facts->bases[measure.which])
        return jln_value_none(JLN_NA, JLN_REASON_NONE);
    int vector = jln_vectors_measure(&e->vectors, measure, place.year);
    if (vector < 0) return jln_value_none(JLN_NC, JLN_REASON_OVERFLOW);
    return jln_vectors_sum(&e->vectors, vector, place.node);
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

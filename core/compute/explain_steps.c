/* The formula of a value unrolled, one line for each thing it asked for: what `explain` says first.
 */
#include "compute/inside.h"

#include "base/i18n.h"
#include "base/str.h"

typedef struct {
    const jln_engine *engine;
    jln_arena *arena;
    jln_explanation *out;
    size_t step_capacity;
    jln_place place;
    bool failed;
} telling;

/* Restricted to some sources, a stage says so. */
static void add_measure(jln_str *text, jln_measure m) {
    jln_str_add(text, jln_measure_words(m));
    int other = m.kind == JLN_M_SPENT ? jln_measure_other(m) : JLN_STAGE_NONE;
    if (other == JLN_STAGE_COUNT) jln_str_add(text, _(" (là où toutes les sources ont ce stade)"));
    else if (other != JLN_STAGE_NONE)
        jln_str_fmt(text, _(" (sources qui ont aussi le stade « %s »)"),
                    jln_stage_words((jln_stage)other));
}

/* `minor`: minor units of the currency in one whole unit, 1 for what is not an amount; a percentage
 * is given as a fraction. */
static void add_number(jln_str *text, const jln_value *v, bool percent, int64_t minor) {
    char plain[JLN_NUM_MAX];
    jln_rat number = v->number;
    jln_rat_mul(number, jln_rat_of(percent ? 100 : 1), &number);
    jln_rat_div(number, jln_rat_of(minor), &number);
    if (!jln_value_known(v) || !jln_rat_text(number, percent ? 1 : 6, !percent, plain)) {
        jln_str_add(text, jln_state_words(v->state));
        if (v->reason) jln_str_fmt(text, " (%s)", jln_reason_words(v->reason));
        return;
    }
    bool english = *_(",") == '.';
    jln_str_number(text, plain, english ? "," : "\u202f", _(","));
    if (percent) jln_str_add(text, english ? "%" : "\u00a0%");
}

static void add_coverage(jln_str *text, const jln_value *v, const char *noun) {
    if (v->expected) jln_str_fmt(text, " (%u/%u %s", v->known, v->expected, noun);
    if (v->expected && v->pm) jln_str_fmt(text, _(" ; %u PM"), v->pm);
    if (v->expected) jln_str_add(text, ")");
}

static void add_step(telling *u, jln_str *text) {
    jln_explanation *x = u->out;
    const char **grown =
        jln_arena_grow(u->arena, x->steps, &u->step_capacity, x->step_count + 1, sizeof *grown);
    char *copy = jln_arena_str(u->arena, jln_str_c(text));
    if (!grown || !copy || text->failed) {
        u->failed = true;
        return;
    }
    x->steps = grown;
    x->steps[x->step_count++] = copy;
    jln_str_clear(text);
}

/* "payé", "payé 2012", "payé 2011-2013 (toutes sources)" */
static void add_call_name(jln_str *text, const telling *u, const jln_call *c) {
    if (c->words) jln_str_add(text, c->words);
    else add_measure(text, c->measure);
    if (c->in_kind) jln_str_add(text, _(" en nature"));
    if (c->span.first != c->span.last) jln_str_fmt(text, " %d-%d", c->span.first, c->span.last);
    else if (c->span.first != u->place.year) jln_str_fmt(text, " %d", c->span.first);
    if (u->place.funder >= 0 && c->place.funder < 0 && c->amount)
        jln_str_add(text, _(" (toutes sources)"));
}

static int64_t minor_units(const jln_plan *plan) {
    int64_t minor = 1;
    for (int i = 0; i < plan->decimals; i++) minor *= 10;
    return minor;
}

static void add_pair(telling *u, const jln_indicator *indicator, jln_str *text) {
    const jln_result *r = &u->out->result;
    int64_t minor = indicator->amounts ? minor_units(u->engine->plan) : 1;
    if (!jln_value_known(&r->numerator) || !jln_value_known(&r->denominator)) return;
    if (jln_value_known(&r->covered)) jln_str_fmt(text, _("sur les mêmes %s : "), r->noun);
    add_number(text, &r->numerator, false, minor);
    jln_str_add(text, " ÷ ");
    add_number(text, &r->denominator, false, minor);
    add_step(u, text);
}

/* How many of the activities counted beside a sum enter the rate, when they are not all. */
static void add_share(jln_str *text, const telling *u, const jln_call *c) {
    const jln_value *rate = &u->out->result.value, *sum = &c->sum;
    bool leaves = c->measure.kind != JLN_M_FIGURE && c->place.funder < 0;
    if (!leaves || u->engine->pair_count != 1 || !sum->expected || !rate->expected) return;
    if (sum->known == rate->known && sum->expected == rate->expected) return;
    jln_str_fmt(text, _(", dont %u/%u dans le taux"), rate->known, rate->expected);
}

bool jln_explain_steps(const jln_engine *e, const jln_indicator *indicator, jln_place place,
                       jln_arena *arena, jln_explanation *out) {
    telling t = {.engine = e, .arena = arena, .out = out, .place = place};
    const jln_result *r = &out->result;
    bool ratio = indicator->unit_kind == JLN_UNIT_RATIO;
    int64_t minor = minor_units(e->plan);
    jln_str text = {0};
    for (size_t i = 0; i < e->call_count; i++) {
        const jln_call *c = &e->calls[i];
        add_call_name(&text, &t, c);
        jln_str_add(&text, " = ");
        add_number(&text, &c->sum, false, c->amount ? minor : 1);
        bool lines = c->measure.kind == JLN_M_FINANCING || c->measure.kind == JLN_M_FUNDING;
        bool followed = c->measure.kind == JLN_M_FIGURE && c->measure.which == JLN_FIGURE_FOLLOW_UP;
        add_coverage(&text, &c->sum,
                     lines      ? _("lignes de financement")
                     : followed ? _("recommandations")
                                : _("activités"));
        if (!lines) add_share(&text, &t, c);
        add_step(&t, &text);
    }
    add_pair(&t, indicator, &text);
    jln_str_fmt(&text, "%s = ", indicator->title);
    add_number(&text, &r->value, ratio, indicator->unit_kind == JLN_UNIT_AMOUNT ? minor : 1);
    if (indicator->unit_kind == JLN_UNIT_POINTS && jln_value_known(&r->value))
        jln_str_add(&text, _("\u00a0points"));
    add_coverage(&text, &r->value, r->noun);
    if (jln_value_known(&r->covered)) {
        jln_str_add(&text, _(" ; part de la base couverte : "));
        add_number(&text, &r->covered, true, 1);
    }
    add_step(&t, &text);
    jln_str_free(&text);
    return !t.failed;
}

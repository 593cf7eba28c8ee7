/* Where a value comes from: each figure it rests on, with its document and line or its return, and what was left out. */
#include "compute/inside.h"

#include "base/i18n.h"
#include "base/str.h"

#include <string.h>

typedef struct {
    jln_engine *engine;
    jln_arena *arena;
    jln_explanation *out;
    size_t item_capacity, step_capacity;
    jln_place place;
    bool failed;
} unroller;

static const char *measure_words(jln_measure m) {
    switch (m.kind) {
    case JLN_M_BASE: return jln_base_words((jln_base)m.which);
    case JLN_M_SPENT: return jln_stage_words((jln_stage)m.which);
    case JLN_M_OUTSIDE: return _("dépenses hors dotation");
    case JLN_M_WEIGHT: return _("poids");
    case JLN_M_PHYSICAL: return _("avancement physique");
    case JLN_M_FINANCING: return _("financement prévu");
    case JLN_M_FUNDING: return jln_funding_words((jln_funding)m.which);
    default: return "";
    }
}

static jln_explain_item *add_item(unroller *u, jln_measure what) {
    jln_explanation *x = u->out;
    jln_explain_item *grown =
        jln_arena_grow(u->arena, x->items, &u->item_capacity, x->count + 1, sizeof *grown);
    if (!grown) {
        u->failed = true;
        return NULL;
    }
    x->items = grown;
    jln_explain_item *item = &x->items[x->count++];
    memset(item, 0, sizeof *item);
    item->funder = -1;
    item->what = what;
    item->measure = measure_words(what);
    return item;
}

/* ---- steps ---- */

/* `minor`: minor units of the currency in one whole unit, 1 for what is not an amount; a percentage is given as a
 * fraction. */
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
    jln_str_number(text, plain, "\u202f", _(","));
    if (percent) jln_str_add(text, "\u00a0%");
}

static void add_coverage(jln_str *text, const jln_value *v, const char *noun) {
    if (v->expected) jln_str_fmt(text, " (%u/%u %s", v->known, v->expected, noun);
    if (v->expected && v->pm) jln_str_fmt(text, " ; %u PM", v->pm);
    if (v->expected) jln_str_add(text, ")");
}

static void add_step(unroller *u, jln_str *text) {
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

static void unroll_steps(unroller *u, const jln_indicator *indicator) {
    const jln_engine *e = u->engine;
    const jln_result *r = &u->out->result;
    bool ratio = strcmp(indicator->unit, "ratio") == 0, amounts = true;
    int64_t minor = 1;
    for (int i = 0; i < e->plan->decimals; i++) minor *= 10;
    jln_str text = {0};
    for (size_t i = 0; i < e->call_count; i++) {
        const jln_call *c = &e->calls[i];
        jln_str_fmt(&text, "%s = ", measure_words(c->measure));
        bool amount = c->measure.kind != JLN_M_WEIGHT && c->measure.kind != JLN_M_PHYSICAL;
        amounts = amounts && amount;
        add_number(&text, &c->sum, false, amount ? minor : 1);
        add_coverage(&text, &c->sum, r->noun);
        add_step(u, &text);
    }
    if (jln_value_known(&r->numerator) && jln_value_known(&r->denominator)) {
        jln_str_fmt(&text, _("sur les mêmes %s : "), r->noun);
        add_number(&text, &r->numerator, false, amounts ? minor : 1);
        jln_str_add(&text, " ÷ ");
        add_number(&text, &r->denominator, false, amounts ? minor : 1);
        add_step(u, &text);
    }
    jln_str_fmt(&text, "%s = ", indicator->title);
    add_number(&text, &r->value, ratio, ratio ? 1 : minor);
    add_coverage(&text, &r->value, r->noun);
    if (jln_value_known(&r->covered)) {
        jln_str_add(&text, _(" ; part de la base couverte : "));
        add_number(&text, &r->covered, true, 1);
    }
    add_step(u, &text);
    jln_str_free(&text);
}

/* ---- items ---- */

/* The return a leaf's structure owes for the year: what a missing figure waits for. */
static const jln_return *awaited(const jln_engine *e, uint32_t node) {
    const jln_facts *f = e->facts;
    int period = jln_facts_period(f, e->place.year);
    const char *lead = e->plan->nodes[node].lead;
    for (int i = 0; lead && i < f->return_count; i++)
        if (f->returns[i].period == period && strcmp(f->returns[i].sender, lead) == 0)
            return &f->returns[i];
    return NULL;
}

/* Whether a leaf's figures enter the ratio. */
static jln_explain_role role_of(const jln_engine *e, uint32_t leaf, const char **why) {
    *why = NULL;
    if (e->pair_a < 0) return JLN_EXPLAIN_USED;
    const jln_leaf *a = &e->vectors.vectors[e->pair_a].leaves[leaf];
    const jln_leaf *b = &e->vectors.vectors[e->pair_b].leaves[leaf];
    if (b->state == JLN_PM) {
        *why = _("prévu pour mémoire : hors du taux");
        return JLN_EXPLAIN_PM;
    }
    if (b->state != JLN_NUMBER || b->number.num <= 0) {
        *why = _("sans dotation cette année : hors du taux");
        return JLN_EXPLAIN_OUTSIDE;
    }
    if (a->state == JLN_NUMBER) return JLN_EXPLAIN_USED;
    *why = a->state == JLN_MISSING ? _("pas de fiche : hors du taux, et dit à côté de lui")
                                   : _("ce stade n'existe pas pour ses sources : hors du taux");
    return a->state == JLN_MISSING ? JLN_EXPLAIN_MISSING : JLN_EXPLAIN_LEFT_OUT;
}

static void add_base(unroller *u, jln_measure m, uint32_t leaf) {
    const jln_engine *e = u->engine;
    const jln_amount *a = jln_facts_base(e->facts, (jln_base)m.which, leaf, u->place.year);
    if (a->state != JLN_PM && !(a->state == JLN_NUMBER && a->amount > 0)) return;
    jln_explain_item *item = add_item(u, m);
    if (!item) return;
    item->role = role_of(e, leaf, &item->why);
    item->node = e->plan->leaves[leaf];
    item->value = a->state == JLN_NUMBER ? jln_value_integer(a->amount)
                                         : jln_value_none(a->state, JLN_REASON_NONE);
    if (a->line) {
        item->doc = a->doc;
        item->line = a->line;
    } else {
        item->origin = a->doc;
    }
}

static void add_spent_row(unroller *u, const jln_spent *s) {
    const jln_engine *e = u->engine;
    jln_explain_item *item = add_item(u, (jln_measure){JLN_M_SPENT, s->stage});
    if (!item) return;
    item->role = role_of(e, s->leaf, &item->why);
    item->node = e->plan->leaves[s->leaf];
    item->funder = s->funder;
    item->value = s->state == JLN_NUMBER ? jln_value_integer(s->amount)
                                         : jln_value_none(s->state, JLN_REASON_NONE);
    if (s->state == JLN_MISSING) item->role = JLN_EXPLAIN_MISSING;
    if (s->from >= 0) item->from = &e->facts->returns[s->from];
}

static void add_missing(unroller *u, jln_measure m, uint32_t leaf) {
    const jln_engine *e = u->engine;
    jln_explain_item *item = add_item(u, m);
    if (!item) return;
    item->role = JLN_EXPLAIN_MISSING;
    item->node = e->plan->leaves[leaf];
    item->value = jln_value_none(JLN_MISSING, JLN_REASON_NO_RETURN);
    item->from = awaited(e, item->node);
    item->why = item->from && item->from->known ? _("la fiche reçue ne dit rien de cette activité")
                                                : _("fiche attendue, non reçue");
}

static void add_spent(unroller *u, jln_measure m, uint32_t leaf) {
    const jln_facts *f = u->engine->facts;
    bool any = false;
    for (size_t i = f->spent_first[leaf]; i < f->spent_first[leaf + 1]; i++) {
        const jln_spent *s = &f->spent[i];
        if (s->stage != m.which || f->periods[s->period].year != u->place.year) continue;
        any = true;
        if (u->place.funder < 0 || s->funder == u->place.funder) add_spent_row(u, s);
    }
    const jln_amount *base = jln_facts_base(f, u->engine->vectors.base, leaf, u->place.year);
    if (!any && base->state == JLN_NUMBER && base->amount > 0)
        add_missing(u, m, leaf);
}

static void add_physical(unroller *u, uint32_t leaf) {
    const jln_engine *e = u->engine;
    if (!jln_facts_scheduled(e->facts, leaf, u->place.year)) return;
    const jln_progress *p = jln_facts_progress(e->facts, leaf, u->place.year);
    const jln_measure physical = {JLN_M_PHYSICAL, 0};
    if (p->state == JLN_NOT_REPORTED) {
        add_missing(u, physical, leaf);
        return;
    }
    jln_explain_item *item = add_item(u, physical);
    if (!item) return;
    item->node = e->plan->leaves[leaf];
    item->value = p->known ? jln_value_number(p->physical) : jln_value_none(JLN_MISSING, JLN_REASON_NO_RETURN);
    item->role = p->known ? JLN_EXPLAIN_USED : JLN_EXPLAIN_MISSING;
    if (p->state == JLN_CANCELLED && p->decided_on) {
        item->role = JLN_EXPLAIN_LEFT_OUT;
        item->why = _("annulée par une décision datée : hors de la base");
    }
    if (p->from >= 0) item->from = &e->facts->returns[p->from];
}

static void unroll_leaves(unroller *u) {
    const jln_engine *e = u->engine;
    const jln_node *n = &e->plan->nodes[u->place.node];
    for (uint32_t leaf = n->leaf_first; leaf < n->leaf_end && !u->failed; leaf++)
        for (size_t i = 0; i < e->call_count; i++) {
            jln_measure m = e->calls[i].measure;
            if (m.kind == JLN_M_BASE) add_base(u, m, leaf);
            if (m.kind == JLN_M_SPENT || m.kind == JLN_M_OUTSIDE)
                add_spent(u, (jln_measure){JLN_M_SPENT, m.which}, leaf);
            if (m.kind == JLN_M_PHYSICAL) add_physical(u, leaf);
        }
}

static bool line_in_place(uint32_t node, int funder, jln_place place) {
    return (place.node == 0 || node == place.node) && (place.funder < 0 || funder == place.funder);
}

static void add_financing(unroller *u) {
    const jln_facts *f = u->engine->facts;
    for (size_t i = 0; i < f->financing_count && !u->failed; i++) {
        const jln_financing *line = &f->financing[i];
        bool planned = line->amount.state == JLN_NUMBER && line->amount.amount > 0;
        if (line->year != u->place.year || !planned || !line_in_place(line->node, line->funder, u->place))
            continue;
        jln_explain_item *item = add_item(u, (jln_measure){JLN_M_FINANCING, 0});
        if (!item) return;
        item->node = line->node;
        item->funder = line->funder;
        item->value = jln_value_integer(line->amount.amount);
        item->doc = line->amount.doc;
        item->line = line->amount.line;
    }
}

static void add_funding(unroller *u, int status) {
    const jln_facts *f = u->engine->facts;
    for (size_t i = 0; i < f->mobilised_count && !u->failed; i++) {
        const jln_mobilised *m = &f->mobilised[i];
        if (m->status != status || m->in_kind || f->periods[m->period].year != u->place.year ||
            !line_in_place(m->node, m->funder, u->place))
            continue;
        jln_explain_item *item = add_item(u, (jln_measure){JLN_M_FUNDING, status});
        if (!item) return;
        item->node = m->node;
        item->funder = m->funder;
        item->role = m->state == JLN_NUMBER ? JLN_EXPLAIN_USED : JLN_EXPLAIN_MISSING;
        item->value = m->state == JLN_NUMBER ? jln_value_integer(m->amount)
                                             : jln_value_none(m->state, JLN_REASON_NO_RETURN);
        item->origin = m->source;
    }
}

static void unroll_lines(unroller *u) {
    const jln_engine *e = u->engine;
    for (size_t i = 0; i < e->call_count; i++) {
        if (e->calls[i].measure.kind == JLN_M_FINANCING) add_financing(u);
        if (e->calls[i].measure.kind == JLN_M_FUNDING) add_funding(u, e->calls[i].measure.which);
    }
}

jln_status jln_engine_explain(jln_engine *engine, const jln_indicator *indicator, jln_place place,
                              jln_arena *arena, jln_explanation *out, jln_err *err) {
    memset(out, 0, sizeof *out);
    engine->keep_log = true;
    jln_status status = jln_engine_value(engine, indicator, place, &out->result, err);
    engine->keep_log = false;
    if (status != JLN_OK) return status;
    unroller u = {engine, arena, out, 0, 0, place, false};
    unroll_steps(&u, indicator);
    unroll_lines(&u);
    unroll_leaves(&u);
    return u.failed ? jln_err_nomem(err) : JLN_OK;
}

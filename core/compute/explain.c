/* Where a value comes from: each figure it rests on, with its document and line or its return, and
 * what was left out. Its formula, line by line, is that of explain_steps.c. */
#include "compute/inside.h"

#include "base/i18n.h"

#include <string.h>

typedef struct {
    jln_engine *engine;
    jln_arena *arena;
    jln_explanation *out;
    size_t item_capacity;
    jln_place place; /* its funder is that of the figure being unrolled */
    int year;        /* of the figure being unrolled */
    bool failed;
} unroller;

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
    item->measure = jln_measure_words(what);
    item->amount = jln_measure_is_amount(what.kind);
    item->year = u->year;
    return item;
}

/* The return a leaf's structure owes for the year: what a missing figure waits for. */
static const jln_return *awaited(const jln_engine *e, uint32_t node, int year) {
    const jln_facts *f = e->facts;
    int period = jln_facts_period(f, year);
    const char *lead = e->plan->nodes[node].lead;
    for (int i = 0; lead && i < f->return_count; i++)
        if (f->returns[i].period == period && strcmp(f->returns[i].sender, lead) == 0)
            return &f->returns[i];
    return NULL;
}

static const jln_leaf *leaf_at(const jln_vector *v, uint32_t leaf, int year) {
    return &v->leaves[leaf * (size_t)(v->span.last - v->span.first + 1) +
                      (size_t)(year - v->span.first)];
}

/* The ratio a figure of that year enters; NULL when there is none. */
static const jln_pair *pair_of(const jln_engine *e, int year) {
    for (size_t i = 0; i < e->pair_count; i++) {
        const jln_span span = e->vectors.vectors[e->pairs[i].numerator].span;
        if (year >= span.first && year <= span.last) return &e->pairs[i];
    }
    return NULL;
}

/* Whether a leaf's figures enter the sum of an operation on them. */
static jln_explain_role role_in_sum(const jln_engine *e, uint32_t leaf, int year,
                                    const char **why) {
    const jln_vector *sum = e->sum < 0 ? NULL : &e->vectors.vectors[e->sum];
    if (!sum || sum->kind != JLN_VEC_OP || year < sum->span.first || year > sum->span.last)
        return JLN_EXPLAIN_USED;
    switch (leaf_at(sum, leaf, year)->state) {
    case JLN_NUMBER:
        return JLN_EXPLAIN_USED;
    case JLN_MISSING:
        *why = _("l'autre chiffre n'est pas connu : hors de la somme");
        return JLN_EXPLAIN_MISSING;
    case JLN_PM:
        *why = _("prévu pour mémoire : hors de la somme");
        return JLN_EXPLAIN_PM;
    default:
        *why = _("l'autre chiffre n'existe pas : hors de la somme");
        return JLN_EXPLAIN_LEFT_OUT;
    }
}

/* Whether a leaf's figures enter the ratio. */
static jln_explain_role role_of(const unroller *u, uint32_t leaf, const char **why) {
    const jln_engine *e = u->engine;
    const jln_pair *pair = pair_of(e, u->year);
    *why = NULL;
    if (!pair) return role_in_sum(e, leaf, u->year, why);
    const jln_leaf *a = leaf_at(&e->vectors.vectors[pair->numerator], leaf, u->year);
    const jln_leaf *b = leaf_at(&e->vectors.vectors[pair->denominator], leaf, u->year);
    if (b->state == JLN_PM) {
        *why = _("prévu pour mémoire : hors du taux");
        return JLN_EXPLAIN_PM;
    }
    if (b->state == JLN_MISSING) {
        *why = _("base non disponible : hors du taux, et dit à côté de lui");
        return JLN_EXPLAIN_MISSING;
    }
    if (b->state != JLN_NUMBER || b->number.num <= 0) {
        *why = _("sans dotation cette année : hors du taux");
        return JLN_EXPLAIN_OUTSIDE;
    }
    if (a->state == JLN_NUMBER) return JLN_EXPLAIN_USED;
    *why = a->state == JLN_MISSING
               ? _("pas de chiffre : hors du taux, et dit à côté de lui")
               : _("rien n'y est demandé cette année à ce stade : hors du taux");
    return a->state == JLN_MISSING ? JLN_EXPLAIN_MISSING : JLN_EXPLAIN_LEFT_OUT;
}

static void add_base(unroller *u, jln_measure m, uint32_t leaf) {
    const jln_engine *e = u->engine;
    const jln_amount *a = jln_facts_base(e->facts, (jln_base)m.which, leaf, u->year);
    bool asked = a->state == JLN_PM || a->state == JLN_MISSING;
    if (!asked && !(a->state == JLN_NUMBER && a->amount > 0)) return;
    jln_explain_item *item = add_item(u, m);
    if (!item) return;
    item->role = role_of(u, leaf, &item->why);
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

/* Why an amount told of an activity is not in the total: a source of it is silent, or all are. */
static const char *silent_words(const jln_engine *e, jln_measure m, const jln_spent *s, int year) {
    const jln_spent_rows told = jln_facts_spent(e->facts, s->leaf, year);
    for (size_t i = 0; i < told.count; i++)
        if (told.rows[i].stage == jln_measure_stage(m) && told.rows[i].state == JLN_NUMBER)
            return _("une de ses sources n'a pas répondu : le total n'est pas connu");
    return _("la fiche reçue dit que le montant n'est pas disponible");
}

static void add_spent_row(unroller *u, jln_measure m, const jln_spent *s) {
    const jln_engine *e = u->engine;
    jln_explain_item *item = add_item(u, m);
    if (!item) return;
    item->role = role_of(u, s->leaf, &item->why);
    const char *out = jln_spent_left_out(e->facts, m, s->leaf, s, u->year);
    if (out) {
        item->role = JLN_EXPLAIN_LEFT_OUT;
        item->why = out;
    }
    item->node = e->plan->leaves[s->leaf];
    item->funder = s->funder;
    item->value = s->state == JLN_NUMBER ? jln_value_integer(s->amount)
                                         : jln_value_none(s->state, JLN_REASON_NONE);
    if (s->state == JLN_MISSING) item->role = JLN_EXPLAIN_MISSING;
    if (item->role == JLN_EXPLAIN_MISSING && !out) item->why = silent_words(e, m, s, u->year);
    if (s->from >= 0) item->from = &e->facts->returns[s->from];
}

static void add_missing(unroller *u, jln_measure m, uint32_t leaf) {
    const jln_engine *e = u->engine;
    jln_explain_item *item = add_item(u, m);
    if (!item) return;
    item->role = JLN_EXPLAIN_MISSING;
    item->node = e->plan->leaves[leaf];
    item->value = jln_value_none(JLN_MISSING, JLN_REASON_NO_RETURN);
    item->from = awaited(e, item->node, u->year);
    item->why = item->from && item->from->known ? _("la fiche reçue ne dit rien de cette activité")
                                                : _("fiche attendue, non reçue");
}

static void add_spent(unroller *u, jln_measure m, uint32_t leaf) {
    const jln_facts *f = u->engine->facts;
    bool any = false;
    const jln_spent_rows told = jln_facts_spent(f, leaf, u->year);
    for (size_t i = 0; i < told.count; i++) {
        const jln_spent *s = &told.rows[i];
        if (s->stage != jln_measure_stage(m)) continue;
        any = true;
        if (u->place.funder < 0 || s->funder == u->place.funder) add_spent_row(u, m, s);
    }
    const jln_amount *base = jln_facts_base(f, u->engine->vectors.base, leaf, u->year);
    if (!any && base->state == JLN_NUMBER && base->amount > 0 && jln_facts_asked(f, u->year))
        add_missing(u, m, leaf);
}

static void add_physical(unroller *u, uint32_t leaf) {
    const jln_engine *e = u->engine;
    if (!jln_facts_scheduled(e->facts, leaf, u->year)) return;
    const jln_progress *p = jln_facts_progress(e->facts, leaf, u->year);
    const jln_measure physical = {JLN_M_PHYSICAL, 0};
    if (p->state == JLN_NOT_REPORTED) {
        if (jln_facts_asked(e->facts, u->year)) add_missing(u, physical, leaf);
        return;
    }
    jln_explain_item *item = add_item(u, physical);
    if (!item) return;
    item->node = e->plan->leaves[leaf];
    item->value = p->known ? jln_value_number(p->physical)
                           : jln_value_none(JLN_MISSING, JLN_REASON_NO_RETURN);
    item->role = p->known ? JLN_EXPLAIN_USED : JLN_EXPLAIN_MISSING;
    if (!p->known) item->why = _("la fiche reçue ne donne pas son avancement");
    if (p->state == JLN_CANCELLED && p->decided_on) {
        item->role = JLN_EXPLAIN_LEFT_OUT;
        item->why = _("annulée par une décision datée : hors de la base");
    }
    if (p->from >= 0) item->from = &e->facts->returns[p->from];
}

/* In the unit of its return, which stands with the words. */
static void add_quantity(unroller *u, jln_measure m, uint32_t leaf) {
    const jln_engine *e = u->engine;
    const jln_progress *p = jln_facts_progress(e->facts, leaf, u->year);
    const char *text = m.which == JLN_QUANTITY_DONE ? p->quantity_done : p->quantity_planned;
    jln_rat number;
    if (!text || !jln_rat_parse(text, strlen(text), &number)) return;
    jln_explain_item *item = add_item(u, m);
    if (!item) return;
    item->role = role_of(u, leaf, &item->why);
    item->node = e->plan->leaves[leaf];
    item->value = jln_value_number(number);
    if (p->unit) item->measure = jln_arena_fmt(u->arena, "%s (%s)", item->measure, p->unit);
    if (p->from >= 0) item->from = &e->facts->returns[p->from];
    u->failed |= !item->measure;
}

static bool line_in_place(uint32_t node, int funder, jln_place place) {
    return (place.node == 0 || node == place.node) && (place.funder < 0 || funder == place.funder);
}

static void add_financing(unroller *u, jln_measure m) {
    const jln_facts *f = u->engine->facts;
    for (size_t i = 0; i < f->financing_count && !u->failed; i++) {
        const jln_financing *line = &f->financing[i];
        const jln_amount *amount = jln_line_amount(line, m.which);
        bool planned = amount->state == JLN_NUMBER && amount->amount > 0;
        if (line->year != u->year || !planned || !line_in_place(line->node, line->funder, u->place))
            continue;
        jln_explain_item *item = add_item(u, m);
        if (!item) return;
        item->node = line->node;
        item->funder = line->funder;
        item->value = jln_value_integer(amount->amount);
        item->doc = amount->line ? amount->doc : NULL;
        item->line = amount->line;
        item->origin = amount->line ? NULL : amount->doc;
        if (!u->engine->lines_paired || jln_lines_told(f, &u->engine->paired, line)) continue;
        item->role = JLN_EXPLAIN_MISSING;
        item->why = _("le montant reçu n'est pas connu : hors du taux, et dit à côté de lui");
    }
}

static void add_funding(unroller *u, int status, bool in_kind) {
    const jln_facts *f = u->engine->facts;
    for (size_t i = 0; i < f->mobilised_count && !u->failed; i++) {
        const jln_mobilised *m = &f->mobilised[i];
        if (m->status != status || m->in_kind != in_kind || f->periods[m->period].year != u->year ||
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
        item->period = f->periods[m->period].code;
        item->in_kind = in_kind;
    }
}

static void add_returns(unroller *u, const jln_call *c) {
    const jln_facts *f = u->engine->facts;
    int period = jln_engine_period(u->engine, u->year);
    for (int i = 0; i < f->return_count && !u->failed; i++) {
        if (f->returns[i].period != period || period < 0) continue;
        if (!jln_return_below(u->engine, &f->returns[i], u->place.node)) continue;
        jln_explain_item *item = add_item(u, c->measure);
        if (!item) return;
        bool counted = jln_return_is(&f->returns[i], c->code);
        item->measure = c->words;
        item->code = c->code;
        item->role = counted               ? JLN_EXPLAIN_USED
                     : f->returns[i].known ? JLN_EXPLAIN_LEFT_OUT
                                           : JLN_EXPLAIN_MISSING;
        item->value = jln_value_integer(counted);
        item->from = &f->returns[i];
        item->why = counted ? NULL
                    : f->returns[i].known
                        ? (f->returns[i].late ? _("reçue en retard") : _("pas encore vérifiée"))
                        : _("fiche attendue, non reçue");
    }
}

static void add_recommendations(unroller *u, const jln_call *c) {
    const jln_frame *f = u->engine->frame;
    char day[16], end[16];
    jln_engine_day(u->engine, u->year, day);
    jln_engine_end(u->engine, u->year, end);
    for (int i = 0; i < f->recommendation_count && !u->failed; i++) {
        if (!jln_recommendation_due(&f->recommendations[i], day)) continue;
        jln_recommendation r = jln_recommendation_at(&f->recommendations[i], end);
        bool unknown = strcmp(r.state, "unknown") == 0;
        if (!jln_recommendation_is(&r, c->code, day)) continue;
        jln_explain_item *item = add_item(u, c->measure);
        if (!item) return;
        item->measure = unknown ? _("recommandation échue, suite inconnue") : c->words;
        item->code = c->code;
        item->role = unknown ? JLN_EXPLAIN_MISSING : JLN_EXPLAIN_USED;
        item->value =
            unknown ? jln_value_none(JLN_MISSING, JLN_REASON_NO_RETURN) : jln_value_integer(1);
        item->doc = r.doc;
        item->line = r.line;
        item->why = r.text;
    }
}

static void add_milestones(unroller *u, const jln_call *c) {
    const jln_engine *e = u->engine;
    const jln_node *n = &e->plan->nodes[u->place.node];
    char day[16];
    jln_engine_day(e, u->year, day);
    for (int i = 0; i < e->frame->milestone_count && !u->failed; i++) {
        const jln_milestone *m = &e->frame->milestones[i];
        bool below = !u->place.node || (m->node >= u->place.node && m->node < n->end);
        if (!below || (strcmp(c->code, "all") != 0 && !jln_milestone_is(m, c->code, day))) continue;
        jln_explain_item *item = add_item(u, c->measure);
        if (!item) return;
        item->measure = c->words;
        item->code = c->code;
        item->node = m->node;
        item->value = jln_value_integer(1);
        item->doc = m->doc;
        item->line = m->line;
        item->why = m->text;
    }
}

static void add_figure(unroller *u, const jln_call *c) {
    if (c->measure.which == JLN_FIGURE_STEP) return;
    if (c->measure.which == JLN_FIGURE_MILESTONES) {
        add_milestones(u, c);
        return;
    }
    if (c->measure.which == JLN_FIGURE_RETURNS) {
        add_returns(u, c);
        return;
    }
    if (c->measure.which == JLN_FIGURE_FOLLOW_UP) {
        add_recommendations(u, c);
        return;
    }
    jln_explain_item *item = add_item(u, c->measure);
    if (!item) return;
    item->measure = c->words;
    item->code = c->code;
    item->amount = c->amount;
    item->node = u->place.node;
    item->value = c->sum;
    item->doc = c->line ? c->doc : NULL;
    item->line = c->line;
    item->origin = c->origin;
    item->role = jln_value_known(&c->sum) ? JLN_EXPLAIN_USED : JLN_EXPLAIN_MISSING;
    if (c->sum.state == JLN_NA || strcmp(c->code, "next_target") == 0)
        item->role = JLN_EXPLAIN_LEFT_OUT;
    if (c->sum.reason) item->why = jln_reason_words(c->sum.reason);
}

static void unroll_lines(unroller *u) {
    const jln_engine *e = u->engine;
    const jln_place place = u->place;
    for (size_t i = 0; i < e->call_count; i++) {
        const jln_call *c = &e->calls[i];
        u->place.funder = c->place.funder;
        for (u->year = c->span.first; u->year <= c->span.last; u->year++) {
            if (c->measure.kind == JLN_M_FINANCING) add_financing(u, c->measure);
            if (c->measure.kind == JLN_M_FUNDING) add_funding(u, c->measure.which, c->in_kind);
            if (c->measure.kind == JLN_M_FIGURE) add_figure(u, c);
        }
        u->place = place;
    }
}

static void unroll_leaf(unroller *u, const jln_call *c, uint32_t leaf) {
    const jln_measure m = c->measure;
    for (u->year = c->span.first; u->year <= c->span.last; u->year++) {
        if (m.kind == JLN_M_BASE) add_base(u, m, leaf);
        if (m.kind == JLN_M_SPENT || m.kind == JLN_M_OUTSIDE)
            add_spent(u, (jln_measure){JLN_M_SPENT, m.which}, leaf);
        if (m.kind == JLN_M_PHYSICAL) add_physical(u, leaf);
        if (m.kind == JLN_M_QUANTITY) add_quantity(u, m, leaf);
    }
}

static void unroll_leaves(unroller *u) {
    const jln_engine *e = u->engine;
    const jln_node *n = &e->plan->nodes[u->place.node];
    const jln_place place = u->place;
    for (uint32_t leaf = n->leaf_first; leaf < n->leaf_end && !u->failed; leaf++)
        for (size_t i = 0; i < e->call_count; i++) {
            u->place.funder = e->calls[i].place.funder;
            unroll_leaf(u, &e->calls[i], leaf);
            u->place = place;
        }
}

jln_status jln_engine_explain(jln_engine *engine, const jln_indicator *indicator, jln_place place,
                              jln_arena *arena, jln_explanation *out, jln_err *err) {
    return jln_engine_explain_item(engine, indicator, place, -1, arena, out, err);
}

jln_status jln_engine_explain_item(jln_engine *engine, const jln_indicator *indicator,
                                   jln_place place, int item, jln_arena *arena,
                                   jln_explanation *out, jln_err *err) {
    memset(out, 0, sizeof *out);
    engine->keep_log = true;
    jln_status status = jln_engine_item(engine, indicator, place, item, &out->result, err);
    engine->keep_log = false;
    if (status != JLN_OK) return status;
    unroller u = {.engine = engine, .arena = arena, .out = out, .place = place, .year = place.year};
    u.failed = !jln_explain_steps(engine, indicator, place, arena, out);
    unroll_lines(&u);
    unroll_leaves(&u);
    return u.failed ? jln_err_nomem(err) : JLN_OK;
}

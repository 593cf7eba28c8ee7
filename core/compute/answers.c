/* Answers about activities, money and returns. */
#include "compute/ask.h"

#include "base/date.h"
#include "base/i18n.h"

#include <stdio.h>
#include <string.h>

/* ---- activities ---- */

static jln_status vector(const jln_ask *a, jln_measure_kind kind, int which, jln_handle *out,
                         jln_err *err) {
    jln_engine *e = a->e;
    const jln_measure measure = {kind, which};
    int made = jln_vectors_measure(&e->vectors, measure, a->span);
    if (made < 0) return jln_host_no_vector(e, err);
    if (e->keep_log) {
        jln_call call = {.measure = measure, .span = a->span, .place = a->place};
        call.sum = jln_vectors_sum(&e->vectors, made, e->place.node);
        call.amount = jln_measure_is_amount(kind);
        jln_host_log(e, &call);
    }
    return jln_host_value(e, (jln_hvalue){.kind = JLN_H_VECTOR, .vector = made}, out, err);
}

static jln_stage stage_of(const jln_ask *a) {
    jln_stage stage = a->e->stage;
    if (a->code) jln_stage_of(a->code, &stage);
    return stage;
}

static void log_sum(const jln_ask *a, jln_measure measure, jln_value sum) {
    jln_call call = {
        .measure = measure, .span = a->span, .place = a->place, .sum = sum, .amount = true};
    jln_host_log(a->e, &call);
}

jln_status jln_answer_spent(const jln_ask *a, jln_handle *out, jln_err *err) {
    jln_stage stage = stage_of(a);
    if (a->place.funder < 0) return vector(a, JLN_M_SPENT, (int)stage, out, err);
    jln_result r = jln_vectors_funder_spent(&a->e->vectors, stage, a->place, a->span);
    log_sum(a, (jln_measure){JLN_M_SPENT, (int)stage}, r.value);
    return jln_host_result(a->e, r, out, err);
}

/* The cost of the whole plan is a sum: what is divided by it is not over the same activities. */
static jln_status whole_base(const jln_ask *a, jln_base base, jln_handle *out, jln_err *err) {
    jln_engine *e = a->e;
    const jln_measure measure = {JLN_M_BASE, (int)base};
    int made = jln_vectors_measure(&e->vectors, measure, a->span);
    if (made < 0) return jln_host_no_vector(e, err);
    jln_value sum = jln_vectors_sum(&e->vectors, made, a->place.node);
    log_sum(a, measure, sum);
    if (sum.state == JLN_PM) sum = jln_value_none(JLN_NA, JLN_REASON_ONLY_PM);
    return jln_host_plain(e, sum, out, err);
}

/* Of a funder, the financing table is the base. */
jln_status jln_answer_base(const jln_ask *a, jln_handle *out, jln_err *err) {
    jln_base base = a->e->vectors.base;
    if (a->code) jln_base_of(a->code, &base);
    if (!a->e->facts->bases[base])
        return jln_err_set(err, JLN_ESCRIPT, NULL, _("le plan n'a pas de base « %s » à cette date"),
                           jln_base_words(base));
    if (a->place.funder >= 0 &&
        base == JLN_BASE_INITIAL) /* notified by activity, never by source */
        return jln_host_plain(a->e, jln_value_none(JLN_NA, JLN_REASON_NOT_SPLIT), out, err);
    if (a->whole && a->place.funder < 0) return whole_base(a, base, out, err);
    if (a->place.funder >= 0) {
        jln_ask asked =
            *a; /* with the spending of a funder, which no return tells of years to come */
        while (!a->whole && asked.span.last > asked.span.first &&
               !jln_facts_asked(a->e->facts, asked.span.last))
            asked.span.last--;
        return jln_answer_financing(&asked, out, err);
    }
    return vector(a, JLN_M_BASE, (int)base, out, err);
}

jln_status jln_answer_outside(const jln_ask *a, jln_handle *out, jln_err *err) {
    return vector(a, JLN_M_OUTSIDE, (int)stage_of(a), out, err);
}

jln_status jln_answer_physical(const jln_ask *a, jln_handle *out, jln_err *err) {
    return vector(a, JLN_M_PHYSICAL, 0, out, err);
}

jln_status jln_answer_weight(const jln_ask *a, jln_handle *out, jln_err *err) {
    return vector(a, JLN_M_WEIGHT, 0, out, err);
}

jln_status jln_answer_quantity(const jln_ask *a, jln_handle *out, jln_err *err) {
    bool planned = a->code && strcmp(a->code, "planned") == 0;
    return vector(a, JLN_M_QUANTITY, planned ? JLN_QUANTITY_PLANNED : JLN_QUANTITY_DONE, out, err);
}

/* n:keep(v, {known = w}): v, over the leaves where w is known; positive = w: where w is above zero.
 */
jln_status jln_answer_keep(const jln_ask *a, jln_handle *out, jln_err *err) {
    jln_engine *e = a->e;
    const jln_handle by[] = {a->known, a->positive};
    static const int ops[] = {JLN_KEEP_KNOWN, JLN_KEEP_POSITIVE};
    bool over_leaves = a->value && jln_host_at(e, a->value)->kind == JLN_H_VECTOR;
    int made = over_leaves ? jln_host_at(e, a->value)->vector : -1;
    for (int i = 0; over_leaves && i < 2; i++) {
        if (!by[i]) continue;
        const jln_hvalue *h = jln_host_at(e, by[i]);
        const jln_vector *v = e->vectors.vectors;
        over_leaves = h->kind == JLN_H_VECTOR && v[h->vector].span.first == v[made].span.first &&
                      v[h->vector].span.last == v[made].span.last;
        if (over_leaves) made = jln_vectors_op(&e->vectors, ops[i], made, h->vector);
        if (made < 0) return jln_host_no_vector(e, err);
    }
    if (!over_leaves)
        return jln_err_set(
            err, JLN_ESCRIPT, NULL, "%s",
            _("n:keep choisit parmi les activités : ses valeurs sont des mesures de la même année, "
              "comme n:keep(n:spent(), {known = n:physical()})"));
    return jln_host_value(e, (jln_hvalue){.kind = JLN_H_VECTOR, .vector = made}, out, err);
}

/* ---- lines of financing ---- */

jln_status jln_answer_financing(const jln_ask *a, jln_handle *out, jln_err *err) {
    const jln_facts *f = a->e->facts;
    bool revised = a->code && strcmp(a->code, "revised") == 0;
    jln_value value = jln_lines_has(f, a->place.node)
                          ? jln_lines_financing(f, a->place, a->span, revised)
                          : jln_value_none(JLN_NA, JLN_REASON_NOT_SPLIT);
    log_sum(a, (jln_measure){JLN_M_FINANCING, revised}, value);
    jln_hvalue h = {.kind = JLN_H_VALUE, .is_financing = true};
    h.lines = (jln_lines){.revised = revised, .place = a->place, .span = a->span};
    h.result.value = value;
    h.result.numerator = h.result.denominator = h.result.covered =
        jln_value_none(JLN_NA, JLN_REASON_NONE);
    return jln_host_value(a->e, h, out, err);
}

jln_status jln_answer_funding(const jln_ask *a, jln_handle *out, jln_err *err) {
    jln_funding status = JLN_FUNDING_RECEIVED;
    if (a->code) jln_funding_of(a->code, &status);
    jln_hvalue h = {.kind = JLN_H_LINES};
    h.lines =
        (jln_lines){.status = status, .in_kind = a->in_kind, .place = a->place, .span = a->span};
    jln_call call = {.measure = {JLN_M_FUNDING, (int)status},
                     .span = a->span,
                     .place = a->place,
                     .amount = true};
    call.in_kind = a->in_kind;
    call.sum = jln_lines_funding(a->e->facts, &h.lines);
    jln_host_log(a->e, &call);
    return jln_host_value(a->e, h, out, err);
}

/* A code that outlives the script. */
static const char *fixed(const char *code) {
    static const char *const codes[] = {
        "scheduled", "unscheduled",  "done",      "under_way",    "not_started", "postponed",
        "cancelled", "not_reported", "extra",     "expected",     "received",    "late",
        "on_time",   "checked",      "validated", "due",          "executed",    "not_applicable",
        "opening",   "setting",      "days",      "days_of_plan", "all",         "reached",
        "planned"};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (strcmp(codes[i], code) == 0) return codes[i];
    return "";
}

void jln_ask_figure(const jln_ask *a, int which, const char *code, const char *words,
                    jln_value value) {
    jln_call call = {
        .measure = {JLN_M_FIGURE, which}, .span = a->span, .place = a->place, .sum = value};
    call.code = fixed(code);
    call.words = words;
    call.amount = strcmp(code, "opening") == 0;
    jln_host_log(a->e, &call);
}

void jln_ask_written(const jln_ask *a, const char *code, const char *words, jln_value value,
                     const char *doc, int line, const char *origin) {
    jln_call call = {
        .measure = {JLN_M_FIGURE, 0}, .span = a->span, .place = a->place, .sum = value};
    call.code = code;
    call.words = words;
    call.doc = doc;
    call.line = line;
    call.origin = origin;
    call.amount = strcmp(code, "opening") == 0;
    jln_host_log(a->e, &call);
}

static jln_value paid_before(const jln_ask *a, jln_span past) {
    jln_engine *e = a->e;
    if (a->place.funder >= 0)
        return jln_vectors_funder_spent(&e->vectors, JLN_STAGE_PAID, a->place, past).value;
    int paid = jln_vectors_measure(&e->vectors, (jln_measure){JLN_M_SPENT, JLN_STAGE_PAID}, past);
    return paid < 0 ? jln_value_overflow() : jln_vectors_sum(&e->vectors, paid, a->place.node);
}

static bool nothing(const jln_value *v) {
    return v->state == JLN_DASH || v->state == JLN_BLANK ||
           (v->state == JLN_NA &&
            (v->reason == JLN_REASON_NOT_PLANNED || v->reason == JLN_REASON_NOT_ASKED ||
             v->reason == JLN_REASON_ONLY_PM));
}

/* Received less paid: what never was is zero, what is not known is not. Lines and activities are
 * not counted together. */
static jln_value carried(const jln_value *received, const jln_value *paid) {
    jln_value zero = jln_value_integer(0);
    const jln_value *in = nothing(received) ? &zero : received,
                    *gone = nothing(paid) ? &zero : paid;
    if (!jln_value_known(in)) return jln_value_none(in->state, in->reason);
    if (!jln_value_known(gone)) return jln_value_none(gone->state, gone->reason);
    jln_value value = jln_value_integer(0);
    if (!jln_rat_sub(in->number, gone->number, &value.number)) return jln_value_overflow();
    if (in->state == JLN_PARTIAL || gone->state == JLN_PARTIAL) {
        value.state = JLN_PARTIAL;
        value.reason = JLN_REASON_SOME_MISSING;
    }
    return value;
}

/* What was received and not paid in the years before; s.o. in the plan's first year, and then adds
 * nothing. */
jln_status jln_answer_opening(const jln_ask *a, jln_handle *out, jln_err *err) {
    const jln_span past = {a->e->plan->first_year, a->year - 1};
    jln_value value = jln_value_integer(0);
    if (past.first <= past.last) {
        const jln_lines lines = {.status = JLN_FUNDING_RECEIVED, .place = a->place, .span = past};
        jln_value received = jln_lines_funding(a->e->facts, &lines), paid = paid_before(a, past);
        jln_ask before = *a;
        before.span = past;
        log_sum(&before, (jln_measure){JLN_M_FUNDING, JLN_FUNDING_RECEIVED}, received);
        log_sum(&before, (jln_measure){JLN_M_SPENT, JLN_STAGE_PAID}, paid);
        value = carried(&received, &paid);
        jln_ask_figure(a, JLN_FIGURE_STEP, "opening", _("report à nouveau"), value);
    } else {
        value = jln_value_none(JLN_NA, JLN_REASON_NOT_PLANNED);
        jln_ask_written(a, "opening", _("report à nouveau"), value, NULL, 0,
                        _("première année du plan : pas de report"));
    }
    return jln_host_plain(a->e, value, out, err);
}

/* ---- counts ---- */

static uint32_t extra_work(const jln_ask *a) {
    const jln_engine *e = a->e;
    const jln_facts *f = e->facts;
    const jln_node *n = &e->plan->nodes[a->place.node];
    int period = jln_engine_period(e, a->year);
    uint32_t count = 0;
    for (size_t i = 0; i < f->extra_count; i++) {
        const jln_extra *x = &f->extra[i];
        bool below = a->place.node == 0 || (x->node >= a->place.node && x->node < n->end);
        count += x->period == period && below;
    }
    return count;
}

static jln_value counted(const jln_ask *a, const jln_counts *c) {
    const char *state = a->code ? a->code : "scheduled";
    static const struct {
        const char *code;
        jln_progress_state state;
    } states[] = {{"done", JLN_DONE},
                  {"under_way", JLN_UNDER_WAY},
                  {"not_started", JLN_NOT_STARTED},
                  {"postponed", JLN_POSTPONED},
                  {"cancelled", JLN_CANCELLED},
                  {"not_reported", JLN_NOT_REPORTED}};
    if (strcmp(state, "scheduled") == 0) return jln_value_integer(c->scheduled);
    if (!jln_facts_asked(a->e->facts, a->year)) return jln_value_none(JLN_NA, JLN_REASON_NOT_ASKED);
    if (strcmp(state, "unscheduled") == 0) return jln_value_integer(c->unscheduled);
    if (strcmp(state, "extra") == 0) return jln_value_integer(extra_work(a));
    if (strcmp(state, "not_reported") == 0) return jln_value_integer(c->by_state[JLN_NOT_REPORTED]);
    if (!c->scheduled) return jln_value_none(JLN_NA, JLN_REASON_NOT_PLANNED);
    uint32_t missing = c->by_state[JLN_NOT_REPORTED], found = 0;
    for (size_t i = 0; i < sizeof states / sizeof *states; i++)
        if (strcmp(states[i].code, state) == 0) found = c->by_state[states[i].state];
    jln_value v = jln_value_integer(found);
    v.known = c->scheduled - missing;
    v.expected = c->scheduled;
    v.state = missing == c->scheduled ? JLN_MISSING : missing ? JLN_PARTIAL : JLN_NUMBER;
    v.reason = missing == c->scheduled ? JLN_REASON_NO_RETURN
               : missing               ? JLN_REASON_SOME_MISSING
                                       : JLN_REASON_NONE;
    return v;
}

jln_status jln_answer_count(const jln_ask *a, jln_handle *out, jln_err *err) {
    const char *state = a->code ? a->code : "scheduled";
    jln_counts counts = jln_engine_counts(a->e, a->place.node, a->year);
    jln_value value = counted(a, &counts);
    const char *words = strcmp(state, "scheduled") == 0 ? _("activités programmées")
                        : strcmp(state, "unscheduled") == 0
                            ? _("activités faites sans être programmées")
                        : strcmp(state, "extra") == 0 ? _("travaux hors du plan")
                        : strcmp(state, "done") == 0  ? _("activités réalisées")
                                                      : _("activités");
    jln_ask_figure(a, JLN_FIGURE_ACTIVITIES, state, words, value);
    return jln_host_plain(a->e, value, out, err);
}

bool jln_return_is(const jln_return *r, const char *state) {
    if (strcmp(state, "expected") == 0) return true;
    if (!r->known) return false;
    if (strcmp(state, "received") == 0) return true;
    if (strcmp(state, "late") == 0) return r->late;
    if (strcmp(state, "on_time") == 0) return !r->late;
    if (strcmp(state, "validated") == 0) return strcmp(r->status, "validated") == 0;
    return strcmp(r->status, "checked") == 0 || strcmp(r->status, "validated") == 0;
}

bool jln_return_below(const jln_engine *e, const jln_return *r, uint32_t node) {
    const jln_plan *plan = e->plan;
    const jln_node *n = &plan->nodes[node];
    for (uint32_t leaf = n->leaf_first; node && leaf < n->leaf_end; leaf++) {
        const char *lead = plan->nodes[plan->leaves[leaf]].lead;
        if (lead && strcmp(lead, r->sender) == 0) return true;
    }
    return node == 0;
}

/* Returns of the period of the year, of the structures that lead an activity below the node; s.o.
 * when none was asked for. */
jln_status jln_answer_returns(const jln_ask *a, jln_handle *out, jln_err *err) {
    const jln_facts *f = a->e->facts;
    const char *state = a->code ? a->code : "expected";
    int period = jln_engine_period(a->e, a->year);
    int64_t expected = 0, found = 0;
    for (int i = 0; i < f->return_count; i++) {
        if (f->returns[i].period != period || period < 0) continue;
        if (!jln_return_below(a->e, &f->returns[i], a->place.node)) continue;
        expected++;
        found += jln_return_is(&f->returns[i], state);
    }
    jln_value value =
        expected ? jln_value_integer(found) : jln_value_none(JLN_NA, JLN_REASON_NOT_ASKED);
    jln_ask_figure(a, JLN_FIGURE_RETURNS, state,
                   strcmp(state, "expected") == 0   ? _("fiches attendues")
                   : strcmp(state, "received") == 0 ? _("fiches reçues")
                   : strcmp(state, "on_time") == 0  ? _("fiches reçues à temps")
                   : strcmp(state, "late") == 0     ? _("fiches reçues en retard")
                                                    : _("fiches vérifiées"),
                   value);
    return jln_host_plain(a->e, value, out, err);
}

static int64_t day_number(const char *day) {
    int32_t days = 0;
    jln_date_parse(day, strlen(day), &days);
    return days;
}

/* Days from the plan's first day to the last day known, over all its days. */
jln_status jln_answer_elapsed(const jln_ask *a, jln_handle *out, jln_err *err) {
    const jln_plan *plan = a->e->plan;
    char day[16], first[16], last[16];
    snprintf(first, sizeof first, "%04d-01-01", plan->first_year % 10000);
    snprintf(last, sizeof last, "%04d-12-31", plan->last_year % 10000);
    int period = jln_engine_period(a->e, a->year);
    if (period >= 0) snprintf(day, sizeof day, "%.10s", a->e->facts->periods[period].last_day);
    else snprintf(day, sizeof day, "%04d-12-31", a->year % 10000);
    int64_t start = day_number(first);
    jln_value past = jln_value_integer(day_number(day) - start + 1);
    jln_value whole = jln_value_integer(day_number(last) - start + 1);
    jln_ask_figure(a, JLN_FIGURE_PLAIN, "days", _("jours écoulés"), past);
    jln_ask_figure(a, JLN_FIGURE_PLAIN, "days_of_plan", _("jours du plan"), whole);
    return jln_host_result(a->e, jln_plain_ratio(&past, &whole), out, err);
}

/* What scripts compute with: values, their arithmetic, comparisons and questions. */
#include "compute/inside.h"

#include "base/i18n.h"

#include <string.h>

/* A loop over values costs more than its instructions: each looks at all the activities of a node.
 */
static jln_status within_limits(const jln_engine *e, jln_err *err) {
    enum { PASSES_MAX = 2000, LEAVES_LEAST = 1000 };
    uint64_t most = PASSES_MAX * ((uint64_t)e->plan->leaf_count + LEAVES_LEAST);
    if (e->value_count < JLN_VALUES_MAX && e->work <= most) return JLN_OK;
    return jln_err_set(
        err, JLN_ELIMIT, NULL, "%s",
        _("cet indicateur fait trop de calculs sur des valeurs ; une boucle s'arrête-t-elle ?"));
}

jln_status jln_host_no_vector(const jln_engine *e, jln_err *err) {
    if (!e->vectors.too_many) return jln_err_nomem(err);
    return jln_err_set(err, JLN_ELIMIT, NULL,
                       _("cet indicateur fait plus de %d calculs activité par activité ; une "
                         "boucle s'arrête-t-elle ?"),
                       JLN_VECTORS_MAX);
}

jln_status jln_host_value(jln_engine *e, jln_hvalue value, jln_handle *out, jln_err *err) {
    jln_status status = within_limits(e, err);
    if (status != JLN_OK) return status;
    jln_hvalue *grown = jln_arena_grow(e->scratch, e->values, &e->value_capacity,
                                       e->value_count + 1, sizeof *grown);
    if (!grown) return jln_err_nomem(err);
    e->values = grown;
    e->values[e->value_count++] = value;
    *out = (jln_handle)e->value_count;
    return JLN_OK;
}

static jln_result plain(jln_value value) {
    jln_result r = {.value = value};
    r.numerator = r.denominator = r.covered = jln_value_none(JLN_NA, JLN_REASON_NONE);
    return r;
}

jln_status jln_host_result(jln_engine *e, jln_result result, jln_handle *out, jln_err *err) {
    return jln_host_value(e, (jln_hvalue){.kind = JLN_H_VALUE, .result = result}, out, err);
}

jln_status jln_host_plain(jln_engine *e, jln_value value, jln_handle *out, jln_err *err) {
    return jln_host_result(e, plain(value), out, err);
}

const jln_hvalue *jln_host_at(const jln_engine *e, jln_handle handle) {
    return &e->values[handle - 1];
}

jln_result jln_host_finish(jln_engine *e, jln_handle handle) {
    const jln_hvalue *h = jln_host_at(e, handle);
    if (h->kind == JLN_H_VECTOR)
        e->work +=
            e->plan->nodes[e->place.node].leaf_end - e->plan->nodes[e->place.node].leaf_first;
    if (h->kind == JLN_H_LINES) e->work += e->facts->financing_count + e->facts->mobilised_count;
    switch (h->kind) {
    case JLN_H_VALUE:
        return h->result;
    case JLN_H_LINES:
        return plain(jln_lines_funding(e->facts, &h->lines));
    case JLN_H_VECTOR:
        return plain(jln_vectors_sum(&e->vectors, h->vector, e->place.node));
    }
    return plain(jln_value_none(JLN_NA, JLN_REASON_NONE));
}

static bool same_call(const jln_call *a, const jln_call *b) {
    return a->measure.kind == b->measure.kind && a->measure.which == b->measure.which &&
           a->span.first == b->span.first && a->span.last == b->span.last &&
           a->place.funder == b->place.funder && a->code == b->code && a->in_kind == b->in_kind &&
           a->words == b->words;
}

void jln_host_log(jln_engine *e, const jln_call *call) {
    if (!e->keep_log || e->call_count >= JLN_CALLS_MAX) return;
    for (size_t i = 0; i < e->call_count; i++)
        if (same_call(&e->calls[i], call)) return;
    e->calls[e->call_count++] = *call;
}

/* ---- arithmetic ---- */

static jln_status literal(void *ctx, jln_rat number, jln_handle *out, jln_err *err) {
    return jln_host_plain(ctx, jln_value_number(number), out, err);
}

static bool is_literal(const jln_hvalue *h) {
    return h->kind == JLN_H_VALUE && h->result.value.state == JLN_NUMBER &&
           !h->result.value.expected && !h->is_financing;
}

/* Whose n/N is told: of two, that of the one some of which is missing. */
static const jln_value *counted(const jln_value *a, const jln_value *b) {
    bool b_lacks = b->state == JLN_PARTIAL && b->expected;
    if (a->state != JLN_PARTIAL && b_lacks) return b;
    return a->expected ? a : b;
}

/* What nothing was planned for adds nothing. */
static bool adds_nothing(const jln_value *v) {
    return v->state == JLN_DASH || v->state == JLN_BLANK || v->state == JLN_PM ||
           (v->state == JLN_NA && v->reason == JLN_REASON_NOT_PLANNED);
}

static jln_value plain_arith(jln_op op, const jln_value *a, const jln_value *b) {
    if (a->state == JLN_TEXT || b->state == JLN_TEXT)
        return jln_value_none(JLN_NC, JLN_REASON_WORDS);
    if (op == JLN_OP_ADD && adds_nothing(a) != adds_nothing(b)) return adds_nothing(a) ? *b : *a;
    if (a->state == JLN_DASH || a->state == JLN_BLANK)
        return jln_value_none(JLN_NA, JLN_REASON_NOT_PLANNED);
    if (!jln_value_known(a)) return *a;
    if (!jln_value_known(b)) return *b;
    bool partial = a->state == JLN_PARTIAL || b->state == JLN_PARTIAL;
    jln_value out = *counted(a, b);
    if (partial) out.state = JLN_PARTIAL;
    if (partial) out.reason = JLN_REASON_SOME_MISSING;
    bool fits = op == JLN_OP_ADD   ? jln_rat_add(a->number, b->number, &out.number)
                : op == JLN_OP_SUB ? jln_rat_sub(a->number, b->number, &out.number)
                                   : jln_rat_mul(a->number, b->number, &out.number);
    return fits ? out : jln_value_overflow();
}

static bool same_years(const jln_engine *e, int a, int b) {
    const jln_span x = e->vectors.vectors[a].span, y = e->vectors.vectors[b].span;
    return x.first == y.first && x.last == y.last;
}

/* Funding over the financing planned for the same lines. */
static bool pairs_with(const jln_hvalue *lines, const jln_hvalue *financing) {
    const jln_lines *a = &lines->lines, *b = &financing->lines;
    return lines->kind == JLN_H_LINES && financing->is_financing && !a->in_kind &&
           a->place.funder == b->place.funder && a->span.first == b->span.first &&
           a->span.last == b->span.last;
}

static bool finances_nothing(const jln_value *planned) {
    return planned->state == JLN_DASH || planned->state == JLN_BLANK ||
           (planned->state == JLN_NUMBER && planned->number.num == 0);
}

static bool leaves_out(const jln_value *covered) {
    return jln_value_known(covered) && jln_rat_cmp(covered->number, jln_rat_of(1)) < 0;
}

static jln_status divide(jln_engine *e, jln_handle a, jln_handle b, jln_handle *out, jln_err *err) {
    const jln_hvalue *x = jln_host_at(e, a), *y = jln_host_at(e, b);
    jln_result r;
    if (x->kind == JLN_H_VECTOR && y->kind == JLN_H_VECTOR && same_years(e, x->vector, y->vector)) {
        if (e->pair_count < JLN_PAIRS_MAX)
            e->pairs[e->pair_count++] = (jln_pair){x->vector, y->vector};
        r = jln_vectors_ratio(&e->vectors, x->vector, y->vector, e->place.node);
    } else if (pairs_with(x, y)) {
        jln_lines lines = x->lines;
        lines.revised = y->lines.revised;
        e->lines_paired = true;
        e->paired = lines;
        r = jln_lines_ratio(e->facts, &lines);
    } else {
        jln_result p = jln_host_finish(e, a), q = jln_host_finish(e, b);
        if (y->is_financing && p.value.state == JLN_MISSING && finances_nothing(&q.value))
            p.value =
                jln_value_none(JLN_NA, JLN_REASON_NOT_PLANNED); /* no return will tell of it */
        r = jln_plain_ratio(&p.value, &q.value);
        r.covered = jln_value_known(&p.covered) ? p.covered : q.covered;
        if (r.value.state == JLN_NUMBER && leaves_out(&r.covered)) {
            r.value.state = JLN_PARTIAL;
            r.value.reason = JLN_REASON_NOT_ASKED;
        }
    }
    return jln_host_result(e, r, out, err);
}

/* What is said beside a rate is kept when it is scaled or compared with another. */
static jln_result plain_result(jln_op op, const jln_result *a, const jln_result *b) {
    jln_result r = plain(plain_arith(op, &a->value, &b->value));
    r.covered = jln_value_known(&a->covered) ? a->covered : b->covered;
    return r;
}

/* The difference of two stages is over the sources that have both; that of a base and a stage, over
 * the activities all of whose sources have it. What was asked for is explained as it was used. */
static int restricted(jln_engine *e, int vector, int other) {
    jln_vectors *v = &e->vectors;
    const int stage = v->vectors[vector].measure.which;
    const jln_measure measure = jln_measure_among((jln_stage)stage, (jln_stage)other);
    const jln_span span = v->vectors[vector].span;
    int made = jln_vectors_measure(v, measure, span);
    for (size_t i = 0; made >= 0 && i < e->call_count; i++) {
        jln_call *c = &e->calls[i];
        bool same =
            c->measure.kind == JLN_M_SPENT && c->measure.which == stage && c->place.funder < 0;
        if (!same || c->span.first != span.first || c->span.last != span.last) continue;
        c->measure = measure;
        c->sum = jln_vectors_sum(v, made, e->place.node);
    }
    return made;
}

static bool is_measure(const jln_vector *v, jln_measure_kind kind) {
    return v->kind == JLN_VEC_MEASURE && v->measure.kind == kind &&
           jln_measure_other(v->measure) == JLN_STAGE_NONE;
}

static int subtract(jln_engine *e, int a, int b) {
    const jln_vector x = e->vectors.vectors[a], y = e->vectors.vectors[b];
    bool spent = is_measure(&y, JLN_M_SPENT);
    if (spent && is_measure(&x, JLN_M_SPENT) && x.measure.which != y.measure.which) {
        a = restricted(e, a, y.measure.which);
        b = restricted(e, b, x.measure.which);
    } else if (spent && is_measure(&x, JLN_M_BASE)) {
        b = restricted(e, b, JLN_STAGE_COUNT);
    }
    return a < 0 || b < 0 ? -1 : jln_vectors_op(&e->vectors, JLN_OP_SUB, a, b);
}

static jln_status arith(void *ctx, jln_op op, jln_handle a, jln_handle b, jln_handle *out,
                        jln_err *err) {
    jln_engine *e = ctx;
    if (op == JLN_OP_NEG) {
        jln_handle minus;
        jln_status status = literal(e, jln_rat_of(-1), &minus, err);
        return status == JLN_OK ? arith(e, JLN_OP_MUL, a, minus, out, err) : status;
    }
    const jln_hvalue *x = jln_host_at(e, a), *y = jln_host_at(e, b);
    int vector = -2;
    bool by_number = is_literal(y) && y->result.value.number.num != 0;
    if (op == JLN_OP_DIV && !(x->kind == JLN_H_VECTOR && by_number))
        return divide(e, a, b, out, err);
    if (x->kind == JLN_H_VECTOR && y->kind == JLN_H_VECTOR && same_years(e, x->vector, y->vector))
        vector = op == JLN_OP_SUB ? subtract(e, x->vector, y->vector)
                                  : jln_vectors_op(&e->vectors, (int)op, x->vector, y->vector);
    else if (x->kind == JLN_H_VECTOR && is_literal(y) && (op == JLN_OP_MUL || op == JLN_OP_DIV))
        vector = jln_vectors_scalar(&e->vectors, (int)op, x->vector, y->result.value.number);
    else if (is_literal(x) && y->kind == JLN_H_VECTOR && op == JLN_OP_MUL)
        vector = jln_vectors_scalar(&e->vectors, (int)op, y->vector, x->result.value.number);
    if (vector == -1) return jln_host_no_vector(e, err);
    if (vector >= 0)
        return jln_host_value(e, (jln_hvalue){.kind = JLN_H_VECTOR, .vector = vector}, out, err);
    jln_result p = jln_host_finish(e, a), q = jln_host_finish(e, b);
    return jln_host_result(e, plain_result(op, &p, &q), out, err);
}

static jln_status compare(void *ctx, jln_handle a, jln_handle b, int *order, jln_err *err) {
    jln_status status = within_limits(ctx, err);
    if (status != JLN_OK) return status;
    jln_result p = jln_host_finish(ctx, a), q = jln_host_finish(ctx, b);
    if (!jln_value_known(&p.value) || !jln_value_known(&q.value))
        return jln_err_set(
            err, JLN_ESCRIPT, NULL, "%s",
            _("une comparaison porte sur une valeur qui n'est pas un nombre ; demander "
              "d'abord v:known()"));
    *order = jln_rat_cmp(p.value.number, q.value.number);
    return JLN_OK;
}

static const char *const queries[] = {"is_zero", "known", NULL};

static jln_status query(void *ctx, const char *question, jln_handle value, bool *answer,
                        jln_err *err) {
    jln_status status = within_limits(ctx, err);
    if (status != JLN_OK) return status;
    jln_result r = jln_host_finish(ctx, value);
    bool known = jln_value_known(&r.value);
    *answer = strcmp(question, "known") == 0 ? known : known && r.value.number.num == 0;
    return JLN_OK;
}

void jln_host_init(jln_engine *e) {
    e->host = (jln_script_host){e,     jln_methods, jln_methods_call, literal,
                                arith, compare,     queries,          query};
}

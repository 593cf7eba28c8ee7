/* What an indicator's script can ask for and compute: the only list of its methods. */
#include "compute/inside.h"

#include "base/i18n.h"

#include <string.h>

static jln_status new_value(jln_engine *e, jln_hvalue value, jln_handle *out, jln_err *err) {
    jln_hvalue *grown =
        jln_arena_grow(e->scratch, e->values, &e->value_capacity, e->value_count + 1, sizeof *grown);
    if (!grown) return jln_err_nomem(err);
    e->values = grown;
    e->values[e->value_count++] = value;
    *out = (jln_handle)e->value_count;
    return JLN_OK;
}

static const jln_hvalue *value_of(const jln_engine *e, jln_handle handle) {
    return &e->values[handle - 1];
}

jln_result jln_host_finish(jln_engine *e, jln_handle handle) {
    const jln_hvalue *h = value_of(e, handle);
    jln_result r = {0};
    r.numerator = r.denominator = r.covered = jln_value_none(JLN_NA, JLN_REASON_NONE);
    switch (h->kind) {
    case JLN_H_VALUE: return h->result;
    case JLN_H_FUNDING: r.value = jln_lines_funding(e->facts, h->status, e->place); return r;
    case JLN_H_VECTOR: r.value = jln_vectors_sum(&e->vectors, h->vector, e->place.node); return r;
    }
    return r;
}

/* ---- methods of the place ---- */

static const jln_arg *named(const jln_arg *args, size_t count, const char *name) {
    for (size_t i = 0; i < count; i++)
        if (args[i].name && strcmp(args[i].name, name) == 0) return &args[i];
    return NULL;
}

static const char *text_arg(const jln_arg *args, size_t count, const char *name) {
    const jln_arg *arg = named(args, count, name);
    return arg && arg->kind == JLN_ARG_TEXT ? arg->text : NULL;
}

static jln_status bad_code(const char *method, const char *name, const char *found,
                           const char *allowed, jln_err *err) {
    return jln_err_set(err, JLN_ESCRIPT, NULL, _("%s{%s = \"%s\"} : attendu %s"), method, name, found,
                       allowed);
}

static jln_status only_argument(const char *method, const char *name, const jln_arg *args,
                                size_t count, jln_err *err) {
    for (size_t i = 0; i < count; i++)
        if (!args[i].name || !name || strcmp(args[i].name, name) != 0)
            return jln_err_set(err, JLN_ESCRIPT, NULL,
                               name ? _("n:%s : argument « %s » inconnu ; le seul possible est « %s »")
                                    : _("n:%s : argument « %s » inconnu ; cette méthode n'en prend "
                                        "pas%s"),
                               method, args[i].name ? args[i].name : "1", name ? name : "");
    return JLN_OK;
}

static void log_call(jln_engine *e, jln_measure measure, jln_value sum) {
    if (!e->keep_log || e->call_count >= JLN_CALLS_MAX) return;
    for (size_t i = 0; i < e->call_count; i++)
        if (e->calls[i].measure.kind == measure.kind && e->calls[i].measure.which == measure.which) return;
    e->calls[e->call_count++] = (jln_call){measure, sum};
}

static jln_status give_vector(jln_engine *e, jln_measure measure, jln_handle *out, jln_err *err) {
    int vector = jln_vectors_measure(&e->vectors, measure, e->place.year);
    if (vector < 0) return jln_err_nomem(err);
    log_call(e, measure, jln_vectors_sum(&e->vectors, vector, e->place.node));
    return new_value(e, (jln_hvalue){.kind = JLN_H_VECTOR, .vector = vector}, out, err);
}

static jln_status give_result(jln_engine *e, jln_measure measure, jln_result result, jln_handle *out,
                              jln_err *err) {
    log_call(e, measure, result.value);
    jln_hvalue value = {.kind = JLN_H_VALUE, .result = result};
    value.is_financing = measure.kind == JLN_M_FINANCING;
    return new_value(e, value, out, err);
}

static jln_result plain(jln_value value) {
    jln_result r = {.value = value};
    r.numerator = r.denominator = r.covered = jln_value_none(JLN_NA, JLN_REASON_NONE);
    return r;
}

static jln_status give_financing(jln_engine *e, jln_handle *out, jln_err *err) {
    jln_value value = jln_lines_has(e->facts, e->place.node)
                          ? jln_lines_financing(e->facts, e->place)
                          : jln_value_none(JLN_NA, JLN_REASON_NOT_SPLIT);
    return give_result(e, (jln_measure){JLN_M_FINANCING, 0}, plain(value), out, err);
}

/* n:spent{stage = "paid"} */
static jln_status call_spent(jln_engine *e, const jln_arg *args, size_t count, jln_handle *out,
                             jln_err *err) {
    jln_stage stage = e->stage;
    jln_status status = only_argument("spent", "stage", args, count, err);
    if (status != JLN_OK) return status;
    const char *code = text_arg(args, count, "stage");
    if (count && (!code || !jln_stage_of(code, &stage)))
        return bad_code("spent", "stage", code ? code : "?", "committed, liquidated, ordered, paid", err);
    jln_measure measure = {JLN_M_SPENT, (int)stage};
    if (e->place.funder < 0) return give_vector(e, measure, out, err);
    return give_result(e, measure, jln_vectors_funder_spent(&e->vectors, stage, e->place), out, err);
}

/* n:base{which = "planned"}; of a funder, the financing table is the base */
static jln_status call_base(jln_engine *e, const jln_arg *args, size_t count, jln_handle *out,
                            jln_err *err) {
    jln_base base = e->vectors.base;
    jln_status status = only_argument("base", "which", args, count, err);
    if (status != JLN_OK) return status;
    const char *code = text_arg(args, count, "which");
    if (count && (!code || !jln_base_of(code, &base)))
        return bad_code("base", "which", code ? code : "?", "planned, initial, revised", err);
    if (!e->facts->bases[base])
        return jln_err_set(err, JLN_ESCRIPT, NULL, _("le plan n'a pas de base « %s » à cette date"),
                           jln_base_words(base));
    if (e->place.funder >= 0) return give_financing(e, out, err);
    return give_vector(e, (jln_measure){JLN_M_BASE, (int)base}, out, err);
}

/* n:funding{status = "received"} */
static jln_status call_funding(jln_engine *e, const jln_arg *args, size_t count, jln_handle *out,
                               jln_err *err) {
    jln_funding status = JLN_FUNDING_RECEIVED;
    jln_status ok = only_argument("funding", "status", args, count, err);
    if (ok != JLN_OK) return ok;
    const char *code = text_arg(args, count, "status");
    if (count && (!code || !jln_funding_of(code, &status)))
        return bad_code("funding", "status", code ? code : "?", "announced, signed, notified, received",
                        err);
    log_call(e, (jln_measure){JLN_M_FUNDING, (int)status},
             jln_lines_funding(e->facts, status, e->place));
    return new_value(e, (jln_hvalue){.kind = JLN_H_FUNDING, .status = status}, out, err);
}

static const char *const methods[] = {"base",   "financing", "funding", "outside",
                                      "physical", "spent",   "weight",  NULL};

static jln_status call(void *ctx, const char *method, const jln_arg *args, size_t count,
                       jln_handle *out, jln_err *err) {
    jln_engine *e = ctx;
    if (strcmp(method, "spent") == 0) return call_spent(e, args, count, out, err);
    if (strcmp(method, "base") == 0) return call_base(e, args, count, out, err);
    if (strcmp(method, "funding") == 0) return call_funding(e, args, count, out, err);
    jln_status status = only_argument(method, NULL, args, count, err);
    if (status != JLN_OK) return status;
    if (strcmp(method, "financing") == 0) return give_financing(e, out, err);
    if (strcmp(method, "outside") == 0)
        return give_vector(e, (jln_measure){JLN_M_OUTSIDE, (int)e->stage}, out, err);
    if (strcmp(method, "physical") == 0)
        return give_vector(e, (jln_measure){JLN_M_PHYSICAL, 0}, out, err);
    return give_vector(e, (jln_measure){JLN_M_WEIGHT, 0}, out, err);
}

/* ---- arithmetic ---- */

static jln_status literal(void *ctx, jln_rat number, jln_handle *out, jln_err *err) {
    return new_value(ctx, (jln_hvalue){.kind = JLN_H_VALUE, .result = plain(jln_value_number(number))},
                     out, err);
}

static bool is_literal(const jln_hvalue *h) {
    return h->kind == JLN_H_VALUE && h->result.value.state == JLN_NUMBER && !h->result.value.expected &&
           !h->is_financing;
}

static jln_value plain_arith(jln_op op, const jln_value *a, const jln_value *b) {
    if (!jln_value_known(a)) return *a;
    if (!jln_value_known(b)) return *b;
    jln_value out = *(a->expected ? a : b);
    if (a->state == JLN_PARTIAL || b->state == JLN_PARTIAL) out.state = JLN_PARTIAL;
    bool fits = op == JLN_OP_ADD   ? jln_rat_add(a->number, b->number, &out.number)
                : op == JLN_OP_SUB ? jln_rat_sub(a->number, b->number, &out.number)
                                   : jln_rat_mul(a->number, b->number, &out.number);
    return fits ? out : jln_value_none(JLN_NC, JLN_REASON_OVERFLOW);
}

static jln_status divide(jln_engine *e, jln_handle a, jln_handle b, jln_handle *out, jln_err *err) {
    const jln_hvalue *x = value_of(e, a), *y = value_of(e, b);
    jln_result r;
    if (x->kind == JLN_H_VECTOR && y->kind == JLN_H_VECTOR) {
        e->pair_a = x->vector;
        e->pair_b = y->vector;
        r = jln_vectors_ratio(&e->vectors, x->vector, y->vector, e->place.node);
    } else if (x->kind == JLN_H_FUNDING && y->is_financing) {
        r = jln_lines_ratio(e->facts, x->status, e->place);
    } else {
        jln_result p = jln_host_finish(e, a), q = jln_host_finish(e, b);
        r = jln_plain_ratio(&p.value, &q.value);
        r.covered = jln_value_known(&p.covered) ? p.covered : q.covered;
    }
    return new_value(e, (jln_hvalue){.kind = JLN_H_VALUE, .result = r}, out, err);
}

static jln_status arith(void *ctx, jln_op op, jln_handle a, jln_handle b, jln_handle *out,
                        jln_err *err) {
    jln_engine *e = ctx;
    if (op == JLN_OP_NEG) {
        jln_handle zero;
        jln_status status = literal(e, jln_rat_of(-1), &zero, err);
        return status == JLN_OK ? arith(e, JLN_OP_MUL, a, zero, out, err) : status;
    }
    const jln_hvalue *x = value_of(e, a), *y = value_of(e, b);
    int vector = -2;
    if (op == JLN_OP_DIV && !(x->kind == JLN_H_VECTOR && is_literal(y)))
        return divide(e, a, b, out, err);
    if (x->kind == JLN_H_VECTOR && y->kind == JLN_H_VECTOR)
        vector = jln_vectors_op(&e->vectors, (int)op, x->vector, y->vector);
    else if (x->kind == JLN_H_VECTOR && is_literal(y) && (op == JLN_OP_MUL || op == JLN_OP_DIV))
        vector = jln_vectors_scalar(&e->vectors, (int)op, x->vector, y->result.value.number);
    else if (is_literal(x) && y->kind == JLN_H_VECTOR && op == JLN_OP_MUL)
        vector = jln_vectors_scalar(&e->vectors, (int)op, y->vector, x->result.value.number);
    if (vector == -1) return jln_err_nomem(err);
    if (vector >= 0)
        return new_value(e, (jln_hvalue){.kind = JLN_H_VECTOR, .vector = vector}, out, err);
    jln_result p = jln_host_finish(e, a), q = jln_host_finish(e, b);
    return new_value(
        e, (jln_hvalue){.kind = JLN_H_VALUE, .result = plain(plain_arith(op, &p.value, &q.value))}, out,
        err);
}

static jln_status compare(void *ctx, jln_handle a, jln_handle b, int *order, jln_err *err) {
    jln_result p = jln_host_finish(ctx, a), q = jln_host_finish(ctx, b);
    if (!jln_value_known(&p.value) || !jln_value_known(&q.value))
        return jln_err_set(err, JLN_ESCRIPT, NULL, "%s",
                           _("une comparaison porte sur une valeur qui n'est pas un nombre ; demander "
                             "d'abord v:known()"));
    *order = jln_rat_cmp(p.value.number, q.value.number);
    return JLN_OK;
}

static const char *const queries[] = {"is_zero", "known", NULL};

static jln_status query(void *ctx, const char *question, jln_handle value, bool *answer,
                        jln_err *err) {
    (void)err;
    jln_result r = jln_host_finish(ctx, value);
    bool known = jln_value_known(&r.value);
    *answer = strcmp(question, "known") == 0 ? known : known && r.value.number.num == 0;
    return JLN_OK;
}

void jln_host_init(jln_engine *e) {
    e->host = (jln_script_host){e, methods, call, literal, arith, compare, queries, query};
}

#include "compute/vectors.h"

#include "compute/totals.h"
#include "script/script.h"

#include <string.h>

static int years_of(jln_span span) {
    return span.last - span.first + 1;
}

/* ---- one leaf of two vectors ---- */

static bool rat_op(int op, jln_rat a, jln_rat b, jln_rat *out) {
    switch (op) {
    case JLN_OP_ADD:
        return jln_rat_add(a, b, out);
    case JLN_OP_SUB:
        return jln_rat_sub(a, b, out);
    case JLN_OP_MUL:
        return jln_rat_mul(a, b, out);
    case JLN_OP_DIV:
        return jln_rat_div(a, b, out);
    default:
        return jln_rat_sub(jln_rat_of(0), a, out);
    }
}

/* a, only where b allows it. */
static jln_leaf leaf_keep(int op, jln_leaf a, jln_leaf b) {
    bool number = b.state == JLN_NUMBER;
    if (op == JLN_KEEP_POSITIVE) return number && b.number.num > 0 ? a : jln_leaf_none(JLN_NA);
    if (number || (a.state != JLN_NUMBER && a.state != JLN_MISSING)) return a;
    return jln_leaf_none(b.state == JLN_MISSING ? JLN_MISSING : JLN_NA);
}

/* Missing on either side is missing; words that are not numbers stay what they are. */
static jln_leaf leaf_op(int op, jln_leaf a, jln_leaf b) {
    if (op >= JLN_KEEP_KNOWN) return leaf_keep(op, a, b);
    if (a.state == JLN_MISSING || b.state == JLN_MISSING) return jln_leaf_none(JLN_MISSING);
    if (a.state != JLN_NUMBER) return a;
    if (b.state != JLN_NUMBER) return b;
    jln_leaf result = jln_leaf_none(JLN_NUMBER);
    return rat_op(op, a.number, b.number, &result.number) ? result : jln_leaf_none(JLN_NC);
}

/* PM and dashes are what a plan prints; of a sum or a difference with another measure they say that
 * nothing was asked for. */
static jln_leaf not_printed(jln_leaf leaf, int op) {
    jln_leaf none = jln_leaf_none(JLN_NA);
    if (op >= JLN_KEEP_KNOWN ||
        (leaf.state != JLN_PM && leaf.state != JLN_DASH && leaf.state != JLN_BLANK))
        return leaf;
    none.reason = leaf.state == JLN_PM ? JLN_REASON_ONLY_PM : JLN_REASON_NOT_PLANNED;
    return none;
}

/* ---- vectors ---- */

static size_t cells_of(const jln_vectors *v, jln_span span) {
    return (size_t)v->facts->plan->leaf_count * (size_t)years_of(span);
}

static jln_vector *add_vector(jln_vectors *v, jln_span span) {
    v->too_many = v->made >= JLN_VECTORS_MAX;
    if (v->too_many) return NULL;
    jln_vector *grown =
        jln_arena_grow(v->arena, v->vectors, &v->capacity, v->count + 1, sizeof *grown);
    if (!grown) return NULL;
    v->vectors = grown;
    jln_vector *vector = &grown[v->count];
    memset(vector, 0, sizeof *vector);
    vector->span = span;
    vector->leaves = jln_arena_array(v->arena, cells_of(v, span) + 1, sizeof *vector->leaves);
    if (!vector->leaves) return NULL;
    v->count++;
    v->made++;
    return vector;
}

int jln_vectors_measure(jln_vectors *v, jln_measure measure, jln_span span) {
    for (size_t i = 0; i < v->count; i++) {
        const jln_vector *x = &v->vectors[i];
        if (x->kind == JLN_VEC_MEASURE && x->measure.kind == measure.kind &&
            x->measure.which == measure.which && x->span.first == span.first &&
            x->span.last == span.last)
            return (int)i;
    }
    jln_vector *x = add_vector(v, span);
    if (!x) return -1;
    x->kind = JLN_VEC_MEASURE;
    x->measure = measure;
    x->quantity = measure.kind == JLN_M_QUANTITY;
    jln_leaf *cell = x->leaves;
    for (uint32_t leaf = 0; leaf < v->facts->plan->leaf_count; leaf++)
        for (int year = span.first; year <= span.last; year++)
            *cell++ = jln_measure_at(v->facts, v->base, measure, leaf, year);
    return (int)(x - v->vectors);
}

int jln_vectors_op(jln_vectors *v, int op, int a, int b) {
    for (size_t i = 0; i < v->count; i++) {
        const jln_vector *x = &v->vectors[i];
        if (x->kind == JLN_VEC_OP && x->op == op && x->a == a && x->b == b) return (int)i;
    }
    jln_vector *x = add_vector(v, v->vectors[a].span);
    if (!x) return -1;
    x->kind = JLN_VEC_OP;
    x->op = op;
    x->a = a;
    x->b = b;
    x->quantity = v->vectors[a].quantity || v->vectors[b].quantity;
    const jln_leaf *p = v->vectors[a].leaves, *q = v->vectors[b].leaves;
    for (size_t i = 0; i < cells_of(v, x->span); i++)
        x->leaves[i] = not_printed(leaf_op(op, p[i], q[i]), op);
    return (int)(x - v->vectors);
}

int jln_vectors_scalar(jln_vectors *v, int op, int a, jln_rat scalar) {
    for (size_t i = 0; i < v->count; i++) {
        const jln_vector *x = &v->vectors[i];
        if (x->kind == JLN_VEC_SCALAR && x->op == op && x->a == a &&
            jln_rat_cmp(x->scalar, scalar) == 0)
            return (int)i;
    }
    jln_vector *x = add_vector(v, v->vectors[a].span);
    if (!x) return -1;
    x->kind = JLN_VEC_SCALAR;
    x->op = op;
    x->a = a;
    x->scalar = scalar;
    x->quantity = v->vectors[a].quantity;
    const jln_leaf *p = v->vectors[a].leaves;
    for (size_t i = 0; i < cells_of(v, x->span); i++) {
        x->leaves[i] = leaf_op(op, p[i], jln_leaf_number(scalar));
        bool declared = p[i].state == JLN_MISSING && p[i].number.num;
        if (declared && !rat_op(op, p[i].number, scalar, &x->leaves[i].number))
            x->leaves[i] = jln_leaf_none(JLN_NC);
    }
    return (int)(x - v->vectors);
}

int jln_vectors_given(jln_vectors *v, jln_span span, const jln_leaf *leaves, size_t count) {
    jln_vector *x = add_vector(v, span);
    if (!x) return -1;
    x->kind = JLN_VEC_GIVEN;
    for (size_t i = 0; i < cells_of(v, span); i++)
        x->leaves[i] = i < count ? leaves[i] : jln_leaf_none(JLN_NA);
    return (int)(x - v->vectors);
}

/* ---- sums and ratios at a node ---- */

/* Of all the reasons why leaves are s.o., the one to tell of their node. */
static jln_reason weightier(jln_reason a, jln_reason b) {
    static const jln_reason order[] = {JLN_REASON_NO_STAGE, JLN_REASON_NOT_ASKED,
                                       JLN_REASON_CANCELLED, JLN_REASON_ONLY_PM};
    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        if (a == order[i] || b == order[i]) return order[i];
    return a;
}

/* True when the numbers of a node are quantities of more than one unit. */
static bool mixes_units(const jln_vectors *v, const jln_vector *x, uint32_t node) {
    const jln_node *n = &v->facts->plan->nodes[node];
    const jln_leaf *cell = &x->leaves[n->leaf_first * (size_t)years_of(x->span)];
    const char *unit = NULL;
    for (uint32_t leaf = n->leaf_first; x->quantity && leaf < n->leaf_end; leaf++)
        for (int year = x->span.first; year <= x->span.last; year++, cell++) {
            if (cell->state != JLN_NUMBER) continue;
            const char *one = jln_facts_progress(v->facts, leaf, year)->unit;
            if (unit && strcmp(unit, one ? one : "") != 0) return true;
            unit = one ? one : "";
        }
    return false;
}

jln_value jln_vectors_sum(const jln_vectors *v, int vector, uint32_t node) {
    if (mixes_units(v, &v->vectors[vector], node))
        return jln_value_none(JLN_NC, JLN_REASON_MIXED_UNITS);
    const jln_node *n = &v->facts->plan->nodes[node];
    const jln_leaf *leaves = v->vectors[vector].leaves;
    size_t years = (size_t)years_of(v->vectors[vector].span), end = n->leaf_end * years;
    jln_total t = JLN_TOTAL;
    uint32_t known = 0, missing = 0, pm = 0, dashes = 0, impossible = 0;
    bool declared = false; /* a part of what is missing */
    jln_reason without = JLN_REASON_NOT_PLANNED;
    for (size_t leaf = n->leaf_first * years; leaf < end; leaf++) {
        switch (leaves[leaf].state) {
        case JLN_NUMBER:
            known++;
            jln_total_add(&t, leaves[leaf].number);
            break;
        case JLN_MISSING:
            missing++;
            declared |= leaves[leaf].number.num != 0;
            jln_total_add(&t, leaves[leaf].number);
            break;
        case JLN_PM:
            pm++;
            break;
        case JLN_DASH:
        case JLN_BLANK:
            dashes++;
            break;
        case JLN_NC:
            impossible++;
            break;
        default:
            without = weightier(without, leaves[leaf].reason);
            break;
        }
    }
    if (!t.fits || impossible) return jln_value_overflow();
    jln_value value = {.number = t.sum, .known = known, .expected = known + missing, .pm = pm};
    value.state = missing && (known || declared) ? JLN_PARTIAL
                  : known                        ? JLN_NUMBER
                  : missing                      ? JLN_MISSING
                  : pm                           ? JLN_PM
                  : dashes                       ? JLN_DASH
                                                 : JLN_NA;
    if (value.state == JLN_MISSING) value.reason = JLN_REASON_NO_RETURN;
    if (value.state == JLN_PARTIAL) value.reason = JLN_REASON_SOME_MISSING;
    if (value.state == JLN_NA) value.reason = without;
    return value;
}

static bool is_positive(const jln_leaf *leaf) {
    return leaf->state == JLN_NUMBER && leaf->number.num > 0;
}

void jln_vectors_coverage(const jln_vectors *v, int numerator, int denominator, uint32_t node,
                          uint32_t *known, uint32_t *expected) {
    const jln_node *n = &v->facts->plan->nodes[node];
    const jln_leaf *a = v->vectors[numerator].leaves, *b = v->vectors[denominator].leaves;
    size_t years = (size_t)years_of(v->vectors[numerator].span), end = n->leaf_end * years;
    *known = *expected = 0;
    for (size_t leaf = n->leaf_first * years; leaf < end; leaf++) {
        if ((!is_positive(&b[leaf]) && b[leaf].state != JLN_MISSING) || a[leaf].state == JLN_NA)
            continue;
        *expected += 1;
        *known += a[leaf].state == JLN_NUMBER && b[leaf].state == JLN_NUMBER;
    }
}

jln_result jln_vectors_ratio(const jln_vectors *v, int numerator, int denominator, uint32_t node) {
    if (mixes_units(v, &v->vectors[numerator], node) ||
        mixes_units(v, &v->vectors[denominator], node))
        return jln_result_none(JLN_NC, JLN_REASON_MIXED_UNITS);
    const jln_node *n = &v->facts->plan->nodes[node];
    const jln_leaf *a = v->vectors[numerator].leaves, *b = v->vectors[denominator].leaves;
    jln_total up = JLN_TOTAL, down = JLN_TOTAL, whole = JLN_TOTAL;
    uint32_t known = 0, expected = 0, pm = 0;
    bool spent_outside = false;
    jln_reason without = JLN_REASON_NONE;
    size_t years = (size_t)years_of(v->vectors[numerator].span), end = n->leaf_end * years;
    for (size_t leaf = n->leaf_first * years; leaf < end; leaf++) {
        if (b[leaf].state == JLN_PM) pm++;
        if (b[leaf].state == JLN_MISSING &&
            a[leaf].state != JLN_NA) { /* over a base the plan prints as ND */
            expected++;
            continue;
        }
        if (!is_positive(&b[leaf])) {
            spent_outside |= a[leaf].state == JLN_NUMBER && a[leaf].number.num != 0;
            without = weightier(without, b[leaf].reason);
            continue;
        }
        if (a[leaf].state ==
            JLN_NA) { /* not asked for: no such stage at its sources, no return that year */
            without = weightier(without, a[leaf].reason);
            if (a[leaf].reason == JLN_REASON_NOT_ASKED) jln_total_add(&whole, b[leaf].number);
            continue;
        }
        expected++;
        jln_total_add(&whole, b[leaf].number);
        if (a[leaf].state != JLN_NUMBER) continue;
        known++;
        jln_total_add(&up, a[leaf].number);
        jln_total_add(&down, b[leaf].number);
    }
    if (expected) return jln_totals_ratio(up, down, whole, known, expected, pm);
    jln_result r = spent_outside ? jln_result_none(JLN_NC, JLN_REASON_NO_ALLOCATION)
                   : without     ? jln_result_none(JLN_NA, without)
                   : pm          ? jln_result_none(JLN_NA, JLN_REASON_ONLY_PM)
                                 : jln_result_none(JLN_NA, JLN_REASON_NOT_PLANNED);
    r.value.pm = pm;
    return r;
}

/* ---- one funder ---- */

static int64_t funder_rows(const jln_facts *f, uint32_t leaf, jln_stage stage, jln_place place) {
    int64_t sum = 0;
    const jln_spent_rows told = jln_facts_spent(f, leaf, place.year);
    for (size_t i = 0; i < told.count; i++) {
        const jln_spent *s = &told.rows[i];
        if (s->funder == place.funder && s->stage == (int)stage && s->state == JLN_NUMBER)
            jln_add_i64(sum, s->amount, &sum);
    }
    return sum;
}

/* Of a sum, unlike of a rate, what was spent over a cost printed as ND is known. */
static void count_unsaid(const jln_vectors *v, int spent, int base, uint32_t node,
                         jln_value *value) {
    const jln_node *n = &v->facts->plan->nodes[node];
    const jln_leaf *a = v->vectors[spent].leaves, *b = v->vectors[base].leaves;
    size_t years = (size_t)years_of(v->vectors[spent].span), end = n->leaf_end * years;
    uint32_t before = value->known;
    for (size_t leaf = n->leaf_first * years; leaf < end; leaf++)
        value->known += b[leaf].state == JLN_MISSING && a[leaf].state == JLN_NUMBER;
    if (value->known == before) return;
    value->state = jln_known_state(value->known, value->expected);
    value->reason = value->state == JLN_PARTIAL ? JLN_REASON_SOME_MISSING : JLN_REASON_NONE;
}

/* The amount is that of the funder; what is known of it, what is known of the activities at that
 * stage. */
jln_result jln_vectors_funder_spent(jln_vectors *v, jln_stage stage, jln_place place,
                                    jln_span span) {
    const jln_facts *f = v->facts;
    if (!jln_source_has(f, place.funder, (int)stage))
        return jln_result_none(JLN_NA, JLN_REASON_NO_STAGE);
    int base = jln_vectors_measure(v, (jln_measure){JLN_M_BASE, v->base}, span);
    int spent = jln_vectors_measure(v, (jln_measure){JLN_M_SPENT, (int)stage}, span);
    if (base < 0 || spent < 0) return jln_result_none(JLN_NC, JLN_REASON_OVERFLOW);
    jln_result r = jln_vectors_ratio(v, spent, base, place.node);
    const jln_node *n = &f->plan->nodes[place.node];
    jln_total t = JLN_TOTAL;
    for (place.year = span.first; place.year <= span.last; place.year++)
        for (uint32_t leaf = n->leaf_first; leaf < n->leaf_end; leaf++)
            jln_total_add(&t, jln_rat_of(funder_rows(f, leaf, stage, place)));
    if (!t.fits) return jln_result_none(JLN_NC, JLN_REASON_OVERFLOW);
    r.value.number = t.sum;
    if (r.value.state == JLN_NA || r.value.state == JLN_NC) {
        r.value.state = t.sum.num ? JLN_NUMBER : JLN_NA;
        r.value.reason = t.sum.num ? JLN_REASON_NONE : r.value.reason;
    }
    if (r.value.state == JLN_MISSING && t.sum.num) {
        r.value.state = JLN_PARTIAL;
        r.value.reason = JLN_REASON_SOME_MISSING;
    }
    if (r.value.state == JLN_PARTIAL &&
        r.value.reason == JLN_REASON_NOT_ASKED) { /* a sum lacks nothing that was not asked for */
        r.value.state = JLN_NUMBER;
        r.value.reason = JLN_REASON_NONE;
    }
    count_unsaid(v, spent, base, place.node, &r.value);
    r.numerator = r.denominator = jln_value_none(JLN_NA, JLN_REASON_NONE);
    return r;
}

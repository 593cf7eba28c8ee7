#include "compute/measures.h"

#include "base/i18n.h"
#include "script/script.h"

#include <string.h>

/* ---- one leaf ---- */

static jln_leaf leaf_none(jln_state state) {
    return (jln_leaf){.number = {0, 1}, .state = state};
}

static jln_leaf leaf_without(jln_reason reason) {
    return (jln_leaf){.number = {0, 1}, .state = JLN_NA, .reason = reason};
}

static jln_leaf leaf_number(jln_rat number) {
    return (jln_leaf){.number = number, .state = JLN_NUMBER};
}

/* A figure that was not received: missing when a return was to tell it. */
static jln_leaf leaf_unknown(const jln_facts *f, int year) {
    return jln_facts_asked(f, year) ? leaf_none(JLN_MISSING) : leaf_without(JLN_REASON_NOT_ASKED);
}

static jln_leaf leaf_amount(const jln_amount *a) {
    if (a->state == JLN_NUMBER) return leaf_number(jln_rat_of(a->amount));
    return leaf_none(a->state);
}

static bool base_positive(const jln_vectors *v, uint32_t leaf, int year) {
    const jln_amount *base = jln_facts_base(v->facts, v->base, leaf, year);
    return base->state == JLN_NUMBER && base->amount > 0;
}

bool jln_source_has(const jln_facts *facts, int funder, int stage) {
    return funder < 0 || (facts->plan->funders[funder].stages >> stage & 1);
}

bool jln_measure_is_amount(jln_measure_kind kind) {
    return kind != JLN_M_PHYSICAL && kind != JLN_M_WEIGHT && kind != JLN_M_QUANTITY &&
           kind != JLN_M_FIGURE;
}

enum { OTHER_SHIFT = 4 }; /* `which` of a restricted JLN_M_SPENT: stage + (1 + other) * 16 */

jln_measure jln_measure_among(jln_stage stage, jln_stage other) {
    return (jln_measure){JLN_M_SPENT, (int)stage + ((1 + (int)other) << OTHER_SHIFT)};
}

int jln_measure_stage(jln_measure measure) {
    return measure.which & ((1 << OTHER_SHIFT) - 1);
}

int jln_measure_other(jln_measure measure) {
    return (measure.which >> OTHER_SHIFT) - 1;
}

/* What rows of one leaf and year say of a stage. */
typedef struct {
    int64_t sum;
    int numbers, missing, rows, without_stage;
} spent_rows;

static spent_rows gather_spent(const jln_facts *f, uint32_t leaf, jln_measure m, int year) {
    spent_rows g = {0};
    int stage = jln_measure_stage(m), other = jln_measure_other(m);
    if (other == JLN_STAGE_NONE || other == JLN_STAGE_COUNT) other = stage;
    const jln_spent_rows told = jln_facts_spent(f, leaf, year);
    for (size_t i = 0; i < told.count; i++) {
        const jln_spent *s = &told.rows[i];
        g.rows++;
        if (!jln_source_has(f, s->funder, stage) || !jln_source_has(f, s->funder, other)) {
            g.without_stage++;
            if (other != stage) continue;
        }
        if (s->stage != stage) continue;
        if (s->state == JLN_MISSING) g.missing++;
        if (s->state == JLN_NUMBER && jln_add_i64(g.sum, s->amount, &g.sum)) g.numbers++;
        else if (s->state == JLN_NUMBER) g.missing++; /* does not fit: better unknown than wrong */
    }
    return g;
}

const char *jln_spent_left_out(const jln_facts *f, jln_measure m, uint32_t leaf,
                               const jln_spent *row, int year) {
    int other = jln_measure_other(m);
    if (other == JLN_STAGE_NONE) return NULL;
    if (other == JLN_STAGE_COUNT)
        return gather_spent(f, leaf, m, year).without_stage
                   ? _("une de ses sources n'a pas ce stade : hors de la somme")
                   : NULL;
    return jln_source_has(f, row->funder, other)
               ? NULL
               : _("cette source n'a pas l'autre stade : hors de la différence");
}

/* What the rows say; false when none says anything of that stage. */
static bool leaf_told(const jln_facts *f, uint32_t leaf, jln_measure m, int year, jln_leaf *out) {
    spent_rows g = gather_spent(f, leaf, m, year);
    bool one_lacks_it = jln_measure_other(m) == JLN_STAGE_COUNT && g.without_stage;
    if (one_lacks_it || (g.rows && g.rows == g.without_stage))
        *out = leaf_without(JLN_REASON_NO_STAGE);
    if (!one_lacks_it && g.missing) *out = leaf_none(JLN_MISSING);
    else if (!one_lacks_it && g.numbers) *out = leaf_number(jln_rat_of(g.sum));
    return one_lacks_it || g.missing || g.numbers || (g.rows && g.rows == g.without_stage);
}

/* Spending is waited for where money is planned, be it of an amount printed as ND. */
static jln_leaf leaf_spent(const jln_vectors *v, uint32_t leaf, jln_measure m, int year) {
    jln_leaf told;
    if (leaf_told(v->facts, leaf, m, year, &told)) return told;
    bool unsaid = jln_facts_base(v->facts, v->base, leaf, year)->state == JLN_MISSING;
    return unsaid || base_positive(v, leaf, year) ? leaf_unknown(v->facts, year)
                                                  : leaf_none(JLN_NA);
}

static jln_leaf leaf_outside(const jln_vectors *v, uint32_t leaf, jln_measure m, int year) {
    jln_leaf told;
    if (base_positive(v, leaf, year)) return leaf_none(JLN_NA);
    return leaf_told(v->facts, leaf, m, year, &told) ? told : leaf_none(JLN_NA);
}

/* Cancelled work leaves the base only with a dated decision. `out` says why it is not in it. */
static bool counts_in_physical(const jln_facts *f, uint32_t leaf, int year, jln_leaf *out) {
    const jln_progress *p = jln_facts_progress(f, leaf, year);
    bool cancelled = p->state == JLN_CANCELLED && p->decided_on;
    *out = jln_facts_scheduled(f, leaf, year) && cancelled ? leaf_without(JLN_REASON_CANCELLED)
                                                           : leaf_none(JLN_NA);
    return jln_facts_scheduled(f, leaf, year) && !cancelled;
}

static jln_leaf leaf_physical(const jln_facts *f, uint32_t leaf, int year) {
    const jln_progress *p = jln_facts_progress(f, leaf, year);
    jln_leaf out;
    if (!counts_in_physical(f, leaf, year, &out)) return out;
    return p->known ? leaf_number(p->physical) : leaf_unknown(f, year);
}

/* 1 unless the plan's settings give the activity another. */
static jln_leaf leaf_weight(const jln_facts *f, uint32_t leaf, int year) {
    jln_leaf weight;
    if (!counts_in_physical(f, leaf, year, &weight)) return weight;
    const char *text =
        jln_plan_setting(f->plan, "weight", f->plan->nodes[f->plan->leaves[leaf]].id);
    weight = leaf_number(jln_rat_of(1));
    jln_rat number;
    if (text && jln_rat_parse(text, strlen(text), &number) && number.num >= 0)
        weight.number = number;
    return weight;
}

/* What the return tells, whether the activity was scheduled or not. */
static jln_leaf leaf_quantity(const jln_facts *f, uint32_t leaf, int which, int year) {
    const jln_progress *p = jln_facts_progress(f, leaf, year);
    const char *text = which == JLN_QUANTITY_DONE ? p->quantity_done : p->quantity_planned;
    jln_rat number;
    if (text && jln_rat_parse(text, strlen(text), &number)) return leaf_number(number);
    bool other = which == JLN_QUANTITY_DONE && p->quantity_planned && *p->quantity_planned;
    return other ? leaf_unknown(f, year) : leaf_none(JLN_NA);
}

static jln_leaf leaf_of(const jln_vectors *v, jln_measure m, uint32_t leaf, int year) {
    switch (m.kind) {
    case JLN_M_BASE:
        return leaf_amount(jln_facts_base(v->facts, (jln_base)m.which, leaf, year));
    case JLN_M_SPENT:
        return leaf_spent(v, leaf, m, year);
    case JLN_M_OUTSIDE:
        return leaf_outside(v, leaf, m, year);
    case JLN_M_PHYSICAL:
        return leaf_physical(v->facts, leaf, year);
    case JLN_M_WEIGHT:
        return leaf_weight(v->facts, leaf, year);
    case JLN_M_QUANTITY:
        return leaf_quantity(v->facts, leaf, m.which, year);
    default:
        return leaf_none(JLN_NA);
    }
}

static int years_of(jln_span span) {
    return span.last - span.first + 1;
}

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
    if (op == JLN_KEEP_POSITIVE) return number && b.number.num > 0 ? a : leaf_none(JLN_NA);
    if (number || (a.state != JLN_NUMBER && a.state != JLN_MISSING)) return a;
    return leaf_none(b.state == JLN_MISSING ? JLN_MISSING : JLN_NA);
}

/* Missing on either side is missing; words that are not numbers stay what they are. */
static jln_leaf leaf_op(int op, jln_leaf a, jln_leaf b) {
    if (op >= JLN_KEEP_KNOWN) return leaf_keep(op, a, b);
    if (a.state == JLN_MISSING || b.state == JLN_MISSING) return leaf_none(JLN_MISSING);
    if (a.state != JLN_NUMBER) return a;
    if (b.state != JLN_NUMBER) return b;
    jln_leaf result = leaf_none(JLN_NUMBER);
    return rat_op(op, a.number, b.number, &result.number) ? result : leaf_none(JLN_NC);
}

/* PM and dashes are what a plan prints; of a sum or a difference with another measure they say that
 * nothing was asked for. */
static jln_leaf not_printed(jln_leaf leaf, int op) {
    jln_leaf none = leaf_none(JLN_NA);
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
            *cell++ = leaf_of(v, measure, leaf, year);
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
    for (size_t i = 0; i < cells_of(v, x->span); i++)
        x->leaves[i] = leaf_op(op, p[i], leaf_number(scalar));
    return (int)(x - v->vectors);
}

int jln_vectors_given(jln_vectors *v, jln_span span, const jln_leaf *leaves, size_t count) {
    jln_vector *x = add_vector(v, span);
    if (!x) return -1;
    x->kind = JLN_VEC_GIVEN;
    for (size_t i = 0; i < cells_of(v, span); i++)
        x->leaves[i] = i < count ? leaves[i] : leaf_none(JLN_NA);
    return (int)(x - v->vectors);
}

/* ---- sums and ratios at a node ---- */

typedef struct {
    jln_rat sum;
    bool fits;
} total;

static void total_add(total *t, jln_rat number) {
    t->fits = t->fits && jln_rat_add(t->sum, number, &t->sum);
}

static jln_value overflow(void) {
    return jln_value_none(JLN_NC, JLN_REASON_OVERFLOW);
}

/* Of all the reasons why leaves are s.o., the one to tell of their node. */
static jln_reason weightier(jln_reason a, jln_reason b) {
    static const jln_reason order[] = {JLN_REASON_NO_STAGE, JLN_REASON_NOT_ASKED,
                                       JLN_REASON_CANCELLED, JLN_REASON_ONLY_PM};
    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        if (a == order[i] || b == order[i]) return order[i];
    return a;
}

static jln_result no_result(jln_state state, jln_reason reason) {
    jln_result r = {0};
    r.value = jln_value_none(state, reason);
    r.numerator = r.denominator = r.covered = jln_value_none(JLN_NA, JLN_REASON_NONE);
    return r;
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
    total t = {{0, 1}, true};
    uint32_t known = 0, missing = 0, pm = 0, dashes = 0, impossible = 0;
    jln_reason without = JLN_REASON_NOT_PLANNED;
    for (size_t leaf = n->leaf_first * years; leaf < end; leaf++) {
        switch (leaves[leaf].state) {
        case JLN_NUMBER:
            known++;
            total_add(&t, leaves[leaf].number);
            break;
        case JLN_MISSING:
            missing++;
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
    if (!t.fits || impossible) return overflow();
    jln_value value = {.number = t.sum, .known = known, .expected = known + missing, .pm = pm};
    value.state = known && missing ? JLN_PARTIAL
                  : known          ? JLN_NUMBER
                  : missing        ? JLN_MISSING
                  : pm             ? JLN_PM
                  : dashes         ? JLN_DASH
                                   : JLN_NA;
    if (value.state == JLN_MISSING) value.reason = JLN_REASON_NO_RETURN;
    if (value.state == JLN_PARTIAL) value.reason = JLN_REASON_SOME_MISSING;
    if (value.state == JLN_NA) value.reason = without;
    return value;
}

static jln_state known_state(uint32_t known, uint32_t expected) {
    return known == expected ? JLN_NUMBER : JLN_PARTIAL;
}

/* The value of numerator / denominator once both sums are known over `known` of `expected` items;
 * `whole` is the denominator over all of them. */
static jln_result finish_ratio(total numerator, total denominator, total whole, uint32_t known,
                               uint32_t expected, uint32_t pm) {
    jln_result r = no_result(JLN_MISSING, JLN_REASON_NO_RETURN);
    r.value.known = known;
    r.value.expected = expected;
    r.value.pm = pm;
    jln_rat covered = {0, 1};
    if (!numerator.fits || !denominator.fits || !whole.fits ||
        (whole.sum.num && !jln_rat_div(denominator.sum, whole.sum, &covered)))
        return no_result(JLN_NC, JLN_REASON_OVERFLOW);
    r.covered = jln_value_number(covered);
    if (known == 0) return r;
    if (!jln_rat_div(numerator.sum, denominator.sum, &r.value.number))
        return no_result(JLN_NC, JLN_REASON_OVERFLOW);
    r.value.state = known_state(known, expected);
    r.value.reason = known == expected ? JLN_REASON_NONE : JLN_REASON_SOME_MISSING;
    r.numerator = jln_value_number(numerator.sum);
    r.denominator = jln_value_number(denominator.sum);
    return r;
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
        return no_result(JLN_NC, JLN_REASON_MIXED_UNITS);
    const jln_node *n = &v->facts->plan->nodes[node];
    const jln_leaf *a = v->vectors[numerator].leaves, *b = v->vectors[denominator].leaves;
    total up = {{0, 1}, true}, down = {{0, 1}, true}, whole = {{0, 1}, true};
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
            continue;
        }
        expected++;
        total_add(&whole, b[leaf].number);
        if (a[leaf].state != JLN_NUMBER) continue;
        known++;
        total_add(&up, a[leaf].number);
        total_add(&down, b[leaf].number);
    }
    if (expected) return finish_ratio(up, down, whole, known, expected, pm);
    jln_result r = spent_outside ? no_result(JLN_NC, JLN_REASON_NO_ALLOCATION)
                   : without     ? no_result(JLN_NA, without)
                   : pm          ? no_result(JLN_NA, JLN_REASON_ONLY_PM)
                                 : no_result(JLN_NA, JLN_REASON_NOT_PLANNED);
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
    value->state = known_state(value->known, value->expected);
    value->reason = value->state == JLN_PARTIAL ? JLN_REASON_SOME_MISSING : JLN_REASON_NONE;
}

/* The amount is that of the funder; what is known of it, what is known of the activities at that
 * stage. */
jln_result jln_vectors_funder_spent(jln_vectors *v, jln_stage stage, jln_place place,
                                    jln_span span) {
    const jln_facts *f = v->facts;
    if (!jln_source_has(f, place.funder, (int)stage)) return no_result(JLN_NA, JLN_REASON_NO_STAGE);
    int base = jln_vectors_measure(v, (jln_measure){JLN_M_BASE, v->base}, span);
    int spent = jln_vectors_measure(v, (jln_measure){JLN_M_SPENT, (int)stage}, span);
    if (base < 0 || spent < 0) return no_result(JLN_NC, JLN_REASON_OVERFLOW);
    jln_result r = jln_vectors_ratio(v, spent, base, place.node);
    const jln_node *n = &f->plan->nodes[place.node];
    total t = {{0, 1}, true};
    for (place.year = span.first; place.year <= span.last; place.year++)
        for (uint32_t leaf = n->leaf_first; leaf < n->leaf_end; leaf++)
            total_add(&t, jln_rat_of(funder_rows(f, leaf, stage, place)));
    if (!t.fits) return no_result(JLN_NC, JLN_REASON_OVERFLOW);
    r.value.number = t.sum;
    if (r.value.state == JLN_NA || r.value.state == JLN_NC) {
        r.value.state = t.sum.num ? JLN_NUMBER : JLN_NA;
        r.value.reason = t.sum.num ? JLN_REASON_NONE : r.value.reason;
    }
    count_unsaid(v, spent, base, place.node, &r.value);
    r.numerator = r.denominator = jln_value_none(JLN_NA, JLN_REASON_NONE);
    return r;
}

/* ---- lines of financing ---- */

static bool in_place(uint32_t line_node, int line_funder, jln_place place) {
    return (place.node == 0 || line_node == place.node) &&
           (place.funder < 0 || line_funder == place.funder);
}

bool jln_lines_has(const jln_facts *facts, uint32_t node) {
    if (node == 0) return facts->financing_count > 0;
    for (size_t i = 0; i < facts->financing_count; i++)
        if (facts->financing[i].node == node) return true;
    return false;
}

const jln_amount *jln_line_amount(const jln_financing *line, bool revised) {
    return revised ? &line->revised : &line->amount;
}

jln_value jln_lines_financing(const jln_facts *facts, jln_place place, jln_span span,
                              bool revised) {
    total t = {{0, 1}, true};
    uint32_t known = 0, missing = 0, pm = 0, lines = 0;
    for (size_t i = 0; i < facts->financing_count; i++) {
        const jln_financing *line = &facts->financing[i];
        if (line->year < span.first || line->year > span.last ||
            !in_place(line->node, line->funder, place))
            continue;
        const jln_amount *amount = jln_line_amount(line, revised);
        lines++;
        known += amount->state == JLN_NUMBER;
        missing += amount->state == JLN_MISSING;
        pm += amount->state == JLN_PM;
        if (amount->state == JLN_NUMBER) total_add(&t, jln_rat_of(amount->amount));
    }
    if (!t.fits) return overflow();
    if (!lines) return jln_value_none(JLN_NA, JLN_REASON_NOT_SPLIT);
    jln_value value = {.number = t.sum, .known = known, .expected = known + missing, .pm = pm};
    value.state = known && missing ? JLN_PARTIAL
                  : known          ? JLN_NUMBER
                  : missing        ? JLN_MISSING
                  : pm             ? JLN_PM
                                   : JLN_DASH;
    return value;
}

static bool funding_line(const jln_facts *f, const jln_mobilised *m, const jln_lines *l, int year) {
    return m->status == (int)l->status && m->in_kind == l->in_kind &&
           f->periods[m->period].year == year;
}

static bool in_span(const jln_facts *f, const jln_mobilised *m, const jln_lines *l) {
    int year = f->periods[m->period].year;
    return year >= l->span.first && year <= l->span.last && funding_line(f, m, l, year);
}

/* The funding row of one line; NULL when there is none. Rows are sorted by funder, node, status. */
static const jln_mobilised *find_funding(const jln_facts *f, const jln_lines *l, uint32_t node,
                                         int funder, int year) {
    size_t low = 0, high = f->mobilised_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const jln_mobilised *m = &f->mobilised[middle];
        bool before = m->funder != funder ? m->funder < funder
                      : m->node != node   ? m->node < node
                                          : m->status < (int)l->status;
        if (before) low = middle + 1;
        else high = middle;
    }
    for (; low < f->mobilised_count; low++) {
        const jln_mobilised *m = &f->mobilised[low];
        if (m->funder != funder || m->node != node || m->status != (int)l->status) return NULL;
        if (funding_line(f, m, l, year)) return m;
    }
    return NULL;
}

/* What was told of lines that no plan foresees: aid in kind. */
static jln_value told_only(const jln_facts *facts, const jln_lines *l) {
    jln_value all = jln_value_none(JLN_NA, JLN_REASON_NOT_PLANNED);
    for (size_t i = 0; i < facts->mobilised_count; i++) {
        const jln_mobilised *m = &facts->mobilised[i];
        if (!in_span(facts, m, l) || !in_place(m->node, m->funder, l->place)) continue;
        jln_value one = m->state == JLN_NUMBER ? jln_value_integer(m->amount)
                                               : jln_value_none(m->state, JLN_REASON_NO_RETURN);
        one.known = m->state == JLN_NUMBER;
        one.expected = m->state != JLN_NA;
        all = jln_values_join(&all, &one);
    }
    return all;
}

/* Money told of lines that plan none is in the total, whatever is not known of the others. */
jln_value jln_lines_funding(const jln_facts *facts, const jln_lines *l) {
    if (l->in_kind) return told_only(facts, l);
    total t = {{0, 1}, true};
    uint32_t told = 0;
    for (size_t i = 0; i < facts->mobilised_count; i++) {
        const jln_mobilised *m = &facts->mobilised[i];
        if (!in_span(facts, m, l) || !in_place(m->node, m->funder, l->place)) continue;
        if (m->state != JLN_NUMBER) continue;
        told++;
        total_add(&t, jln_rat_of(m->amount));
    }
    jln_value value = jln_lines_ratio(facts, l).value;
    value.number = t.sum;
    if (!t.fits) return overflow();
    if (value.state == JLN_NC || (value.state == JLN_NA && t.sum.num)) value.state = JLN_NUMBER;
    if (value.state == JLN_MISSING && t.sum.num) {
        value.state = JLN_PARTIAL;
        value.reason = JLN_REASON_SOME_MISSING;
        value.known += told;
        value.expected += told;
    }
    return value;
}

typedef struct {
    total up, down, whole;
    uint32_t known, expected;
    bool outside, without, not_asked;
} line_sums;

/* One line: planned `planned`, given `row` (NULL: nothing was told). */
static void add_line(line_sums *s, jln_rat planned, bool told, jln_rat given) {
    if (planned.num <= 0) {
        s->outside |= told && given.num != 0;
        return;
    }
    s->expected++;
    total_add(&s->whole, planned);
    if (!told) return;
    s->known++;
    total_add(&s->down, planned);
    total_add(&s->up, given);
}

/* A funder that told an amount without splitting it by node is one line: all it planned against all
 * it gave. */
static bool add_unsplit(line_sums *s, const jln_facts *f, const jln_lines *l, int funder,
                        int year) {
    const jln_mobilised *row = find_funding(f, l, 0, funder, year);
    if (!row) return false;
    jln_value planned =
        jln_lines_financing(f, (jln_place){0, funder, year}, (jln_span){year, year}, l->revised);
    total given = {{0, 1}, true};
    bool told = true;
    for (size_t i = 0; i < f->mobilised_count; i++) {
        const jln_mobilised *m = &f->mobilised[i];
        if (m->funder != funder || !funding_line(f, m, l, year)) continue;
        if (m->state == JLN_NUMBER) total_add(&given, jln_rat_of(m->amount));
        else told = false;
    }
    add_line(s, planned.number, told, given.sum);
    return true;
}

bool jln_lines_told(const jln_facts *f, const jln_lines *l, const jln_financing *line) {
    if (l->place.node == 0 && find_funding(f, l, 0, line->funder, line->year)) {
        line_sums whole = {.up = {{0, 1}, true}, .down = {{0, 1}, true}, .whole = {{0, 1}, true}};
        add_unsplit(&whole, f, l, line->funder, line->year);
        return whole.known > 0;
    }
    const jln_mobilised *row = find_funding(f, l, line->node, line->funder, line->year);
    return row && row->state == JLN_NUMBER;
}

static void add_funder(line_sums *s, const jln_facts *f, const jln_lines *l, int funder, int year) {
    if (l->place.node == 0 && add_unsplit(s, f, l, funder, year)) return;
    for (size_t i = 0; i < f->financing_count; i++) {
        const jln_financing *line = &f->financing[i];
        if (line->funder != funder || line->year != year ||
            !in_place(line->node, line->funder, l->place) ||
            jln_line_amount(line, l->revised)->state == JLN_MISSING)
            continue;
        const jln_amount *amount =
            jln_line_amount(line, l->revised); /* a dash, PM: nothing planned */
        const int64_t planned = amount->state == JLN_NUMBER ? amount->amount : 0;
        const jln_mobilised *row = find_funding(f, l, line->node, funder, year);
        if (row &&
            row->state == JLN_NA) { /* the source has no such status: nothing is asked of it */
            s->without = true;
            continue;
        }
        if (!row && !jln_facts_asked(f, year)) {
            s->not_asked |= planned > 0;
            continue;
        }
        add_line(s, jln_rat_of(planned), row && row->state == JLN_NUMBER,
                 jln_rat_of(row ? row->amount : 0));
    }
}

jln_result jln_lines_ratio(const jln_facts *facts, const jln_lines *l) {
    line_sums s = {.up = {{0, 1}, true}, .down = {{0, 1}, true}, .whole = {{0, 1}, true}};
    for (int funder = 0; funder < facts->plan->funder_count; funder++)
        for (int year = l->span.first; year <= l->span.last; year++)
            if (l->place.funder < 0 || funder == l->place.funder)
                add_funder(&s, facts, l, funder, year);
    if (s.expected) return finish_ratio(s.up, s.down, s.whole, s.known, s.expected, 0);
    if (s.outside) return no_result(JLN_NC, JLN_REASON_NO_ALLOCATION);
    if (s.without) return no_result(JLN_NA, JLN_REASON_NO_STAGE);
    if (s.not_asked) return no_result(JLN_NA, JLN_REASON_NOT_ASKED);
    return no_result(JLN_NA, jln_lines_has(facts, l->place.node) ? JLN_REASON_NOT_PLANNED
                                                                 : JLN_REASON_NOT_SPLIT);
}

/* ---- plain values ---- */

/* Neither a number nor a figure that is waited for. */
static bool adds_nothing(const jln_value *v) {
    return !jln_value_known(v) && v->state != JLN_MISSING && v->state != JLN_NC;
}

jln_value jln_values_join(const jln_value *a, const jln_value *b) {
    if (a->state == JLN_NC || b->state == JLN_NC) return a->state == JLN_NC ? *a : *b;
    if (adds_nothing(b)) return *a;
    if (adds_nothing(a)) return *b;
    jln_value sum = *a;
    sum.known = a->known + b->known;
    sum.expected = a->expected + b->expected;
    sum.pm = a->pm + b->pm;
    if (a->state == JLN_MISSING && b->state == JLN_MISSING) return sum;
    sum.number = jln_value_known(a) ? a->number : jln_rat_of(0);
    if (jln_value_known(b) && !jln_rat_add(sum.number, b->number, &sum.number)) return overflow();
    bool whole = a->state == JLN_NUMBER && b->state == JLN_NUMBER;
    sum.state = whole ? JLN_NUMBER : JLN_PARTIAL;
    sum.reason = whole ? JLN_REASON_NONE : JLN_REASON_SOME_MISSING;
    return sum;
}

/* What is not known has its n/N too. */
static jln_result still_counted(jln_result r, const jln_value *of) {
    if (of->state != JLN_MISSING) return r;
    r.value.known = of->known;
    r.value.expected = of->expected;
    return r;
}

jln_result jln_plain_ratio(const jln_value *a, const jln_value *b) {
    if (a->state == JLN_TEXT || b->state == JLN_TEXT) return no_result(JLN_NC, JLN_REASON_WORDS);
    if (a->state == JLN_DASH || a->state == JLN_BLANK)
        return no_result(JLN_NA, JLN_REASON_NOT_PLANNED);
    if (!jln_value_known(a)) return still_counted(no_result(a->state, a->reason), a);
    bool nothing =
        b->state == JLN_DASH || b->state == JLN_BLANK; /* printed as such: nothing planned */
    bool spent_unplanned =
        b->state == JLN_NA && b->reason == JLN_REASON_NOT_PLANNED && a->number.num != 0;
    if (!jln_value_known(b) && !nothing && !spent_unplanned) return no_result(b->state, b->reason);
    jln_result r = no_result(JLN_NC, JLN_REASON_ZERO_BASE);
    nothing |= b->number.num == 0;
    if (nothing && a->number.num == 0) return no_result(JLN_NA, JLN_REASON_NOT_PLANNED);
    if (nothing || spent_unplanned) return no_result(JLN_NC, JLN_REASON_NO_ALLOCATION);
    if (!jln_rat_div(a->number, b->number, &r.value.number))
        return no_result(JLN_NC, JLN_REASON_OVERFLOW);
    const jln_value *counted = a->expected ? a : b;
    r.value.state = a->state == JLN_PARTIAL || b->state == JLN_PARTIAL ? JLN_PARTIAL : JLN_NUMBER;
    r.value.reason = r.value.state == JLN_PARTIAL ? JLN_REASON_SOME_MISSING : JLN_REASON_NONE;
    r.value.known = counted->known;
    r.value.expected = counted->expected;
    r.value.pm = counted->pm;
    r.numerator = jln_value_number(a->number);
    r.denominator = jln_value_number(b->number);
    return r;
}

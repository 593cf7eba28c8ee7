#include "compute/totals.h"

void jln_total_add(jln_total *t, jln_rat number) {
    t->fits = t->fits && jln_rat_add(t->sum, number, &t->sum);
}

jln_value jln_value_overflow(void) {
    return jln_value_none(JLN_NC, JLN_REASON_OVERFLOW);
}

jln_result jln_result_none(jln_state state, jln_reason reason) {
    jln_result r = {0};
    r.value = jln_value_none(state, reason);
    r.numerator = r.denominator = r.covered = jln_value_none(JLN_NA, JLN_REASON_NONE);
    return r;
}

jln_state jln_known_state(uint32_t known, uint32_t expected) {
    return known == expected ? JLN_NUMBER : JLN_PARTIAL;
}

jln_result jln_totals_ratio(jln_total numerator, jln_total denominator, jln_total whole,
                            uint32_t known, uint32_t expected, uint32_t pm) {
    jln_result r = jln_result_none(JLN_MISSING, JLN_REASON_NO_RETURN);
    r.value.known = known;
    r.value.expected = expected;
    r.value.pm = pm;
    jln_rat covered = {0, 1};
    if (!numerator.fits || !denominator.fits || !whole.fits ||
        (whole.sum.num && !jln_rat_div(denominator.sum, whole.sum, &covered)))
        return jln_result_none(JLN_NC, JLN_REASON_OVERFLOW);
    r.covered = jln_value_number(covered);
    if (known == 0) return r;
    if (!jln_rat_div(numerator.sum, denominator.sum, &r.value.number))
        return jln_result_none(JLN_NC, JLN_REASON_OVERFLOW);
    bool all_asked = jln_rat_cmp(denominator.sum, whole.sum) == 0;
    r.value.state = all_asked ? jln_known_state(known, expected) : JLN_PARTIAL;
    r.value.reason = known < expected ? JLN_REASON_SOME_MISSING
                     : all_asked      ? JLN_REASON_NONE
                                      : JLN_REASON_NOT_ASKED;
    r.numerator = jln_value_number(numerator.sum);
    r.denominator = jln_value_number(denominator.sum);
    return r;
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
    if (jln_value_known(b) && !jln_rat_add(sum.number, b->number, &sum.number))
        return jln_value_overflow();
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
    if (a->state == JLN_TEXT || b->state == JLN_TEXT)
        return jln_result_none(JLN_NC, JLN_REASON_WORDS);
    if (a->state == JLN_DASH || a->state == JLN_BLANK)
        return jln_result_none(JLN_NA, JLN_REASON_NOT_PLANNED);
    if (!jln_value_known(a)) return still_counted(jln_result_none(a->state, a->reason), a);
    bool nothing =
        b->state == JLN_DASH || b->state == JLN_BLANK; /* printed as such: nothing planned */
    bool spent_unplanned =
        b->state == JLN_NA && b->reason == JLN_REASON_NOT_PLANNED && a->number.num != 0;
    if (!jln_value_known(b) && !nothing && !spent_unplanned)
        return jln_result_none(b->state, b->reason);
    jln_result r = jln_result_none(JLN_NC, JLN_REASON_ZERO_BASE);
    nothing |= b->number.num == 0;
    if (nothing && a->number.num == 0) return jln_result_none(JLN_NA, JLN_REASON_NOT_PLANNED);
    if (nothing || spent_unplanned) return jln_result_none(JLN_NC, JLN_REASON_NO_ALLOCATION);
    if (!jln_rat_div(a->number, b->number, &r.value.number))
        return jln_result_none(JLN_NC, JLN_REASON_OVERFLOW);
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

#include "compute/light.h"

static bool above(jln_rat value, int64_t percent) {
    jln_rat bound;
    return jln_rat_make(percent, 100, &bound) && jln_rat_cmp(value, bound) > 0;
}

static bool below(jln_rat value, int64_t percent) {
    jln_rat bound;
    return jln_rat_make(percent, 100, &bound) && jln_rat_cmp(value, bound) < 0;
}

jln_light jln_light_of(const jln_result *result, jln_bands bands, bool over_is_alert, bool year_end) {
    if (!jln_value_known(&result->value))
        return result->value.state == JLN_MISSING ? JLN_LIGHT_GREY : JLN_LIGHT_NONE;
    jln_rat v = result->value.number;
    if (over_is_alert && above(v, 100)) return JLN_LIGHT_RED;
    if (!year_end) return JLN_LIGHT_GREY;
    if (jln_value_known(&result->covered) && below(result->covered.number, 80)) return JLN_LIGHT_GREY;
    if (!above(v, 50)) return JLN_LIGHT_RED;
    if (!below(v, 80)) return JLN_LIGHT_GREEN;
    if (bands == JLN_BANDS_SIMPLE) return JLN_LIGHT_ORANGE;
    return above(v, 70) ? JLN_LIGHT_YELLOW : JLN_LIGHT_ORANGE;
}

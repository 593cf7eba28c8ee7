#include "compute/light.h"

static bool above(jln_rat value, int64_t percent) {
    jln_rat bound;
    return jln_rat_make(percent, 100, &bound) && jln_rat_cmp(value, bound) > 0;
}

static bool below(jln_rat value, int64_t percent) {
    jln_rat bound;
    return jln_rat_make(percent, 100, &bound) && jln_rat_cmp(value, bound) < 0;
}

const int *jln_light_bounds(jln_bands bands) {
    static const int presets[][3] = {
        [JLN_BANDS_UEMOA] = {50, 70, 80}, [JLN_BANDS_SIMPLE] = {50, 80, 0}};
    return presets[bands];
}

jln_light jln_light_between(const jln_result *result, const int bounds[3], bool over_is_alert,
                            bool year_end) {
    if (!jln_value_known(&result->value))
        return result->value.state == JLN_MISSING ? JLN_LIGHT_GREY : JLN_LIGHT_NONE;
    jln_rat v = result->value.number;
    if (over_is_alert && above(v, 100)) return JLN_LIGHT_RED;
    if (!year_end) return JLN_LIGHT_GREY;
    if (jln_value_known(&result->covered) && below(result->covered.number, 80))
        return JLN_LIGHT_GREY;
    if (bounds[0] < 0) return v.num < 0 ? JLN_LIGHT_RED : JLN_LIGHT_GREEN;
    if (!above(v, bounds[0])) return JLN_LIGHT_RED;
    int last = bounds[2] ? bounds[2] : bounds[1];
    if (!below(v, last)) return JLN_LIGHT_GREEN;
    return bounds[2] && above(v, bounds[1]) ? JLN_LIGHT_YELLOW : JLN_LIGHT_ORANGE;
}

jln_light jln_light_of(const jln_result *result, jln_bands bands, bool over_is_alert,
                       bool year_end) {
    return jln_light_between(result, jln_light_bounds(bands), over_is_alert, year_end);
}

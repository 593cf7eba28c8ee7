/* The light of a rate: bands on the exact value, grey where too little is known. */
#ifndef JLN_COMPUTE_LIGHT_H
#define JLN_COMPUTE_LIGHT_H

#include "compute/engine.h"

typedef enum { JLN_BANDS_UEMOA, JLN_BANDS_SIMPLE } jln_bands;

/* uemoa: 50, 70, 80 (50 and 70 fall in the lower band, 80 in the upper); simple: 50, 80. Grey below
 * 80 % of the base covered, and before the year's end. Above 100 % with `over_is_alert`: red. None
 * when there is no number. Source: DESIGN.md 4. */
/* The same with bounds of one's own, in %: two (red, orange, green) or three (red, orange, yellow,
 * green); the third is 0 when there are two. A negative first one stands for the sign alone: red
 * below zero, else green. */
jln_light jln_light_between(const jln_result *result, const int bounds[3], bool over_is_alert,
                            bool year_end);

/* The bounds of a preset. */
const int *jln_light_bounds(jln_bands bands);

jln_light jln_light_of(const jln_result *result, jln_bands bands, bool over_is_alert,
                       bool year_end);

#endif

/* What makes the change of a rate from one year to the next, activity by activity or structure by
 * structure.
 *
 * A rate is a sum of numerators over a sum of denominators. Taken from a level common to both years
 * (half-way between the two rates, to the tenth of a percent), an element adds to a year's rate its
 * numerator less that level of its denominator, over the year's whole denominator; what it adds one
 * year less what it added the year before is its part. The parts add up to the change exactly,
 * whatever the level, and an element that enters or leaves the rate has its part too. */
#ifndef JLN_REPORTS_DRIVERS_H
#define JLN_REPORTS_DRIVERS_H

#include "doc/build.h"

typedef struct {
    uint32_t leaf;
    const char *lead;          /* by structure: who */
    jln_rat top[2], bottom[2]; /* last year's, this year's: 0 where it is not in the rate */
    jln_rat part;              /* of the change */
} jln_driver;

typedef struct {
    jln_driver *items; /* the widest part first */
    size_t count;
    jln_rat top[2], bottom[2], change, level;
} jln_drivers;

/* Of the financial rate (base and stage of the plan) or of the physical one. False when there is no
 * year before, when one of the two rates is not known, or when the exact parts do not fit. */
bool jln_drivers_of(jln_builder *b, bool physical, bool by_lead, jln_drivers *out);

#endif

/* What is left to spend of the year's base. */
#ifndef JLN_REPORTS_UNPAID_H
#define JLN_REPORTS_UNPAID_H

#include "doc/build.h"

typedef struct {
    uint32_t leaf;
    jln_rat base, spent, left;
} jln_left;

typedef struct {
    jln_left *items; /* activities of the rate, the most left first */
    size_t count, unknown;
    jln_rat base, spent, left, unknown_base;
} jln_unpaid;

/* False when the exact sums do not fit. */
bool jln_unpaid_of(jln_builder *b, jln_unpaid *out);

#endif

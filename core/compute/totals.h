/* Inside core/compute: sums that notice an overflow, and values made of other values. */
#ifndef JLN_COMPUTE_TOTALS_H
#define JLN_COMPUTE_TOTALS_H

#include "compute/engine.h"

typedef struct {
    jln_rat sum;
    bool fits; /* false once an addition did not */
} jln_total;

#define JLN_TOTAL                                                                                  \
    { {0, 1}, true }

void jln_total_add(jln_total *t, jln_rat number);

/* The value of numerator / denominator once both sums are known over `known` of `expected` items;
 * `whole` is the denominator over all of them. Missing when none is known. */
jln_result jln_totals_ratio(jln_total numerator, jln_total denominator, jln_total whole,
                            uint32_t known, uint32_t expected, uint32_t pm);

/* A number when all that was expected is known, else partial. */
jln_state jln_known_state(uint32_t known, uint32_t expected);

/* n.c.: a figure that does not fit. */
jln_value jln_value_overflow(void);

/* Neither a value nor its two sums. */
jln_result jln_result_none(jln_state state, jln_reason reason);

/* The sum of two parts of one whole: what is s.o. adds nothing, what is missing makes the sum
 * partial. */
jln_value jln_values_join(const jln_value *a, const jln_value *b);

/* A ratio of two plain values, with the states they carry. */
jln_result jln_plain_ratio(const jln_value *a, const jln_value *b);

#endif

/* Inside core/compute: what a measure says of one leaf, an activity in a year. */
#ifndef JLN_COMPUTE_MEASURES_H
#define JLN_COMPUTE_MEASURES_H

#include "compute/engine.h"

typedef struct {
    jln_rat number; /* when state is NUMBER; of MISSING spending, the part that was declared */
    jln_state state;
    jln_reason reason; /* of NA, when it is not that nothing is planned */
} jln_leaf;

/* Years first to last, all of the plan; none when first > last. */
typedef struct {
    int first, last;
} jln_span;

jln_leaf jln_leaf_none(jln_state state);
jln_leaf jln_leaf_number(jln_rat number);

/* The measure at a leaf, for spending over the amounts of `base`: s.o. where it is not asked for.
 * FINANCING and FUNDING are not over leaves. */
jln_leaf jln_measure_at(const jln_facts *facts, jln_base base, jln_measure measure, uint32_t leaf,
                        int year);

/* "payé", "coût prévu"... in the current language; empty for a JLN_M_FIGURE. */
const char *jln_measure_words(jln_measure measure);

/* True for measures counted in money. */
bool jln_measure_is_amount(jln_measure_kind kind);

/* True when a source (-1: not told) has a stage: settings. */
bool jln_source_has(const jln_facts *facts, int funder, int stage);

/* Why a row of spending stays out of a measure restricted to some sources: see jln_measure. NULL
 * when it is in it. */
const char *jln_spent_left_out(const jln_facts *facts, jln_measure measure, uint32_t leaf,
                               const jln_spent *row, int year);

#endif

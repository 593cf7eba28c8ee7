/* Spending that the facts of the activity itself question: more than its base, ahead of the work,
 * or next to nothing for work that is done. */
#ifndef JLN_REPORTS_CHECKS_H
#define JLN_REPORTS_CHECKS_H

#include "doc/build.h"

typedef enum { JLN_CHECK_OVER, JLN_CHECK_AHEAD, JLN_CHECK_CHEAP, JLN_CHECK_COUNT } jln_check_kind;

enum {
    JLN_AHEAD_LEAST = 20, /* points of the financial rate above the physical one */
    JLN_CHEAP_MOST = 10,  /* % of its base paid by an activity that is done… */
    JLN_CHEAP_WEIGHT = 1  /* …when it is at least that % of the year's whole base */
};

typedef struct {
    jln_check_kind kind;
    uint32_t leaf;
    jln_rat base, spent, money; /* money: spent ÷ base */
    jln_value work;             /* physical progress */
    jln_rat weight;             /* what is questioned: spent beyond the base, ahead, or not spent */
} jln_check;

/* Each activity once, kind by kind, the heaviest first; NULL when out of memory. */
const jln_check *jln_build_check_list(jln_builder *b, size_t *count);

#endif

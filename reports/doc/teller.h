/* sentences{}: what its parts share. */
#ifndef JLN_REPORTS_TELLER_H
#define JLN_REPORTS_TELLER_H

#include "doc/build.h"

typedef struct {
    jln_builder *b;
    jln_place place;
    jln_measure base, spent;
    jln_value whole, paid; /* of the plan, this year */
} jln_teller;

/* « du coût prévu », « de la dotation révisée », in the report's year. */
const char *jln_tell_of_base(const jln_teller *t);

/* Each says nothing where its facts are not known. */
typedef jln_status jln_tell(jln_teller *t);
jln_tell jln_tell_change, jln_tell_drivers, jln_tell_unpaid, jln_tell_over,
    jln_tell_checks;                                                               /* year.c */
jln_tell jln_tell_heaviest, jln_tell_activities, jln_tell_frame, jln_tell_returns; /* state.c */

#endif

/* Inside reports/doc: what documents tell beside figures. */
#ifndef JLN_REPORTS_RECORDS_H
#define JLN_REPORTS_RECORDS_H

#include "doc/build.h"
#include "store/read.h"

typedef enum {
    JLN_STEP_PLANNED,
    JLN_STEP_UNDER_WAY,
    JLN_STEP_REACHED,
    JLN_STEP_STATES
} jln_step_state;

/* A milestone of the documents: one text is one milestone, whatever the number of figures, dates
 * and indicators that it gives. */
typedef struct {
    const char *result, *indicators, *text, *figures, *dates, *place; /* NULL: none */
    jln_step_state state;
} jln_step;

/* All of them, in the order of results, then of the document; in the arena. */
jln_status jln_build_steps(jln_builder *b, jln_step **out, size_t *count);

#endif

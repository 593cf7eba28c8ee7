/* Which lights and signs a finished document prints, and why the signs stand there. */
#ifndef JLN_REPORTS_SIGNS_H
#define JLN_REPORTS_SIGNS_H

#include "doc/build.h"

typedef struct {
    bool lights[JLN_LIGHT_COUNT], states[JLN_TEXT + 1], cover;
    uint64_t reasons[JLN_TEXT + 1]; /* of each state: bit r is set for reason r */
} jln_printed;

/* Of the PDF, charts included. */
jln_printed jln_printed_read(const jln_doc *doc);

#endif

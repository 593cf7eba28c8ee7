/* How the values of an indicator of the logical framework are shown. */
#ifndef JLN_REPORTS_INDICATORS_H
#define JLN_REPORTS_INDICATORS_H

#include "doc/build.h"

/* The number with its unit when that is a short sign, the words of the document otherwise; the year
 * in brackets, 0 for none. */
void jln_indicator_show(jln_builder *b, jln_cell *cell, const jln_value *value, const char *words,
                        const char *unit, int year);

/* The latest measure up to a year that is a number; without one, the latest of all; NULL. */
const jln_frame_measure *jln_indicator_last(const jln_frame *f, int line, int year);

#endif

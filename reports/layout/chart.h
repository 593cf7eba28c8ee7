/* Charts as vectors: bars from zero, values written beside them, what is missing said in words. */
#ifndef JLN_LAYOUT_CHART_H
#define JLN_LAYOUT_CHART_H

#include "layout/flow.h"

void jln_chart_place(jln_flow *f, const jln_doc_chart *chart);

#endif

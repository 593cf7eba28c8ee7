/* From a document to pages: everything is placed, nothing is drawn. */
#ifndef JLN_LAYOUT_LAYOUT_H
#define JLN_LAYOUT_LAYOUT_H

#include "base/err.h"
#include "doc/doc.h"
#include "layout/display.h"

/* Lays out the blocks meant for PDF. The result lives in `arena` and borrows the document's
 * strings, so the document must stay; the metrics are needed only during the call. At least one
 * page. JLN_ENOMEM only. */
jln_status jln_layout(const jln_doc *doc, const jln_metrics *metrics, jln_arena *arena,
                      jln_display *out, jln_err *err);

#endif

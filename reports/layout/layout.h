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

/* Takes the pages of `display` as they are done, so that memory does not grow with them: `content`
 * once for each page, in order but for pages that list contents, which come last; then `furniture`
 * once for each, in order, with nothing but headers and footers. The runs and shapes of a page are
 * forgotten after each call. */
typedef struct {
    void *self;
    void (*content)(void *self, const jln_display *display, size_t page);
    void (*furniture)(void *self, const jln_display *display, size_t page);
} jln_layout_sink;

jln_status jln_layout_pages(const jln_doc *doc, const jln_metrics *metrics, jln_arena *arena,
                            const jln_layout_sink *sink, jln_display *out, jln_err *err);

#endif

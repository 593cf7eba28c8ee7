/* Drawing is a replay: pages in order, on each page the shapes, then the runs, wrapped in their
 * tags. */
#ifndef JLN_LAYOUT_CANVAS_H
#define JLN_LAYOUT_CANVAS_H

#include "layout/display.h"

/* What a target must be able to do. Failures are the target's own business: sticky, read at the
 * end. */
typedef struct {
    void *self;
    void (*begin_page)(void *self, size_t number, const jln_page *page);
    void (*end_page)(void *self);
    void (*begin_tag)(void *self, uint32_t tag); /* 0: page furniture; never nested */
    void (*end_tag)(void *self);
    void (*begin_runs)(void *self); /* all runs of a page follow one another */
    void (*end_runs)(void *self);
    void (*run)(void *self, const jln_run *run);
    void (*shape)(void *self, const jln_shape *shape);
    void (*link)(void *self, size_t page, const jln_link *link,
                 const jln_heading *to);                      /* after all pages */
    void (*bookmark)(void *self, const jln_heading *heading); /* then, in order */
} jln_canvas;

void jln_canvas_replay(const jln_display *display, const jln_canvas *canvas);

/* The same in parts: one page (from 0), then what stands across pages. */
void jln_canvas_page(const jln_display *display, size_t page, const jln_canvas *canvas);
void jln_canvas_across(const jln_display *display, const jln_canvas *canvas);

#endif

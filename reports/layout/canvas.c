#include "layout/canvas.h"

static const uint32_t NO_TAG = UINT32_MAX;

/* Closes the open tag and opens the next one when they differ. */
static void change_tag(const jln_canvas *c, uint32_t *open, uint32_t next) {
    if (*open == next) return;
    if (*open != NO_TAG) c->end_tag(c->self);
    if (next != NO_TAG) c->begin_tag(c->self, next);
    *open = next;
}

void jln_canvas_page(const jln_display *d, size_t number, const jln_canvas *c) {
    const jln_page *page = &d->pages[number];
    uint32_t open = NO_TAG;
    c->begin_page(c->self, number, page);
    for (size_t i = 0; i < page->shape_count; i++) {
        change_tag(c, &open, page->shapes[i].tag);
        c->shape(c->self, &page->shapes[i]);
    }
    change_tag(c, &open, NO_TAG);
    c->begin_runs(c->self);
    for (size_t i = 0; i < page->run_count; i++) {
        change_tag(c, &open, page->runs[i].tag);
        c->run(c->self, &page->runs[i]);
    }
    change_tag(c, &open, NO_TAG);
    c->end_runs(c->self);
    c->end_page(c->self);
}

void jln_canvas_across(const jln_display *d, const jln_canvas *c) {
    for (size_t p = 0; p < d->page_count; p++)
        for (size_t i = 0; i < d->pages[p].link_count; i++)
            c->link(c->self, p, &d->pages[p].links[i], &d->headings[d->pages[p].links[i].heading]);
    for (size_t i = 0; i < d->heading_count; i++)
        if (d->headings[i].placed && d->headings[i].level <= 3)
            c->bookmark(c->self, &d->headings[i]);
}

void jln_canvas_replay(const jln_display *d, const jln_canvas *c) {
    for (size_t p = 0; p < d->page_count; p++) jln_canvas_page(d, p, c);
    jln_canvas_across(d, c);
}

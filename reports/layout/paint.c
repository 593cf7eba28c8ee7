#include "layout/paint.h"

#include "layout/style.h"

/* One eighth of a colour, on white. */
static jln_colour tint(jln_colour colour) {
    jln_colour out = 0;
    for (int shift = 0; shift < 24; shift += 8)
        out |= (255 - (255 - (colour >> shift & 255)) / 8) << shift;
    return out;
}

static void paint_one(const uint32_t *colours, jln_colour *colour) {
    if (*colour == JLN_HEAD && colours[0] != JLN_COLOUR_OURS) *colour = colours[0];
    else if (*colour == JLN_FILL_HEAD && colours[0] != JLN_COLOUR_OURS) *colour = tint(colours[0]);
    else if (*colour == JLN_ACCENT && colours[1] != JLN_COLOUR_OURS) *colour = colours[1];
    else if (*colour == JLN_ACCENT && colours[0] != JLN_COLOUR_OURS) *colour = colours[0];
}

void jln_paint(const jln_doc *doc, jln_page *page) {
    const uint32_t *colours = doc->colours;
    if (colours[0] == JLN_COLOUR_OURS && colours[1] == JLN_COLOUR_OURS) return;
    for (size_t i = 0; i < page->run_count; i++) paint_one(colours, &page->runs[i].colour);
    for (size_t i = 0; i < page->shape_count; i++) {
        paint_one(colours, &page->shapes[i].fill);
        paint_one(colours, &page->shapes[i].stroke);
    }
}

/* The page description language: operators appended to a text, in hundredths of a point, without
 * repeating what is already set. No library behind it. Coordinates come y down and are turned here.
 */
#ifndef JLN_OUT_CONTENT_H
#define JLN_OUT_CONTENT_H

#include "base/str.h"
#include "layout/display.h"

typedef struct {
    jln_str text;
    float height;    /* of the page, to turn y */
    bool not_finite; /* sticky: a coordinate was not a number */
    jln_colour fill, stroke;
    int line, dash; /* hundredths; -1 when not set yet */
    int font, size;
    int x, y; /* start of the last run, hundredths */
} jln_content;

/* Starts a page, keeping the text's memory and `not_finite`. */
void jln_content_begin(jln_content *c, float height);

void jln_content_shape(jln_content *c, const jln_shape *shape);

/* The picture called `name` among the page's resources, in the shape's box. */
void jln_content_picture(jln_content *c, const jln_shape *shape, const char *name);

/* Between _runs_begin and _runs_end only. `codes` are UCS-2; `font_name` is the font's name among
 * the page's resources. */
void jln_content_runs_begin(jln_content *c);
void jln_content_runs_end(jln_content *c);
void jln_content_run(jln_content *c, const jln_run *run, const char *font_name,
                     const uint16_t *codes, size_t count);

/* Marked content: a role and its number on the page, or an artifact. */
void jln_content_mark(jln_content *c, const char *role, size_t number);
void jln_content_artifact(jln_content *c);
void jln_content_unmark(jln_content *c);

#endif

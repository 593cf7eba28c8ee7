/* Breaking text into lines.
 *
 * Lines break at spaces, after hyphens, dashes and slashes that do not stand between two digits,
 * and at line feeds; never at U+00A0 or U+202F, and never at the plain space that French typing
 * leaves before ; : ! ? % » or after «; nor inside "et/ou", "santé/mixte", an acronym such as
 * PAN-EPS, a number in groups of three or between quotation marks, nor between "l." or "line" and
 * its number. A word wider than the column is broken between characters: text never overflows. */
#ifndef JLN_LAYOUT_TEXT_H
#define JLN_LAYOUT_TEXT_H

#include "base/arena.h"
#include "layout/metrics.h"

#include <stdbool.h>

/* A stretch of text in one font. */
typedef struct {
    const char *text;
    size_t length;
    jln_font font;
} jln_span;

/* A stretch of one line, borrowed from the text: `x` and `width` in points. */
typedef struct {
    const char *text;
    size_t length;
    jln_font font;
    float x, width;
} jln_piece;

typedef struct {
    size_t first, count; /* into `pieces` */
    float width;
} jln_line;

typedef struct {
    jln_piece *pieces;
    size_t piece_count, piece_capacity;
    jln_line *lines;
    size_t count, capacity;
} jln_lines;

/* Splits **bold** mark-up into spans of `arena`; an unpaired ** is kept as text. NULL when out of
 * memory. */
jln_span *jln_text_spans(jln_arena *arena, const char *text, jln_font base, jln_font strong,
                         size_t *count);

/* Breaks the spans, one paragraph, into lines at most `width_pt` wide; always at least one line.
 * Everything in *out lives in `arena`. False when out of memory. */
bool jln_text_break(jln_arena *arena, const jln_metrics *m, const jln_span *spans,
                    size_t span_count, float size_pt, float width_pt, jln_lines *out);

/* Keeps the first `most` lines (at least one) of what was broken; the last one then ends with "…".
 */
void jln_text_cut(jln_lines *lines, size_t most, const jln_metrics *m, float size_pt,
                  float width_pt);

/* Width at 1 em of the longest part of the text that no line break can divide. */
float jln_text_longest(const jln_metrics *m, jln_font font, const char *text, size_t length);

#endif

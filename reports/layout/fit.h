/* Column widths of a table: numbers are never divided, texts share what is left. Pure arithmetic.
 */
#ifndef JLN_LAYOUT_FIT_H
#define JLN_LAYOUT_FIT_H

#include <stdbool.h>
#include <stddef.h>

/* Widths at 1 em of the table's font. */
typedef struct {
    float natural;    /* widest cell on one line */
    float solid;      /* widest part of a cell that must not be divided */
    float head;       /* the same for the column's title */
    float good_head;  /* width at which the title looks well: two lines at most */
    float whole_head; /* the title on one line */
    float gutter;     /* marks beside the text: notes, letters of lights */
    float weight;     /* share of the free width; 0: as narrow as its content */
    bool wraps;       /* cells may take several lines */
    float width;      /* result, in points, padding included */
} jln_fit_column;

typedef struct {
    float size, padding; /* points; padding on each side of a cell */
} jln_fit;

/* Sets the widths of `count` columns so that they fill `width_pt`: at the largest font from `size`
 * down to `smallest` at which texts are comfortable, then at which they just fit, then with less
 * padding, then with divided titles. False when even that is too wide: the widths are then squeezed
 * to the page, and the caller should show fewer columns at once. */
bool jln_fit_columns(jln_fit_column *columns, size_t count, float width_pt, float size,
                     float smallest, jln_fit *out);

#endif

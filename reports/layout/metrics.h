/* How wide characters are: the only thing layout knows about fonts. */
#ifndef JLN_LAYOUT_METRICS_H
#define JLN_LAYOUT_METRICS_H

#include <stddef.h>
#include <stdint.h>

typedef enum { JLN_FONT_REGULAR, JLN_FONT_BOLD, JLN_FONT_OBLIQUE, JLN_FONT_COUNT } jln_font;

/* All measures are at 1 em; multiply by the size in points. */
typedef struct {
    float (*advance)(void *self, jln_font font, int32_t code);
    void *self;
    float ascent, descent; /* both positive, from the baseline */
} jln_metrics;

/* What a code point becomes on paper: itself, a space for a tab, or 0 when nothing is drawn
 * (control characters, soft hyphens, zero-width signs). Measuring and drawing both go through it.
 */
int32_t jln_metrics_visible(int32_t code);

/* Width of a text at 1 em. */
float jln_metrics_width(const jln_metrics *m, jln_font font, const char *text, size_t length);

/* How many bytes of the text fit into `width_em`, whole characters only; *used (may be NULL) is
 * their width. */
size_t jln_metrics_fit(const jln_metrics *m, jln_font font, const char *text, size_t length,
                       float width_em, float *used);

/* Made-up but stable widths for tests: capitals and digits 0.6, narrow letters 0.3, the rest 0.5.
 */
extern const jln_metrics jln_metrics_fixed;

#endif

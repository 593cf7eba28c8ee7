/* Colours a plan chooses for its reports. */
#ifndef JLN_MODEL_COLOUR_H
#define JLN_MODEL_COLOUR_H

#include <stdbool.h>
#include <stdint.h>

/* "#1F3A54" as 0xRRGGBB; false for anything else. */
bool jln_colour_parse(const char *text, uint32_t *out);

/* Contrast of two colours, from 1 (the same) to 21 (black on white): WCAG 2.1, 1.4.3. It only
 * depends on how light they are, so it holds on a black-and-white copy too. */
double jln_colour_contrast(uint32_t a, uint32_t b);

/* Least contrast: of text, and of rules and bars, with white; of the two colours with one another.
 */
#define JLN_CONTRAST_TEXT 4.5
#define JLN_CONTRAST_RULE 3.0
#define JLN_CONTRAST_PAIR 1.3

#endif

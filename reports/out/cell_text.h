/* Text in the cells of a workbook: how wide it is, and the number formats that show values. */
#ifndef JLN_OUT_CELL_TEXT_H
#define JLN_OUT_CELL_TEXT_H

#include "base/str.h"
#include "doc/doc.h"

enum { JLN_WHERE_MAX = 256 };

/* "table/row/column", the name of a cell in errors, cut when too long; returns `out`. */
const char *jln_cell_name(const jln_cell_place *at, char out[JLN_WHERE_MAX]);

/* Width of a text in digits of the same size, in Calibri, the usual font of workbooks: a column's
 * width is so measured. NULL has none. */
double jln_text_width(const char *text);

/* Lines that a text takes in that width, broken between words. */
int jln_text_lines(const char *text, double width);

/* Appends a text for a page's header or footer, where '&' starts a code; at most `most` signs of
 * it, since Excel allows 255 for the whole. NULL adds nothing. */
void jln_page_text(jln_str *out, const char *text, size_t most);

/* An Excel number format: English signs whatever the reader's language; amounts keep whole units
 * and are shown divided by their scale (a power of 1000). After the value, a note's number as a
 * superscript (0: none) and a light's letter: a colour never goes alone. Empty for the general
 * format. False when the scale cannot be shown. */
bool jln_number_format(jln_str *out, jln_kind kind, int64_t scale, int decimals, unsigned note,
                       jln_light light);

#endif

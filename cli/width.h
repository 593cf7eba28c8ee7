/* Text on a terminal: columns on the screen, not bytes. */
#ifndef JLN_CLI_WIDTH_H
#define JLN_CLI_WIDTH_H

#include "base/str.h"

#include <stdbool.h>
#include <stdio.h>

/* Columns a UTF-8 text takes: two for the wide signs of East Asia, none for combining marks. */
size_t jln_width(const char *text);

/* Prints a text padded with spaces to `width` columns, before it when `right`. A longer text is
 * printed whole. */
void jln_width_print(FILE *out, const char *text, size_t width, bool right);

/* Appends a text cut to at most `width` columns, the last one "…" when something is left out. */
void jln_width_cut(jln_str *out, const char *text, size_t width);

/* Prints a text broken between words into lines of at most `width` columns, and ends the last one.
 * The cursor stands at column `at`; next lines start with `indent` spaces. Spaces that must not
 * break (U+00A0, U+202F) do not. */
void jln_width_wrap(FILE *out, const char *text, size_t at, size_t indent, size_t width);

#endif

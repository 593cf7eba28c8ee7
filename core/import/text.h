/* The gate that all text of the outside passes once: what leaves it is well-formed UTF-8 in NFC
 * that PDF and Excel accept. */
#ifndef JLN_IMPORT_TEXT_H
#define JLN_IMPORT_TEXT_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

/* Copies `text` into `out` (`size` bytes, NUL included): line breaks and tabs become a space, soft
 * hyphens and byte order marks are dropped, outer white space is trimmed, the rest is composed
 * (NFC). JLN_EDATA, without a place, for what is not UTF-8, for control and direction characters,
 * and when the result does not fit. `out` must not overlap `text`. */
jln_status jln_text_clean(const char *text, size_t length, char *out, size_t size, jln_err *err);

/* JLN_EDATA, without a place: the byte text[at] is no UTF-8; with what is around it, and how to
 * save the file. */
jln_status jln_text_not_utf8(const char *text, size_t length, size_t at, jln_err *err);

/* True when two texts of the gate say the same, capitals and accents aside: what people type for a
 * word of a list. */
bool jln_text_same(const char *a, const char *b);

#endif

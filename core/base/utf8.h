/* UTF-8: checking and walking. Normalisation (NFC) is done once, at the gate of import/. */
#ifndef JLN_BASE_UTF8_H
#define JLN_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The code point at `text[*at]`, moving `*at` past it; -1 on a malformed, overlong or surrogate
 * sequence (then `*at` moves by one byte). `*at` must be below `length`. */
int32_t jln_utf8_next(const char *text, size_t length, size_t *at);

/* True when the bytes are well-formed UTF-8; otherwise *bad (may be NULL) is the offset of the
 * first wrong byte. */
bool jln_utf8_valid(const char *text, size_t length, size_t *bad);

/* Writes one code point (1 to 4 bytes, no NUL) and gives its length. */
size_t jln_utf8_put(int32_t code, char out[4]);

/* Number of code points of a valid text. */
size_t jln_utf8_count(const char *text, size_t length);

#endif

/* Pictures of a hostile author: what they are, and their pixels, without ever trusting a size they
 * state.
 *
 * PNG through libpng's simple interface, which gives an error back instead of ending the program;
 * of a JPEG only the header is read here, its pixels go as they are into a PDF. */
#ifndef JLN_IMAGE_IMAGE_H
#define JLN_IMAGE_IMAGE_H

#include "base/err.h"

#include <stddef.h>
#include <stdint.h>

enum {
    JLN_IMAGE_FILE_MAX = 512 * 1024, /* bytes */
    JLN_IMAGE_SIDE_MIN = 8,          /* pixels */
    JLN_IMAGE_SIDE_MAX = 2000
};

typedef enum { JLN_IMAGE_PNG, JLN_IMAGE_JPEG } jln_image_format;

typedef struct {
    jln_image_format format;
    uint32_t width, height;
    int components; /* JPEG: 1 grey, 3 colour */
} jln_image;

/* Checks the file from end to end (a JPEG: its structure up to the pixels, and its end). JLN_EDATA,
 * without a place, with what was found and what is expected. */
jln_status jln_image_check(const uint8_t *bytes, size_t length, jln_image *out, jln_err *err);

/* The pixels of a checked PNG over white: 3 bytes each, rows from the top, in `rgb` (3 * width *
 * height bytes). */
jln_status jln_image_pixels(const uint8_t *bytes, size_t length, uint8_t *rgb, size_t size,
                            jln_err *err);

/* Bytes as text (base 64) and back. Sizes: of the text with its NUL; at most that of the bytes. */
size_t jln_image_text_size(size_t length);
void jln_image_to_text(const uint8_t *bytes, size_t length, char *text);

/* Gives the number of bytes, 0 when the text is not base 64 or does not fit in `size`. */
size_t jln_image_from_text(const char *text, uint8_t *bytes, size_t size);

#endif

/* Any bytes as a logo: no crash, and what is taken has a bounded size and can be drawn. */
#include "image/image.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    jln_image image;
    jln_err err = {0};
    jln_status status = jln_image_check(data, size, &image, &err);
    if (status == JLN_OK && (image.width > JLN_IMAGE_SIDE_MAX || image.height > JLN_IMAGE_SIDE_MAX))
        abort();
    if (status != JLN_OK && !err.message[0]) abort();
    if (status != JLN_OK || image.format != JLN_IMAGE_PNG) return 0;
    size_t pixels = (size_t)3 * image.width * image.height;
    uint8_t *rgb = malloc(pixels);
    if (!rgb || jln_image_pixels(data, size, rgb, pixels, &err) != JLN_OK) abort();
    free(rgb);
    return 0;
}

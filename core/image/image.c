#include "image/image.h"

#include "base/i18n.h"

#include <png.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static jln_status bad(jln_err *err, const char *message) {
    return jln_err_set(err, JLN_EDATA, NULL, "%s", message);
}

static jln_status check_size(uint32_t width, uint32_t height, jln_err *err) {
    bool good = width >= JLN_IMAGE_SIDE_MIN && height >= JLN_IMAGE_SIDE_MIN &&
                width <= JLN_IMAGE_SIDE_MAX && height <= JLN_IMAGE_SIDE_MAX;
    if (good) return JLN_OK;
    return jln_err_set(err, JLN_EDATA, NULL,
                       _("image de %u × %u points, attendu de %d à %d de chaque côté ; la réduire"),
                       (unsigned)width, (unsigned)height, JLN_IMAGE_SIDE_MIN, JLN_IMAGE_SIDE_MAX);
}

/* ---- PNG ---- */

static jln_status bad_png(png_image *image, jln_err *err) {
    jln_err_set(err, JLN_EDATA, NULL, _("PNG illisible (%s) ; l'enregistrer de nouveau"),
                image->message);
    png_image_free(image);
    return JLN_EDATA;
}

/* Declared sizes are checked before any memory is taken for them. */
static jln_status open_png(const uint8_t *bytes, size_t length, png_image *image, jln_err *err) {
    memset(image, 0, sizeof *image);
    image->version = PNG_IMAGE_VERSION;
    if (!png_image_begin_read_from_memory(image, bytes, length)) return bad_png(image, err);
    jln_status status = check_size(image->width, image->height, err);
    if (status != JLN_OK) png_image_free(image);
    return status;
}

jln_status jln_image_pixels(const uint8_t *bytes, size_t length, uint8_t *rgb, size_t size,
                            jln_err *err) {
    static const png_color white = {255, 255, 255};
    png_image image;
    jln_status status = open_png(bytes, length, &image, err);
    if (status != JLN_OK) return status;
    image.format = PNG_FORMAT_RGB;
    if (size < PNG_IMAGE_SIZE(image)) {
        png_image_free(&image);
        return bad(err, _("l'image n'a pas la taille annoncée"));
    }
    if (!png_image_finish_read(&image, &white, rgb, 0, NULL)) return bad_png(&image, err);
    return JLN_OK;
}

static jln_status check_png(const uint8_t *bytes, size_t length, jln_image *out, jln_err *err) {
    static const uint8_t end[8] = {'I', 'E', 'N', 'D', 0xAE, 0x42, 0x60, 0x82};
    png_image image;
    if (memcmp(bytes + length - sizeof end, end, sizeof end) != 0)
        return bad(err, _("PNG coupé ou suivi d'autre chose ; l'enregistrer de nouveau"));
    jln_status status = open_png(bytes, length, &image, err);
    if (status != JLN_OK) return status;
    *out = (jln_image){JLN_IMAGE_PNG, image.width, image.height, 3};
    png_image_free(&image);
    size_t size = (size_t)3 * out->width * out->height;
    uint8_t *rgb = malloc(size);
    if (!rgb) return jln_err_nomem(err);
    status = jln_image_pixels(bytes, length, rgb, size, err);
    free(rgb);
    return status;
}

/* ---- JPEG ---- */

enum { SOF_BASELINE = 0xC0, SOF_PROGRESSIVE = 0xC2, SCAN = 0xDA, END = 0xD9, START = 0xD8 };

static bool is_frame(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

static jln_status read_frame(const uint8_t *at, size_t size, int marker, jln_image *out,
                             jln_err *err) {
    if (marker > SOF_PROGRESSIVE || size < 8)
        return bad(err, _("JPEG d'une forme rare ; l'enregistrer en JPEG ordinaire ou en PNG"));
    int bits = at[2], components = at[7];
    *out = (jln_image){JLN_IMAGE_JPEG, (uint32_t)(at[5] << 8 | at[6]),
                       (uint32_t)(at[3] << 8 | at[4]), components};
    if (bits != 8 || (components != 1 && components != 3))
        return jln_err_set(err, JLN_EDATA, NULL,
                           _("JPEG de %d bits et %d couleurs, attendu 8 bits, en gris ou en RVB ; "
                             "l'enregistrer de nouveau"),
                           bits, components);
    return check_size(out->width, out->height, err);
}

/* Walks over the segments up to the pixels; each step moves forward. */
static jln_status check_jpeg(const uint8_t *bytes, size_t length, jln_image *out, jln_err *err) {
    bool framed = false;
    for (size_t at = 2; at + 4 <= length;) {
        if (bytes[at] != 0xFF) break;
        int marker = bytes[at + 1];
        if (marker == 0xFF) {
            at++;
            continue;
        }
        size_t size = (size_t)(bytes[at + 2] << 8 | bytes[at + 3]);
        if (size < 2 || size > length - at - 2 || (marker >= 0xD0 && marker <= END)) break;
        if (is_frame(marker)) {
            if (framed) break;
            jln_status status = read_frame(bytes + at + 2, size, marker, out, err);
            if (status != JLN_OK) return status;
            framed = true;
        }
        bool whole = bytes[length - 2] == 0xFF && bytes[length - 1] == END;
        if (marker == SCAN && framed && whole) return JLN_OK;
        if (marker == SCAN) break;
        at += 2 + size;
    }
    return bad(err, _("JPEG abîmé ou coupé ; l'enregistrer de nouveau"));
}

jln_status jln_image_check(const uint8_t *bytes, size_t length, jln_image *out, jln_err *err) {
    static const uint8_t png[8] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    if (length > JLN_IMAGE_FILE_MAX)
        return jln_err_set(err, JLN_EDATA, NULL, _("image de plus de %d Kio ; la réduire"),
                           JLN_IMAGE_FILE_MAX / 1024);
    if (length > sizeof png && memcmp(bytes, png, sizeof png) == 0)
        return check_png(bytes, length, out, err);
    if (length > 8 && bytes[0] == 0xFF && bytes[1] == START)
        return check_jpeg(bytes, length, out, err);
    return bad(err, _("ce n'est ni un PNG ni un JPEG ; enregistrer le logo dans l'un des deux"));
}

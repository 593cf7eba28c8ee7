#include "out/pdf_picture.h"

#include "base/i18n.h"
#include "image/image.h"

#include <stdlib.h>
#include <string.h>

static jln_status load_png(HPDF_Doc hpdf, const uint8_t *bytes, size_t length,
                           const jln_image *image, HPDF_Image *out, jln_err *err) {
    size_t size = (size_t)3 * image->width * image->height;
    uint8_t *rgb = malloc(size);
    if (!rgb) return jln_err_nomem(err);
    jln_status status = jln_image_pixels(bytes, length, rgb, size, err);
    if (status == JLN_OK)
        *out =
            HPDF_LoadRawImageFromMem(hpdf, rgb, image->width, image->height, HPDF_CS_DEVICE_RGB, 8);
    free(rgb);
    return status;
}

static jln_status load(HPDF_Doc hpdf, const jln_doc_logo *logo, const uint8_t *bytes, size_t length,
                       HPDF_Image *out, jln_err *err) {
    jln_image image;
    jln_status status = jln_image_check(bytes, length, &image, err);
    if (status != JLN_OK) return status;
    bool same = (image.format == JLN_IMAGE_PNG) == logo->png &&
                image.width == (uint32_t)logo->width && image.height == (uint32_t)logo->height;
    if (!same)
        return jln_err_set(err, JLN_EDATA, NULL, "%s", _("l'image n'a pas la taille annoncée"));
    if (logo->png) return load_png(hpdf, bytes, length, &image, out, err);
    *out = HPDF_LoadJpegImageFromMem(hpdf, bytes, (HPDF_UINT)length);
    return JLN_OK;
}

jln_status jln_pdf_picture(HPDF_Doc hpdf, const jln_doc_logo *logo, HPDF_Image *out, jln_err *err) {
    *out = NULL;
    size_t size = strlen(logo->data);
    uint8_t *bytes = malloc(size + 1);
    if (!bytes) return jln_err_nomem(err);
    size_t length = jln_image_from_text(logo->data, bytes, size);
    jln_status status = load(hpdf, logo, bytes, length, out, err);
    free(bytes);
    return status;
}

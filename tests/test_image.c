/* Pictures: good ones are known for what they are, damaged ones are an error and never more. */
#include "image/image.h"
#include "model/colour.h"

#include <check.h>
#include <png.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (int)(sizeof(array) / sizeof *(array))

/* A 16 × 12 JPEG, baseline, three components. */
static const uint8_t JPEG[] = {
    0xFF, 0xD8, 0xFF, 0xE0, 0x00, 0x10, 0x4A, 0x46, 0x49, 0x46, 0x00, 0x01, 0x01, 0x00, 0x00, 0x01,
    0x00, 0x01, 0x00, 0x00, 0xFF, 0xDB, 0x00, 0x43, 0x00, 0x10, 0x0B, 0x0C, 0x0E, 0x0C, 0x0A, 0x10,
    0x0E, 0x0D, 0x0E, 0x12, 0x11, 0x10, 0x13, 0x18, 0x28, 0x1A, 0x18, 0x16, 0x16, 0x18, 0x31, 0x23,
    0x25, 0x1D, 0x28, 0x3A, 0x33, 0x3D, 0x3C, 0x39, 0x33, 0x38, 0x37, 0x40, 0x48, 0x5C, 0x4E, 0x40,
    0x44, 0x57, 0x45, 0x37, 0x38, 0x50, 0x6D, 0x51, 0x57, 0x5F, 0x62, 0x67, 0x68, 0x67, 0x3E, 0x4D,
    0x71, 0x79, 0x70, 0x64, 0x78, 0x5C, 0x65, 0x67, 0x63, 0xFF, 0xDB, 0x00, 0x43, 0x01, 0x11, 0x12,
    0x12, 0x18, 0x15, 0x18, 0x2F, 0x1A, 0x1A, 0x2F, 0x63, 0x42, 0x38, 0x42, 0x63, 0x63, 0x63, 0x63,
    0x63, 0x63, 0x63, 0x63, 0x63, 0x63, 0x63, 0x63, 0x63, 0x63, 0x63, 0x63, 0x63, 0x63, 0x63, 0x63,
    0x63, 0x63, 0x63, 0x63, 0x63, 0x63, 0x63, 0x63, 0x63, 0x63, 0x63, 0x63, 0x63, 0x63, 0x63, 0x63,
    0x63, 0x63, 0x63, 0x63, 0x63, 0x63, 0x63, 0x63, 0x63, 0x63, 0x63, 0x63, 0x63, 0x63, 0xFF, 0xC0,
    0x00, 0x11, 0x08, 0x00, 0x0C, 0x00, 0x10, 0x03, 0x01, 0x22, 0x00, 0x02, 0x11, 0x01, 0x03, 0x11,
    0x01, 0xFF, 0xC4, 0x00, 0x15, 0x00, 0x01, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x06, 0xFF, 0xC4, 0x00, 0x14, 0x10, 0x01, 0x00, 0x00,
    0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0xFF, 0xC4,
    0x00, 0x14, 0x01, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    0x00, 0x00, 0x00, 0x04, 0xFF, 0xC4, 0x00, 0x14, 0x11, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0xFF, 0xDA, 0x00, 0x0C, 0x03, 0x01,
    0x00, 0x02, 0x11, 0x03, 0x11, 0x00, 0x3F, 0x00, 0x9C, 0x00, 0xA1, 0x9F, 0xFF, 0xD9,
};

/* A PNG of one colour; `alpha` 255 is opaque. */
static size_t make_png(uint32_t width, uint32_t height, uint8_t alpha, uint8_t *out, size_t size) {
    png_image image = {.version = PNG_IMAGE_VERSION, .width = width, .height = height};
    image.format = PNG_FORMAT_RGBA;
    uint8_t *rgba = malloc(PNG_IMAGE_SIZE(image));
    png_alloc_size_t length = size;
    ck_assert_ptr_nonnull(rgba);
    for (size_t i = 0; i < (size_t)width * height; i++)
        memcpy(rgba + 4 * i, (uint8_t[]){200, 0, 0, alpha}, 4);
    ck_assert(png_image_write_to_memory(&image, out, &length, 0, rgba, 0, NULL));
    free(rgba);
    return length;
}

START_TEST(test_png) {
    uint8_t bytes[20000], rgb[40 * 30 * 3];
    jln_image image;
    jln_err err = {0};
    size_t length = make_png(40, 30, _i ? 255 : 0, bytes, sizeof bytes);
    ck_assert_msg(jln_image_check(bytes, length, &image, &err) == JLN_OK, "%s", err.message);
    ck_assert(image.format == JLN_IMAGE_PNG && image.width == 40 && image.height == 30);
    ck_assert_int_eq(jln_image_pixels(bytes, length, rgb, sizeof rgb, &err), JLN_OK);
    ck_assert_int_eq(rgb[1], _i ? 0 : 255); /* what is transparent is white */
    ck_assert_int_eq(jln_image_pixels(bytes, length, rgb, sizeof rgb - 1, &err), JLN_EDATA);
}
END_TEST

START_TEST(test_jpeg) {
    jln_image image;
    jln_err err = {0};
    ck_assert_msg(jln_image_check(JPEG, sizeof JPEG, &image, &err) == JLN_OK, "%s", err.message);
    ck_assert(image.format == JLN_IMAGE_JPEG && image.width == 16 && image.height == 12);
    ck_assert_int_eq(image.components, 3);
}
END_TEST

/* Cut anywhere, a bit turned anywhere: an answer, and an error for every cut. */
START_TEST(test_damaged) {
    uint8_t png[20000], copy[20000];
    size_t length = _i ? make_png(24, 24, 128, png, sizeof png) : sizeof JPEG;
    const uint8_t *bytes = _i ? png : JPEG;
    for (size_t n = 0; n < length; n++) {
        jln_image image;
        jln_err err = {0};
        ck_assert_int_eq(jln_image_check(bytes, n, &image, &err), JLN_EDATA);
        ck_assert_ptr_nonnull(strchr(err.message, ';'));
        memcpy(copy, bytes, length);
        copy[n] ^= (uint8_t)(1u << n % 8);
        err = (jln_err){0};
        jln_status status = jln_image_check(copy, length, &image, &err);
        ck_assert(status == JLN_OK || status == JLN_EDATA);
        ck_assert(status != JLN_OK ||
                  (image.width <= JLN_IMAGE_SIDE_MAX && image.width >= JLN_IMAGE_SIDE_MIN));
    }
}
END_TEST

static void patch_size(uint8_t *png, uint32_t width, uint32_t height) {
    for (int i = 0; i < 4; i++) {
        png[16 + i] = (uint8_t)(width >> (24 - 8 * i));
        png[20 + i] = (uint8_t)(height >> (24 - 8 * i));
    }
}

START_TEST(test_sizes) {
    static const struct {
        uint32_t width, height;
    } wrong[] = {{30000, 30000}, {2001, 10}, {10, 2001},
                 {7, 10},        {0, 10},    {0x7FFFFFFF, 0x7FFFFFFF}};
    uint8_t bytes[20000];
    for (int i = 0; i < COUNT(wrong); i++) {
        jln_image image;
        jln_err err = {0};
        size_t length = make_png(10, 10, 255, bytes, sizeof bytes);
        patch_size(bytes, wrong[i].width, wrong[i].height);
        ck_assert_int_eq(jln_image_check(bytes, length, &image, &err), JLN_EDATA);
    }
    uint8_t *large = calloc(1, JLN_IMAGE_FILE_MAX + 1);
    jln_image image;
    jln_err err = {0};
    ck_assert_ptr_nonnull(large);
    ck_assert_int_eq(jln_image_check(large, JLN_IMAGE_FILE_MAX + 1, &image, &err), JLN_EDATA);
    ck_assert_ptr_nonnull(strstr(err.message, "512"));
    free(large);
}
END_TEST

START_TEST(test_text) {
    uint8_t bytes[64], back[64];
    char text[128];
    for (size_t n = 0; n < sizeof bytes; n++) bytes[n] = (uint8_t)(n * 37 + 11);
    for (size_t n = 0; n < sizeof bytes; n++) {
        jln_image_to_text(bytes, n, text);
        ck_assert_uint_eq(strlen(text) + 1, jln_image_text_size(n));
        ck_assert_uint_eq(jln_image_from_text(text, back, sizeof back), n);
        ck_assert_int_eq(memcmp(bytes, back, n), 0);
        if (n) ck_assert_uint_eq(jln_image_from_text(text, back, n - 1), 0);
    }
    jln_image_to_text((const uint8_t *)"Mali", 4, text);
    ck_assert_str_eq(text, "TWFsaQ==");
    static const char *const wrong[] = {
        "TWF", "TW=s", "T===", "TWFs=", "TW==TWFs", "TWF\n", "é==="};
    for (int i = 0; i < COUNT(wrong); i++)
        ck_assert_msg(jln_image_from_text(wrong[i], back, sizeof back) == 0, "%s", wrong[i]);
}
END_TEST

START_TEST(test_colours) {
    uint32_t colour = 0;
    ck_assert(jln_colour_parse("#1f3A54", &colour) && colour == 0x1F3A54);
    static const char *const wrong[] = {"",         "1F3A54",  "#1F3A5", "#1F3A5G",
                                        "#1F3A540", "# F3A54", "red"};
    for (int i = 0; i < COUNT(wrong); i++) ck_assert(!jln_colour_parse(wrong[i], &colour));
    ck_assert_double_eq_tol(jln_colour_contrast(0, 0xFFFFFF), 21, 1e-9);
    ck_assert_double_eq_tol(jln_colour_contrast(0x777777, 0xFFFFFF), 4.48, 0.01); /* as WCAG says */
    ck_assert_double_eq_tol(jln_colour_contrast(0xFFFFFF, 0x777777), 4.48, 0.01);
    ck_assert_double_eq_tol(jln_colour_contrast(0x123456, 0x123456), 1, 1e-9);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("image");
    TCase *tests = tcase_create("image");
    tcase_add_loop_test(tests, test_png, 0, 2);
    tcase_add_test(tests, test_jpeg);
    tcase_add_loop_test(tests, test_damaged, 0, 2);
    tcase_add_test(tests, test_sizes);
    tcase_add_test(tests, test_text);
    tcase_add_test(tests, test_colours);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}

#include "image/image.h"

#include <stdbool.h>
#include <string.h>

static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

size_t jln_image_text_size(size_t length) {
    return (length + 2) / 3 * 4 + 1;
}

void jln_image_to_text(const uint8_t *bytes, size_t length, char *text) {
    for (size_t i = 0; i < length; i += 3) {
        size_t left = length - i;
        uint32_t three = (uint32_t)bytes[i] << 16 | (uint32_t)(left > 1 ? bytes[i + 1] : 0) << 8 |
                         (left > 2 ? bytes[i + 2] : 0);
        for (int k = 0; k < 4; k++)
            *text++ = (size_t)k <= left ? letters[three >> (18 - 6 * k) & 63] : '=';
    }
    *text = '\0';
}

static int value_of(char c) {
    const char *at = c ? strchr(letters, c) : NULL;
    return at ? (int)(at - letters) : -1;
}

size_t jln_image_from_text(const char *text, uint8_t *bytes, size_t size) {
    size_t length = strlen(text), count = 0;
    if (length % 4 != 0) return 0;
    for (size_t i = 0; i < length; i += 4) {
        uint32_t four = 0;
        int keep = 3;
        for (int k = 0; k < 4; k++) {
            bool pad = text[i + (size_t)k] == '=' && k >= 2 && i + 4 == length;
            int value = pad ? 0 : value_of(text[i + (size_t)k]);
            if (value < 0 || (!pad && keep < 3)) return 0;
            if (pad) keep--;
            four = four << 6 | (uint32_t)value;
        }
        if (count + (size_t)keep > size) return 0;
        for (int k = 0; k < keep; k++) bytes[count++] = (uint8_t)(four >> (16 - 8 * k));
    }
    return count;
}

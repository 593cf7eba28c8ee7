#include "base/utf8.h"

int32_t jln_utf8_next(const char *text, size_t length, size_t *at) {
    const unsigned char *s = (const unsigned char *)text + *at;
    size_t left = length - *at;
    (*at)++;
    if (s[0] < 0x80) return s[0];
    int extra = s[0] >= 0xF0 ? 3 : s[0] >= 0xE0 ? 2 : 1;
    if (s[0] < 0xC2 || s[0] > 0xF4 || left <= (size_t)extra) return -1;
    int32_t code = s[0] & (0x3F >> extra);
    for (int i = 1; i <= extra; i++) {
        if ((s[i] & 0xC0) != 0x80) return -1;
        code = code << 6 | (s[i] & 0x3F);
    }
    static const int32_t smallest[] = {0, 0x80, 0x800, 0x10000};
    if (code < smallest[extra] || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return -1;
    *at += (size_t)extra;
    return code;
}

bool jln_utf8_valid(const char *text, size_t length, size_t *bad) {
    for (size_t at = 0; at < length;) {
        size_t start = at;
        if (jln_utf8_next(text, length, &at) >= 0) continue;
        if (bad) *bad = start;
        return false;
    }
    return true;
}

size_t jln_utf8_put(int32_t code, char out[4]) {
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    size_t n = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    for (size_t i = n - 1; i > 0; i--) {
        out[i] = (char)(0x80 | (code & 0x3F));
        code >>= 6;
    }
    static const int lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
    out[0] = (char)(lead[n] | code);
    return n;
}

size_t jln_utf8_count(const char *text, size_t length) {
    size_t n = 0;
    for (size_t i = 0; i < length; i++) n += ((unsigned char)text[i] & 0xC0) != 0x80;
    return n;
}

#include "cli/width.h"

#include "base/utf8.h"

#include <string.h>

static bool between(int32_t c, int32_t first, int32_t last) {
    return c >= first && c <= last;
}

static size_t columns_of(int32_t c) {
    if (c < 0) return 1;
    if (between(c, 0x0300, 0x036F) || between(c, 0x200B, 0x200F) || c == 0xFEFF) return 0;
    if (between(c, 0x1100, 0x115F) || between(c, 0x2E80, 0xA4CF) || between(c, 0xAC00, 0xD7A3) ||
        between(c, 0xF900, 0xFAFF) || between(c, 0xFE30, 0xFE6F) || between(c, 0xFF00, 0xFF60) ||
        between(c, 0x1F300, 0x1FAFF) || between(c, 0x20000, 0x3FFFD))
        return 2;
    return 1;
}

static size_t width_of(const char *text, size_t length) {
    size_t width = 0;
    for (size_t at = 0; at < length;) width += columns_of(jln_utf8_next(text, length, &at));
    return width;
}

size_t jln_width(const char *text) {
    return width_of(text, strlen(text));
}

static void spaces(FILE *out, size_t count) {
    while (count--) putc(' ', out);
}

void jln_width_print(FILE *out, const char *text, size_t width, bool right) {
    size_t own = jln_width(text), room = own < width ? width - own : 0;
    if (right) spaces(out, room);
    fputs(text, out);
    if (!right) spaces(out, room);
}

void jln_width_cut(jln_str *out, const char *text, size_t width) {
    if (jln_width(text) <= width) {
        jln_str_add(out, text);
        return;
    }
    size_t length = strlen(text), at = 0, used = 0, keep = 0;
    while (at < length) {
        used += columns_of(jln_utf8_next(text, length, &at));
        if (used + 1 > width) break;
        keep = at;
    }
    while (keep && text[keep - 1] == ' ') keep--;
    jln_str_addn(out, text, keep);
    jln_str_add(out, "…");
}

/* The space that ends a word is one a line does not end with: "« mots », l. 12 :". */
static bool holds(const char *text, size_t length) {
    const char *after = text + length + 1;
    bool mark = *after && strchr(":;!?%", *after) && (!after[1] || strchr(" .,)", after[1]));
    bool opens = length >= 2 && memcmp(text + length - 2, "«", 2) == 0;
    bool line = length >= 2 && memcmp(text + length - 2, "l.", 2) == 0 && *after >= '0' && *after <= '9';
    return mark || opens || line || strncmp(after, "»", 2) == 0;
}

void jln_width_wrap(FILE *out, const char *text, size_t at, size_t indent, size_t width) {
    bool first = true;
    while (*text) {
        size_t length = strcspn(text, " ");
        while (text[length] == ' ' && holds(text, length)) length += 1 + strcspn(text + length + 1, " ");
        size_t word = width_of(text, length);
        if (!first && at + 1 + word > width) {
            putc('\n', out);
            spaces(out, indent);
            at = indent;
        } else if (!first) {
            putc(' ', out);
            at++;
        }
        fwrite(text, 1, length, out);
        at += word;
        first = false;
        text += length;
        while (*text == ' ') text++;
    }
    putc('\n', out);
}

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

/* French keeps « ; : ! ? » and guillemets on the line of their word: a space there is no place to
 * break at, however it was typed; "l. 12" stays whole. */
static bool may_break(const char *before, const char *space) {
    static const char *const openers[] = {"«", "“", "("};
    const char *after = space + strspn(space, " ");
    size_t length = (size_t)(space - before);
    if (*after == '\0' || strchr(";:!?%", *after) || strncmp(after, "»", strlen("»")) == 0)
        return false;
    bool is_line = length >= 2 && memcmp(space - 2, "l.", 2) == 0 && *after >= '0' && *after <= '9';
    if (is_line) return false;
    for (size_t i = 0; i < sizeof openers / sizeof *openers; i++) {
        size_t n = strlen(openers[i]);
        if (length >= n && memcmp(space - n, openers[i], n) == 0) return false;
    }
    return true;
}

/* Bytes up to the next space where a line may end. */
static size_t piece_of(const char *text) {
    size_t length = strcspn(text, " ");
    while (text[length] && !may_break(text, text + length)) {
        length += strspn(text + length, " ");
        length += strcspn(text + length, " ");
    }
    return length;
}

void jln_width_wrap(FILE *out, const char *text, size_t at, size_t indent, size_t width) {
    bool first = true;
    while (*text) {
        size_t length = piece_of(text), piece = width_of(text, length);
        if (!first && at + 1 + piece > width) {
            putc('\n', out);
            spaces(out, indent);
            at = indent;
        } else if (!first) {
            putc(' ', out);
            at++;
        }
        fwrite(text, 1, length, out);
        at += piece;
        first = false;
        text += length;
        while (*text == ' ') text++;
    }
    putc('\n', out);
}

#include "base/collate.h"

#include "base/utf8.h"

#include <stdbool.h>
#include <string.h>

/* The plain letters of U+00C0 to U+00FF; 0: not a letter. Æ and ß are two, written by their first;
 * the second follows by itself where it matters: nowhere in our lists. */
static const char latin[] = "aaaaaaaceeeeiiii"
                            "dnooooo\0ouuuuyts"
                            "aaaaaaaceeeeiiii"
                            "dnooooo\0ouuuuyty";

static int32_t plain(int32_t code) {
    if (code >= 'A' && code <= 'Z') return code + ('a' - 'A');
    if (code >= 0xC0 && code <= 0xFF && latin[code - 0xC0]) return latin[code - 0xC0];
    if (code == 0x152 || code == 0x153) return 'o';
    return code;
}

static bool is_ignored(int32_t code) {
    return code == '-' || code == '\'' || code == 0x2019 || code == ' ' || code == 0xA0;
}

/* The next letter, 0 at the end; spaces, hyphens and apostrophes do not count. */
static int32_t letter(const char *text, size_t length, size_t *at) {
    while (*at < length) {
        int32_t code = jln_utf8_next(text, length, at);
        if (!is_ignored(code)) return plain(code);
    }
    return 0;
}

int jln_collate(const char *a, const char *b) {
    size_t na = strlen(a), nb = strlen(b), i = 0, k = 0;
    for (;;) {
        int32_t x = letter(a, na, &i), y = letter(b, nb, &k);
        if (x != y) return x < y ? -1 : 1;
        if (!x) return strcmp(a, b);
    }
}

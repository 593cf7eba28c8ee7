#include "import/words.h"

#include "base/i18n.h"
#include "base/utf8.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum { QUOTED_CHARACTERS = 60, NAME_BYTES = 48 };

static bool shown(int32_t c) {
    return c >= 0x20 && !(c >= 0x7F && c < 0xA0) && !(c >= 0x200B && c <= 0x200F) &&
           !(c >= 0x2028 && c <= 0x202E) && !(c >= 0x2066 && c <= 0x2069) && c != 0x61C &&
           c != 0xFEFF;
}

const char *jln_quote(const char *text, size_t length, char out[JLN_QUOTE_MAX]) {
    char cut[QUOTED_CHARACTERS * 4 + 8];
    size_t n = 0, at = 0;
    for (int i = 0; at < length && i < QUOTED_CHARACTERS; i++) {
        int32_t c = jln_utf8_next(text, length, &at);
        n += jln_utf8_put(shown(c) ? c : 0xFFFD, cut + n);
    }
    if (at < length) n += jln_utf8_put(0x2026, cut + n);
    cut[n] = '\0';
    snprintf(out, JLN_QUOTE_MAX, _("« %s »"), cut);
    return out;
}

static int lower(char c) {
    return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : (unsigned char)c;
}

static int smaller(int a, int b) {
    return a < b ? a : b;
}

/* Letters to add, drop, change or swap with the next one to make one text the other; both at most
 * NAME_BYTES long. */
static int distance(const char *a, int m, const char *b, int n) {
    int rows[3][NAME_BYTES + 1];
    for (int j = 0; j <= n; j++) rows[0][j] = j;
    for (int i = 1; i <= m; i++) {
        int *now = rows[i % 3], *above = rows[(i + 2) % 3], *before = rows[(i + 1) % 3];
        now[0] = i;
        for (int j = 1; j <= n; j++) {
            bool same = lower(a[i - 1]) == lower(b[j - 1]);
            now[j] = smaller(above[j - 1] + !same, 1 + smaller(above[j], now[j - 1]));
            if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) &&
                lower(a[i - 2]) == lower(b[j - 1]))
                now[j] = smaller(now[j], before[j - 2] + 1);
        }
    }
    return rows[m % 3][n];
}

const char *jln_nearest(const char *text, const char *const *names, size_t count) {
    size_t length = strlen(text);
    if (length == 0 || length > NAME_BYTES) return NULL;
    const char *nearest = NULL;
    int best = length < 4 ? 1 : (int)length / 3; /* beyond a third of the letters it is a guess */
    for (size_t i = 0; i < count; i++) {
        size_t n = names[i] ? strlen(names[i]) : 0;
        if (n == 0 || n > NAME_BYTES) continue;
        int d = distance(text, (int)length, names[i], (int)n);
        if (d > best || (d == best && nearest)) continue;
        best = d;
        nearest = names[i];
    }
    return nearest;
}

const char *jln_suggest(const char *text, const char *const *names, size_t count,
                        char out[JLN_QUOTE_MAX]) {
    const char *nearest = jln_nearest(text, names, count);
    out[0] = '\0';
    if (nearest) snprintf(out, JLN_QUOTE_MAX, _(" ; vouliez-vous écrire « %s » ?"), nearest);
    return out;
}

const char *jln_list(const char *const *names, size_t count, char out[JLN_LIST_MAX]) {
    size_t n = 0;
    out[0] = '\0';
    for (size_t i = 0; i < count; i++) {
        if (!names[i]) continue;
        size_t length = strlen(names[i]);
        if (n + length + 8 > JLN_LIST_MAX) {
            strcpy(out + n, ", …");
            break;
        }
        n += (size_t)snprintf(out + n, JLN_LIST_MAX - n, "%s%s", n ? ", " : "", names[i]);
    }
    return out;
}

void jln_words_place(jln_err *err, const char *file, long line, long column) {
    if (!err || err->status == JLN_OK || err->where[0]) return;
    char suffix[48] = "";
    if (line > 0 && column > 0) snprintf(suffix, sizeof suffix, ":%ld:%ld", line, column);
    else if (line > 0) snprintf(suffix, sizeof suffix, ":%ld", line);
    size_t room = sizeof err->where - sizeof suffix - 4, length = strlen(file);
    const char *tail = length > room ? file + (length - room) : file;
    while (tail != file && ((unsigned char)*tail & 0xC0) == 0x80) tail++;
    snprintf(err->where, sizeof err->where, "%s%s%s", tail == file ? "" : "…", tail, suffix);
}

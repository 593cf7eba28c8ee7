#include "out/sheet_name.h"

#include "base/i18n.h"
#include "base/str.h"
#include "base/utf8.h"

#include <string.h>

enum { LONGEST = 31, SHORTEST_CUT = 18, FOLDED_MAX = 160 };

/* Base letters of U+00C0 to U+017F: the accents of the languages written in Latin letters. */
static const char BASE[] = "aaaaaaaceeeeiiiidnooooo*ouuuuytsaaaaaaaceeeeiiiidnooooo/ouuuuyty"
                           "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllll"
                           "nnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

static int32_t fold(int32_t code) {
    if (code >= 'A' && code <= 'Z') return code + 32;
    if (code >= 0xC0 && code <= 0x17F) return BASE[code - 0xC0];
    return code;
}

static bool same(const char *a, const char *b) {
    size_t i = 0, j = 0, m = strlen(a), n = strlen(b);
    while (i < m && j < n)
        if (fold(jln_utf8_next(a, m, &i)) != fold(jln_utf8_next(b, n, &j))) return false;
    return i == m && j == n;
}

static bool is_taken(const char *name, const char *const *taken, size_t count) {
    if (same(name, "history") || same(name, "historique"))
        return true; /* Excel keeps them for itself */
    for (size_t i = 0; i < count; i++)
        if (same(name, taken[i])) return true;
    return false;
}

/* The text with forbidden signs and runs of spaces as single spaces, none at the ends, no
 * apostrophe there either. */
static void clean(jln_str *out, const char *text) {
    size_t length = strlen(text);
    bool space = false;
    for (size_t at = 0; at < length;) {
        size_t start = at;
        int32_t code = jln_utf8_next(text, length, &at);
        if (code <= ' ' || code == 0xA0 || code == 0x202F ||
            (code < 0x80 && strchr("[]:*?/\\", code))) {
            space = true;
            continue;
        }
        if (code == '\'' && !out->length) continue;
        if (space && out->length) jln_str_addc(out, ' ');
        space = false;
        jln_str_addn(out, text + start, at - start);
    }
}

/* Words that announce others: a name does not end with one. */
static bool announces(const char *word) {
    static const char *const words[] = {"de",  "des",  "du",  "la",  "le",  "les", "un",  "une",
                                        "à",   "au",   "aux", "en",  "et",  "ou",  "par", "pour",
                                        "sur", "dans", "of",  "the", "and", "or",  "by",  "for",
                                        "in",  "on",   "to",  "a",   "an"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(word, words[i]) == 0) return true;
    return false;
}

static void trim_end(char *name) {
    for (char *space; (space = strrchr(name, ' ')) && announces(space + 1);) *space = '\0';
    size_t length = strlen(name);
    while (length && strchr(" '-,;(", name[length - 1])) name[--length] = '\0';
}

/* Cuts to so many UTF-16 units, between words when that keeps enough of the text. */
static void cut(char *name, size_t units) {
    size_t length = strlen(name), at = 0, used = 0, space = 0;
    while (at < length) {
        size_t start = at;
        used += jln_utf8_next(name, length, &at) > 0xFFFF ? 2 : 1;
        if (name[start] == ' ' && used > SHORTEST_CUT) space = start;
        if (used <= units) continue;
        name[space ? space : start] = '\0';
        if (space) trim_end(name);
        break;
    }
    length = strlen(name);
    while (length && strchr(" '-,;(", name[length - 1])) name[--length] = '\0';
}

char *jln_sheet_name(jln_arena *arena, const char *text, const char *const *taken, size_t count) {
    jln_str cleaned = {0};
    clean(&cleaned, text ? text : "");
    char *base = jln_arena_str(arena, jln_str_c(&cleaned));
    bool failed = cleaned.failed;
    jln_str_free(&cleaned);
    if (!base || failed) return NULL;
    cut(base, LONGEST);
    if (!*base) base = jln_arena_str(arena, _("Feuille"));
    char *name = base;
    for (unsigned n = 2; name && is_taken(name, taken, count); n++) {
        size_t digits = 1;
        for (unsigned rest = n; rest >= 10; rest /= 10) digits++;
        char *shorter = jln_arena_str(arena, base);
        if (!shorter) return NULL;
        cut(shorter, LONGEST - 3 - digits);
        name = jln_arena_fmt(arena, "%s (%u)", shorter, n);
    }
    return name;
}

void jln_sheet_reference(jln_str *out, const char *name) {
    jln_str_addc(out, '\'');
    for (; *name; name++) {
        if (*name == '\'') jln_str_addc(out, '\'');
        jln_str_addc(out, *name);
    }
    jln_str_add(out, "'!");
}

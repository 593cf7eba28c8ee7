#include "audit/words.h"

#include "base/utf8.h"

#include <stdint.h>
#include <string.h>

/* ---- letters ---- */

/* The letters below an accent: Latin-1 and the letters of Latin Extended-A that French and names of
 * Mali use. */
static const struct {
    int32_t first, last;
    const char *plain;
} accents[] = {
    {0xC0, 0xC5, "a"},   {0xC6, 0xC6, "ae"}, {0xC7, 0xC7, "c"},   {0xC8, 0xCB, "e"},
    {0xCC, 0xCF, "i"},   {0xD1, 0xD1, "n"},  {0xD2, 0xD6, "o"},   {0xD8, 0xD8, "o"},
    {0xD9, 0xDC, "u"},   {0xDD, 0xDD, "y"},  {0xDF, 0xDF, "ss"},  {0xE0, 0xE5, "a"},
    {0xE6, 0xE6, "ae"},  {0xE7, 0xE7, "c"},  {0xE8, 0xEB, "e"},   {0xEC, 0xEF, "i"},
    {0xF1, 0xF1, "n"},   {0xF2, 0xF6, "o"},  {0xF8, 0xF8, "o"},   {0xF9, 0xFC, "u"},
    {0xFD, 0xFD, "y"},   {0xFF, 0xFF, "y"},  {0x14A, 0x14B, "n"}, {0x152, 0x153, "oe"},
    {0x178, 0x178, "y"},
};

static bool is_letter(int32_t c) {
    if (c >= 0xC0 && c <= 0x24F) return c != 0xD7 && c != 0xF7;
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_upper(int32_t c) {
    return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE) || c == 0x152;
}

/* Lower case; with `plain`, without accents. Ligatures are always parted. */
static size_t fold_letter(int32_t c, bool plain, char out[4]) {
    if (c < 0x80) {
        out[0] = (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
        return 1;
    }
    bool ligature = c == 0xC6 || c == 0xE6 || c == 0x152 || c == 0x153;
    for (size_t i = 0; (plain || ligature) && i < sizeof accents / sizeof *accents; i++)
        if (c >= accents[i].first && c <= accents[i].last) {
            size_t length = strlen(accents[i].plain);
            memcpy(out, accents[i].plain, length);
            return length;
        }
    if (c >= 0xC0 && c <= 0xDE) c += 0x20;
    return jln_utf8_put(c, out);
}

/* ---- words ---- */

typedef struct {
    const char *start;
    size_t length;                  /* as printed */
    char plain[JLN_AUDIT_WORD_MAX]; /* folded, without accents */
    char exact[JLN_AUDIT_WORD_MAX]; /* lower case; the first letter without its accent, which
                                       capitals lose */
    bool capitals;                  /* no lower-case letter: accents say nothing */
} word;

static void put(char *folded, size_t *length, int32_t c, bool plain) {
    char bytes[4];
    size_t count = fold_letter(c, plain, bytes);
    if (*length + count >= JLN_AUDIT_WORD_MAX) return;
    memcpy(folded + *length, bytes, count);
    *length += count;
}

/* A soft hyphen is no part of a word and does not end it. */
static bool next_word(const char **at, word *out) {
    const char *text = *at;
    size_t length = strlen(text), from = 0, end = 0, plain = 0, exact = 0, letters = 0;
    out->capitals = true;
    while (from < length) {
        size_t before = from;
        int32_t c = jln_utf8_next(text, length, &from);
        if (letters && c == 0xAD) continue;
        if (c < 0 || !is_letter(c)) {
            if (letters) break;
            continue;
        }
        if (!letters) out->start = text + before;
        put(out->plain, &plain, c, true);
        put(out->exact, &exact, c, letters == 0);
        letters++;
        out->capitals = out->capitals && is_upper(c);
        end = from;
    }
    out->plain[plain] = out->exact[exact] = '\0';
    *at = text + (letters ? end : length);
    out->length = letters ? (size_t)(*at - out->start) : 0;
    return letters > 0;
}

bool jln_audit_word_next(const char **at, char out[JLN_AUDIT_WORD_MAX]) {
    word w;
    bool any = next_word(at, &w);
    if (any) memcpy(out, w.plain, sizeof w.plain);
    return any;
}

static word *words_of(jln_arena *arena, const char *text, size_t *count) {
    size_t capacity = strlen(text) / 2 + 2;
    word *items = jln_arena_array(arena, capacity, sizeof *items);
    *count = 0;
    for (const char *at = text; items && next_word(&at, &items[*count]);) (*count)++;
    return items;
}

/* ---- one word against another ---- */

/* Grammatical words that may come and go without changing what a title says. */
static bool is_small(const char *plain) {
    static const char *const small[] = {"le", "la", "les", "l",     "un",  "une", "des",
                                        "du", "de", "d",   "a",     "au",  "aux", "en",
                                        "et", "ce", "cet", "cette", "ces", "est", "sont"};
    for (size_t i = 0; i < sizeof small / sizeof *small; i++)
        if (strcmp(small[i], plain) == 0) return true;
    return false;
}

/* Words that only carry the one beside them: "mener un plaidoyer" is "plaidoyer", "les activités de
 * prévention" "la prévention", "servies par" "des". */
static bool is_light(const char *plain) {
    static const char *const light[] = {
        "faire",     "mener",  "proceder", "effectuer",   "operation", "operations", "activite",
        "activites", "niveau", "niveaux",  "utilisation", "servie",    "servies",    "dans",
        "par",       "sur",    "vers",     "lie",         "lies",      "liee",       "liees"};
    for (size_t i = 0; i < sizeof light / sizeof *light; i++)
        if (strcmp(light[i], plain) == 0) return true;
    return is_small(plain);
}

/* Without its ending: agreement (s, x, e), infinitive and participle (er, e), doubled last letter,
 * f and v. */
static size_t stem(const char *plain, char out[JLN_AUDIT_WORD_MAX]) {
    size_t length = strlen(plain);
    memcpy(out, plain, length + 1);
    if (strpbrk(plain, "0123456789")) return length;
    if (length > 4 && strcmp(out + length - 2, "er") == 0) length--;
    while (length > 2 && strchr("sxe", out[length - 1])) length--;
    if (length > 3 && out[length - 1] == out[length - 2]) length--;
    if (out[length - 1] == 'v') out[length - 1] = 'f';
    out[length] = '\0';
    return length;
}

/* One letter too many inside a long word is a slip, not another word. */
static bool is_slip(const char *a, const char *b) {
    size_t n = strlen(a), m = strlen(b), same = 0;
    if (n > m) return is_slip(b, a);
    if (m != n + 1 || n < 10 || strpbrk(a, "0123456789") || strpbrk(b, "0123456789")) return false;
    while (a[same] && a[same] == b[same]) same++;
    return same > 2 && n - same > 2 && strcmp(a + same, b + same + 1) == 0;
}

static bool same_word(const word *a, const word *b) {
    char x[JLN_AUDIT_WORD_MAX], y[JLN_AUDIT_WORD_MAX];
    if (strcmp(a->plain, b->plain) == 0) return true;
    stem(a->plain, x);
    stem(b->plain, y);
    return strcmp(x, y) == 0 || is_slip(a->plain, b->plain);
}

static bool spelled_alike(const word *a, const word *b) {
    if (strcmp(a->plain, b->plain) != 0) return false;
    return a->capitals || b->capitals || strcmp(a->exact, b->exact) == 0;
}

/* ---- abbreviations ---- */

/* "info" for "information"; "ptf" for "partenaires techniques et financiers", whose words are
 * counted in *used. */
static bool abbreviates(const word *brief, const word *full, size_t count, size_t *used) {
    size_t length = strlen(brief->plain), letter = 0, i = 0;
    *used = 1;
    if (length >= 3 && strlen(full->plain) > length &&
        strncmp(brief->plain, full->plain, length) == 0)
        return true;
    if (length < 2) return false;
    for (; i < count && letter < length; i++) {
        if (full[i].plain[0] == brief->plain[letter]) letter++;
        else if (!is_small(full[i].plain)) return false;
    }
    *used = i;
    return letter == length && i > 1;
}

static size_t skip_light(const word *words, size_t at, size_t count) {
    while (at < count && is_light(words[at].plain)) at++;
    return at;
}

/* Both groups say the same once light words are left out and abbreviations written in full. */
static bool says_same(const word *a, size_t n, const word *b, size_t m) {
    size_t i = 0, j = 0, used;
    for (;;) {
        i = skip_light(a, i, n);
        j = skip_light(b, j, m);
        if (i == n || j == m) return i == n && j == m;
        if (same_word(&a[i], &b[j])) {
            i++;
            j++;
        } else if (abbreviates(&a[i], &b[j], m - j, &used)) {
            i++;
            j += used;
        } else if (abbreviates(&b[j], &a[i], n - i, &used)) {
            j++;
            i += used;
        } else {
            return false;
        }
    }
}

/* "micro-finance" and "microfinance". */
static bool joins_same(const word *a, size_t n, const word *b, size_t m) {
    const char *x = "", *y = "";
    size_t i = 0, j = 0;
    for (;;) {
        if (!*x && i < n) x = a[i++].plain;
        if (!*y && j < m) y = b[j++].plain;
        if (!*x || !*y) return !*x && !*y && n && m;
        if (*x++ != *y++) return false;
    }
}

/* ---- alignment ---- */

typedef struct {
    jln_arena *arena;
    jln_audit_contrast *out;
    bool failed;
} comparer;

static const char *quote(comparer *c, const char *before, const word *words, size_t count) {
    if (!count) return before;
    size_t length = (size_t)(words[count - 1].start + words[count - 1].length - words[0].start);
    const char *text = jln_arena_strn(c->arena, words[0].start, length);
    if (text && *before) text = jln_arena_fmt(c->arena, "%s … %s", before, text);
    if (!text) c->failed = true;
    return text ? text : "";
}

static void note(comparer *c, jln_audit_likeness likeness, const word *a, size_t n, const word *b,
                 size_t m) {
    if (likeness < c->out->likeness) return;
    if (likeness > c->out->likeness) c->out->gone = c->out->come = "";
    c->out->likeness = likeness;
    c->out->gone = quote(c, c->out->gone, a, n);
    c->out->come = quote(c, c->out->come, b, m);
}

static void chunk(comparer *c, const word *a, size_t n, const word *b, size_t m) {
    if ((!n && !m) || joins_same(a, n, b, m)) return;
    note(c, says_same(a, n, b, m) ? JLN_AUDIT_SPELLING : JLN_AUDIT_WORDING, a, n, b, m);
}

/* Words in common hold two titles together by what they mean. */
static int weight(const word *w) {
    return is_light(w->plain) ? 1 : 4;
}

/* Longest common subsequence, walked from the start; texts too long for it count as one change. */
static bool align(comparer *c, const word *a, size_t n, const word *b, size_t m) {
    enum { CELLS_MAX = 1000000 };
    if ((n + 1) * (m + 1) > CELLS_MAX) return chunk(c, a, n, b, m), true;
    uint16_t *common = jln_arena_array(c->arena, (n + 1) * (m + 1), sizeof *common);
    if (!common) return false;
#define COMMON(i, j) common[(i) * (m + 1) + (j)]
    for (size_t i = n; i-- > 0;)
        for (size_t j = m; j-- > 0;)
            COMMON(i, j) = same_word(&a[i], &b[j])
                               ? (uint16_t)(COMMON(i + 1, j + 1) + weight(&a[i]))
                           : COMMON(i + 1, j) >= COMMON(i, j + 1) ? COMMON(i + 1, j)
                                                                  : COMMON(i, j + 1);
    size_t i = 0, j = 0, from_i = 0, from_j = 0;
    while (i < n && j < m) {
        if (!same_word(&a[i], &b[j])) {
            if (COMMON(i + 1, j) >= COMMON(i, j + 1)) i++;
            else j++;
            continue;
        }
        chunk(c, a + from_i, i - from_i, b + from_j, j - from_j);
        if (!spelled_alike(&a[i], &b[j])) note(c, JLN_AUDIT_SPELLING, &a[i], 1, &b[j], 1);
        from_i = ++i;
        from_j = ++j;
    }
#undef COMMON
    chunk(c, a + from_i, n - from_i, b + from_j, m - from_j);
    return true;
}

bool jln_audit_words_compare(jln_arena *arena, const char *text, const char *other,
                             jln_audit_contrast *out) {
    comparer c = {.arena = arena, .out = out};
    size_t n, m;
    *out = (jln_audit_contrast){JLN_AUDIT_ALIKE, "", ""};
    if (strcmp(text, other) == 0) return true;
    word *a = words_of(arena, text, &n), *b = words_of(arena, other, &m);
    return a && b && align(&c, a, n, b, m) && !c.failed;
}

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

/* A folded word; `sum` tells different ones apart without looking at their letters. */
typedef struct {
    char text[JLN_AUDIT_WORD_MAX];
    size_t length;
    uint64_t sum;
} folded;

typedef struct {
    const char *start;
    size_t length; /* as printed */
    folded plain;  /* without accents */
    folded exact;  /* lower case; the first letter without its accent, which capitals lose */
    bool capitals; /* no lower-case letter: accents say nothing */
    bool digits;   /* some */
    /* Only in words that are compared: */
    folded stem; /* of `plain` */
    bool small;  /* may come and go without changing what a title says */
    bool light;  /* so, or only carries the word beside it */
} word;

static void put(folded *f, int32_t c, bool plain) {
    char bytes[4];
    size_t count = 1;
    if (c >= 'a' && c <= 'z') bytes[0] = (char)c;
    else count = fold_letter(c, plain, bytes);
    if (f->length + count >= JLN_AUDIT_WORD_MAX) return;
    for (size_t i = 0; i < count; i++) f->text[f->length++] = bytes[i];
}

/* FNV-1a. */
static void close_folded(folded *f) {
    f->text[f->length] = '\0';
    f->sum = 14695981039346656037u;
    for (size_t i = 0; i < f->length; i++)
        f->sum = (f->sum ^ (unsigned char)f->text[i]) * 1099511628211u;
}

static bool same_folded(const folded *a, const folded *b) {
    return a->sum == b->sum && a->length == b->length && memcmp(a->text, b->text, a->length) == 0;
}

/* A soft hyphen is no part of a word and does not end it. */
static bool next_word(const char **at, const char *text_end, word *out) {
    const char *text = *at;
    size_t length = (size_t)(text_end - text), from = 0, end = 0, letters = 0;
    out->plain.length = out->exact.length = 0;
    out->capitals = true;
    out->digits = false;
    while (from < length) {
        size_t before = from;
        int32_t c = jln_utf8_next(text, length, &from);
        if (letters && c == 0xAD) continue;
        if (c < 0 || !is_letter(c)) {
            if (letters) break;
            continue;
        }
        if (!letters) out->start = text + before;
        put(&out->plain, c, true);
        put(&out->exact, c, letters == 0);
        letters++;
        out->capitals = out->capitals && is_upper(c);
        out->digits = out->digits || (c >= '0' && c <= '9');
        end = from;
    }
    close_folded(&out->plain);
    close_folded(&out->exact);
    *at = text + (letters ? end : length);
    out->length = letters ? (size_t)(*at - out->start) : 0;
    return letters > 0;
}

bool jln_audit_word_next(const char **at, char out[JLN_AUDIT_WORD_MAX]) {
    word w;
    bool any = next_word(at, *at + strlen(*at), &w);
    if (any) memcpy(out, w.plain.text, w.plain.length + 1);
    return any;
}

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
    return false;
}

/* Without its ending: agreement (s, x, e), infinitive and participle (er, e), doubled last letter,
 * f and v. */
static void set_stem(word *w) {
    char *text = w->stem.text;
    size_t length = w->plain.length;
    memcpy(text, w->plain.text, length);
    if (!w->digits) {
        if (length > 4 && text[length - 2] == 'e' && text[length - 1] == 'r') length--;
        while (length > 2 && strchr("sxe", text[length - 1])) length--;
        if (length > 3 && text[length - 1] == text[length - 2]) length--;
        if (text[length - 1] == 'v') text[length - 1] = 'f';
    }
    w->stem.length = length;
    close_folded(&w->stem);
}

static void complete(word *w) {
    set_stem(w);
    w->small = is_small(w->plain.text);
    w->light = w->small || is_light(w->plain.text);
}

/* ---- the words of a text ---- */

typedef struct {
    const char *text; /* where it stands: its key */
    const word *words;
    size_t count;
} reading;

struct jln_audit_vocabulary {
    jln_arena *arena;
    reading *readings; /* open addressing, at most half full */
    size_t count, capacity;
};

jln_audit_vocabulary *jln_audit_vocabulary_new(jln_arena *arena) {
    jln_audit_vocabulary *v = jln_arena_alloc(arena, sizeof *v);
    if (v) v->arena = arena;
    return v;
}

static reading *slot_of(reading *readings, size_t capacity, const char *text) {
    size_t at = (size_t)((uint64_t)(uintptr_t)text * 11400714819323198485u >> 20) & (capacity - 1);
    while (readings[at].text && readings[at].text != text) at = (at + 1) & (capacity - 1);
    return &readings[at];
}

static bool make_room(jln_audit_vocabulary *v) {
    if (2 * (v->count + 1) <= v->capacity) return true;
    size_t capacity = v->capacity ? 2 * v->capacity : 256;
    reading *readings = jln_arena_array(v->arena, capacity, sizeof *readings);
    if (!readings) return false;
    for (size_t i = 0; i < v->capacity; i++)
        if (v->readings[i].text) *slot_of(readings, capacity, v->readings[i].text) = v->readings[i];
    v->readings = readings;
    v->capacity = capacity;
    return true;
}

static size_t count_words(const char *text, const char *end) {
    word w;
    size_t count = 0;
    while (next_word(&text, end, &w)) count++;
    return count;
}

/* NULL when out of memory. */
static const reading *read_words(jln_audit_vocabulary *v, const char *text) {
    if (!make_room(v)) return NULL;
    reading *r = slot_of(v->readings, v->capacity, text);
    if (r->text) return r;
    const char *at = text, *end = text + strlen(text);
    size_t count = count_words(text, end);
    word *words = jln_arena_array(v->arena, count + 1, sizeof *words);
    if (!words) return NULL;
    for (size_t i = 0; i < count && next_word(&at, end, &words[i]); i++) complete(&words[i]);
    *r = (reading){text, words, count};
    v->count++;
    return r;
}

/* ---- one word against another ---- */

/* One letter too many inside a long word is a slip, not another word. */
static bool is_slip(const word *a, const word *b) {
    size_t n = a->plain.length, m = b->plain.length, same = 0;
    if (n > m) return is_slip(b, a);
    if (m != n + 1 || n < 10 || a->digits || b->digits) return false;
    const char *x = a->plain.text, *y = b->plain.text;
    while (x[same] && x[same] == y[same]) same++;
    return same > 2 && n - same > 2 && strcmp(x + same, y + same + 1) == 0;
}

static bool same_word(const word *a, const word *b) {
    return same_folded(&a->plain, &b->plain) || same_folded(&a->stem, &b->stem) || is_slip(a, b);
}

static bool spelled_alike(const word *a, const word *b) {
    if (!same_folded(&a->plain, &b->plain)) return false;
    return a->capitals || b->capitals || same_folded(&a->exact, &b->exact);
}

/* ---- abbreviations ---- */

/* "info" for "information"; "ptf" for "partenaires techniques et financiers", whose words are
 * counted in *used. */
static bool abbreviates(const word *brief, const word *full, size_t count, size_t *used) {
    size_t length = brief->plain.length, letter = 0, i = 0;
    *used = 1;
    if (length >= 3 && full->plain.length > length &&
        strncmp(brief->plain.text, full->plain.text, length) == 0)
        return true;
    if (length < 2) return false;
    for (; i < count && letter < length; i++) {
        if (full[i].plain.text[0] == brief->plain.text[letter]) letter++;
        else if (!full[i].small) return false;
    }
    *used = i;
    return letter == length && i > 1;
}

static size_t skip_light(const word *words, size_t at, size_t count) {
    while (at < count && words[at].light) at++;
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
        if (!*x && i < n) x = a[i++].plain.text;
        if (!*y && j < m) y = b[j++].plain.text;
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
    return w->light ? 1 : 4;
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

bool jln_audit_words_compare(jln_audit_vocabulary *vocabulary, const char *text, const char *other,
                             jln_audit_contrast *out) {
    comparer c = {.arena = vocabulary->arena, .out = out};
    *out = (jln_audit_contrast){JLN_AUDIT_ALIKE, "", ""};
    if (strcmp(text, other) == 0) return true;
    const reading *found = read_words(vocabulary, text);
    if (!found) return false;
    const reading a = *found; /* the next one may move it */
    const reading *b = read_words(vocabulary, other);
    return b && align(&c, a.words, a.count, b->words, b->count) && !c.failed;
}

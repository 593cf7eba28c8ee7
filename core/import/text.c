#include "import/text.h"

#include "base/i18n.h"
#include "base/utf8.h"
#include "import/words.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

/* Composing sorts stacked marks, in quadratic time: 30 is the bound of Unicode's stream-safe format
 * (UAX #15). */
enum { STACKED_MARKS_MAX = 30 };

enum { AROUND = 24 }; /* bytes quoted on each side of a wrong one */

typedef enum { KEEP, DROP, SPACE, CONTROL, DIRECTION, NOT_A_CHARACTER } fate;

static fate fate_of(int32_t c) {
    if (c == '\t' || c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029) return SPACE;
    if (c < 0x20 || (c >= 0x7F && c < 0xA0)) return CONTROL;
    if (c == 0xAD || c == 0xFEFF) return DROP;
    if (c == 0x61C || c == 0x200E || c == 0x200F) return DIRECTION;
    if ((c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069)) return DIRECTION;
    if ((c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF)) return NOT_A_CHARACTER;
    return KEEP;
}

static bool is_space(int32_t c) {
    return c == ' ' || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F ||
           c == 0x205F || c == 0x3000;
}

/* Alone or together, these are composed already: Latin letters, and the punctuation and currency
 * signs of French. */
static bool is_inert(int32_t c) {
    return c < 0x300 || (c >= 0x2010 && c <= 0x205E) || (c >= 0x20A0 && c <= 0x20BF);
}

static bool printable_ascii(const char *text, size_t length) {
    unsigned char wrong = 0;
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];
        wrong |= (unsigned char)((c < 0x20) | (c > 0x7E));
    }
    return !wrong;
}

static jln_status refuse(fate why, int32_t c, jln_err *err) {
    switch (why) {
    case CONTROL:
        return jln_err_set(
            err, JLN_EDATA, NULL,
            _("caractère de commande U+%04X ; effacez-le et ressaisissez la cellule"), (unsigned)c);
    case DIRECTION:
        return jln_err_set(
            err, JLN_EDATA, NULL,
            _("caractère invisible U+%04X, qui change le sens d'écriture ; effacez-le"),
            (unsigned)c);
    default:
        return jln_err_set(err, JLN_EDATA, NULL, _("U+%04X n'est pas un caractère ; effacez-le"),
                           (unsigned)c);
    }
}

static bool is_break(char c) {
    return c == '\n' || c == '\r';
}

jln_status jln_text_not_utf8(const char *text, size_t length, size_t at, jln_err *err) {
    char quoted[JLN_QUOTE_MAX];
    size_t from = at, end = at;
    while (from > 0 && at - from < AROUND && !is_break(text[from - 1])) from--;
    while (end < length && end - at < AROUND && !is_break(text[end])) end++;
    while (from < at && ((unsigned char)text[from] & 0xC0) == 0x80) from++;
    jln_quote(text + from, end - from, quoted);
    return jln_err_set(
        err, JLN_EDATA, NULL,
        _("trouvé %s, dont l'octet 0x%02X n'est pas de l'UTF-8 ; enregistrez tout le fichier en "
          "UTF-8 : dans Excel, type « CSV UTF-8 » ; dans LibreOffice, jeu de caractères "
          "« Unicode (UTF-8) » ; dans le Bloc-notes, encodage « UTF-8 »"),
        quoted, (unsigned)(unsigned char)text[at]);
}

static jln_status refuse_length(size_t size, jln_err *err) {
    return jln_err_set(err, JLN_EDATA, NULL, _("texte de plus de %zu octets ; raccourcissez-le"),
                       size - 1);
}

/* Copies what may stay, still not composed. */
static jln_status filter(const char *text, size_t length, char *out, size_t size, size_t *written,
                         bool *inert, jln_err *err) {
    size_t n = 0;
    *inert = true;
    for (size_t at = 0; at < length;) {
        size_t start = at;
        int32_t c = jln_utf8_next(text, length, &at);
        if (c < 0) return jln_text_not_utf8(text, length, start, err);
        fate f = fate_of(c);
        if (f >= CONTROL) return refuse(f, c, err);
        if (f == DROP || (c == '\n' && start > 0 && text[start - 1] == '\r')) continue;
        char encoded[4];
        size_t width = jln_utf8_put(f == SPACE ? ' ' : c, encoded);
        if (n + width >= size) return refuse_length(size, err);
        memcpy(out + n, encoded, width);
        n += width;
        if (!is_inert(c)) *inert = false;
    }
    *written = n;
    return JLN_OK;
}

static bool stacked_marks(const char *text, size_t length) {
    int run = 0;
    for (size_t at = 0; at < length;) {
        utf8proc_int32_t c = jln_utf8_next(text, length, &at);
        run = utf8proc_get_property(c)->combining_class ? run + 1 : 0;
        if (run > STACKED_MARKS_MAX) return true;
    }
    return false;
}

static jln_status compose(char *text, size_t *length, size_t size, jln_err *err) {
    if (stacked_marks(text, *length))
        return jln_err_set(err, JLN_EDATA, NULL, _("plus de %d accents sur une même lettre"),
                           STACKED_MARKS_MAX);
    utf8proc_uint8_t *composed = NULL;
    utf8proc_ssize_t n =
        utf8proc_map((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)*length, &composed,
                     (utf8proc_option_t)(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
    jln_status status = JLN_OK;
    if (n == UTF8PROC_ERROR_NOMEM) status = jln_err_nomem(err);
    else if (n < 0) status = jln_err_set(err, JLN_EDATA, NULL, "%s", _("texte Unicode mal formé"));
    else if ((size_t)n >= size) status = refuse_length(size, err);
    else memcpy(text, composed, *length = (size_t)n);
    free(composed);
    return status;
}

static void trim(char *text, size_t length) {
    size_t start = 0, end = 0;
    bool begun = false;
    for (size_t at = 0; at < length;) {
        size_t here = at;
        if (is_space(jln_utf8_next(text, length, &at))) continue;
        if (!begun) start = here;
        begun = true;
        end = at;
    }
    memmove(text, text + start, end - start);
    text[end - start] = '\0';
}

jln_status jln_text_clean(const char *text, size_t length, char *out, size_t size, jln_err *err) {
    while (length > 0 && text[0] == ' ') text++, length--;
    while (length > 0 && text[length - 1] == ' ') length--;
    if (printable_ascii(text, length)) {
        if (length >= size) return refuse_length(size, err);
        if (length) memcpy(out, text, length);
        out[length] = '\0';
        return JLN_OK;
    }
    size_t n = 0;
    bool inert;
    jln_status status = filter(text, length, out, size, &n, &inert, err);
    if (status == JLN_OK && !inert) status = compose(out, &n, size, err);
    if (status == JLN_OK) trim(out, n);
    return status;
}

static utf8proc_uint8_t *fold(const char *text) {
    utf8proc_uint8_t *folded = NULL;
    utf8proc_map((const utf8proc_uint8_t *)text, 0, &folded,
                 (utf8proc_option_t)(UTF8PROC_NULLTERM | UTF8PROC_STABLE | UTF8PROC_DECOMPOSE |
                                     UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK));
    return folded;
}

bool jln_text_same(const char *a, const char *b) {
    if (strcmp(a, b) == 0) return true;
    utf8proc_uint8_t *x = fold(a), *y = fold(b);
    bool same = x && y && strcmp((const char *)x, (const char *)y) == 0;
    free(x);
    free(y);
    return same;
}

#include "base/str.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool reserve(jln_str *s, size_t extra) {
    if (s->failed || extra > SIZE_MAX - s->length - 1) return !(s->failed = true);
    size_t need = s->length + extra + 1;
    if (need <= s->capacity) return true;
    size_t wanted = s->capacity ? s->capacity : 64;
    while (wanted < need) wanted = wanted > SIZE_MAX / 2 ? need : wanted * 2;
    char *grown = realloc(s->text, wanted);
    if (!grown) return !(s->failed = true);
    s->text = grown;
    s->capacity = wanted;
    return true;
}

void jln_str_addn(jln_str *s, const char *text, size_t length) {
    if (!reserve(s, length)) return;
    if (length) memcpy(s->text + s->length, text, length);
    s->length += length;
    s->text[s->length] = '\0';
}

void jln_str_add(jln_str *s, const char *text) {
    if (text) jln_str_addn(s, text, strlen(text));
}

void jln_str_addc(jln_str *s, char c) {
    jln_str_addn(s, &c, 1);
}

void jln_str_addu(jln_str *s, uint64_t number) {
    char digits[20];
    size_t at = sizeof digits;
    do digits[--at] = (char)('0' + number % 10);
    while (number /= 10);
    jln_str_addn(s, digits + at, sizeof digits - at);
}

/* Written where it goes if there is room, which there mostly is. */
void jln_str_fmt(jln_str *s, const char *fmt, ...) {
    enum { LIKELY = 64 };
    va_list args, again;
    if (!reserve(s, LIKELY)) return;
    size_t room = s->capacity - s->length;
    va_start(args, fmt);
    va_copy(again, args);
    int n = vsnprintf(s->text + s->length, room, fmt, args);
    va_end(args);
    bool fits = n >= 0 && (size_t)n < room;
    if (n < 0) s->failed = true;
    else if (!fits && reserve(s, (size_t)n))
        fits = vsnprintf(s->text + s->length, (size_t)n + 1, fmt, again) == n;
    if (fits) s->length += (size_t)n;
    else s->text[s->length] = '\0';
    va_end(again);
}

void jln_str_clear(jln_str *s) {
    s->length = 0;
    s->failed = false;
    if (s->text) s->text[0] = '\0';
}

void jln_str_free(jln_str *s) {
    free(s->text);
    memset(s, 0, sizeof *s);
}

const char *jln_str_c(const jln_str *s) {
    return s->text ? s->text : "";
}

void jln_str_csv(jln_str *s, const char *text) {
    if (!text) return;
    if (*text && !strpbrk(text, "\",\r\n")) {
        jln_str_add(s, text);
        return;
    }
    if (!*text) return;
    jln_str_addc(s, '"');
    for (const char *p = text; *p; p++) {
        if (*p == '"') jln_str_addc(s, '"');
        jln_str_addc(s, *p);
    }
    jln_str_addc(s, '"');
}

void jln_str_json(jln_str *s, const char *text) {
    jln_str_addc(s, '"');
    for (const char *p = text ? text : ""; *p; p++) {
        unsigned char c = (unsigned char)*p;
        if (c == '"' || c == '\\') jln_str_addc(s, '\\');
        if (c < 0x20) jln_str_fmt(s, "\\u%04x", c);
        else jln_str_addc(s, *p);
    }
    jln_str_addc(s, '"');
}

void jln_str_number(jln_str *s, const char *plain, const char *group, const char *point) {
    if (*plain == '-') {
        jln_str_add(s, "\u2212"); /* the minus sign, as wide as a digit */
        plain++;
    }
    size_t whole = strcspn(plain, ".");
    for (size_t i = 0; i < whole; i++) {
        if (i && (whole - i) % 3 == 0) jln_str_add(s, group);
        jln_str_addc(s, plain[i]);
    }
    if (plain[whole] != '.') return;
    jln_str_add(s, point);
    jln_str_add(s, plain + whole + 1);
}

bool jln_str_eq(const char *a, const char *b) {
    return strcmp(a ? a : "", b ? b : "") == 0;
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* The run of digits at `*p`: leading zeros are skipped, `*p` moves past it; gives start and length.
 */
static size_t digit_run(const char **p, const char *end, const char **digits) {
    while (*p < end && **p == '0') (*p)++;
    *digits = *p;
    while (*p < end && is_digit(**p)) (*p)++;
    return (size_t)(*p - *digits);
}

int jln_str_natural_cmp(const char *a, size_t a_length, const char *b, size_t b_length) {
    const char *p = a, *q = b, *p_end = a + a_length, *q_end = b + b_length;
    while (p < p_end && q < q_end) {
        if (is_digit(*p) && is_digit(*q)) {
            const char *m, *n;
            size_t m_length = digit_run(&p, p_end, &m), n_length = digit_run(&q, q_end, &n);
            if (m_length != n_length) return m_length < n_length ? -1 : 1;
            int order = memcmp(m, n, m_length);
            if (order) return order < 0 ? -1 : 1;
            continue;
        }
        if (*p != *q) return (unsigned char)*p < (unsigned char)*q ? -1 : 1;
        p++;
        q++;
    }
    if (p < p_end) return 1;
    if (q < q_end) return -1;
    if (a_length == b_length)
        return memcmp(a, b, a_length); /* "01" and "1" must not be the same key */
    return a_length < b_length ? -1 : 1;
}

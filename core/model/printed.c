#include "model/printed.h"

#include "base/utf8.h"

#include <string.h>

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool is_space(int32_t c) {
    return c == ' ' || c == 0xA0 || c == 0x202F || c == 0x2009;
}

/* One dot before other than three digits is a decimal mark; any other dots separate groups. */
static bool dots_group(const char *text) {
    const char *dot = strchr(text, '.');
    return dot && (strchr(dot + 1, '.') || strspn(dot + 1, "0123456789") == 3);
}

/* The next character; a grouping mark moves `at` past it. */
static bool is_mark(const char *text, size_t length, bool dots, size_t *at) {
    size_t next = *at;
    int32_t c = jln_utf8_next(text, length, &next);
    bool mark = is_space(c) || (dots && c == '.');
    if (mark) *at = next;
    return mark;
}

/* Groups up to the decimal mark: one to three digits, then three each. Digits without any mark are
 * one group. */
static bool is_well_grouped(const char *text) {
    size_t length = strlen(text), at = 0, first = 0, groups = 0;
    bool dots = dots_group(text);
    while (at < length) {
        if (is_mark(text, length, dots, &at)) continue;
        size_t digits = strspn(text + at, "0123456789");
        if (!digits) break;
        if (!groups++) first = digits;
        else if (digits != 3 || first > 3) return false;
        at += digits;
    }
    return true;
}

/* Copies `text` without grouping marks: spaces of all kinds, and dots. */
static bool ungroup(const char *text, char out[JLN_NUM_MAX]) {
    size_t length = strlen(text), n = 0;
    bool dots = dots_group(text);
    for (size_t at = 0; at < length;) {
        size_t start = at;
        if (is_mark(text, length, dots, &at)) continue;
        (void)jln_utf8_next(text, length, &at);
        if (n + (at - start) >= JLN_NUM_MAX) return false;
        memcpy(out + n, text + start, at - start);
        n += at - start;
    }
    out[n] = '\0';
    return true;
}

/* "7,35%" -> 7.35 once its marks are taken out. */
static bool read_number(const char *plain, jln_rat *out) {
    size_t n = strlen(plain);
    if (n && plain[n - 1] == '%') n--;
    return jln_rat_parse(plain, n, out);
}

bool jln_printed_is_misgrouped(const char *text) {
    char plain[JLN_NUM_MAX];
    jln_rat number;
    if (!text || is_well_grouped(text) || !ungroup(text, plain)) return false;
    return is_digit(plain[0]) && read_number(plain, &number);
}

bool jln_printed_cell(const char *text, jln_state *state, int64_t *amount) {
    char plain[JLN_NUM_MAX];
    *amount = 0;
    if (!text || !*text) return *state = JLN_BLANK, true;
    if (!ungroup(text, plain)) return false;
    static const struct {
        const char *mark;
        jln_state state;
    } marks[] = {{"PM", JLN_PM},      {"pm", JLN_PM},       {"P.M.", JLN_PM},
                 {"-", JLN_DASH},     {"\u2013", JLN_DASH}, {"\u2014", JLN_DASH},
                 {"ND", JLN_MISSING}, {"nd", JLN_MISSING}};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (strcmp(plain, marks[i].mark) == 0) return *state = marks[i].state, true;
    *state = JLN_NUMBER;
    if (!is_well_grouped(text)) return false;
    return jln_i64_parse(plain, strlen(plain), amount) &&
           *amount >= 0; /* nothing is planned below zero */
}

bool jln_printed_number(const char *text, jln_rat *out) {
    char plain[JLN_NUM_MAX];
    return is_well_grouped(text) && ungroup(text, plain) && read_number(plain, out);
}

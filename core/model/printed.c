#include "model/printed.h"

#include "base/utf8.h"

#include <string.h>

/* Copies `text` without grouping marks: spaces of all kinds, and dots when each is followed by three digits. */
static bool ungroup(const char *text, char out[JLN_NUM_MAX]) {
    size_t length = strlen(text), n = 0;
    bool dots = true;
    for (const char *dot = strchr(text, '.'); dot; dot = strchr(dot + 1, '.')) {
        size_t digits = strspn(dot + 1, "0123456789");
        if (digits != 3) dots = false;
    }
    for (size_t at = 0; at < length;) {
        size_t start = at;
        int32_t c = jln_utf8_next(text, length, &at);
        if (c == ' ' || c == 0xA0 || c == 0x202F || c == 0x2009) continue;
        if (c == '.' && dots) continue;
        if (n + (at - start) >= JLN_NUM_MAX) return false;
        memcpy(out + n, text + start, at - start);
        n += at - start;
    }
    out[n] = '\0';
    return true;
}

bool jln_printed_cell(const char *text, jln_state *state, int64_t *amount) {
    char plain[JLN_NUM_MAX];
    *amount = 0;
    if (!text || !*text) return *state = JLN_BLANK, true;
    if (!ungroup(text, plain)) return false;
    static const struct {
        const char *mark;
        jln_state state;
    } marks[] = {{"PM", JLN_PM},      {"pm", JLN_PM},        {"P.M.", JLN_PM}, {"-", JLN_DASH},
                 {"\u2013", JLN_DASH}, {"\u2014", JLN_DASH}, {"ND", JLN_MISSING}, {"nd", JLN_MISSING}};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (strcmp(plain, marks[i].mark) == 0) return *state = marks[i].state, true;
    *state = JLN_NUMBER;
    return jln_i64_parse(plain, strlen(plain), amount) && *amount >= 0; /* nothing is planned below zero */
}

bool jln_printed_number(const char *text, jln_rat *out) {
    char plain[JLN_NUM_MAX];
    if (!ungroup(text, plain)) return false;
    size_t n = strlen(plain);
    if (n && plain[n - 1] == '%') n--;
    return jln_rat_parse(plain, n, out);
}

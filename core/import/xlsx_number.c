#include "import/xlsx_number.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

bool jln_xlsx_ref(const char *text, uint32_t *row, uint16_t *column, const char **end) {
    uint32_t c = 0, r = 0;
    for (; (*text >= 'A' && *text <= 'Z') || (*text >= 'a' && *text <= 'z'); text++) {
        c = c * 26 + (uint32_t)((*text & 0x1F)); /* A is 1 in both cases */
        if (c > JLN_XLSX_COLUMNS) return false;
    }
    for (; *text >= '0' && *text <= '9'; text++) {
        r = r * 10 + (uint32_t)(*text - '0');
        if (r > JLN_XLSX_ROWS) return false;
    }
    if (c == 0 || r == 0 || (!end && *text)) return false;
    *row = r - 1;
    *column = (uint16_t)(c - 1);
    if (end) *end = text;
    return true;
}

const char *jln_xlsx_ref_text(uint32_t row, uint16_t column, char out[JLN_XLSX_REF_MAX]) {
    char letters[8];
    size_t n = sizeof letters;
    letters[--n] = '\0';
    for (uint32_t c = column + 1u; c > 0; c = (c - 1) / 26)
        letters[--n] = (char)('A' + (c - 1) % 26);
    snprintf(out, JLN_XLSX_REF_MAX, "%s%u", letters + n, (unsigned)row + 1);
    return out;
}

/* The letters of dates, outside of quotes, brackets and escaped signs. */
static jln_xlsx_format read_format(const char *code) {
    bool percent = false;
    for (; *code && *code != ';'; code++) {
        if (*code == '"') {
            code = strchr(code + 1, '"');
        } else if (*code == '[') {
            if (strchr("hmsHMS", code[1]) && code[1]) return JLN_XLSX_FORMAT_DATE;
            code = strchr(code, ']');
        } else if ((*code == '\\' || *code == '_' || *code == '*') && code[1]) {
            code++;
        } else if (strchr("dDmMyYhHsS", *code)) {
            return JLN_XLSX_FORMAT_DATE;
        } else if (*code == '%') {
            percent = true;
        }
        if (!code) break;
    }
    return percent ? JLN_XLSX_FORMAT_PERCENT : JLN_XLSX_FORMAT_PLAIN;
}

jln_xlsx_format jln_xlsx_format_of(int id, const char *code) {
    if (code) return strcasecmp(code, "General") == 0 ? JLN_XLSX_FORMAT_PLAIN : read_format(code);
    if (id == 9 || id == 10) return JLN_XLSX_FORMAT_PERCENT;
    bool date = (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) ||
                (id >= 50 && id <= 58);
    return date ? JLN_XLSX_FORMAT_DATE : JLN_XLSX_FORMAT_PLAIN;
}

static bool read_double(const char *text, double *out) {
    char *end;
    if (!*text || strspn(text, "+-.0123456789eE") != strlen(text)) return false;
    *out = strtod(text, &end);
    return *end == '\0' && isfinite(*out);
}

static void trim_zeros(char *text) {
    if (!strchr(text, '.')) return;
    size_t n = strlen(text);
    while (text[n - 1] == '0') text[--n] = '\0';
    if (text[n - 1] == '.') text[n - 1] = '\0';
}

/* Most numbers are whole and within the digits that are kept: they are written as they are. */
static bool is_short_whole(const char *text, size_t *length) {
    size_t sign = *text == '-', n = sign;
    while (text[n] >= '0' && text[n] <= '9') n++;
    *length = n;
    if (text[n] || n == sign || n - sign > 15) return false;
    return text[sign] != '0' || (n == 1 && !sign);
}

bool jln_xlsx_plain(const char *text, char out[JLN_NUM_MAX]) {
    double number, kept;
    char digits[JLN_NUM_MAX];
    size_t length;
    if (is_short_whole(text, &length)) {
        memcpy(out, text, length + 1);
        return true;
    }
    if (!read_double(text, &number) || fabs(number) >= 1e30) return false;
    snprintf(digits, sizeof digits, "%.15g", number);
    if (!strpbrk(digits, "eE")) snprintf(out, JLN_NUM_MAX, "%s", digits);
    else if (fabs(number) < 1) snprintf(out, JLN_NUM_MAX, "%.12f", number);
    else if (read_double(digits, &kept)) snprintf(out, JLN_NUM_MAX, "%.0f", kept);
    else return false;
    trim_zeros(out);
    if (strcmp(out, "-0") == 0) strcpy(out, "0");
    return true;
}

bool jln_xlsx_date(const char *text, bool from_1904, char out[JLN_DATE_MAX]) {
    double number;
    if (!read_double(text, &number) || number < (from_1904 ? 0 : 1) || number >= 2958466)
        return false;
    int32_t serial = (int32_t)number;
    if (!from_1904 && serial == 60) return false;
    int32_t base = from_1904     ? jln_date_join(1904, 1, 1)
                   : serial < 60 ? jln_date_join(1899, 12, 31)
                                 : jln_date_join(1899, 12, 30);
    if (base + serial >= jln_date_join(10000, 1, 1)) return false;
    jln_date_text(base + serial, out);
    return true;
}

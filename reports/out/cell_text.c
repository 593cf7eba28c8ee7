#include "out/cell_text.h"

#include "base/utf8.h"

#include <string.h>

/* One name per cell: without the cost of printf. */
const char *jln_cell_name(const jln_cell_place *at, char out[JLN_WHERE_MAX]) {
    const char *parts[] = {at->table->key, at->table->rows[at->row].key,
                           at->table->columns[at->column].key};
    size_t used = 0;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        size_t length = strlen(parts[i]), room = JLN_WHERE_MAX - 2 - used;
        if (length > room) length = room;
        memcpy(out + used, parts[i], length);
        used += length;
        if (i < 2 && used < JLN_WHERE_MAX - 2) out[used++] = '/';
    }
    out[used] = '\0';
    return out;
}

/* Widths of the signs from ' ' to '~' in hundredths of a digit, for Calibri. */
static const unsigned char WIDTHS[] = {
    45,  64,  79,  98,  100, 141, 135, 43,  60,  60,  98, 98,  49, 60,  50,  76,  /* space to / */
    100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 53, 53,  98, 98,  98,  91,  /* 0 to ? */
    176, 114, 107, 105, 121, 96,  91,  124, 123, 50,  63, 103, 83, 169, 127, 131, /* @ to O */
    102, 133, 107, 91,  96,  127, 112, 176, 102, 96,  92, 60,  76, 60,  98,  98,  /* P to _ */
    57,  95,  104, 83,  104, 98,  60,  93,  104, 45,  47, 90,  45, 158, 104, 104, /* ` to o */
    104, 104, 69,  77,  66,  104, 89,  141, 85,  89,  78, 62,  91, 62,  98,       /* p to ~ */
};

static double sign_width(int32_t code) {
    if (code >= ' ' && code <= '~') return WIDTHS[code - ' '] / 100.0;
    if (code >= 0xE0 && code <= 0x17F) return 1.0; /* letters with accents */
    if (code >= 0xC0 && code < 0xE0) return 1.12;
    if (code == 0xA0 || code == 0x202F || code == 0x2019) return 0.45;
    return code < 0x2E80 ? 1.1 : 2.0;
}

static double width_of(const char *text, size_t length) {
    double width = 0;
    for (size_t at = 0; at < length;) width += sign_width(jln_utf8_next(text, length, &at));
    return width;
}

double jln_text_width(const char *text) {
    return text ? width_of(text, strlen(text)) : 0;
}

int jln_text_lines(const char *text, double width) {
    int lines = 1;
    double used = 0;
    while (text && *text) {
        size_t n = strcspn(text, " \n");
        double word = width_of(text, n), space = used > 0 ? sign_width(' ') : 0;
        if (used > 0 && used + space + word > width) {
            lines++;
            used = space = 0;
        }
        used += space + word;
        for (; used > width; used -= width) lines++;
        text += n;
        if (*text == '\n') {
            lines++;
            used = 0;
        }
        text += *text != '\0';
    }
    return lines;
}

void jln_page_text(jln_str *out, const char *text, size_t most) {
    size_t length = text ? strlen(text) : 0;
    for (size_t at = 0, n = 0; at < length && n < most; n++) {
        size_t start = at;
        int32_t code = jln_utf8_next(text, length, &at);
        if (code == '&') jln_str_addc(out, '&');
        if (code >= ' ') jln_str_addn(out, text + start, at - start);
    }
}

/* --- number formats --- */

static void add_superscript(jln_str *out, unsigned note) {
    static const char *const digits[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
    if (note >= 10) add_superscript(out, note / 10);
    jln_str_add(out, digits[note % 10]);
}

/* What follows the value, as a quoted text; nothing when there is neither note nor light. */
static void add_suffix(jln_str *out, unsigned note, jln_light light) {
    if (!note && light == JLN_LIGHT_NONE) return;
    jln_str_addc(out, '"');
    if (note) add_superscript(out, note);
    if (light != JLN_LIGHT_NONE) jln_str_fmt(out, " %s", jln_light_letter(light));
    jln_str_addc(out, '"');
}

static bool add_scale(jln_str *digits, int64_t scale) {
    for (; scale > 1; scale /= 1000) {
        if (scale % 1000) return false;
        jln_str_addc(digits, ',');
    }
    return true;
}

/* Digits, scale and unit of one section ("#,##0.0,"). */
static bool add_digits(jln_str *out, jln_kind kind, int64_t scale, int decimals) {
    static const char zeros[] = "000000000000";
    bool grouped = kind == JLN_KIND_AMOUNT || kind == JLN_KIND_COUNT || kind == JLN_KIND_NUMBER;
    jln_str_add(out, grouped ? "#,##0" : "0");
    if (kind == JLN_KIND_COUNT || kind == JLN_KIND_YEAR) decimals = 0;
    if (decimals > 0) jln_str_fmt(out, ".%.*s", decimals, zeros);
    bool shown = kind != JLN_KIND_AMOUNT || add_scale(out, scale);
    if (kind == JLN_KIND_RATE) jln_str_addc(out, '%');
    if (kind == JLN_KIND_POINTS) jln_str_add(out, "\" pts\"");
    return shown;
}

static bool is_number_kind(jln_kind kind) {
    return kind != JLN_KIND_TEXT && kind != JLN_KIND_CODE && kind != JLN_KIND_LIGHT &&
           kind != JLN_KIND_COVER;
}

bool jln_number_format(jln_str *out, jln_kind kind, int64_t scale, int decimals, unsigned note,
                       jln_light light) {
    jln_str digits = {0}, suffix = {0};
    add_suffix(&suffix, note, kind == JLN_KIND_LIGHT ? JLN_LIGHT_NONE : light);
    bool shown = add_digits(&digits, kind, scale, decimals), plain = suffix.length == 0;
    const char *d = jln_str_c(&digits), *s = jln_str_c(&suffix);
    if (!is_number_kind(kind)) {
        shown = true;
        if (!plain) jln_str_fmt(out, "@%s", s);
    } else if (plain && kind != JLN_KIND_POINTS) jln_str_add(out, d);
    else {
        jln_str_fmt(out, "%s%s%s;-%s%s;%s%s", kind == JLN_KIND_POINTS ? "+" : "", d, s, d, s, d, s);
        if (!plain) jln_str_fmt(out, ";@%s", s); /* words too, when there is no number */
    }
    out->failed = out->failed || digits.failed || suffix.failed;
    jln_str_free(&digits);
    jln_str_free(&suffix);
    return shown;
}

#include "doc/format.h"

#include "base/date.h"

#include <string.h>

#define NARROW_SPACE "\u202F" /* between thousands in French */
#define FIXED_SPACE  "\u00A0"
#define MINUS        "\u2212"

/* Appends the digits of a plain decimal ("-1234.50"), grouped by three or not. */
static void add_digits(jln_str *out, const char *plain, bool grouped, jln_lang lang) {
    if (*plain == '-') {
        jln_str_add(out, MINUS);
        plain++;
    }
    size_t whole = strcspn(plain, ".");
    for (size_t i = 0; i < whole; i++) {
        if (grouped && i && (whole - i) % 3 == 0)
            jln_str_add(out, lang == JLN_LANG_EN ? "," : NARROW_SPACE);
        jln_str_addc(out, plain[i]);
    }
    if (!plain[whole]) return;
    jln_str_addc(out, lang == JLN_LANG_EN ? '.' : ',');
    jln_str_add(out, plain + whole + 1);
}

/* `number` times `factor`, with a plus sign before what is above zero once rounded when `sign` is
 * set. */
typedef struct {
    jln_rat factor;
    int decimals;
    bool grouped, sign;
} shape;

static void add_number(jln_str *out, jln_rat number, shape s, jln_lang lang) {
    char plain[JLN_NUM_MAX];
    jln_rat scaled;
    if (!jln_rat_mul(number, s.factor, &scaled) ||
        !jln_rat_text(scaled, s.decimals, false, plain)) {
        jln_str_add(out, jln_state_words(JLN_NC)); /* beyond 38 digits: no honest figure to print */
        return;
    }
    if (s.sign && *plain != '-' && strpbrk(plain, "123456789")) jln_str_addc(out, '+');
    add_digits(out, plain, s.grouped, lang);
}

void jln_format_number(jln_str *out, jln_rat number, int decimals, jln_lang lang) {
    add_number(out, number, (shape){jln_rat_of(1), decimals, true, false}, lang);
}

static shape shape_of(jln_kind kind, int64_t scale, int decimals) {
    shape s = {jln_rat_of(1), decimals, true, false};
    if (kind == JLN_KIND_AMOUNT && scale > 1) s.factor.den = scale;
    if (kind == JLN_KIND_RATE || kind == JLN_KIND_POINTS) s.factor.num = 100;
    if (kind == JLN_KIND_COUNT || kind == JLN_KIND_YEAR) s.decimals = 0;
    s.grouped = kind != JLN_KIND_YEAR;
    s.sign = kind == JLN_KIND_POINTS;
    return s;
}

/* What is printed, at `decimals`, is one thing only: below 2 in French, 1 in English. */
static bool is_singular(jln_rat number, shape s, jln_lang lang) {
    char plain[JLN_NUM_MAX];
    jln_rat scaled;
    if (!jln_rat_mul(number, s.factor, &scaled) || !jln_rat_text(scaled, s.decimals, false, plain))
        return false;
    const char *digits = plain + (*plain == '-');
    size_t whole = strcspn(digits, ".");
    if (whole != 1) return false;
    if (lang == JLN_LANG_FR) return *digits < '2';
    return *digits == '1' && !strpbrk(digits + 1, "123456789");
}

static void add_known(jln_str *out, jln_rat number, jln_kind kind, shape s, jln_lang lang) {
    add_number(out, number, s, lang);
    if (kind == JLN_KIND_RATE) jln_str_add(out, lang == JLN_LANG_EN ? "%" : FIXED_SPACE "%");
    if (kind == JLN_KIND_POINTS)
        jln_str_add(out, is_singular(number, s, lang) ? FIXED_SPACE "pt" : FIXED_SPACE "pts");
}

/* A cell left empty by its template, or printed empty in the plan's matrix, stays empty on paper.
 */
static bool prints_nothing(const jln_value *v) {
    return v->state == JLN_BLANK || (v->state == JLN_NA && v->reason == JLN_REASON_NONE);
}

void jln_format_cell(jln_str *out, const jln_cell *cell, jln_kind kind, int64_t scale, int decimals,
                     jln_lang lang) {
    const jln_value *v = &cell->value;
    if (kind == JLN_KIND_LIGHT) {
        jln_str_add(out, jln_light_letter(cell->light));
    } else if (cell->text) {
        jln_str_add(out, cell->text);
    } else if (kind == JLN_KIND_COVER) {
        if (!v->expected) return;
        jln_format_number(out, jln_rat_of(v->known), 0, lang);
        jln_str_addc(out, '/');
        jln_format_number(out, jln_rat_of(v->expected), 0, lang);
    } else if (jln_value_known(v)) {
        add_known(out, v->number, kind, shape_of(kind, scale, decimals), lang);
    } else if (!prints_nothing(v)) {
        jln_str_add(out, jln_state_words(v->state));
    }
}

void jln_format_date(jln_str *out, int32_t days, jln_lang lang) {
    static const char *const months[] = {"January",   "February", "March",    "April",
                                         "May",       "June",     "July",     "August",
                                         "September", "October",  "November", "December"};
    int year, month, day;
    jln_date_split(days, &year, &month, &day);
    if (lang == JLN_LANG_EN) jln_str_fmt(out, "%d %s %d", day, months[month - 1], year);
    else jln_str_fmt(out, "%02d/%02d/%04d", day, month, year);
}

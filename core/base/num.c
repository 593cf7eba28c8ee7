#include "base/num.h"

#include <stdio.h>
#include <string.h>

bool jln_add_i64(int64_t a, int64_t b, int64_t *sum) {
    int64_t r;
    if (__builtin_add_overflow(a, b, &r)) return false;
    *sum = r;
    return true;
}

bool jln_mul_i64(int64_t a, int64_t b, int64_t *product) {
    int64_t r;
    if (__builtin_mul_overflow(a, b, &r)) return false;
    *product = r;
    return true;
}

static jln_i128 gcd(jln_i128 a, jln_i128 b) {
    while (b) {
        jln_i128 t = a % b;
        a = b;
        b = t;
    }
    return a < 0 ? -a : a;
}

jln_rat jln_rat_of(int64_t integer) {
    return (jln_rat){integer, 1};
}

#define I128_MAX ((((((jln_i128)1 << 62) - 1) << 64 | (jln_i128)UINT64_MAX) | (jln_i128)1 << 126))
#define I128_MIN (-I128_MAX - 1)

bool jln_rat_make(jln_i128 num, jln_i128 den, jln_rat *out) {
    if (den == 0 || num == I128_MIN || den == I128_MIN) return false;
    if (den < 0) {
        num = -num;
        den = -den;
    }
    jln_i128 g = num ? gcd(num, den) : den;
    *out = (jln_rat){num / g, den / g};
    return true;
}

bool jln_rat_add(jln_rat a, jln_rat b, jln_rat *out) {
    jln_i128 left, right, num, den;
    if (a.den == 1 && b.den == 1) { /* whole numbers: amounts */
        if (__builtin_add_overflow(a.num, b.num, &num) || num == I128_MIN) return false;
        *out = (jln_rat){num, 1};
        return true;
    }
    jln_i128 g = gcd(a.den, b.den);
    if (__builtin_mul_overflow(a.num, b.den / g, &left)) return false;
    if (__builtin_mul_overflow(b.num, a.den / g, &right)) return false;
    if (__builtin_add_overflow(left, right, &num)) return false;
    if (__builtin_mul_overflow(a.den, b.den / g, &den)) return false;
    return jln_rat_make(num, den, out);
}

bool jln_rat_sub(jln_rat a, jln_rat b, jln_rat *out) {
    if (b.num == I128_MIN) return false;
    return jln_rat_add(a, (jln_rat){-b.num, b.den}, out);
}

bool jln_rat_mul(jln_rat a, jln_rat b, jln_rat *out) {
    jln_i128 g = a.num ? gcd(a.num, b.den) : 1, h = b.num ? gcd(b.num, a.den) : 1, num, den;
    if (__builtin_mul_overflow(a.num / g, b.num / h, &num)) return false;
    if (__builtin_mul_overflow(a.den / h, b.den / g, &den)) return false;
    return jln_rat_make(num, den, out);
}

bool jln_rat_div(jln_rat a, jln_rat b, jln_rat *out) {
    jln_rat inverse;
    if (!jln_rat_make(b.den, b.num, &inverse)) return false;
    return jln_rat_mul(a, inverse, out);
}

static int sign_of(jln_i128 a) {
    return (a > 0) - (a < 0);
}

int jln_rat_cmp(jln_rat a, jln_rat b) {
    int direction = 1;
    for (;;) { /* compare whole parts, then the inverses of what is left */
        jln_i128 p = a.num / a.den, q = b.num / b.den;
        jln_i128 r = a.num % a.den, s = b.num % b.den;
        if (r < 0) {
            p--;
            r += a.den;
        }
        if (s < 0) {
            q--;
            s += b.den;
        }
        if (p != q) return p < q ? -direction : direction;
        if (!r || !s) return direction * (sign_of(r) - sign_of(s));
        a = (jln_rat){a.den, r};
        b = (jln_rat){b.den, s};
        direction = -direction;
    }
}

bool jln_rat_is_integer(jln_rat a) {
    return a.den == 1;
}

double jln_rat_double(jln_rat a) {
    return (double)((long double)a.num / (long double)a.den);
}

bool jln_rat_round(jln_rat a, int decimals, jln_i128 *out) {
    jln_i128 scaled = a.num, whole, rest;
    jln_i128 den = a.den;
    jln_i128 power = 1;
    for (int i = 0; i < decimals; i++) power *= 10;
    jln_i128 g = gcd(power, den);
    if (__builtin_mul_overflow(scaled, power / g, &scaled)) return false;
    den /= g;
    whole = scaled / den;
    rest = scaled % den;
    if (rest < 0) rest = -rest;
    if (rest >= den - rest && rest) whole += scaled < 0 ? -1 : 1;
    *out = whole;
    return true;
}

static size_t digits_of(jln_i128 value, char out[48]) {
    char reversed[48];
    size_t n = 0;
    do {
        int digit = (int)(value % 10);
        reversed[n++] = (char)('0' + (digit < 0 ? -digit : digit));
        value /= 10;
    } while (value);
    for (size_t i = 0; i < n; i++) out[i] = reversed[n - 1 - i];
    out[n] = '\0';
    return n;
}

bool jln_rat_text(jln_rat a, int decimals, bool trim, char out[JLN_NUM_MAX]) {
    jln_i128 rounded;
    if (decimals < 0 || decimals > 12 || !jln_rat_round(a, decimals, &rounded)) return false;
    char digits[48], padded[64];
    size_t n = digits_of(rounded, digits);
    size_t zeros = n <= (size_t)decimals ? (size_t)decimals + 1 - n : 0;
    memset(padded, '0', zeros);
    memcpy(padded + zeros, digits, n + 1);
    n += zeros;
    size_t whole = n - (size_t)decimals, end = (size_t)decimals;
    while (trim && end > 0 && padded[whole + end - 1] == '0') end--;
    snprintf(out, JLN_NUM_MAX, "%s%.*s%s%.*s", rounded < 0 ? "-" : "", (int)whole, padded,
             end ? "." : "", (int)end, padded + whole);
    return true;
}

bool jln_rat_parse(const char *text, size_t length, jln_rat *out) {
    size_t i = 0;
    bool negative = length > 0 && text[0] == '-';
    if (length > 0 && (text[0] == '-' || text[0] == '+')) i++;
    jln_i128 num = 0, den = 1;
    bool point = false;
    size_t digits = 0;
    for (; i < length; i++) {
        if ((text[i] == '.' || text[i] == ',') && !point && digits) {
            point = true;
            continue;
        }
        if (text[i] < '0' || text[i] > '9' || ++digits > 36) return false;
        num = num * 10 + (text[i] - '0');
        if (point) den *= 10;
    }
    if (!digits || text[length - 1] == '.' || text[length - 1] == ',') return false;
    return jln_rat_make(negative ? -num : num, den, out);
}

bool jln_i64_parse(const char *text, size_t length, int64_t *out) {
    jln_rat r;
    for (size_t i = 0; i < length; i++)
        if (text[i] == '.' || text[i] == ',') return false;
    if (!jln_rat_parse(text, length, &r) || r.num > INT64_MAX || r.num < INT64_MIN) return false;
    *out = (int64_t)r.num;
    return true;
}

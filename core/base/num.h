/* Exact numbers: amounts as 64-bit integers, rates as reduced 128-bit fractions, and their printed
 * forms. */
#ifndef JLN_BASE_NUM_H
#define JLN_BASE_NUM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

__extension__ typedef __int128 jln_i128;

/* A fraction in lowest terms with den > 0. {0, 1} is zero. */
typedef struct {
    jln_i128 num;
    jln_i128 den;
} jln_rat;

enum { JLN_NUM_MAX = 64 }; /* bytes that any printed number of this module fits in, NUL included */

/* a + b; false on overflow, *sum then unchanged. */
bool jln_add_i64(int64_t a, int64_t b, int64_t *sum);
bool jln_mul_i64(int64_t a, int64_t b, int64_t *product);

jln_rat jln_rat_of(int64_t integer);

/* num / den reduced; false when den is 0 or the result does not fit. */
bool jln_rat_make(jln_i128 num, jln_i128 den, jln_rat *out);

/* Each gives false on overflow of 128 bits, division by zero included; *out is then unchanged. */
bool jln_rat_add(jln_rat a, jln_rat b, jln_rat *out);
bool jln_rat_sub(jln_rat a, jln_rat b, jln_rat *out);
bool jln_rat_mul(jln_rat a, jln_rat b, jln_rat *out);
bool jln_rat_div(jln_rat a, jln_rat b, jln_rat *out);

/* -1, 0, 1. Exact for all values (falls back to continued fractions, never overflows). */
int jln_rat_cmp(jln_rat a, jln_rat b);

bool jln_rat_is_integer(jln_rat a);

/* The nearest double: for charts and cached values of a workbook only, never for sums. */
double jln_rat_double(jln_rat a);

/* The fraction rounded to `decimals` (0 to 12), half away from zero, as an integer of that many
 * decimals (12.345 at 1 decimal is 123). False when it does not fit. */
bool jln_rat_round(jln_rat a, int decimals, jln_i128 *out);

/* A plain decimal with a point and exactly `decimals` digits after it ("-12.30"), into a buffer of
 * JLN_NUM_MAX. False when it does not fit. With `trim`, trailing zeros and a bare point are
 * dropped. */
bool jln_rat_text(jln_rat a, int decimals, bool trim, char out[JLN_NUM_MAX]);

/* Reads a plain decimal, "-12.5" or "40000": optional sign, digits, optional point or comma and
 * digits; nothing else. False when it is not one or does not fit. */
bool jln_rat_parse(const char *text, size_t length, jln_rat *out);

/* Reads a plain integer, sign allowed; false when it is not one or does not fit. */
bool jln_i64_parse(const char *text, size_t length, int64_t *out);

#endif

/* Growable UTF-8 text with a sticky failure, and small helpers over C strings. */
#ifndef JLN_BASE_STR_H
#define JLN_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Starts as {0}. After a failed allocation every call is ignored and `failed` stays true:
 * build the whole text, then check once. */
typedef struct {
    char *text; /* NUL-terminated once anything was added; may be NULL when empty */
    size_t length;
    size_t capacity;
    bool failed;
} jln_str;

void jln_str_add(jln_str *s, const char *text);
void jln_str_addn(jln_str *s, const char *text, size_t length);
void jln_str_addc(jln_str *s, char c);
void jln_str_addu(jln_str *s, uint64_t number); /* in decimal digits */
void jln_str_fmt(jln_str *s, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* Empties the text, keeping its memory. */
void jln_str_clear(jln_str *s);

/* Frees the text and starts again as {0}. */
void jln_str_free(jln_str *s);

/* The text, "" when nothing was added. Borrowed: valid until the next change. */
const char *jln_str_c(const jln_str *s);

/* Appends one RFC 4180 field, quoted only where a quote, comma, CR or LF asks for it; NULL or an
 * empty text gives an empty field. */
void jln_str_csv(jln_str *s, const char *text);

/* Appends a JSON string with its quotes. */
void jln_str_json(jln_str *s, const char *text);

/* Appends a plain decimal ("-1234.5") with `group` between thousands and `point` for its point: in
 * French U+202F and ",". */
void jln_str_number(jln_str *s, const char *plain, const char *group, const char *point);

/* Equality that accepts NULL as the empty text. */
bool jln_str_eq(const char *a, const char *b);

/* Order of dotted ids: digit runs compare as numbers ("1.2.10" after "1.2.9"), the rest byte by
 * byte. */
int jln_str_natural_cmp(const char *a, size_t a_length, const char *b, size_t b_length);

#endif

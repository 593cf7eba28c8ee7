/* The ground floor: errors, memory, text, exact numbers, dates, UTF-8. */
#include "failing.h"

#include "base/arena.h"
#include "base/collate.h"
#include "base/date.h"
#include "base/err.h"
#include "base/num.h"
#include "base/str.h"
#include "base/utf8.h"

#include <check.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (int)(sizeof(array) / sizeof *(array))

/* ---- err ---- */

START_TEST(test_err) {
    jln_err err = {0};
    ck_assert_int_eq(jln_err_set(&err, JLN_EDATA, "f.csv:2:3", "trouvé « %s »", "x"), JLN_EDATA);
    ck_assert_str_eq(err.where, "f.csv:2:3");
    ck_assert_str_eq(err.message, "trouvé « x »");
    ck_assert_int_eq(jln_err_set(&err, JLN_EIO, "other", "second"), JLN_EIO);
    ck_assert_msg(err.status == JLN_EDATA && strcmp(err.message, "trouvé « x »") == 0,
                  "the first error wins");
    jln_err_clear(&err);
    ck_assert(err.status == JLN_OK && !err.where[0] && !err.message[0]);
    ck_assert_int_eq(jln_err_set(NULL, JLN_EIO, NULL, "nobody listens"), JLN_EIO);
    ck_assert_int_eq(jln_err_nomem(NULL), JLN_ENOMEM);
}
END_TEST

/* A message that is too long stays valid UTF-8. */
START_TEST(test_err_long) {
    char text[4000];
    memset(text, 'x', sizeof text);
    for (size_t i = 0; i + 1 < sizeof text; i += 2) memcpy(text + i, "é", 2);
    text[sizeof text - 1] = '\0';
    for (int shift = 0; shift < 2; shift++) {
        jln_err err = {0};
        jln_err_set(&err, JLN_EDATA, text + 2 * 100, "%s%s", shift ? "a" : "", text);
        ck_assert_uint_lt(strlen(err.message), sizeof err.message);
        ck_assert(jln_utf8_valid(err.message, strlen(err.message), NULL));
        ck_assert(jln_utf8_valid(err.where, strlen(err.where), NULL));
    }
}
END_TEST

/* ---- arena ---- */

START_TEST(test_arena) {
    jln_arena *arena = jln_arena_new();
    unsigned char *last = NULL;
    for (size_t size = 0; size < 3000; size += 7) {
        unsigned char *p = jln_arena_alloc(arena, size);
        ck_assert_ptr_nonnull(p);
        ck_assert_uint_eq((uintptr_t)p % _Alignof(max_align_t), 0);
        for (size_t i = 0; i < size; i++) ck_assert_uint_eq(p[i], 0);
        memset(p, 0xA5, size);
        ck_assert_ptr_ne(p, last);
        last = p;
    }
    jln_arena_reset(arena);
    unsigned char *again = jln_arena_alloc(arena, 64);
    for (int i = 0; i < 64; i++) ck_assert_uint_eq(again[i], 0);
    ck_assert_str_eq(jln_arena_strn(arena, "abcdef", 3), "abc");
    ck_assert_ptr_null(jln_arena_str(arena, NULL));
    ck_assert_str_eq(jln_arena_fmt(arena, "%d %s", 7, "jours"), "7 jours");
    ck_assert_ptr_null(jln_arena_array(arena, SIZE_MAX / 2, 3));
    ck_assert_ptr_null(jln_arena_alloc(arena, SIZE_MAX - 8));
    jln_arena_free(arena);
    jln_arena_free(NULL);
}
END_TEST

START_TEST(test_arena_grow) {
    jln_arena *arena = jln_arena_new();
    size_t capacity = 0;
    int *items = NULL;
    for (int i = 0; i < 5000; i++) {
        items = jln_arena_grow(arena, items, &capacity, (size_t)i + 1, sizeof *items);
        ck_assert_ptr_nonnull(items);
        items[i] = i;
    }
    for (int i = 0; i < 5000; i++) ck_assert_int_eq(items[i], i);
    ck_assert_uint_ge(capacity, 5000);
    ck_assert_ptr_null(jln_arena_grow(arena, items, &capacity, SIZE_MAX / 2, sizeof *items));
    ck_assert_int_eq(items[4999], 4999);
    jln_arena_free(arena);
}
END_TEST

/* ---- str ---- */

START_TEST(test_str) {
    jln_str s = {0};
    ck_assert_str_eq(jln_str_c(&s), "");
    jln_str_add(&s, "un");
    jln_str_addc(&s, ' ');
    jln_str_addn(&s, "deuxxx", 4);
    jln_str_fmt(&s, " %s %d", "trois", 4);
    ck_assert_str_eq(jln_str_c(&s), "un deux trois 4");
    ck_assert_uint_eq(s.length, strlen("un deux trois 4"));
    for (int i = 0; i < 1000; i++) jln_str_fmt(&s, "%d,", i);
    ck_assert_uint_eq(s.length, strlen(s.text));
    jln_str_clear(&s);
    ck_assert_str_eq(jln_str_c(&s), "");
    jln_str_free(&s);
    ck_assert_ptr_null(s.text);
    jln_str_free(&s);
}
END_TEST

static const struct {
    const char *text, *csv, *json;
} WRITTEN[] = {
    {"", "", "\"\""},
    {"simple", "simple", "\"simple\""},
    {"a,b", "\"a,b\"", "\"a,b\""},
    {"dit « oui »", "dit « oui »", "\"dit « oui »\""},
    {"\"cité\"", "\"\"\"cité\"\"\"", "\"\\\"cité\\\"\""},
    {"deux\nlignes", "\"deux\nlignes\"", "\"deux\\u000alignes\""},
    {"retour\r", "\"retour\r\"", "\"retour\\u000d\""},
    {"a\\b", "a\\b", "\"a\\\\b\""},
    {"a\tb\001", "a\tb\001", "\"a\\u0009b\\u0001\""},
    {" espaces ", " espaces ", "\" espaces \""},
};

START_TEST(test_written) {
    jln_str s = {0};
    jln_str_csv(&s, WRITTEN[_i].text);
    ck_assert_str_eq(jln_str_c(&s), WRITTEN[_i].csv);
    jln_str_clear(&s);
    jln_str_json(&s, WRITTEN[_i].text);
    ck_assert_str_eq(jln_str_c(&s), WRITTEN[_i].json);
    jln_str_free(&s);
}
END_TEST

static const struct {
    const char *plain, *french;
} GROUPED[] = {
    {"0", "0"},
    {"12", "12"},
    {"999", "999"},
    {"1000", "1 000"},
    {"-1000", "−1 000"},
    {"1234567", "1 234 567"},
    {"1234.5", "1 234,5"},
    {"0.125", "0,125"},
    {"-12.30", "−12,30"},
    {"100000", "100 000"},
};

START_TEST(test_grouped) {
    jln_str s = {0};
    jln_str_number(&s, GROUPED[_i].plain, " ", ",");
    ck_assert_str_eq(jln_str_c(&s), GROUPED[_i].french);
    jln_str_free(&s);
}
END_TEST

START_TEST(test_eq) {
    ck_assert(jln_str_eq(NULL, NULL) && jln_str_eq(NULL, "") && jln_str_eq("a", "a"));
    ck_assert(!jln_str_eq(NULL, "a") && !jln_str_eq("a", "b"));
}
END_TEST

static const char *const ORDER[] = {"",     "1", "1.2", "1.2.3", "1.2.9", "1.2.10", "1.2.10.1",
                                    "1.10", "2", "10",  "10a",   "a",     "a2",     "a10"};

START_TEST(test_natural) {
    for (int i = 0; i < COUNT(ORDER); i++)
        for (int j = 0; j < COUNT(ORDER); j++) {
            int c = jln_str_natural_cmp(ORDER[i], strlen(ORDER[i]), ORDER[j], strlen(ORDER[j]));
            ck_assert_msg((c < 0) == (i < j) && (c > 0) == (i > j), "« %s » « %s »: %d", ORDER[i],
                          ORDER[j], c);
        }
    ck_assert_int_ne(jln_str_natural_cmp("01", 2, "1", 1), 0);
}
END_TEST

/* ---- num ---- */

START_TEST(test_integers) {
    int64_t out = 7;
    ck_assert(jln_add_i64(INT64_MAX, -1, &out) && out == INT64_MAX - 1);
    out = 7;
    ck_assert(!jln_add_i64(INT64_MAX, 1, &out) && out == 7);
    ck_assert(!jln_add_i64(INT64_MIN, -1, &out) && out == 7);
    ck_assert(!jln_mul_i64(INT64_MAX, 2, &out) && out == 7);
    ck_assert(!jln_mul_i64(INT64_MIN, -1, &out) && out == 7);
    ck_assert(jln_mul_i64(-3, 5, &out) && out == -15);
}
END_TEST

static const jln_i128 LARGE = ((jln_i128)1 << 126);

START_TEST(test_fractions) {
    jln_rat a, b, out = {7, 1};
    ck_assert(jln_rat_make(-6, -4, &a) && a.num == 3 && a.den == 2);
    ck_assert(jln_rat_make(6, -4, &b) && b.num == -3 && b.den == 2);
    ck_assert(jln_rat_make(0, -9, &out) && out.num == 0 && out.den == 1);
    ck_assert(!jln_rat_make(1, 0, &out));
    ck_assert(jln_rat_add(a, b, &out) && out.num == 0 && out.den == 1);
    ck_assert(jln_rat_sub(a, b, &out) && out.num == 3 && out.den == 1);
    ck_assert(jln_rat_mul(a, b, &out) && out.num == -9 && out.den == 4);
    ck_assert(jln_rat_div(a, b, &out) && out.num == -1 && out.den == 1);
    out = (jln_rat){7, 1};
    ck_assert(!jln_rat_div(a, jln_rat_of(0), &out) && out.num == 7);
    ck_assert(jln_rat_is_integer(jln_rat_of(5)) && !jln_rat_is_integer(a));
    ck_assert(fabs(jln_rat_double(a) - 1.5) < 1e-15);
}
END_TEST

START_TEST(test_overflow) {
    jln_rat large = {LARGE, 1}, small = {1, LARGE}, out = {7, 1};
    ck_assert(!jln_rat_add(large, large, &out) && out.num == 7);
    ck_assert(!jln_rat_sub((jln_rat){-LARGE, 1}, (jln_rat){LARGE + 1, 1}, &out) && out.num == 7);
    ck_assert(!jln_rat_mul(large, large, &out) && out.num == 7);
    ck_assert(!jln_rat_div(large, small, &out) && out.num == 7);
    ck_assert(!jln_rat_add(small, (jln_rat){1, LARGE - 1}, &out) && out.num == 7);
    ck_assert(jln_rat_mul(large, small, &out) && out.num == 1 && out.den == 1);
    ck_assert_int_eq(jln_rat_cmp(large, small), 1);
    ck_assert_int_eq(jln_rat_cmp((jln_rat){LARGE, LARGE - 1}, (jln_rat){LARGE - 1, LARGE - 3}), -1);
    ck_assert_int_eq(jln_rat_cmp((jln_rat){-LARGE, LARGE - 1}, (jln_rat){-LARGE, LARGE - 1}), 0);
    ck_assert_int_eq(jln_rat_cmp((jln_rat){-LARGE, LARGE - 1}, small), -1);
    jln_i128 rounded = 7;
    ck_assert(!jln_rat_round(large, 12, &rounded) && rounded == 7);
}
END_TEST

static const struct {
    int64_t num, den;
    int decimals;
    bool trim;
    const char *text;
} PRINTED[] = {
    {1, 3, 1, false, "0.3"},
    {2, 3, 1, false, "0.7"},
    {1, 20, 1, false, "0.1"},
    {-1, 20, 1, false, "-0.1"},
    {1, 2, 0, false, "1"},
    {-1, 2, 0, false, "-1"},
    {49, 100, 0, false, "0"},
    {-49, 100, 0, false, "0"},
    {5, 1, 2, false, "5.00"},
    {5, 1, 2, true, "5"},
    {25, 10, 3, true, "2.5"},
    {0, 1, 1, false, "0.0"},
    {999, 1000, 1, false, "1.0"},
    {-12345, 100, 1, false, "-123.5"},
    {1, 7, 12, false, "0.142857142857"},
    {INT64_MAX, 1, 0, false, "9223372036854775807"},
    {1, 1000, 1, false, "0.0"},
};

START_TEST(test_printed) {
    char out[JLN_NUM_MAX];
    jln_rat r;
    ck_assert(jln_rat_make(PRINTED[_i].num, PRINTED[_i].den, &r));
    ck_assert(jln_rat_text(r, PRINTED[_i].decimals, PRINTED[_i].trim, out));
    ck_assert_str_eq(out, PRINTED[_i].text);
}
END_TEST

static const struct {
    const char *text;
    bool good;
    int64_t num, den;
} READ[] = {
    {"0", true, 0, 1},
    {"40000", true, 40000, 1},
    {"-12.5", true, -25, 2},
    {"12,5", true, 25, 2},
    {"+3", true, 3, 1},
    {"0.125", true, 1, 8},
    {"007", true, 7, 1},
    {"", false, 0, 0},
    {"-", false, 0, 0},
    {"12a", false, 0, 0},
    {"1 000", false, 0, 0},
    {"1e5", false, 0, 0},
    {"1.2.3", false, 0, 0},
    {"0x10", false, 0, 0},
    {" 1", false, 0, 0},
    {"nan", false, 0, 0},
    {"inf", false, 0, 0},
    {"--1", false, 0, 0},
    {"99999999999999999999999999999999999999999999", false, 0, 0},
};

START_TEST(test_read) {
    jln_rat r = {7, 1};
    bool good = jln_rat_parse(READ[_i].text, strlen(READ[_i].text), &r);
    ck_assert_msg(good == READ[_i].good, "« %s »", READ[_i].text);
    if (good)
        ck_assert_msg(r.num == READ[_i].num && r.den == READ[_i].den, "« %s »", READ[_i].text);
}
END_TEST

static const struct {
    const char *text;
    bool good;
    int64_t value;
} INTEGERS[] = {
    {"9223372036854775807", true, INT64_MAX},
    {"-9223372036854775808", true, INT64_MIN},
    {"9223372036854775808", false, 0},
    {"-9223372036854775809", false, 0},
    {"12", true, 12},
    {"-0", true, 0},
    {"", false, 0},
    {"1.0", false, 0},
    {"1 ", false, 0},
};

START_TEST(test_read_integer) {
    int64_t value = 7;
    bool good = jln_i64_parse(INTEGERS[_i].text, strlen(INTEGERS[_i].text), &value);
    ck_assert_msg(good == INTEGERS[_i].good, "« %s »", INTEGERS[_i].text);
    if (good) ck_assert_msg(value == INTEGERS[_i].value, "« %s »", INTEGERS[_i].text);
}
END_TEST

/* Sums of random fractions are those of a common denominator, whatever the order. */
START_TEST(test_random_sums) {
    uint32_t seed = 1;
    for (int round = 0; round < 200; round++) {
        jln_rat up = jln_rat_of(0), down = jln_rat_of(0), terms[12];
        for (int i = 0; i < 12; i++) {
            seed = seed * 1664525u + 1013904223u;
            ck_assert(jln_rat_make((int)(seed >> 8) % 2001 - 1000, 1 + (int)(seed >> 20) % 30,
                                   &terms[i]));
            ck_assert(jln_rat_add(up, terms[i], &up));
        }
        for (int i = 11; i >= 0; i--) ck_assert(jln_rat_add(down, terms[i], &down));
        ck_assert(up.num == down.num && up.den == down.den);
        for (int i = 0; i < 12; i++) ck_assert(jln_rat_sub(up, terms[i], &up));
        ck_assert(up.num == 0 && up.den == 1);
    }
}
END_TEST

/* ---- date ---- */

static const struct {
    const char *text;
    bool good;
    int32_t days;
} DATES[] = {
    {"1970-01-01", true, 0},       {"1969-12-31", true, -1},
    {"2000-02-29", true, 11016},   {"1900-02-29", false, 0},
    {"2013-02-29", false, 0},      {"2012-02-29", true, 15399},
    {"2013-13-01", false, 0},      {"2013-00-10", false, 0},
    {"2013-04-31", false, 0},      {"2013-1-01", false, 0},
    {"2013/01/01", false, 0},      {"0000-01-01", false, 0},
    {"0001-01-01", true, -719162}, {"9999-12-31", true, 2932896},
    {"2013-01-01 ", false, 0},     {"", false, 0},
};

START_TEST(test_dates) {
    int32_t days = 7;
    char back[JLN_DATE_MAX];
    bool good = jln_date_parse(DATES[_i].text, strlen(DATES[_i].text), &days);
    ck_assert_msg(good == DATES[_i].good, "« %s »", DATES[_i].text);
    if (!good) return;
    ck_assert_msg(days == DATES[_i].days, "« %s » %d", DATES[_i].text, days);
    jln_date_text(days, back);
    ck_assert_str_eq(back, DATES[_i].text);
}
END_TEST

START_TEST(test_every_day) {
    int year, month, day, last = 0;
    for (int32_t d = -800000; d < 800000; d += 13) {
        jln_date_split(d, &year, &month, &day);
        ck_assert_int_eq(jln_date_join(year, month, day), d);
        ck_assert(month >= 1 && month <= 12 && day >= 1 && day <= 31);
        ck_assert(d == -800000 || year >= last);
        last = year;
    }
}
END_TEST

/* ---- utf8 ---- */

static const struct {
    const char *name, *bytes;
    size_t length, bad; /* bad == length: valid */
} UTF8[] = {
    {"nothing", "", 0, 0},
    {"French", "é œ « » ’ €", 20, 20},
    {"four bytes", "\xF0\x9F\x98\x80", 4, 4},
    {"the last code point", "\xF4\x8F\xBF\xBF", 4, 4},
    {"beyond the last", "\xF4\x90\x80\x80", 4, 0},
    {"a lone continuation", "a\x80", 2, 1},
    {"cut short", "ab\xC3", 3, 2},
    {"overlong slash", "\xC0\xAF", 2, 0},
    {"overlong in three", "\xE0\x80\xAF", 3, 0},
    {"a surrogate", "\xED\xA0\x80", 3, 0},
    {"latin-1", "caf\xE9", 4, 3},
    {"never a byte of UTF-8", "a\xFF", 2, 1},
};

START_TEST(test_utf8) {
    size_t bad = 99;
    bool good = jln_utf8_valid(UTF8[_i].bytes, UTF8[_i].length, &bad);
    ck_assert_msg(good == (UTF8[_i].bad == UTF8[_i].length), "%s", UTF8[_i].name);
    if (!good) ck_assert_msg(bad == UTF8[_i].bad, "%s: %zu", UTF8[_i].name, bad);
    size_t at = 0, steps = 0;
    while (at < UTF8[_i].length) {
        size_t before = at;
        jln_utf8_next(UTF8[_i].bytes, UTF8[_i].length, &at);
        ck_assert_msg(at > before && at <= UTF8[_i].length, "%s: every call makes progress",
                      UTF8[_i].name);
        steps++;
    }
    if (good) ck_assert_uint_eq(steps, jln_utf8_count(UTF8[_i].bytes, UTF8[_i].length));
}
END_TEST

START_TEST(test_utf8_round_trip) {
    char bytes[4];
    for (int32_t code = 1; code < 0x110000; code += code < 0x3000 ? 1 : 97) {
        if (code >= 0xD800 && code < 0xE000) continue;
        size_t length = jln_utf8_put((uint32_t)code, bytes), at = 0;
        ck_assert_int_eq(jln_utf8_next(bytes, length, &at), code);
        ck_assert_uint_eq(at, length);
    }
}
END_TEST

/* ---- the order of a list ---- */

START_TEST(test_collate) {
    static const char *const order[] = {"",      "Bamako", "cote",    "Cote",      "coté",
                                        "côté",  "Côté",   "Gao",     "Kayes",     "Kidal",
                                        "Mopti", "Ségou",  "Sikasso", "Tombouctou"};
    const size_t count = sizeof order / sizeof *order;
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < count; k++) {
            int got = jln_collate(order[i], order[k]);
            bool accents = i >= 2 && i <= 6 && k >= 2 && k <= 6; /* any order, but one */
            if (!accents)
                ck_assert_msg((got > 0) - (got < 0) == (i > k) - (i < k), "%s, %s", order[i],
                              order[k]);
            ck_assert((got == 0) == (i == k));
            ck_assert((jln_collate(order[k], order[i]) < 0) == (got > 0));
        }
    ck_assert_int_lt(jln_collate("Étage", "Gao"), 0);
    ck_assert_int_lt(jln_collate("L'Île", "Lima"), 0);
    ck_assert_int_lt(jln_collate("Saint-Denis", "Saint Lazare"), 0);
}
END_TEST

/* ---- out of memory ---- */

#ifdef CAN_FAIL_ALLOCATIONS
START_TEST(test_out_of_memory) {
    for (long n = 0; n < 40; n++) {
        jln_str s = {0};
        allocations_left = n;
        jln_arena *arena = jln_arena_new();
        void *taken = arena ? jln_arena_alloc(arena, 100000) : NULL;
        char *words = arena ? jln_arena_fmt(arena, "%01000d", 1) : NULL;
        for (int i = 0; i < 30; i++) jln_str_fmt(&s, "%0100d", i);
        allocations_left = -1;
        ck_assert(!taken || ((char *)taken)[99999] == 0);
        ck_assert(!words || strlen(words) == 1000);
        ck_assert_msg(s.failed || s.length == 3000, "a text is whole or known to have failed");
        jln_str_free(&s);
        jln_arena_free(arena);
    }
}
END_TEST
#endif

int main(void) {
    Suite *suite = suite_create("base");
    TCase *c = tcase_create("base");
    tcase_add_test(c, test_err);
    tcase_add_test(c, test_err_long);
    tcase_add_test(c, test_arena);
    tcase_add_test(c, test_arena_grow);
    tcase_add_test(c, test_str);
    tcase_add_loop_test(c, test_written, 0, COUNT(WRITTEN));
    tcase_add_loop_test(c, test_grouped, 0, COUNT(GROUPED));
    tcase_add_test(c, test_eq);
    tcase_add_test(c, test_natural);
    tcase_add_test(c, test_integers);
    tcase_add_test(c, test_fractions);
    tcase_add_test(c, test_overflow);
    tcase_add_loop_test(c, test_printed, 0, COUNT(PRINTED));
    tcase_add_loop_test(c, test_read, 0, COUNT(READ));
    tcase_add_loop_test(c, test_read_integer, 0, COUNT(INTEGERS));
    tcase_add_test(c, test_random_sums);
    tcase_add_loop_test(c, test_dates, 0, COUNT(DATES));
    tcase_add_test(c, test_every_day);
    tcase_add_loop_test(c, test_utf8, 0, COUNT(UTF8));
    tcase_add_test(c, test_utf8_round_trip);
    tcase_add_test(c, test_collate);
#ifdef CAN_FAIL_ALLOCATIONS
    tcase_add_test(c, test_out_of_memory);
#endif
    suite_add_tcase(suite, c);
    SRunner *runner = srunner_create(suite);
    srunner_set_fork_status(runner, CK_NOFORK);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}

/* Computing: a plan made of the hard cases, one axis each (tests/data/tiny), then lights, bases,
 * periods, explanations. */
#include "compute/engine.h"
#include "compute/light.h"
#include "planned.h"

#include <check.h>

#define COUNT(array) (int)(sizeof(array) / sizeof *(array))
#define LATER        "2014-01-31"

static const char *const both[LOADED_MAX] = {"tests/data/tiny/plan", "tests/data/tiny/returns"};

static void open_plan(void) {
    open_planned(both, "tiny");
}

static jln_engine *engine_at(const char *date, const char *period) {
    jln_err err = {0};
    jln_engine *engine = NULL;
    const jln_engine_options options = {.date = date, .period = period};
    jln_status status = jln_engine_open(db, plan, "lua-indicators", &options, &engine, &err);
    ck_assert_msg(status == JLN_OK, "%s %s", err.where, err.message);
    return engine;
}

static jln_result value_of(jln_engine *engine, const char *id, jln_place place) {
    jln_err err = {0};
    const jln_indicator *indicator = NULL;
    jln_result result = {0};
    ck_assert_msg(jln_engine_find(engine, id, &indicator, &err) == JLN_OK, "%s", err.message);
    jln_status status = jln_engine_value(engine, indicator, place, &result, &err);
    ck_assert_msg(status == JLN_OK, "%s %s", err.where, err.message);
    return result;
}

#define MONEY "taux-execution-financiere"
#define WORK  "taux-execution-physique"
#define FUNDS "taux-mobilisation"

/* Value as a fraction, n/N, light: all of 2012 unless said. `funder` NULL: all. */
static const struct {
    const char *name, *indicator, *node, *funder;
    jln_state state;
    jln_reason reason;
    int64_t num, den;
    unsigned known, expected;
    jln_light light;
} VALUES[] = {
    {"all missing", MONEY, "1", NULL, JLN_MISSING, JLN_REASON_NO_RETURN, 0, 0, 0, 1,
     JLN_LIGHT_GREY},
    {"all missing, work", WORK, "1", NULL, JLN_MISSING, JLN_REASON_NO_RETURN, 0, 0, 0, 1,
     JLN_LIGHT_GREY},
    {"all PM: never in a financial rate", MONEY, "2", NULL, JLN_NA, JLN_REASON_ONLY_PM, 0, 0, 0, 0,
     JLN_LIGHT_NONE},
    {"all PM: counted in physical execution", WORK, "2", NULL, JLN_NUMBER, JLN_REASON_NONE, 3, 4, 2,
     2, JLN_LIGHT_YELLOW},
    {"spending on PM", MONEY, "3", NULL, JLN_NC, JLN_REASON_NO_ALLOCATION, 0, 0, 0, 0,
     JLN_LIGHT_NONE},
    {"spending on PM, its activity", MONEY, "3.1", NULL, JLN_NC, JLN_REASON_NO_ALLOCATION, 0, 0, 0,
     0, JLN_LIGHT_NONE},
    {"overspent is an alert", MONEY, "4", NULL, JLN_NUMBER, JLN_REASON_NONE, 6, 5, 1, 1,
     JLN_LIGHT_RED},
    {"one missing leaves both sums", MONEY, "5", NULL, JLN_PARTIAL, JLN_REASON_SOME_MISSING, 3, 5,
     1, 2, JLN_LIGHT_GREY},
    {"one missing, work", WORK, "5", NULL, JLN_PARTIAL, JLN_REASON_SOME_MISSING, 3, 5, 1, 2,
     JLN_LIGHT_GREY},
    {"reported as missing", MONEY, "5.2", NULL, JLN_MISSING, JLN_REASON_NO_RETURN, 0, 0, 0, 1,
     JLN_LIGHT_GREY},
    {"zero is a fact", MONEY, "6", NULL, JLN_NUMBER, JLN_REASON_NONE, 0, 1, 1, 1, JLN_LIGHT_RED},
    {"postponed stays in the base", WORK, "6", NULL, JLN_NUMBER, JLN_REASON_NONE, 0, 1, 1, 1,
     JLN_LIGHT_RED},
    {"a year is its latest period", MONEY, "7", NULL, JLN_NUMBER, JLN_REASON_NONE, 9, 10, 1, 1,
     JLN_LIGHT_GREEN},
    {"a year is its latest period, work", WORK, "7", NULL, JLN_NUMBER, JLN_REASON_NONE, 1, 1, 1, 1,
     JLN_LIGHT_GREEN},
    {"cancelled by a dated decision leaves", WORK, "8.1", NULL, JLN_NA, JLN_REASON_CANCELLED, 0, 0,
     0, 0, JLN_LIGHT_NONE},
    {"cancelled without a decision stays", WORK, "8", NULL, JLN_NUMBER, JLN_REASON_NONE, 1, 2, 2, 2,
     JLN_LIGHT_RED},
    {"cancelled: its money stays", MONEY, "8", NULL, JLN_NUMBER, JLN_REASON_NONE, 1, 3, 3, 3,
     JLN_LIGHT_RED},
    {"50 is below", MONEY, "10.1", NULL, JLN_NUMBER, JLN_REASON_NONE, 1, 2, 1, 1, JLN_LIGHT_RED},
    {"70 is below", MONEY, "10.2", NULL, JLN_NUMBER, JLN_REASON_NONE, 7, 10, 1, 1,
     JLN_LIGHT_ORANGE},
    {"80 is above", MONEY, "10.3", NULL, JLN_NUMBER, JLN_REASON_NONE, 4, 5, 1, 1, JLN_LIGHT_GREEN},
    {"79 is below", MONEY, "10.4", NULL, JLN_NUMBER, JLN_REASON_NONE, 79, 100, 1, 1,
     JLN_LIGHT_YELLOW},
    {"a decimal of progress", WORK, "10.4", NULL, JLN_NUMBER, JLN_REASON_NONE, 1, 8, 1, 1,
     JLN_LIGHT_RED},
    {"a dash, nothing spent", MONEY, "11.1", NULL, JLN_NA, JLN_REASON_NOT_PLANNED, 0, 0, 0, 0,
     JLN_LIGHT_NONE},
    {"a blank, spent", MONEY, "11.2", NULL, JLN_NC, JLN_REASON_NO_ALLOCATION, 0, 0, 0, 0,
     JLN_LIGHT_NONE},
    {"done though not planned is out of the rate", WORK, "11", NULL, JLN_NA, JLN_REASON_NOT_PLANNED,
     0, 0, 0, 0, JLN_LIGHT_NONE},
    {"a source without this stage", MONEY, "12", NULL, JLN_NA, JLN_REASON_NO_STAGE, 0, 0, 0, 0,
     JLN_LIGHT_NONE},
    {"the funder without this stage", MONEY, "", "engage", JLN_NA, JLN_REASON_NO_STAGE, 0, 0, 0, 0,
     JLN_LIGHT_NONE},
    {"the whole plan", MONEY, "", NULL, JLN_PARTIAL, JLN_REASON_SOME_MISSING, 59, 100, 11, 14,
     JLN_LIGHT_GREY},
    {"the whole plan, work", WORK, "", NULL, JLN_PARTIAL, JLN_REASON_SOME_MISSING, 329, 520, 13, 17,
     JLN_LIGHT_GREY},
    {"a funder at an axis", MONEY, "4", "don", JLN_NUMBER, JLN_REASON_NONE, 2, 3, 1, 1,
     JLN_LIGHT_ORANGE},
    {"a blank of the financing table", MONEY, "6", "etat", JLN_NA, JLN_REASON_NOT_PLANNED, 0, 0, 0,
     0, JLN_LIGHT_NONE},
    {"received, in cash only", FUNDS, "4", "etat", JLN_NUMBER, JLN_REASON_NONE, 3, 4, 1, 1,
     JLN_LIGHT_YELLOW},
    {"received, not told", FUNDS, "5", "etat", JLN_MISSING, JLN_REASON_NO_RETURN, 0, 0, 0, 1,
     JLN_LIGHT_GREY},
    {"received, not split: by funder", FUNDS, "", "don", JLN_NUMBER, JLN_REASON_NONE, 1, 2, 1, 1,
     JLN_LIGHT_RED},
    {"received, not split: by axis", FUNDS, "4", "don", JLN_MISSING, JLN_REASON_NO_RETURN, 0, 0, 0,
     1, JLN_LIGHT_GREY},
    {"received, by activity", FUNDS, "4.1", NULL, JLN_NA, JLN_REASON_NOT_SPLIT, 0, 0, 0, 0,
     JLN_LIGHT_NONE},
    {"received, the whole plan", FUNDS, "", NULL, JLN_PARTIAL, JLN_REASON_SOME_MISSING, 11, 18, 2,
     4, JLN_LIGHT_GREY},
};

static jln_place place_of(const char *node, const char *funder, int year) {
    jln_place place = {jln_plan_node(plan, node), funder ? jln_plan_funder(plan, funder) : -1,
                       year};
    ck_assert_msg(place.node != UINT32_MAX && (!funder || place.funder >= 0), "%s %s", node,
                  funder ? funder : "");
    return place;
}

START_TEST(test_values) {
    jln_engine *engine = engine_at(LATER, NULL);
    jln_result r =
        value_of(engine, VALUES[_i].indicator, place_of(VALUES[_i].node, VALUES[_i].funder, 2012));
    const char *name = VALUES[_i].name;
    ck_assert_msg(r.value.state == VALUES[_i].state, "%s: %s", name, jln_state_code(r.value.state));
    ck_assert_msg(r.value.reason == VALUES[_i].reason, "%s: %s", name,
                  jln_reason_code(r.value.reason));
    ck_assert_msg(r.light == VALUES[_i].light, "%s: %s", name, jln_light_code(r.light));
    ck_assert_msg(r.value.known == VALUES[_i].known && r.value.expected == VALUES[_i].expected,
                  "%s: %u/%u", name, r.value.known, r.value.expected);
    ck_assert_msg(jln_value_known(&r.value) == (VALUES[_i].den != 0), "%s", name);
    if (VALUES[_i].den)
        ck_assert_msg(r.value.number.num == VALUES[_i].num && r.value.number.den == VALUES[_i].den,
                      "%s: %lld/%lld", name, (long long)r.value.number.num,
                      (long long)r.value.number.den);
    jln_engine_close(engine);
}
END_TEST

/* ---- sums of measures ---- */

static const struct {
    const char *name, *node;
    jln_measure measure;
    jln_state state;
    int64_t sum;
} SUMS[] = {
    {"planned of an axis of PM", "2", {JLN_M_BASE, JLN_BASE_PLANNED}, JLN_PM, 0},
    {"spent outside: on PM", "3", {JLN_M_OUTSIDE, JLN_STAGE_PAID}, JLN_NUMBER, 30},
    {"spent outside: on a blank", "11", {JLN_M_OUTSIDE, JLN_STAGE_PAID}, JLN_NUMBER, 10},
    {"spent on PM is in the total", "3", {JLN_M_SPENT, JLN_STAGE_PAID}, JLN_NUMBER, 30},
    {"paid of two funders", "4", {JLN_M_SPENT, JLN_STAGE_PAID}, JLN_NUMBER, 120},
    {"committed is never added to paid", "4", {JLN_M_SPENT, JLN_STAGE_COMMITTED}, JLN_NUMBER, 150},
    {"spent of a year with two periods", "7", {JLN_M_SPENT, JLN_STAGE_PAID}, JLN_NUMBER, 90},
    {"planned financing", "5", {JLN_M_FINANCING, 0}, JLN_NUMBER, 440},
};

START_TEST(test_sums) {
    jln_engine *engine = engine_at(LATER, NULL);
    jln_value v = jln_engine_sum(engine, SUMS[_i].measure, place_of(SUMS[_i].node, NULL, 2012));
    ck_assert_msg(v.state == SUMS[_i].state, "%s: %s", SUMS[_i].name, jln_state_code(v.state));
    if (jln_value_known(&v))
        ck_assert_msg(jln_rat_cmp(v.number, jln_rat_of(SUMS[_i].sum)) == 0, "%s: %lld",
                      SUMS[_i].name, (long long)v.number.num);
    jln_engine_close(engine);
}
END_TEST

START_TEST(test_counts) {
    jln_engine *engine = engine_at(LATER, NULL);
    jln_counts c = jln_engine_counts(engine, 0, 2012);
    ck_assert_uint_eq(c.scheduled, 18);
    ck_assert_uint_eq(c.unscheduled, 1);
    ck_assert_uint_eq(c.by_state[JLN_DONE], 5);
    ck_assert_uint_eq(c.by_state[JLN_UNDER_WAY], 6);
    ck_assert_uint_eq(c.by_state[JLN_POSTPONED], 1);
    ck_assert_uint_eq(c.by_state[JLN_CANCELLED], 2);
    uint32_t all = 0;
    for (int i = 0; i < JLN_PROGRESS_COUNT; i++) all += c.by_state[i];
    ck_assert_uint_eq(all, c.scheduled);
    jln_engine_close(engine);
}
END_TEST

/* ---- time ---- */

/* The base is that of the whole plan at the report's date; the plan as adopted stays readable. */
static const struct {
    const char *date;
    jln_base base;
    int64_t amount;
} BASES[] = {
    {"2013-06-29", JLN_BASE_PLANNED, 100},
    {"2013-06-30", JLN_BASE_REVISED, 200},
    {"2014-01-31", JLN_BASE_REVISED, 200},
    {"2014-02-01", JLN_BASE_REVISED, 400},
};

START_TEST(test_bases) {
    jln_engine *engine = engine_at(BASES[_i].date, NULL);
    uint32_t leaf = plan->nodes[jln_plan_node(plan, "9.1")].leaf_first;
    const jln_facts *facts = jln_engine_facts(engine);
    ck_assert_int_eq(jln_engine_base(engine), BASES[_i].base);
    ck_assert_int_eq(jln_facts_base(facts, BASES[_i].base, leaf, 2013)->amount, BASES[_i].amount);
    ck_assert_int_eq(jln_facts_base(facts, JLN_BASE_PLANNED, leaf, 2013)->amount, 100);
    ck_assert_int_eq(jln_facts_base(facts, BASES[_i].base, leaf, 2012)->amount, 100);
    jln_engine_close(engine);
}
END_TEST

START_TEST(test_revised_rate) {
    jln_engine *engine = engine_at(LATER, NULL);
    jln_result r = value_of(engine, MONEY, place_of("9", NULL, 2013));
    ck_assert(r.value.number.num == 1 && r.value.number.den == 2);
    jln_engine_close(engine);
}
END_TEST

/* With a period, later ones of its year are not looked at; before the year's end there is no light.
 */
START_TEST(test_mid_year) {
    jln_engine *engine = engine_at(LATER, "2012-S1");
    jln_result r = value_of(engine, MONEY, place_of("7", NULL, 2012));
    ck_assert(r.value.number.num == 2 && r.value.number.den == 5);
    ck_assert_int_eq(r.light, JLN_LIGHT_GREY);
    r = value_of(engine, MONEY, place_of("4", NULL, 2012));
    ck_assert_int_eq(r.value.state, JLN_MISSING);
    jln_engine_close(engine);
}
END_TEST

START_TEST(test_before_any_return) {
    jln_engine *engine = engine_at("2012-01-31", NULL);
    jln_result r = value_of(engine, MONEY, place_of("", NULL, 2012));
    ck_assert_int_eq(r.value.state, JLN_MISSING);
    ck_assert_uint_eq(r.value.known, 0);
    jln_engine_close(engine);
}
END_TEST

START_TEST(test_unknown) {
    jln_err err = {0};
    jln_engine *engine = NULL;
    const jln_indicator *indicator = NULL;
    const jln_engine_options options = {.date = LATER, .period = "2012-T9"};
    ck_assert_int_eq(jln_engine_open(db, plan, "lua-indicators", &options, &engine, &err),
                     JLN_ENOTFOUND);
    ck_assert_ptr_null(engine);
    jln_err_clear(&err);
    engine = engine_at(LATER, NULL);
    ck_assert_int_eq(jln_engine_find(engine, "taux", &indicator, &err), JLN_ENOTFOUND);
    ck_assert_ptr_nonnull(strstr(err.message, MONEY));
    ck_assert_uint_eq(jln_plan_node(plan, "9.9"), UINT32_MAX);
    ck_assert_int_eq(jln_plan_funder(plan, "bm"), -1);
    jln_engine_close(engine);
}
END_TEST

/* ---- lights, on exact values ---- */

static const struct {
    const char *name;
    int64_t num, den, covered; /* % */
    jln_bands bands;
    bool year_end;
    jln_light light;
} LIGHTS[] = {
    {"uemoa 50", 1, 2, 100, JLN_BANDS_UEMOA, true, JLN_LIGHT_RED},
    {"uemoa just above 50", 500001, 1000000, 100, JLN_BANDS_UEMOA, true, JLN_LIGHT_ORANGE},
    {"uemoa 70", 7, 10, 100, JLN_BANDS_UEMOA, true, JLN_LIGHT_ORANGE},
    {"uemoa just above 70", 700001, 1000000, 100, JLN_BANDS_UEMOA, true, JLN_LIGHT_YELLOW},
    {"uemoa just below 80", 799999, 1000000, 100, JLN_BANDS_UEMOA, true, JLN_LIGHT_YELLOW},
    {"uemoa 80", 4, 5, 100, JLN_BANDS_UEMOA, true, JLN_LIGHT_GREEN},
    {"uemoa 100", 1, 1, 100, JLN_BANDS_UEMOA, true, JLN_LIGHT_GREEN},
    {"uemoa above 100", 1000001, 1000000, 100, JLN_BANDS_UEMOA, true, JLN_LIGHT_RED},
    {"uemoa 0", 0, 1, 100, JLN_BANDS_UEMOA, true, JLN_LIGHT_RED},
    {"simple 50", 1, 2, 100, JLN_BANDS_SIMPLE, true, JLN_LIGHT_RED},
    {"simple 70", 7, 10, 100, JLN_BANDS_SIMPLE, true, JLN_LIGHT_ORANGE},
    {"simple 80", 4, 5, 100, JLN_BANDS_SIMPLE, true, JLN_LIGHT_GREEN},
    {"80 % of the base covered", 4, 5, 80, JLN_BANDS_UEMOA, true, JLN_LIGHT_GREEN},
    {"79 % of the base covered", 4, 5, 79, JLN_BANDS_UEMOA, true, JLN_LIGHT_GREY},
    {"mid-year", 4, 5, 100, JLN_BANDS_UEMOA, false, JLN_LIGHT_GREY},
};

START_TEST(test_lights) {
    jln_result r = {.value = jln_value_integer(0),
                    .numerator = jln_value_integer(1),
                    .denominator = jln_value_integer(1),
                    .covered = jln_value_integer(0)};
    ck_assert(jln_rat_make(LIGHTS[_i].num, LIGHTS[_i].den, &r.value.number));
    ck_assert(jln_rat_make(LIGHTS[_i].covered, 100, &r.covered.number));
    jln_light light = jln_light_of(&r, LIGHTS[_i].bands, true, LIGHTS[_i].year_end);
    ck_assert_msg(light == LIGHTS[_i].light, "%s: %s", LIGHTS[_i].name, jln_light_code(light));
}
END_TEST

/* ---- explain ---- */

START_TEST(test_explain) {
    jln_engine *engine = engine_at(LATER, NULL);
    jln_err err = {0};
    const jln_indicator *indicator = NULL;
    jln_explanation e = {0};
    int64_t paid = 0;
    int missing = 0, used = 0;
    ck_assert_int_eq(jln_engine_find(engine, MONEY, &indicator, &err), JLN_OK);
    jln_status status =
        jln_engine_explain(engine, indicator, place_of("5", NULL, 2012), arena, &e, &err);
    ck_assert_msg(status == JLN_OK, "%s", err.message);
    ck_assert(e.result.value.number.num == 3 && e.result.value.number.den == 5);
    for (size_t i = 0; i < e.count; i++) {
        const jln_explain_item *item = &e.items[i];
        missing += item->role == JLN_EXPLAIN_MISSING;
        used += item->role == JLN_EXPLAIN_USED;
        if (item->role == JLN_EXPLAIN_USED && item->what.kind == JLN_M_SPENT) {
            paid += (int64_t)item->value.number.num;
            ck_assert_ptr_nonnull(item->from);
            ck_assert_str_eq(item->from->id, "R");
        }
        if (item->role == JLN_EXPLAIN_USED && item->what.kind == JLN_M_BASE) {
            ck_assert_str_eq(item->doc, "d");
            ck_assert_int_gt(item->line, 0);
        }
    }
    ck_assert_int_eq(paid, 60);
    ck_assert_int_gt(missing, 0);
    ck_assert_int_gt(used, 1);
    ck_assert_uint_gt(e.step_count, 0);
    jln_engine_close(engine);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("compute");
    TCase *c = tcase_create("tiny");
    tcase_add_checked_fixture(c, open_plan, close_planned);
    tcase_add_loop_test(c, test_values, 0, COUNT(VALUES));
    tcase_add_loop_test(c, test_sums, 0, COUNT(SUMS));
    tcase_add_test(c, test_counts);
    tcase_add_loop_test(c, test_bases, 0, COUNT(BASES));
    tcase_add_test(c, test_revised_rate);
    tcase_add_test(c, test_mid_year);
    tcase_add_test(c, test_before_any_return);
    tcase_add_test(c, test_unknown);
    tcase_add_test(c, test_explain);
    suite_add_tcase(suite, c);
    TCase *lights = tcase_create("lights");
    tcase_add_loop_test(lights, test_lights, 0, COUNT(LIGHTS));
    suite_add_tcase(suite, lights);
    SRunner *runner = srunner_create(suite);
    srunner_set_fork_status(runner, CK_NOFORK);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}

/* What scripts ask of a place: each question over a plan made for it (tests/data/questions), and
 * its explanation. */
#include "compute/engine.h"
#include "planned.h"

#include <check.h>

#define COUNT(array) (int)(sizeof(array) / sizeof *(array))
#define LATER        "2014-01-31"

static const char *const all[LOADED_MAX] = {"tests/data/tiny/plan", "tests/data/tiny/returns",
                                            "tests/data/frame", "tests/data/questions"};

static void open_plan(void) {
    open_planned(all, "tiny");
    ck_assert_int_eq(mkdir(in_scratch("lua"), 0700), 0);
}

/* Writes the only indicator of a library: `value` is what it returns, `more` its other fields. */
static jln_status open_question(const char *value, const char *more, jln_engine **engine,
                                jln_err *err) {
    const jln_engine_options options = {.date = LATER};
    jln_str text = {0};
    jln_str_fmt(&text,
                "return indicator { id = 'x', title = 'x', definition = 'x', formula = 'x', unit = "
                "'number', "
                "by = { 'node', 'funder' }, %s value = function(n) return %s end }",
                more, value);
    write_whole(in_scratch("lua/x.lua"), jln_str_c(&text), text.length);
    jln_str_free(&text);
    return jln_engine_open(db, plan, in_scratch("lua"), &options, engine, err);
}

#define FRAME               "over = 'logframe',"
#define NUMBER              JLN_NUMBER, JLN_REASON_NONE
#define NONE(state, reason) state, reason, 0, 1

/* 2012 unless said; `item` counts from 1 at the node, 0 for none. */
static const struct {
    const char *value, *more, *node, *funder;
    int item, year;
    jln_state state;
    jln_reason reason;
    int64_t num, den;
} QUESTIONS[] = {
    {"n:quantity()", "", "1", NULL, 0, 2012, NUMBER, 5, 1},
    {"n:quantity { which = 'planned' }", "", "12.1", NULL, 0, 2012, NUMBER, 20, 1},
    {"n:quantity() / n:quantity { which = 'planned' }", "", "12", NULL, 0, 2012, NUMBER, 3, 2},
    {"n:quantity()", "", "", NULL, 0, 2012, NONE(JLN_NC, JLN_REASON_MIXED_UNITS)},
    {"n:quantity() / n:quantity { which = 'planned' }", "", "", NULL, 0, 2012,
     NONE(JLN_NC, JLN_REASON_MIXED_UNITS)},
    {"n:quantity() * 2", "", "", NULL, 0, 2012, NONE(JLN_NC, JLN_REASON_MIXED_UNITS)},
    {"n:quantity()", "", "6", NULL, 0, 2012, NONE(JLN_NA, JLN_REASON_NOT_PLANNED)},

    {"n:spent { stage = 'committed' } - n:spent { stage = 'paid' }", "", "1", NULL, 0, 2012, NUMBER,
     40, 1},
    {"n:base() - n:spent { stage = 'committed' }", "", "1", NULL, 0, 2012, NUMBER, -40, 1},
    {"n:base() - n:spent { stage = 'paid' }", "", "1", NULL, 0, 2012,
     NONE(JLN_NA, JLN_REASON_NO_STAGE)},
    {"n:spent { stage = 'committed' }", "", "1", NULL, 0, 2012, NUMBER, 140, 1},
    {"n:spent { funder = 'don' }", "", "4", NULL, 0, 2012, NUMBER, 40, 1},
    {"n:spent { funder = 'don' } / n:spent { funder = 'all' }", "", "4", "etat", 0, 2012, NUMBER, 1,
     3},
    {"n:spent()", "", "4", NULL, 0, 2011, NONE(JLN_NA, JLN_REASON_NOT_ASKED)},
    {"n:spent() / n:base()", "", "4", NULL, 0, 2011, NONE(JLN_NA, JLN_REASON_NOT_ASKED)},
    {"n:physical()", "", "4", NULL, 0, 2011, NONE(JLN_NA, JLN_REASON_NOT_ASKED)},
    {"n:count { state = 'done' }", "", "4", NULL, 0, 2011, NONE(JLN_NA, JLN_REASON_NOT_ASKED)},

    {"n:spent() / n:base()", "", "9", NULL, 0, 2012, NUMBER, -1, 5}, /* a correction */
    {"n:count { state = 'extra' }", "", "4", NULL, 0, 2011, NONE(JLN_NA, JLN_REASON_NOT_ASKED)},
    {"n:count()", "", "4", NULL, 0, 2011, NUMBER, 1, 1},
    {"n:financing()", "", "4", NULL, 0, 2012, NUMBER, 140, 1},
    {"n:financing { which = 'revised' }", "", "4", NULL, 0, 2012, NUMBER, 170, 1},
    {"n:base { which = 'revised' }", "", "4", "don", 0, 2012, NUMBER, 90, 1},
    {"n:base()", "", "4", "don", 0, 2012, NUMBER, 60, 1},
    {"n:funding() / n:financing()", "", "", NULL, 0, 2012, JLN_PARTIAL, JLN_REASON_SOME_MISSING, 11,
     18},
    {"n:funding() / n:financing { which = 'revised' }", "", "", NULL, 0, 2012, JLN_PARTIAL,
     JLN_REASON_SOME_MISSING, 11, 21},
    {"n:funding()", "", "4", "etat", 0, 2012, NUMBER, 60, 1},
    {"n:funding { in_kind = true }", "", "4", "etat", 0, 2012, NUMBER, 1000, 1},
    {"n:funding { in_kind = true }", "", "5", "etat", 0, 2012,
     NONE(JLN_NA, JLN_REASON_NOT_PLANNED)},
    {"n:funding() / n:financing()", "", "4", "etat", 0, 2011, NONE(JLN_NA, JLN_REASON_NOT_PLANNED)},
    {"n:opening()", "", "4", "etat", 0, 2011, NONE(JLN_NA, JLN_REASON_NOT_PLANNED)},
    {"n:opening()", "", "4", "etat", 0, 2013, NUMBER, -20, 1},
    {"n:opening()", "", "4.1", NULL, 0, 2013, NONE(JLN_NA, JLN_REASON_NOT_SPLIT)},

    {"n:actual { sex = 'F' }", FRAME, "4", NULL, 3, 2012, NUMBER, 3, 1},
    {"n:actual { sex = 'F' } / n:actual { sex = 'M' }", FRAME, "4", NULL, 3, 2012, NUMBER, 3, 2},
    {"n:actual { sex = 'F', region = 'Kayes' }", FRAME, "4", NULL, 3, 2012, NUMBER, 1, 1},
    {"n:actual { region = 'Kayes' }", FRAME, "4", NULL, 3, 2012,
     NONE(JLN_MISSING, JLN_REASON_NOT_MEASURED)},
    {"n:actual { sex = 'F' }", FRAME, "4", NULL, 10, 2012, NUMBER, 50, 1},
    {"n:actual { cumulative = true }", FRAME, "4", NULL, 3, 2012, NUMBER, 12, 1},
    {"n:actual { cumulative = true }", FRAME, "4", NULL, 2, 2012, NUMBER, 9, 1},
    {"n:actual { cumulative = true }", FRAME, "4", NULL, 1, 2012,
     NONE(JLN_NC, JLN_REASON_NOT_SUMMED)},
    {"n:actual { cumulative = true }", FRAME, "4", NULL, 8, 2012, JLN_PARTIAL,
     JLN_REASON_SOME_MISSING, 0, 1},
    {"n:kind { is = 'flow' }", FRAME, "4", NULL, 3, 2012, NUMBER, 1, 1},
    {"n:kind { is = 'rate' }", FRAME, "4", NULL, 3, 2012, NUMBER, 0, 1},

    {"n:beneficiaries { scheme = 'mutuelles', region = 'Kayes' }", "", "", NULL, 0, 2012, NUMBER,
     60000, 1},
    {"n:beneficiaries { scheme = 'mutuelles', region = 'Kayes' }", "", "", NULL, 0, 2011, NUMBER,
     50000, 1},
    {"n:beneficiaries { scheme = 'mutuelles', region = 'Kayes', sex = 'F' } / n:population { "
     "region = 'Kayes', sex = 'F' }",
     "", "", NULL, 0, 2012, NUMBER, 36, 1010},
    {"n:beneficiaries { scheme = 'mutuelles', region = 'Nara' }", "", "", NULL, 0, 2012,
     NONE(JLN_MISSING, JLN_REASON_NOT_MEASURED)},
    {"n:population { region = 'Gao' }", "", "", NULL, 0, 2012,
     NONE(JLN_NC, JLN_REASON_NO_POPULATION)},
    {"n:beneficiaries { sex = 'F' } / n:population { sex = 'F' }", "over = 'coverage',", "", NULL,
     2, 2012, NUMBER, 36, 1010},

    {"n:milestones()", "", "", NULL, 0, 2012, NUMBER, 3, 1},
    {"n:milestones { state = 'reached' }", "", "", NULL, 0, 2012, NUMBER, 1, 1},
    {"n:milestones { state = 'planned' }", "", "", NULL, 0, 2012, NUMBER, 1, 1},
    {"n:milestones { state = 'reached' }", "", "", NULL, 0, 2013, NUMBER, 2, 1},
    {"n:milestones()", "", "4", NULL, 0, 2012, NUMBER, 2, 1},
    {"n:milestones()", "", "5", NULL, 0, 2012, NONE(JLN_NA, JLN_REASON_NOT_PLANNED)},

    {"n:returns { state = 'expected' }", "", "", NULL, 0, 2012, NUMBER, 2, 1},
    {"n:returns { state = 'received' }", "", "4", NULL, 0, 2012, NUMBER, 1, 1},
    {"n:returns { state = 'received' } / n:returns { state = 'expected' }", "", "5", NULL, 0, 2012,
     NUMBER, 0, 1},
    {"n:returns { state = 'expected' }", "", "6", NULL, 0, 2012,
     NONE(JLN_NA, JLN_REASON_NOT_ASKED)},
    {"n:returns { state = 'expected' }", "", "", NULL, 0, 2011, NONE(JLN_NA, JLN_REASON_NOT_ASKED)},
};

START_TEST(test_questions) {
    jln_err err = {0};
    jln_engine *engine = NULL;
    jln_explanation x;
    int items[32], item = -1;
    const char *name = QUESTIONS[_i].value;
    ck_assert_msg(open_question(name, QUESTIONS[_i].more, &engine, &err) == JLN_OK, "%s: %s", name,
                  err.message);
    const jln_indicator *indicator = jln_engine_indicator(engine, 0);
    jln_place place = {jln_plan_node(plan, QUESTIONS[_i].node), -1, QUESTIONS[_i].year};
    if (QUESTIONS[_i].funder) place.funder = jln_plan_funder(plan, QUESTIONS[_i].funder);
    int count = jln_engine_items(engine, indicator, place.node, place.year, items, COUNT(items));
    ck_assert_int_ge(count, QUESTIONS[_i].item);
    if (QUESTIONS[_i].item) item = items[QUESTIONS[_i].item - 1];
    jln_status status = jln_engine_explain_item(engine, indicator, place, item, arena, &x, &err);
    ck_assert_msg(status == JLN_OK, "%s: %s %s", name, err.where, err.message);
    const jln_value *v = &x.result.value;
    ck_assert_msg(v->state == QUESTIONS[_i].state && v->reason == QUESTIONS[_i].reason,
                  "%s at %s: %s (%s)", name, QUESTIONS[_i].node, jln_state_code(v->state),
                  jln_reason_code(v->reason));
    jln_rat expected;
    ck_assert(jln_rat_make(QUESTIONS[_i].num, QUESTIONS[_i].den, &expected));
    if (jln_value_known(v))
        ck_assert_msg(jln_rat_cmp(v->number, expected) == 0, "%s: %lld/%lld", name,
                      (long long)v->number.num, (long long)v->number.den);
    ck_assert_uint_ge(x.step_count, 1);
    jln_engine_close(engine);
}
END_TEST

/* What is added up is in the list of figures that are used, and nothing else is. */
START_TEST(test_difference_explained) {
    jln_err err = {0};
    jln_engine *engine = NULL;
    jln_explanation x;
    int64_t used = 0, left_out = 0;
    ck_assert_int_eq(open_question("n:spent { stage = 'committed' } - n:spent { stage = 'paid' }",
                                   "", &engine, &err),
                     JLN_OK);
    const jln_place place = {jln_plan_node(plan, "1"), -1, 2012};
    ck_assert_int_eq(
        jln_engine_explain(engine, jln_engine_indicator(engine, 0), place, arena, &x, &err),
        JLN_OK);
    for (size_t i = 0; i < x.count; i++) {
        const jln_explain_item *item = &x.items[i];
        int64_t sign = jln_measure_stage(item->what) == JLN_STAGE_COMMITTED ? 1 : -1;
        if (item->role == JLN_EXPLAIN_USED) used += sign * (int64_t)item->value.number.num;
        if (item->role == JLN_EXPLAIN_LEFT_OUT) left_out += (int64_t)item->value.number.num;
    }
    ck_assert_int_eq(used, 40);
    ck_assert_int_eq(left_out, 40);
    jln_engine_close(engine);
}
END_TEST

/* What is asked wrongly, and the words that help. */
static const struct {
    const char *value, *more, *message;
} MISTAKES[] = {
    {"n:spent { funder = 'etta' }", "", "\"etat\""},
    {"n:actual { sex = 'femmes' }", FRAME, "\"F\", \"M\""},
    {"n:actual { region = '' }", FRAME, "un texte"},
    {"n:kind()", FRAME, "n:kind{is = \"flow\"}"},
    {"n:kind { is = 'flux' }", FRAME, "\"stock\", \"flow\", \"rate\", \"text\""},
    {"n:kind { is = 'flow' }", "", "over = \"logframe\""},
    {"n:beneficiaries { region = 'Kayes' }", "", "scheme = \"...\""},
    {"n:population()", "", "region = \"...\""},
    {"n:quantity { which = 'faite' }", "", "\"planned\", \"done\""},
    {"n:milestones { state = 'atteint' }", "", "\"all\", \"reached\", \"under_way\", \"planned\""},
};

START_TEST(test_mistakes) {
    jln_err err = {0};
    jln_engine *engine = NULL;
    jln_result r;
    int items[32];
    jln_status status = open_question(MISTAKES[_i].value, MISTAKES[_i].more, &engine, &err);
    const jln_place place = {jln_plan_node(plan, "4"), -1, 2012};
    if (status == JLN_OK) {
        const jln_indicator *indicator = jln_engine_indicator(engine, 0);
        jln_engine_items(engine, indicator, place.node, 2012, items, COUNT(items));
        status = jln_engine_item(engine, indicator, place, items[0], &r, &err);
    }
    ck_assert_int_eq(status, JLN_ESCRIPT);
    ck_assert_msg(strstr(err.message, MISTAKES[_i].message) != NULL, "%s: %s", MISTAKES[_i].value,
                  err.message);
    ck_assert_msg(strstr(err.where, "x.lua:1") != NULL, "%s", err.where);
    jln_engine_close(engine);
}
END_TEST

/* Loops over values: what they cost is not in Lua's count of instructions nor in its memory. */
static const char *const ENDLESS[] = {
    "local v = n:spent() for i = 1, 1e9 do v = v * (1 + i / 7) end return v",
    "local v = n:spent() for i = 1, 1e9 do v = v + n:spent() end return v",
    "local v = n:spent() for i = 1, 1e9 do v = n:keep(v, { known = n:physical() }) * 2 end return "
    "v",
    "for i = 1, 1e9 do local x = n:spent { year = -(i % 3) } end return 1",
    "local v = n:spent() while v:known() do end return v",
    "local v = n:spent() while v < 1e15 do end return v",
    "local v = n:spent() / n:base() for i = 1, 1e9 do v = v + 1 end return v",
    "for i = 1, 1e9 do local x = n:funding() + n:financing() end return 1",
};

START_TEST(test_endless) {
    jln_err err = {0};
    jln_engine *engine = NULL;
    const jln_engine_options options = {.date = LATER};
    jln_result r;
    jln_str text = {0};
    jln_str_fmt(&text,
                "return indicator { id = 'x', title = 'x', definition = 'x', formula = 'x', unit = "
                "'number',\n"
                "value = function(n)\n%s\nend }",
                ENDLESS[_i]);
    write_whole(in_scratch("lua/x.lua"), jln_str_c(&text), text.length);
    jln_str_free(&text);
    ck_assert_int_eq(jln_engine_open(db, plan, in_scratch("lua"), &options, &engine, &err), JLN_OK);
    const jln_indicator *indicator = jln_engine_indicator(engine, 0);
    for (uint32_t node = 0; node < 3; node++) {
        jln_err_clear(&err);
        jln_status status =
            jln_engine_value(engine, indicator, (jln_place){node, -1, 2012}, &r, &err);
        ck_assert_msg(status == JLN_ELIMIT, "%s: %d %s", ENDLESS[_i], status, err.message);
        ck_assert_msg(strstr(err.where, "x.lua:3") != NULL, "%s", err.where);
    }
    /* and what is asked next is answered */
    jln_value v = jln_engine_sum(engine, (jln_measure){JLN_M_SPENT, JLN_STAGE_COMMITTED},
                                 (jln_place){0, -1, 2012});
    ck_assert(jln_value_known(&v));
    jln_engine_close(engine);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("questions");
    TCase *c = tcase_create("tiny");
    tcase_add_checked_fixture(c, open_plan, close_planned);
    tcase_add_loop_test(c, test_questions, 0, COUNT(QUESTIONS));
    tcase_add_test(c, test_difference_explained);
    tcase_add_loop_test(c, test_mistakes, 0, COUNT(MISTAKES));
    tcase_add_loop_test(c, test_endless, 0, COUNT(ENDLESS));
    suite_add_tcase(suite, c);
    SRunner *runner = srunner_create(suite);
    srunner_set_fork_status(runner, CK_NOFORK);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}

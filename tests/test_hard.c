/* The invented plan of hard cases (tests/data/hard): costs printed as ND, activities opened later,
 * money that no line plans. */
#include "compute/engine.h"
#include "planned.h"

#include <check.h>

#define COUNT(array) (int)(sizeof(array) / sizeof *(array))
#define MONEY        "taux-execution-financiere"
#define WORK         "taux-execution-physique"
#define FUNDS        "taux-mobilisation"
#define PAID         "paye-sur-recu"
#define LATER        "2022-12-31"

static const char *const packages[LOADED_MAX] = {"tests/data/hard/plan", "tests/data/hard/returns",
                                                 "tests/data/hard/allocations"};

static void open_costed(void) {
    const char *const given[LOADED_MAX] = {packages[0], packages[1]};
    open_planned(given, "cas-difficiles");
}

static void open_allocated(void) {
    open_planned(packages, "cas-difficiles");
}

typedef struct {
    const char *name, *indicator, *node, *funder, *date;
    int year;
    jln_state state;
    jln_reason reason;
    int64_t num, den;
    unsigned known, expected;
} hard_case;

static jln_engine *engine_at(const char *date) {
    jln_err err = {0};
    jln_engine *engine = NULL;
    const jln_engine_options options = {.date = date};
    jln_status status = jln_engine_open(db, plan, "lua-indicators", &options, &engine, &err);
    ck_assert_msg(status == JLN_OK, "%s %s", err.where, err.message);
    return engine;
}

static void expect(const hard_case *c) {
    jln_err err = {0};
    jln_engine *engine = engine_at(c->date);
    const jln_indicator *indicator = NULL;
    jln_result r = {0};
    jln_place place = {jln_plan_node(plan, c->node),
                       c->funder ? jln_plan_funder(plan, c->funder) : -1, c->year};
    ck_assert_msg(jln_engine_find(engine, c->indicator, &indicator, &err) == JLN_OK, "%s",
                  err.message);
    ck_assert_msg(jln_engine_value(engine, indicator, place, &r, &err) == JLN_OK, "%s %s",
                  err.where, err.message);
    ck_assert_msg(r.value.state == c->state, "%s: %s", c->name, jln_state_code(r.value.state));
    ck_assert_msg(r.value.reason == c->reason, "%s: %s", c->name, jln_reason_code(r.value.reason));
    ck_assert_msg(r.value.known == c->known && r.value.expected == c->expected, "%s: %u/%u",
                  c->name, r.value.known, r.value.expected);
    if (c->den)
        ck_assert_msg(r.value.number.num == c->num && r.value.number.den == c->den, "%s: %lld/%lld",
                      c->name, (long long)r.value.number.num, (long long)r.value.number.den);
    jln_engine_close(engine);
}

#define GIVEN    JLN_NUMBER, JLN_REASON_NONE
#define SOME     JLN_PARTIAL, JLN_REASON_SOME_MISSING
#define WAITED   JLN_MISSING, JLN_REASON_NO_RETURN
#define NO_PLAN  JLN_NA, JLN_REASON_NOT_PLANNED
#define NO_MONEY JLN_NC, JLN_REASON_NO_ALLOCATION

/* Over the planned costs and their revisions. */
static const hard_case PLANNED[] = {
    {"ND and spent: waited for", MONEY, "4.5", NULL, LATER, 2021, WAITED, 0, 0, 0, 1},
    {"ND and spent: its axis lacks it", MONEY, "4", NULL, LATER, 2021, SOME, 1, 60, 3, 4},
    {"ND, no return: waited for", MONEY, "4.5", NULL, LATER, 2022, WAITED, 0, 0, 0, 1},
    {"ND, no return: its axis too", MONEY, "4", NULL, LATER, 2022, WAITED, 0, 0, 0, 4},
    {"ND and spent: a source's sum has it", MONEY, "4", "etat", LATER, 2021, GIVEN, 1, 6, 4, 4},
    {"ND is not out of the allocation", "depenses-hors-dotation", "4.5", NULL, LATER, 2022, NO_PLAN,
     0, 0, 0, 0},
    {"opened by a revision, work", WORK, "5.3", NULL, LATER, 2021, GIVEN, 2, 5, 1, 1},
    {"opened by a revision, money", MONEY, "5.3", NULL, LATER, 2021, GIVEN, 2, 5, 1, 1},
    {"not yet opened, work", WORK, "5.3", NULL, "2021-06-14", 2021, NO_PLAN, 0, 0, 0, 0},
    {"revised to nothing, spent", MONEY, "5.2", NULL, LATER, 2021, NO_MONEY, 0, 0, 0, 0},
    {"the last of two revisions", MONEY, "5.1", NULL, LATER, 2021, GIVEN, 6, 7, 1, 1},
    {"a source's revision is not the base", MONEY, "5", "etat", LATER, 2021, SOME, 139, 300, 4, 5},
    {"received on dashes, an axis", FUNDS, "4", "don", LATER, 2021, NO_MONEY, 0, 0, 0, 0},
    {"received on dashes, the plan", FUNDS, "", "don", LATER, 2021, NO_MONEY, 0, 0, 0, 0},
    {"received on dashes, the rest unknown", PAID, "4", NULL, LATER, 2021, SOME, 50, 9, 5, 5},
    {"paid, nothing to receive", PAID, "2", "etat", LATER, 2021, NO_MONEY, 0, 0, 0, 0},
    {"nothing asked this year, some kept", PAID, "", "don", LATER, 2022, SOME, 0, 1, 2, 16},
    {"nothing paid over PM: nothing carried", "report-a-nouveau", "2", "etat", "2021-06-30", 2022,
     GIVEN, 0, 1, 0, 0},
    {"a correction below zero", MONEY, "1.3", NULL, LATER, 2021, GIVEN, -1, 5, 1, 1},
    {"two half-years and a year", MONEY, "1.4", NULL, LATER, 2021, GIVEN, 9, 10, 1, 1},
    {"the first half-year only", MONEY, "1.4", NULL, "2021-09-01", 2021, GIVEN, 3, 10, 1, 1},
    {"the one return is late", MONEY, "1.5", NULL, "2022-01-31", 2021, WAITED, 0, 0, 0, 1},
    {"the one return has come", MONEY, "1.5", NULL, "2022-02-01", 2021, GIVEN, 1, 2, 1, 1},
};

START_TEST(test_planned) {
    expect(&PLANNED[_i]);
}
END_TEST

/* Over initial allocations, notified on 2021-03-01 and 2022-03-01, and their revisions. */
static const hard_case ALLOCATED[] = {
    {"before it is notified", MONEY, "1.1", NULL, "2021-02-28", 2021, WAITED, 0, 0, 0, 1},
    {"allocated less than planned", MONEY, "1.1", NULL, LATER, 2021, GIVEN, 1, 1, 1, 1},
    {"planned, not allocated, spent", MONEY, "1.2", NULL, LATER, 2021, NO_MONEY, 0, 0, 0, 0},
    {"planned as ND, allocated", MONEY, "4.5", NULL, LATER, 2021, GIVEN, 11, 20, 1, 1},
    {"opened by an allocation, money", MONEY, "4.4", NULL, LATER, 2021, GIVEN, 3, 5, 1, 1},
    {"opened by an allocation, work", WORK, "4.4", NULL, LATER, 2021, GIVEN, 1, 1, 1, 1},
    {"allocated, then revised", MONEY, "5.1", NULL, LATER, 2021, GIVEN, 6, 7, 1, 1},
    {"PM stays PM", MONEY, "2.1", NULL, LATER, 2021, JLN_NA, JLN_REASON_ONLY_PM, 0, 0, 0, 0},
    {"a source's lines stay whole", "execution-cumulee", "5", "etat", LATER, 2022, SOME, 139, 600,
     2, 3},
    {"allocated nothing, spent", MONEY, "5.6", NULL, LATER, 2021, NO_MONEY, 0, 0, 0, 0},
};

START_TEST(test_allocated) {
    expect(&ALLOCATED[_i]);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("hard");
    TCase *c = tcase_create("planned");
    tcase_add_checked_fixture(c, open_costed, close_planned);
    tcase_add_loop_test(c, test_planned, 0, COUNT(PLANNED));
    suite_add_tcase(suite, c);
    c = tcase_create("allocated");
    tcase_add_checked_fixture(c, open_allocated, close_planned);
    tcase_add_loop_test(c, test_allocated, 0, COUNT(ALLOCATED));
    suite_add_tcase(suite, c);
    SRunner *runner = srunner_create(suite);
    srunner_set_fork_status(runner, CK_NOFORK);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}

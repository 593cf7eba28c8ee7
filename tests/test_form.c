/* Collection forms without the command line: read, copied to send back, read again; and no memory
 * at any point of it. What people see of them is in test_forms.sh. */
#include "failing.h"
#include "loaded.h"

#include "form/form.h"

#include <check.h>

#define COUNT(array) (int)(sizeof(array) / sizeof *(array))
#define PLAN         "pan-eps-2011-2015"

static const char *const packages[LOADED_MAX] = {"data/pan-eps-2011-2015",
                                                 "data/demo-pan-eps-2011-2013"};
static jln_arena *shared;
static jln_form_known known;

/* The plan is read once: its rows are not what is tested. */
static void read_plan(void) {
    jln_err err = {0};
    make_scratch();
    shared = jln_arena_new();
    jln_db *db = load_good(in_scratch("plan.db"), packages, shared);
    ck_assert_int_eq(jln_plan_read(db, PLAN, shared, &known.plan, &err), JLN_OK);
    ck_assert_int_eq(jln_facts_read(db, known.plan, "2015-01-11", NULL, shared, &known.facts, &err),
                     JLN_OK);
    ck_assert_int_eq(jln_frame_read(db, known.plan, "2015-01-11", shared, &known.frame, &err),
                     JLN_OK);
    jln_db_close(db);
}

static void forget_plan(void) {
    jln_arena_free(shared);
    remove_scratch();
}

/* ---- periods ---- */

static const struct {
    const char *code, *first_day, *last_day, *due; /* first_day NULL: no period of 2014 */
} periods[] = {
    {NULL, "2014-01-01", "2014-12-31", "2015-01-31"},
    {"2014", "2014-01-01", "2014-12-31", "2015-01-31"},
    {"2014-S1", "2014-01-01", "2014-06-30", "2014-07-31"},
    {"2014-S2", "2014-07-01", "2014-12-31", "2015-01-31"},
    {"2014-T1", "2014-01-01", "2014-03-31", "2014-04-30"},
    {"2014-T4", "2014-10-01", "2014-12-31", "2015-01-31"},
    {"2014-S3", NULL, NULL, NULL},
    {"2014-T0", NULL, NULL, NULL},
    {"2014-", NULL, NULL, NULL},
    {"2014-S12", NULL, NULL, NULL},
    {"2013-S1", NULL, NULL, NULL},
    {"", NULL, NULL, NULL},
};

START_TEST(test_periods) {
    jln_form_period period;
    jln_err err = {0};
    jln_status status =
        jln_form_period_find(known.facts, 2014, periods[_i].code, shared, &period, &err);
    if (!periods[_i].first_day) {
        ck_assert_int_eq(status, JLN_EUSAGE);
        return;
    }
    ck_assert_int_eq(status, JLN_OK);
    ck_assert_str_eq(period.first_day, periods[_i].first_day);
    ck_assert_str_eq(period.last_day, periods[_i].last_day);
    ck_assert_str_eq(jln_form_due(&period, shared), periods[_i].due);
}
END_TEST

/* ---- reading and copying ---- */

/* Two problems, two doubts of which one is explained, and answers of each sort. */
static const char filled[] =
    "plan,period,sender,sheet,code,state,physical,decided_on,activity_id,funder,committed,paid,"
    "result_id,title,amount,comment,confirmed\n" PLAN
    ",2014,CANAM,activities,1.1.1.1,En cours,\"62,5\",,,,,,,,,à l'heure,\n" PLAN
    ",2014,CANAM,activities,1.1.1.2,Réalisée,120,,,,,,,,,,\n" PLAN
    ",2014,CANAM,activities,1.1.1.3,reportée,,30/06/2014,,,,,,,,,\n" PLAN
    ",2014,CANAM,spending,,,,,1.1.1.1,État,5,9 500 000,,,,,\n" PLAN
    ",2014,CANAM,spending,,,,,1.1.1.2,iss,,40000000,,,,,avenant n° 3\n" PLAN
    ",2014,CANAM,spending,,,,,1.1.1.4,État,s.o.,beaucoup,,,,,\n" PLAN
    ",2014,CANAM,extra,,,,,,,,,1.1.1,Mission à Ségou,1250000,,\n";

static jln_status read_form(const char *path, jln_arena *arena, jln_form **form, jln_err *err) {
    jln_status status = jln_form_open(path, arena, form, err);
    if (status != JLN_OK) return status;
    jln_form_key *key = jln_form_key_of(*form);
    key->return_id = "R2014-CANAM";
    key->due_on = "2015-01-31";
    status = jln_form_period_find(known.facts, 2014, key->period.code, arena, &key->period, err);
    return status == JLN_OK ? jln_form_read(*form, &known, err) : status;
}

static jln_status write_copy(jln_form *form, const char *path, jln_err *err) {
    const jln_form_source source = {
        .plan = known.plan, .facts = known.facts, .frame = known.frame, .answers = form};
    return jln_form_write(jln_form_key_of(form), &source, path, err);
}

static void check_counts(jln_form *form) {
    const jln_form_counts counts = jln_form_counts_of(form);
    ck_assert_uint_eq(counts.problems, 2);
    ck_assert_uint_eq(counts.doubts, 2);
    ck_assert_uint_eq(counts.unconfirmed, 1);
    ck_assert_uint_eq(counts.reported, 2);
    ck_assert_uint_eq(counts.extras, 1);
}

/* What is said of a copy is what was said of the file it copies: nothing that was answered is lost.
 */
START_TEST(test_copy_of_copy) {
    const char *path = in_scratch("f.csv");
    jln_arena *arena = jln_arena_new();
    write_whole(path, filled, strlen(filled));
    for (int i = 0; i < 3; i++) {
        jln_err err = {0};
        jln_form *form = NULL;
        ck_assert_int_eq(read_form(path, arena, &form, &err), JLN_EDATA);
        ck_assert_msg(!err.message[0], "%s", err.message);
        check_counts(form);
        path = in_scratch(i ? "g.xlsx" : "f.xlsx");
        ck_assert_msg(write_copy(form, path, &err) == JLN_OK, "%s: %s", path, err.message);
        jln_form_close(form);
    }
    jln_arena_free(arena);
}
END_TEST

/* Rows that would be written, as the store would receive them. */
static jln_status count_package(void *ctx, const jln_package *package, jln_err *err) {
    (void)ctx, (void)package, (void)err;
    return JLN_OK;
}

static jln_status count_file(void *ctx, const jln_table *table, const char *file, const int *places,
                             jln_err *err) {
    (void)ctx, (void)table, (void)file, (void)places, (void)err;
    return JLN_OK;
}

static jln_status count_row(void *ctx, const jln_row *row, jln_err *err) {
    (void)err;
    *(int *)ctx += strcmp(row->table->name, "returns") != 0;
    return JLN_OK;
}

static jln_status send_form(jln_form *form, int *rows, jln_err *err) {
    const jln_sink sink = {rows, count_package, count_file, count_row};
    const jln_form_sending sending = {.package = "import:x",
                                      .status = "received",
                                      .received_on = "2015-01-11",
                                      .known = &known,
                                      .announce = true};
    *rows = 0;
    return jln_form_send(form, &sending, &sink, err);
}

#ifdef CAN_FAIL_ALLOCATIONS
static jln_status read_and_send(const char *path, jln_err *err) {
    jln_arena *arena = jln_arena_new();
    jln_form *form = NULL;
    int rows;
    jln_status status = arena ? read_form(path, arena, &form, err) : jln_err_nomem(err);
    if (status == JLN_EDATA && !err->message[0]) status = JLN_OK; /* its problems were read */
    if (status == JLN_OK) status = send_form(form, &rows, err);
    jln_form_close(form);
    jln_arena_free(arena);
    return status;
}

static const struct {
    const char *name;
    bool copied;
    long most;
} memory[] = {
    {"a CSV file", false, 400},
    {"a workbook", true, 2000},
};

/* Each allocation fails in turn: an error with words, or the work done all the same. Writing is
 * left out: libxlsxwriter does not survive it. */
START_TEST(test_no_memory) {
    char path[256], copy[256]; /* those of in_scratch are used again */
    jln_err err = {0};
    snprintf(path, sizeof path, "%s", in_scratch("f.csv"));
    snprintf(copy, sizeof copy, "%s", in_scratch("f.xlsx"));
    write_whole(path, filled, strlen(filled));
    if (memory[_i].copied) {
        jln_arena *arena = jln_arena_new();
        jln_form *form = NULL;
        ck_assert_int_eq(read_form(path, arena, &form, &err), JLN_EDATA);
        ck_assert_int_eq(write_copy(form, copy, &err), JLN_OK);
        jln_form_close(form);
        jln_arena_free(arena);
        strcpy(path, copy);
    }
    long step = 1;
    for (long n = 0;; n += step) {
        jln_err_clear(&err);
        allocation_refused = false;
        allocations_left = n;
        jln_status status = read_and_send(path, &err);
        allocations_left = -1;
        if (!allocation_refused) {
            ck_assert_msg(status == JLN_OK, "%s: %s", memory[_i].name, err.message);
            break;
        }
        ck_assert_msg(status == JLN_OK || err.message[0], "%s: allocation %ld: %d", memory[_i].name,
                      n, status);
        if (n > 200 && step < memory[_i].most) step += step / 3 + 1;
    }
}
END_TEST
#endif

/* The rows of a good form: figures, the place of each, what was confirmed. */
START_TEST(test_rows) {
    static const char good[] =
        "plan,period,sender,sheet,activity_id,funder,committed,paid,confirmed\n" PLAN
        ",2014,CANAM,spending,1.1.1.1,etat,50000000,50000000,avenant n° 3\n" PLAN
        ",2014,CANAM,spending,1.1.1.4,etat,,0,\n";
    const char *path = in_scratch("good.csv");
    jln_arena *arena = jln_arena_new();
    jln_form *form = NULL;
    jln_err err = {0};
    int rows;
    write_whole(path, good, strlen(good));
    ck_assert_int_eq(read_form(path, arena, &form, &err), JLN_OK);
    ck_assert_uint_eq(jln_form_remark_count(form), 1);
    const jln_form_remark remark = jln_form_remark_at(form, 0);
    ck_assert_str_eq(remark.by, "CANAM");
    ck_assert_str_eq(remark.why, "avenant n° 3");
    ck_assert_int_eq(send_form(form, &rows, &err), JLN_OK);
    ck_assert_int_eq(rows, 1 + 3 + 3 + 1); /* the period, amounts, their places, one confirmation */
    jln_form_close(form);
    jln_arena_free(arena);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("form");
    TCase *c = tcase_create("form");
    tcase_add_checked_fixture(c, read_plan, forget_plan);
    tcase_set_timeout(c, 120);
    tcase_add_loop_test(c, test_periods, 0, COUNT(periods));
    tcase_add_test(c, test_copy_of_copy);
    tcase_add_test(c, test_rows);
#ifdef CAN_FAIL_ALLOCATIONS
    tcase_add_loop_test(c, test_no_memory, 0, COUNT(memory));
#endif
    suite_add_tcase(suite, c);
    SRunner *runner = srunner_create(suite);
    srunner_set_fork_status(runner, CK_NOFORK);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}

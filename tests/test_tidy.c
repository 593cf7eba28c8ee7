/* Tidy tables as workbooks, row by row: what a reader finds in them, and what a failure leaves. */
#include "base/str.h"
#include "import/xlsx.h"
#include "out/tidy.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[64], path[96];

static void make_folder(void) {
    strcpy(folder, "/tmp/jalon-tidy-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/table.xlsx", folder);
}

static void remove_folder(void) {
    unlink(path);
    ck_assert_int_eq(rmdir(folder), 0); /* nothing else was left in it */
}

static const jln_tidy_column columns[] = {
    {"id", false, false}, {"amount", true, true}, {"line", true, false}};

static jln_tidy_head head_of(const char *band, uint32_t sheet_rows) {
    return (jln_tidy_head){.table = "budgets",
                           .title = "budgets – essai",
                           .about = "essai & table",
                           .band = band,
                           .created = 16000,
                           .columns = columns,
                           .column_count = 3,
                           .sheet_rows = sheet_rows};
}

/* ---- what was read, as text ---- */

static jln_status note_row(void *ctx, const jln_xlsx_row *row, jln_err *err) {
    (void)err;
    char ref[JLN_XLSX_REF_MAX];
    for (size_t i = 0; i < row->count; i++) {
        const jln_xlsx_cell *c = &row->cells[i];
        if (*c->text)
            jln_str_fmt(ctx, "%s=%c:%s;", jln_xlsx_ref_text(row->row, c->column, ref),
                        "TNDBEV"[c->kind], c -> text);
    }
    return JLN_OK;
}

static jln_status note_merge(void *ctx, const jln_xlsx_merge *merge, jln_err *err) {
    (void)merge, (void)err;
    jln_str_add(ctx, "merge;");
    return JLN_OK;
}

static void expect_read(const char *expected) {
    jln_err err = {0};
    jln_str out = {0};
    jln_xlsx *x = NULL;
    jln_xlsx_reader reader = {&out, note_row, note_merge};
    ck_assert_msg(jln_xlsx_open(path, &x, &err) == JLN_OK, "%s", err.message);
    for (size_t i = 0; i < jln_xlsx_sheet_count(x); i++) {
        jln_str_fmt(&out, "[%s]", jln_xlsx_sheet_name(x, i));
        ck_assert_int_eq(jln_xlsx_read(x, i, &reader, &err), JLN_OK);
    }
    jln_xlsx_close(x);
    ck_assert_str_eq(jln_str_c(&out), expected);
    jln_str_free(&out);
}

/* ---- writing ---- */

static jln_status write_rows(const jln_tidy_head *head, const char *const (*rows)[3], size_t count,
                             jln_err *err) {
    jln_tidy *tidy = NULL;
    jln_status status = jln_tidy_begin(path, head, &tidy, err);
    for (size_t i = 0; status == JLN_OK && i < count; i++)
        status = jln_tidy_row(tidy, rows[i], err);
    if (status == JLN_OK) status = jln_tidy_end(tidy, err);
    jln_tidy_free(tidy);
    return status;
}

static const char *const plain[][3] = {
    {"1.1", "900719925474099", "12"}, {"=1+1", NULL, ""}, {"@SOMME(A1)", "-2.5", "ND"}};

START_TEST(rows_are_typed) {
    jln_err err = {0};
    jln_tidy_head head = head_of(NULL, 0);
    ck_assert_msg(write_rows(&head, plain, 3, &err) == JLN_OK, "%s", err.message);
    expect_read(
        "[budgets]A1=T:id;B1=T:amount;C1=T:line;A2=T:1.1;B2=N:900719925474099;C2=N:12;A3=T:=1+1;"
        "A4=T:@SOMME(A1);B4=N:-2.5;C4=T:ND;");
}
END_TEST

START_TEST(no_row_is_a_header) {
    jln_err err = {0};
    jln_tidy_head head = head_of(NULL, 0);
    ck_assert_int_eq(write_rows(&head, plain, 0, &err), JLN_OK);
    expect_read("[budgets]A1=T:id;B1=T:amount;C1=T:line;");
}
END_TEST

START_TEST(rows_go_on_on_the_next_sheet_under_the_band) {
    jln_err err = {0};
    jln_tidy_head head = head_of("EXEMPLE FICTIF", 4);
    ck_assert_int_eq(write_rows(&head, plain, 3, &err), JLN_OK);
    expect_read("[budgets]A1=T:EXEMPLE FICTIF;A2=T:id;B2=T:amount;C2=T:line;"
                "A3=T:1.1;B3=N:900719925474099;C3=N:12;A4=T:=1+1;"
                "[budgets (2)]A1=T:EXEMPLE FICTIF;A2=T:id;B2=T:amount;C2=T:line;"
                "A3=T:@SOMME(A1);B3=N:-2.5;C3=T:ND;");
}
END_TEST

START_TEST(equal_tables_are_equal_files) {
    char other[128];
    jln_err err = {0};
    jln_tidy_head head = head_of(NULL, 0);
    ck_assert_int_eq(write_rows(&head, plain, 3, &err), JLN_OK);
    snprintf(other, sizeof other, "%s.first", path);
    ck_assert_int_eq(rename(path, other), 0);
    ck_assert_int_eq(write_rows(&head, plain, 3, &err), JLN_OK);
    char command[320];
    snprintf(command, sizeof command, "cmp -s %s %s", path, other);
    ck_assert_int_eq(system(command), 0);
    unlink(other);
}
END_TEST

/* ---- failures ---- */

static void keep_old_file(void) {
    FILE *file = fopen(path, "w");
    ck_assert_ptr_nonnull(file);
    fputs("old", file);
    fclose(file);
}

static void expect_old_file(void) {
    char text[8] = "";
    FILE *file = fopen(path, "r");
    ck_assert_ptr_nonnull(file);
    ck_assert_ptr_nonnull(fgets(text, sizeof text, file));
    fclose(file);
    ck_assert_str_eq(text, "old");
}

START_TEST(a_number_too_long_is_refused) {
    static const char *const rows[][3] = {{"1.1", "1", "1"}, {"1.2", "9007199254740993", "2"}};
    jln_err err = {0};
    jln_tidy_head head = head_of(NULL, 0);
    keep_old_file();
    ck_assert_int_eq(write_rows(&head, rows, 2, &err), JLN_ELIMIT);
    ck_assert_ptr_nonnull(strstr(err.message, "9007199254740993"));
    ck_assert_ptr_nonnull(strstr(err.message, "ligne 2"));
    expect_old_file();
}
END_TEST

START_TEST(a_text_too_long_is_refused) {
    char *text = malloc(40001);
    ck_assert_ptr_nonnull(text);
    memset(text, 'x', 40000);
    text[40000] = '\0';
    const char *const rows[][3] = {{text, "1", "1"}};
    jln_err err = {0};
    jln_tidy_head head = head_of(NULL, 0);
    keep_old_file();
    ck_assert_int_eq(write_rows(&head, rows, 1, &err), JLN_ELIMIT);
    expect_old_file();
    free(text);
}
END_TEST

START_TEST(a_folder_that_is_not_there) {
    jln_err err = {0};
    jln_tidy_head head = head_of(NULL, 0);
    jln_tidy *tidy = NULL;
    ck_assert_int_eq(jln_tidy_begin("/tmp/jalon-nowhere/table.xlsx", &head, &tidy, &err), JLN_EIO);
    jln_tidy_free(tidy);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("tidy");
    TCase *tc = tcase_create("tidy");
    tcase_add_checked_fixture(tc, make_folder, remove_folder);
    tcase_add_test(tc, rows_are_typed);
    tcase_add_test(tc, no_row_is_a_header);
    tcase_add_test(tc, rows_go_on_on_the_next_sheet_under_the_band);
    tcase_add_test(tc, equal_tables_are_equal_files);
    tcase_add_test(tc, a_number_too_long_is_refused);
    tcase_add_test(tc, a_text_too_long_is_refused);
    tcase_add_test(tc, a_folder_that_is_not_there);
    suite_add_tcase(suite, tc);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

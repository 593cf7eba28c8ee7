#include "audit/audit.h"
#include "doc/doc.h"
#include "doc/format.h"
#include "doc/rules.h"
#include "out/atomic.h"

#include <check.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const jln_doc_column COLUMNS[] = {
    {.key = "label", .title = "Axe", .kind = JLN_KIND_TEXT},
    {.key = "planned", .title = "Prévu", .kind = JLN_KIND_AMOUNT, .scale = 1000},
    {.key = "rate", .title = "Taux", .kind = JLN_KIND_RATE, .decimals = 1},
};

static jln_doc *small_doc(jln_doc_table **table) {
    jln_doc *doc = jln_doc_new(JLN_LANG_FR);
    ck_assert_ptr_nonnull(doc);
    *table = jln_doc_table_add(doc, JLN_FOR_ALL, "axes", "Par axe", COLUMNS, 3);
    ck_assert_ptr_nonnull(*table);
    ck_assert_ptr_nonnull(jln_doc_row_add(doc, *table, "1", JLN_ROW_BODY, 0));
    ck_assert_ptr_nonnull(jln_doc_row_add(doc, *table, "2", JLN_ROW_TOTAL, 0));
    return doc;
}

START_TEST(test_build) {
    jln_doc_table *table;
    jln_doc *doc = small_doc(&table);
    ck_assert_uint_eq(doc->block_count, 1);
    ck_assert_ptr_eq(doc->blocks[0].table, table);
    jln_cell *first = table->rows[0].cells;
    ck_assert_int_eq(first[2].value.state, JLN_NA);
    for (int i = 0; i < 1000; i++) {
        char key[16];
        snprintf(key, sizeof key, "r%d", i);
        ck_assert_ptr_nonnull(jln_doc_row_add(doc, table, key, JLN_ROW_BODY, 1));
        ck_assert_ptr_nonnull(jln_doc_add(doc, JLN_BLOCK_PAGE, JLN_FOR_PDF));
    }
    ck_assert_ptr_eq(table->rows[0].cells, first);
    ck_assert_uint_eq(doc->block_count, 1001);
    ck_assert_str_eq(table->rows[1001].key, "r999");
    jln_doc_free(doc);
    jln_doc_free(NULL);
}
END_TEST

START_TEST(test_names_are_copied) {
    jln_doc *doc = jln_doc_new(JLN_LANG_FR);
    char key[] = "axes", title[] = "Par axe", column[] = "label", row[] = "1", note[] = "n";
    jln_doc_column c = {.key = column, .title = title};
    jln_doc_table *t = jln_doc_table_add(doc, JLN_FOR_ALL, key, title, &c, 1);
    jln_doc_row *r = jln_doc_row_add(doc, t, row, JLN_ROW_BODY, 0);
    ck_assert_uint_eq(jln_doc_note(doc, t, note), 1);
    key[0] = title[0] = column[0] = row[0] = note[0] = '#';
    ck_assert_str_eq(t->key, "axes");
    ck_assert_str_eq(t->title, "Par axe");
    ck_assert_str_eq(t->columns[0].key, "label");
    ck_assert_str_eq(r->key, "1");
    ck_assert_str_eq(t->notes[0], "n");
    jln_doc_free(doc);
}
END_TEST

START_TEST(test_notes) {
    jln_doc_table *table;
    jln_doc *doc = small_doc(&table);
    ck_assert_uint_eq(jln_doc_note(doc, table, "printed otherwise"), 1);
    ck_assert_uint_eq(jln_doc_note(doc, table, "second"), 2);
    ck_assert_uint_eq(jln_doc_note(doc, table, "printed otherwise"), 1);
    ck_assert_uint_eq(table->note_count, 2);
    jln_doc_free(doc);
}
END_TEST

START_TEST(test_find) {
    jln_doc_table *table;
    jln_doc *doc = small_doc(&table);
    ck_assert_ptr_nonnull(jln_doc_add(doc, JLN_BLOCK_PAGE, JLN_FOR_PDF));
    jln_doc_table *other = jln_doc_table_add(doc, JLN_FOR_ALL, "1", "Clés égales", COLUMNS, 3);
    ck_assert_ptr_nonnull(jln_doc_row_add(doc, other, "axes", JLN_ROW_BODY, 0));
    jln_doc_index *index = jln_doc_index_new(doc);
    jln_cell_place at;
    ck_assert(jln_doc_find(index, (jln_cell_ref){"axes", "2", "rate"}, &at));
    ck_assert_ptr_eq(at.cell, &table->rows[1].cells[2]);
    ck_assert_uint_eq(at.row, 1);
    ck_assert_uint_eq(at.column, 2);
    ck_assert(jln_doc_find(index, (jln_cell_ref){"1", "axes", "label"}, &at));
    ck_assert_uint_eq(at.table_number, 2);
    ck_assert(!jln_doc_find(index, (jln_cell_ref){"axes", "3", "rate"}, &at));
    ck_assert(!jln_doc_find(index, (jln_cell_ref){"axes", "rate", "2"}, &at));
    ck_assert(!jln_doc_find(index, (jln_cell_ref){NULL, NULL, NULL}, &at));
    jln_doc_free(doc);
}
END_TEST

static const jln_cell_ref GOOD = {"axes", "1", "planned"}, BAD = {"axes", "9", "planned"};

typedef void breaker(jln_doc *doc, jln_doc_table *table);

static void break_nothing(jln_doc *doc, jln_doc_table *table) {
    (void)doc;
    (void)table;
}
static void break_operand(jln_doc *doc, jln_doc_table *table) {
    static const jln_expr e = {JLN_EXPR_REFERENCE, 1, &BAD};
    (void)doc;
    table->rows[1].cells[1].expr = &e;
}
static void break_arity(jln_doc *doc, jln_doc_table *table) {
    static const jln_expr e = {JLN_EXPR_RATIO, 1, &GOOD};
    (void)doc;
    table->rows[1].cells[1].expr = &e;
}
static void break_formats(jln_doc *doc, jln_doc_table *table) {
    static const jln_expr e = {JLN_EXPR_SUM, 1, &GOOD};
    jln_doc_table *t = jln_doc_table_add(doc, JLN_FOR_ALL, "second", "", COLUMNS, 3);
    jln_doc_row_add(doc, t, "x", JLN_ROW_BODY, 0)->cells[1].expr = &e;
    doc->blocks[0].formats = JLN_FOR_PDF;
    (void)table;
}
static void break_table_keys(jln_doc *doc, jln_doc_table *table) {
    (void)table;
    jln_doc_table_add(doc, JLN_FOR_ALL, "axes", "", COLUMNS, 3);
}
static void break_row_keys(jln_doc *doc, jln_doc_table *table) {
    jln_doc_row_add(doc, table, "1", JLN_ROW_BODY, 0);
}
static void break_note(jln_doc *doc, jln_doc_table *table) {
    (void)doc;
    table->rows[0].cells[0].note = 1;
}
static void break_chart(jln_doc *doc, jln_doc_table *table) {
    static jln_chart_series series = {.name = "Prévu", .cells = &BAD};
    static jln_doc_chart chart = {
        .key = "c", .category_count = 1, .series = &series, .series_count = 1};
    jln_doc_add(doc, JLN_BLOCK_CHART, JLN_FOR_PDF)->chart = &chart;
    (void)table;
}

static const struct {
    const char *name;
    breaker *apply;
    const char *where; /* NULL: the document is right */
} WRONG[] = {
    {"nothing", break_nothing, NULL},
    {"operand unknown", break_operand, "axes/2/planned"},
    {"ratio of one", break_arity, "axes/2/planned"},
    {"operand outside the workbook", break_formats, "second/x/planned"},
    {"two tables", break_table_keys, "axes"},
    {"two rows", break_row_keys, "axes"},
    {"note unknown", break_note, "axes/1/label"},
    {"chart cell unknown", break_chart, "c"},
};

START_TEST(test_check) {
    jln_doc_table *table;
    jln_doc *doc = small_doc(&table);
    jln_err err = {0};
    WRONG[_i].apply(doc, table);
    jln_status status = jln_doc_check(doc, &err);
    if (!WRONG[_i].where) ck_assert_int_eq(status, JLN_OK);
    else {
        ck_assert_msg(status == JLN_EDATA, "%s: accepted", WRONG[_i].name);
        ck_assert_str_eq(err.where, WRONG[_i].where);
    }
    jln_doc_free(doc);
}
END_TEST

static const struct {
    const char *name;
    int64_t num, den;
    jln_kind kind;
    int64_t scale;
    int decimals;
    const char *fr, *en;
} NUMBERS[] = {
    {"thousands", 1234567000, 1, JLN_KIND_AMOUNT, 1000, 0, "1\u202F234\u202F567", "1,234,567"},
    {"half away", 1500, 1, JLN_KIND_AMOUNT, 1000, 0, "2", "2"},
    {"negative", -2500000, 1, JLN_KIND_AMOUNT, 1000, 1, "\u22122\u202F500,0", "\u22122,500.0"},
    {"no scale", 999, 1, JLN_KIND_AMOUNT, 0, 0, "999", "999"},
    {"rate", 73, 100, JLN_KIND_RATE, 0, 1, "73,0\u00A0%", "73.0%"},
    {"rate rounds", 3185, 10000, JLN_KIND_RATE, 0, 1, "31,9\u00A0%", "31.9%"},
    {"points up", 1, 20, JLN_KIND_POINTS, 0, 1, "+5,0\u00A0pts", "+5.0\u00A0pts"},
    {"points down", -1, 20, JLN_KIND_POINTS, 0, 1, "\u22125,0\u00A0pts", "\u22125.0\u00A0pts"},
    {"points nil", -1, 1000000, JLN_KIND_POINTS, 0, 1, "0,0\u00A0pt", "0.0\u00A0pts"},
    {"points below two", -1949, 100000, JLN_KIND_POINTS, 0, 1, "\u22121,9\u00A0pt",
     "\u22121.9\u00A0pts"},
    {"points that round to two", 195, 10000, JLN_KIND_POINTS, 0, 1, "+2,0\u00A0pts",
     "+2.0\u00A0pts"},
    {"one point", 1, 100, JLN_KIND_POINTS, 0, 1, "+1,0\u00A0pt", "+1.0\u00A0pt"},
    {"count", 1024, 1, JLN_KIND_COUNT, 0, 3, "1\u202F024", "1,024"},
    {"year", 2013, 1, JLN_KIND_YEAR, 0, 0, "2013", "2013"},
    {"number", 474, 10, JLN_KIND_NUMBER, 0, 2, "47,40", "47.40"},
    {"text column", 12, 1, JLN_KIND_TEXT, 0, 0, "12", "12"},
};

static void expect(const jln_cell *cell, jln_kind kind, int64_t scale, int decimals, jln_lang lang,
                   const char *wanted, const char *name) {
    jln_str s = {0};
    jln_format_cell(&s, cell, kind, scale, decimals, lang);
    ck_assert_msg(strcmp(jln_str_c(&s), wanted) == 0, "%s: \"%s\", wanted \"%s\"", name,
                  jln_str_c(&s), wanted);
    jln_str_free(&s);
}

START_TEST(test_format_number) {
    jln_rat r;
    ck_assert(jln_rat_make(NUMBERS[_i].num, NUMBERS[_i].den, &r));
    jln_cell cell = {.value = jln_value_number(r)};
    expect(&cell, NUMBERS[_i].kind, NUMBERS[_i].scale, NUMBERS[_i].decimals, JLN_LANG_FR,
           NUMBERS[_i].fr, NUMBERS[_i].name);
    expect(&cell, NUMBERS[_i].kind, NUMBERS[_i].scale, NUMBERS[_i].decimals, JLN_LANG_EN,
           NUMBERS[_i].en, NUMBERS[_i].name);
}
END_TEST

static const struct {
    const char *name;
    jln_cell cell;
    jln_kind kind;
    const char *wanted;
} STATES[] = {
    {"missing", {.value = {.state = JLN_MISSING}}, JLN_KIND_AMOUNT, "ND"},
    {"pm", {.value = {.state = JLN_PM}}, JLN_KIND_AMOUNT, "PM"},
    {"dash", {.value = {.state = JLN_DASH}}, JLN_KIND_AMOUNT, "–"},
    {"blank", {.value = {.state = JLN_BLANK}}, JLN_KIND_AMOUNT, ""},
    {"empty", {.value = {.state = JLN_NA}}, JLN_KIND_AMOUNT, ""},
    {"na", {.value = {.state = JLN_NA, .reason = JLN_REASON_NO_STAGE}}, JLN_KIND_AMOUNT, "s.o."},
    {"nc", {.value = {.state = JLN_NC, .reason = JLN_REASON_ZERO_BASE}}, JLN_KIND_RATE, "n.c."},
    {"zero", {.value = {.state = JLN_NUMBER, .number = {0, 1}}}, JLN_KIND_AMOUNT, "0"},
    {"partial",
     {.value = {.state = JLN_PARTIAL, .number = {1, 2}, .known = 41, .expected = 63}},
     JLN_KIND_RATE,
     "50\u00A0%"},
    {"cover",
     {.value = {.state = JLN_PARTIAL, .known = 41, .expected = 63}},
     JLN_KIND_COVER,
     "41/63"},
    {"no cover", {.value = {.state = JLN_NUMBER, .number = {5, 1}}}, JLN_KIND_COVER, ""},
    {"light", {.light = JLN_LIGHT_ORANGE}, JLN_KIND_LIGHT, "O"},
    {"no light", {.light = JLN_LIGHT_NONE}, JLN_KIND_LIGHT, ""},
    {"words", {.text = "Moins de 50 %"}, JLN_KIND_RATE, "Moins de 50 %"},
    {"text", {.text = "Axe 1"}, JLN_KIND_TEXT, "Axe 1"},
};

START_TEST(test_format_state) {
    expect(&STATES[_i].cell, STATES[_i].kind, 1, 0, JLN_LANG_FR, STATES[_i].wanted,
           STATES[_i].name);
}
END_TEST

START_TEST(test_format_date) {
    jln_str s = {0};
    jln_format_date(&s, 16070, JLN_LANG_FR);
    jln_str_addc(&s, '|');
    jln_format_date(&s, 16070, JLN_LANG_EN);
    ck_assert_str_eq(jln_str_c(&s), "31/12/2013|31 December 2013");
    jln_str_free(&s);
}
END_TEST

static char folder[] = "/tmp/jalon-test-XXXXXX";

static void write_text(const char *path, const char *text) {
    FILE *f = fopen(path, "w");
    ck_assert_ptr_nonnull(f);
    fputs(text, f);
    ck_assert_int_eq(fclose(f), 0);
}

static void expect_text(const char *path, const char *wanted) {
    char text[64] = "";
    FILE *f = fopen(path, "r");
    ck_assert_ptr_nonnull(f);
    ck_assert_ptr_nonnull(fgets(text, sizeof text, f));
    fclose(f);
    ck_assert_str_eq(text, wanted);
}

START_TEST(test_atomic) {
    char path[PATH_MAX], link[PATH_MAX];
    jln_err err = {0};
    jln_atomic a;
    snprintf(path, sizeof path, "%s/out.txt", folder);
    snprintf(link, sizeof link, "%s/link.txt", folder);
    ck_assert_int_eq(jln_atomic_begin(&a, path, &err), JLN_OK);
    write_text(a.temporary, "one");
    ck_assert_int_ne(access(path, F_OK), 0);
    ck_assert_int_eq(jln_atomic_commit(&a, &err), JLN_OK);
    expect_text(path, "one");

    ck_assert_int_eq(chmod(path, 0640), 0);
    ck_assert_int_eq(symlink(path, link), 0);
    ck_assert_int_eq(jln_atomic_begin(&a, link, &err), JLN_OK);
    write_text(a.temporary, "two");
    ck_assert_int_eq(jln_atomic_commit(&a, &err), JLN_OK);
    struct stat info;
    ck_assert_int_eq(lstat(link, &info), 0);
    ck_assert(S_ISLNK(info.st_mode));
    ck_assert_int_eq(stat(path, &info), 0);
    ck_assert_uint_eq(info.st_mode & 0777, 0640);
    expect_text(path, "two");

    ck_assert_int_eq(jln_atomic_begin(&a, path, &err), JLN_OK);
    char temporary[PATH_MAX];
    snprintf(temporary, sizeof temporary, "%s", a.temporary);
    write_text(temporary, "three");
    jln_atomic_abort(&a);
    jln_atomic_abort(&a);
    ck_assert_int_ne(access(temporary, F_OK), 0);
    expect_text(path, "two");
    unlink(link);
    unlink(path);
}
END_TEST

/* A rule without words would be "other findings" in a report, and could not be asked for by a
 * template. */
START_TEST(test_rules_have_words) {
    const char *names[JLN_RULES_MAX + 1], *rule;
    jln_rule_names(names);
    for (size_t i = 0; (rule = jln_audit_rule_name(i)) != NULL; i++)
        ck_assert_msg(jln_rule_rank(rule) >= 0, "%s: no words in reports/doc/rules.c", rule);
    for (size_t i = 0; names[i]; i++) {
        bool known = false;
        for (size_t j = 0; (rule = jln_audit_rule_name(j)) != NULL; j++)
            known = known || strcmp(rule, names[i]) == 0;
        ck_assert_msg(known, "%s: words for a rule that core/audit/audit.c does not run", names[i]);
    }
    ck_assert_int_eq(jln_rule_rank("no-such-rule"), -1);
}
END_TEST

START_TEST(test_atomic_refuses) {
    jln_err err = {0};
    jln_atomic a;
    ck_assert_int_eq(jln_atomic_begin(&a, "/nonexistent/folder/out.pdf", &err), JLN_EIO);
    ck_assert_str_eq(err.where, "/nonexistent/folder/out.pdf");
    jln_err_clear(&err);
    ck_assert_int_eq(jln_atomic_begin(&a, "/dev/null", &err), JLN_EIO);
    ck_assert_str_eq(err.where, "/dev/null");
}
END_TEST

#define COUNT(a) (int)(sizeof(a) / sizeof *(a))

int main(void) {
    if (!mkdtemp(folder)) return 1;
    Suite *suite = suite_create("doc");
    TCase *c = tcase_create("doc");
    tcase_add_test(c, test_build);
    tcase_add_test(c, test_names_are_copied);
    tcase_add_test(c, test_notes);
    tcase_add_test(c, test_find);
    tcase_add_loop_test(c, test_check, 0, COUNT(WRONG));
    tcase_add_loop_test(c, test_format_number, 0, COUNT(NUMBERS));
    tcase_add_loop_test(c, test_format_state, 0, COUNT(STATES));
    tcase_add_test(c, test_format_date);
    tcase_add_test(c, test_rules_have_words);
    tcase_add_test(c, test_atomic);
    tcase_add_test(c, test_atomic_refuses);
    suite_add_tcase(suite, c);
    SRunner *runner = srunner_create(suite);
    srunner_set_fork_status(runner, CK_NOFORK);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    rmdir(folder);
    return failed != 0;
}

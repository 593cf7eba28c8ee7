/* Tables of different widths on one sheet, and where its printed pages turn. */
#include "doc/doc.h"
#include "out/sheets.h"
#include "out/xlsx.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

static const jln_doc_column WIDE[] = {
    {.key = "label", .title = "Axe", .kind = JLN_KIND_TEXT},
    {.key = "a", .title = "Prévu", .kind = JLN_KIND_COUNT},
    {.key = "b", .title = "Payé", .kind = JLN_KIND_COUNT},
    {.key = "c", .title = "Fait", .kind = JLN_KIND_COUNT},
    {.key = "d", .title = "Reste", .kind = JLN_KIND_COUNT},
    {.key = "e", .title = "Total", .kind = JLN_KIND_COUNT},
};
static const jln_doc_column NARROW[] = {
    {.key = "label", .title = "Décision", .kind = JLN_KIND_TEXT},
    {.key = "why", .title = "Pourquoi", .kind = JLN_KIND_TEXT, .weight = 1},
    {.key = "n", .title = "Nombre", .kind = JLN_KIND_COUNT},
};
static const char *const REASON = "trente-deux activités programmées sur cent n'ont pas commencé";

static jln_doc_table *add_table(jln_doc *doc, const char *key, const jln_doc_column *columns,
                                size_t count, size_t rows) {
    static const char *const keys[] = {"0",  "1",  "2",  "3",  "4",  "5",  "6",  "7",  "8",  "9",
                                       "10", "11", "12", "13", "14", "15", "16", "17", "18", "19"};
    jln_doc_table *t = jln_doc_table_add(doc, JLN_FOR_ALL, key, key, columns, count);
    for (size_t r = 0; r < rows; r++) {
        jln_doc_row *row = jln_doc_row_add(doc, t, keys[r], JLN_ROW_BODY, 0);
        for (size_t c = 0; c < count; c++) {
            if (columns[c].kind == JLN_KIND_TEXT) row->cells[c].text = c ? REASON : "Axe";
            else row->cells[c].value = jln_value_integer(7);
        }
    }
    return t;
}

static jln_doc *new_doc(void) {
    jln_doc *doc = jln_doc_new(JLN_LANG_FR);
    doc->title = "Essai";
    jln_block *b = jln_doc_add(doc, JLN_BLOCK_HEADING, JLN_FOR_ALL);
    b->heading.level = 1;
    b->heading.text = "Chapitre";
    return doc;
}

/* Words of a narrow table run over several columns; the figures of the wide one keep theirs. */
START_TEST(words_run_over_figures) {
    jln_doc *doc = new_doc();
    add_table(doc, "wide", WIDE, 6, 3);
    add_table(doc, "narrow", NARROW, 3, 3);
    jln_sheets plan;
    jln_err err = {0};
    ck_assert_int_eq(jln_sheets_plan(&plan, doc, doc->arena, &err), JLN_OK);
    const jln_block_place *wide = &plan.places[1], *narrow = &plan.places[2];
    ck_assert_uint_eq(wide->sheet, narrow->sheet);
    const jln_sheet *s = &plan.sheets[wide->sheet];
    for (size_t c = 0; c < 6; c++) {
        ck_assert_uint_eq(jln_sheets_column(wide, c), c);
        ck_assert_uint_eq(jln_sheets_last(wide, c), c);
        if (c) ck_assert_double_lt(s->widths[c], 25);
    }
    size_t from = jln_sheets_column(narrow, 1), to = jln_sheets_last(narrow, 1);
    ck_assert_uint_eq(from, 1);
    ck_assert_uint_gt(to, from);
    ck_assert_double_ge(jln_sheets_width(s, from, to), 22);
    ck_assert_uint_eq(jln_sheets_column(narrow, 2), to + 1);
    ck_assert_uint_le(jln_sheets_last(narrow, 2), 5);
    jln_doc_free(doc);
}
END_TEST

static char *sheet_xml(const char *path) {
    int error;
    zip_stat_t about;
    zip_t *zip = zip_open(path, ZIP_RDONLY, &error);
    ck_assert_ptr_nonnull(zip);
    ck_assert_int_eq(zip_stat(zip, "xl/worksheets/sheet2.xml", 0, &about), 0);
    char *text = calloc(1, about.size + 1);
    zip_file_t *f = zip_fopen(zip, "xl/worksheets/sheet2.xml", 0);
    ck_assert_int_eq(zip_fread(f, text, about.size), (zip_int64_t)about.size);
    zip_fclose(f);
    zip_close(zip);
    return text;
}

static char *written(jln_doc *doc) {
    char path[] = "/tmp/jalon-sheets-XXXXXX";
    jln_err err = {0};
    int file = mkstemp(path);
    ck_assert_int_ge(file, 0);
    close(file);
    ck_assert_msg(jln_xlsx_write(doc, path, &err) == JLN_OK, "%s", err.message);
    char *text = sheet_xml(path);
    unlink(path);
    jln_doc_free(doc);
    return text;
}

/* Five short tables on a portrait page: the page turns before the title of one, not within it. */
START_TEST(pages_turn_between_tables) {
    static const char *const keys[] = {"t0", "t1", "t2", "t3", "t4"};
    jln_doc *doc = new_doc();
    for (size_t i = 0; i < 5; i++) add_table(doc, keys[i], NARROW, 3, 14);
    jln_sheets plan;
    jln_err err = {0};
    ck_assert_int_eq(jln_sheets_plan(&plan, doc, doc->arena, &err), JLN_OK);
    uint32_t starts[5];
    for (size_t i = 0; i < 5; i++) starts[i] = plan.places[i + 1].row;
    char *text = written(doc), *at = strstr(text, "<rowBreaks");
    ck_assert_ptr_nonnull(at);
    size_t breaks = 0;
    while ((at = strstr(at, "<brk id=\""))) {
        unsigned long row = strtoul(at += 9, NULL, 10);
        bool found = false;
        for (size_t i = 1; i < 5; i++) found |= starts[i] == row;
        ck_assert_msg(found, "row %lu starts no table", row);
        breaks++;
    }
    ck_assert_uint_ge(breaks, 1);
    ck_assert_uint_le(breaks, 4);
    free(text);
}
END_TEST

START_TEST(one_page_does_not_turn) {
    jln_doc *doc = new_doc();
    add_table(doc, "t", NARROW, 3, 5);
    char *text = written(doc);
    ck_assert_ptr_null(strstr(text, "<rowBreaks"));
    free(text);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("sheets");
    TCase *c = tcase_create("sheets");
    tcase_add_test(c, words_run_over_figures);
    tcase_add_test(c, pages_turn_between_tables);
    tcase_add_test(c, one_page_does_not_turn);
    suite_add_tcase(suite, c);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failures = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failures ? EXIT_FAILURE : EXIT_SUCCESS;
}

#include "out/content.h"
#include "out/pdf.h"
#include "report_hostile.h"

#include <check.h>
#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static const char FONTS[] = "reports/fonts";
static char folder[64];

static void make_folder(void) {
    snprintf(folder, sizeof folder, "/tmp/jalon-pdf-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
}

static void remove_folder(void) {
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    ck_assert_int_eq(system(command), 0);
}

static char *in_folder(const char *name) {
    static char paths[4][160];
    static int next;
    char *path = paths[next++ % 4];
    snprintf(path, sizeof paths[0], "%s/%s", folder, name);
    return path;
}

static jln_str read_all(FILE *f) {
    jln_str s = {0};
    char block[8192];
    for (size_t n; (n = fread(block, 1, sizeof block, f)) > 0;) jln_str_addn(&s, block, n);
    return s;
}

static jln_str read_path(const char *path) {
    FILE *f = fopen(path, "rb");
    ck_assert_msg(f != NULL, "%s", path);
    jln_str s = read_all(f);
    fclose(f);
    return s;
}

/* What a tool says, errors included; *status is its exit code, 127 when it is not installed. */
static jln_str run_tool(const char *format, const char *path, int *status) {
    char command[512];
    snprintf(command, sizeof command, format, path);
    FILE *f = popen(command, "r");
    ck_assert_ptr_nonnull(f);
    jln_str s = read_all(f);
    int code = pclose(f);
    *status = WIFEXITED(code) ? WEXITSTATUS(code) : -1;
    return s;
}

static void write_report(int rows, const char *path) {
    jln_doc *doc = sample_report(rows);
    jln_err err = {0};
    ck_assert_msg(jln_pdf_write(doc, FONTS, path, &err) == JLN_OK, "%s: %s", err.where,
                  err.message);
    jln_doc_free(doc);
}

START_TEST(test_same_bytes) {
    write_report(60, in_folder("a.pdf"));
    write_report(60, in_folder("b.pdf"));
    jln_str a = read_path(in_folder("a.pdf")), b = read_path(in_folder("b.pdf"));
    ck_assert_uint_gt(a.length, 10000);
    ck_assert_uint_eq(a.length, b.length);
    ck_assert_mem_eq(a.text, b.text, a.length);
    jln_str_free(&a);
    jln_str_free(&b);
}
END_TEST

/* Readers and checkers of others agree with us. */
START_TEST(test_tools) {
    static const struct {
        const char *name, *command, *wanted, *unwanted;
    } tools[] = {
        {"valid", "qpdf --check '%s' 2>&1", "No syntax or stream encoding errors", "WARNING"},
        {"text without a warning", "pdftotext -layout '%s' - 2>&1", "Taux d’exécution financière",
         "Syntax"},
        {"figures", "pdfinfo -struct-text '%s' 2>&1", "4\u202F125\u202F000", "\uFFFD"},
        {"page numbers", "pdftotext -layout '%s' - 2>&1", "page 2 / ", "page 0"},
        {"words kept apart", "pdfinfo -struct-text '%s' 2>&1", "l’Action humanitaire", "Syntax"},
        {"table cells", "pdfinfo -struct-text '%s' 2>&1", "TH", "Syntax"},
        {"chart in words", "pdfinfo -struct '%s' 2>&1", "Figure", "Syntax"},
        {"tagged", "pdfinfo '%s' 2>&1", "Tagged:          yes", "Syntax"},
        {"author", "pdfinfo '%s' 2>&1", "Ministère de la Solidarité", "Syntax"},
        {"date", "TZ=UTC pdfinfo -isodates '%s' 2>&1", "2014-02-15T00:00:00", "Syntax"},
        {"fonts", "pdffonts '%s' 2>&1", "yes yes yes", " no "},
        {"drawn", "pdftoppm -r 20 -png -l 3 '%s' /dev/null 2>&1 ; echo done", "done", "Syntax"},
    };
    write_report(60, in_folder("tools.pdf"));
    for (size_t i = 0; i < sizeof tools / sizeof *tools; i++) {
        int status;
        jln_str said = run_tool(tools[i].command, in_folder("tools.pdf"), &status);
        bool absent = status == 127;
        ck_assert_msg(absent || strstr(jln_str_c(&said), tools[i].wanted), "%s", tools[i].name);
        ck_assert_msg(absent || !strstr(jln_str_c(&said), tools[i].unwanted), "%s", tools[i].name);
        jln_str_free(&said);
    }
}
END_TEST

/* A failure keeps the old file and leaves no other behind. */
START_TEST(test_failures) {
    jln_doc *doc = sample_report(5);
    jln_err err = {0};
    char *path = in_folder("old.pdf");
    FILE *f = fopen(path, "w");
    fputs("old", f);
    fclose(f);
    ck_assert_int_eq(jln_pdf_write(doc, "/nowhere", path, &err), JLN_EIO);
    ck_assert_str_ne(err.message, "");
    jln_str old = read_path(path);
    ck_assert_str_eq(jln_str_c(&old), "old");
    jln_str_free(&old);
    jln_err_clear(&err);
    ck_assert_int_eq(jln_pdf_write(doc, FONTS, "/nowhere/at/all.pdf", &err), JLN_EIO);
    jln_err_clear(&err);
    ck_assert_int_eq(jln_pdf_write(doc, FONTS, path, &err), JLN_OK);
    int status;
    jln_str left = run_tool("ls -A '%s'", folder, &status);
    ck_assert_ptr_null(strstr(jln_str_c(&left), "tmp"));
    jln_str_free(&left);
    jln_doc_free(doc);
}
END_TEST

/* A disk that is full at any place of the file: its body, its structure, its table. */
START_TEST(test_full_disk) {
    static const long missing[] = {1, 40, 2000, 20000};
    struct rlimit whole, less;
    struct stat st;
    char *path = in_folder("full.pdf");
    write_report(60, path);
    ck_assert_int_eq(stat(path, &st), 0);
    signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &whole);
    jln_doc *doc = sample_report(60);
    for (size_t i = 0; i < sizeof missing / sizeof *missing; i++) {
        jln_err err = {0};
        less = whole;
        less.rlim_cur = (rlim_t)(st.st_size - missing[i]);
        setrlimit(RLIMIT_FSIZE, &less);
        jln_status status = jln_pdf_write(doc, FONTS, in_folder("none.pdf"), &err);
        setrlimit(RLIMIT_FSIZE, &whole);
        ck_assert_msg(status == JLN_EIO, "%ld bytes short: %d", missing[i], (int)status);
        ck_assert_str_ne(err.message, "");
        ck_assert_int_ne(access(in_folder("none.pdf"), F_OK), 0);
        jln_err_clear(&err);
    }
    jln_doc_free(doc);
}
END_TEST

static uint32_t big_endian(const unsigned char *at) {
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

/* libharu copies "prep" last, and cannot save a document where an empty table begins at the end of
 * one of its blocks: one set of letters in some thousands. */
START_TEST(test_last_table) {
    static const char *const faces[] = {"DejaVuSans", "DejaVuSans-Bold", "DejaVuSans-Oblique"};
    char path[64];
    uint32_t length = 0;
    snprintf(path, sizeof path, "%s/%s.ttf", FONTS, faces[_i]);
    jln_str font = read_path(path);
    const unsigned char *bytes = (const unsigned char *)jln_str_c(&font);
    ck_assert_uint_gt(font.length, 1000);
    for (int i = 0; i < bytes[5]; i++) {
        const unsigned char *entry = bytes + 12 + 16 * i;
        if (memcmp(entry, "prep", 4) == 0) length = big_endian(entry + 12);
    }
    ck_assert_msg(length > 0, "%s", path);
    jln_str_free(&font);
}
END_TEST

START_TEST(test_odd_texts) {
    jln_doc *doc = jln_doc_new(JLN_LANG_EN);
    jln_err err = {0};
    int status;
    doc->title = "";
    sample_heading(doc, 1, "(par\\en)thèses)\r");
    sample_text(doc, JLN_TEXT_BODY,
                "parenthèses )( et \\ barres ; idéogramme 統 et hors plan \U0001F600 ; a\u00ADb");
    ck_assert_msg(jln_pdf_write(doc, FONTS, in_folder("odd.pdf"), &err) == JLN_OK, "%s",
                  err.message);
    jln_str text = run_tool("pdftotext '%s' - 2>&1", in_folder("odd.pdf"), &status);
    if (status == 0) {
        ck_assert_ptr_nonnull(strstr(jln_str_c(&text), "parenthèses )( et \\ barres"));
        ck_assert_ptr_nonnull(strstr(jln_str_c(&text), "\uFFFD"));
        ck_assert_ptr_nonnull(strstr(jln_str_c(&text), "; ab"));
        ck_assert_ptr_null(strstr(jln_str_c(&text), "Syntax"));
    }
    jln_str_free(&text);
    jln_doc_free(doc);
}
END_TEST

/* Beyond some thousands of cells only rows are objects: the file stays small, the text stays in
 * order. */
START_TEST(test_many_cells) {
    jln_doc *doc = jln_doc_new(JLN_LANG_FR);
    jln_err err = {0};
    struct stat st;
    sample_matrix(doc, "m", 6000, true);
    ck_assert_int_eq(jln_pdf_write(doc, FONTS, in_folder("many.pdf"), &err), JLN_OK);
    ck_assert_int_eq(stat(in_folder("many.pdf"), &st), 0);
    ck_assert_int_lt(st.st_size, 4000000);
    jln_doc_free(doc);
}
END_TEST

/* Strange documents are valid files all the same. */
START_TEST(test_hostile) {
    jln_doc *doc = jln_doc_new(JLN_LANG_FR);
    jln_err err = {0};
    int status;
    hostile[_i].build(doc);
    ck_assert_msg(jln_pdf_write(doc, FONTS, in_folder("h.pdf"), &err) == JLN_OK, "%s: %s",
                  hostile[_i].name, err.message);
    jln_str said = run_tool("qpdf --check '%s' 2>&1", in_folder("h.pdf"), &status);
    ck_assert_msg(status == 0 || status == 127, "%s: %s", hostile[_i].name, jln_str_c(&said));
    jln_str_free(&said);
    said = run_tool("pdftotext '%s' /dev/null 2>&1", in_folder("h.pdf"), &status);
    ck_assert_msg(status == 127 || said.length == 0, "%s: %s", hostile[_i].name, jln_str_c(&said));
    jln_str_free(&said);
    jln_doc_free(doc);
}
END_TEST

/* ---- the page description ---- */

START_TEST(test_numbers) {
    static const struct {
        float x;
        const char *text;
    } cases[] = {{0, "0 "},         {1, "1 "},           {-1, "-1 "},     {0.5f, ".5 "},
                 {-0.25f, "-.25 "}, {12.345f, "12.35 "}, {100, "100 "},   {0.004f, "0 "},
                 {1e9f, "32000 "},  {-1e9f, "-32000 "},  {0.07f, ".07 "}, {9.995f, "10 "}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        jln_content c = {0};
        jln_shape rule = {.kind = JLN_SHAPE_RULE,
                          .x = cases[i].x,
                          .stroke = 0,
                          .line = 1,
                          .fill = JLN_COLOUR_NONE};
        jln_content_begin(&c, 0);
        jln_content_shape(&c, &rule);
        size_t length = strlen(cases[i].text);
        ck_assert_msg(strncmp(jln_str_c(&c.text), cases[i].text, length) == 0, "%g: %s",
                      (double)cases[i].x, jln_str_c(&c.text));
        ck_assert(!c.not_finite);
        jln_str_free(&c.text);
    }
}
END_TEST

START_TEST(test_not_finite) {
    const float bad[] = {NAN, INFINITY, -INFINITY};
    for (int i = 0; i < 3; i++) {
        jln_content c = {0};
        jln_content_begin(&c, 100);
        jln_content_shape(
            &c,
            &(jln_shape){.kind = JLN_SHAPE_BOX, .w = bad[i], .fill = 0, .stroke = JLN_COLOUR_NONE});
        ck_assert(c.not_finite);
        ck_assert_ptr_null(strpbrk(jln_str_c(&c.text), "nN"));
        jln_content_begin(&c, 100);
        ck_assert(c.not_finite); /* sticky from page to page */
        jln_str_free(&c.text);
    }
}
END_TEST

int main(void) {
    Suite *suite = suite_create("pdf");
    TCase *files = tcase_create("files");
    tcase_set_timeout(files, 120);
    tcase_add_checked_fixture(files, make_folder, remove_folder);
    tcase_add_test(files, test_same_bytes);
    tcase_add_test(files, test_tools);
    tcase_add_test(files, test_failures);
    tcase_add_test(files, test_full_disk);
    tcase_add_loop_test(files, test_last_table, 0, 3);
    tcase_add_test(files, test_odd_texts);
    tcase_add_test(files, test_many_cells);
    tcase_add_loop_test(files, test_hostile, 0, sizeof hostile / sizeof *hostile);
    suite_add_tcase(suite, files);
    TCase *content = tcase_create("content");
    tcase_add_test(content, test_numbers);
    tcase_add_test(content, test_not_finite);
    suite_add_tcase(suite, content);
    SRunner *runner = srunner_create(suite);
    srunner_set_fork_status(runner, CK_NOFORK);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed > 0;
}

/* Workbooks that others wrote: what is read in them, and how hostile ones are refused. */
#include "base/str.h"
#include "failing.h"
#include "import/xlsx.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>
#include <zip.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static char path[64];

static void make_path(void) {
    strcpy(path, "/tmp/jalon-book-XXXXXX");
    int fd = mkstemp(path);
    ck_assert_int_ge(fd, 0);
    close(fd);
}

static void remove_path(void) {
    unlink(path);
}

/* ---- what was read, as text ---- */

static jln_status note_row(void *ctx, const jln_xlsx_row *row, jln_err *err) {
    (void)err;
    jln_str *out = ctx;
    char ref[JLN_XLSX_REF_MAX];
    for (size_t i = 0; i < row->count; i++) {
        const jln_xlsx_cell *c = &row->cells[i];
        jln_str_fmt(out, "%s=%c%s%s%s:%s;", jln_xlsx_ref_text(row->row, c->column, ref),
                    "TNDBEV"[c->kind], c -> formula ? "f" : "", c->percent ? "%" : "",
                    row->hidden ? "h" : "", c->text);
    }
    return JLN_OK;
}

static jln_status note_merge(void *ctx, const jln_xlsx_merge *m, jln_err *err) {
    (void)err;
    jln_str_fmt(ctx, "merge %u,%u-%u,%u;", m->row, m->column, m->last_row, m->last_column);
    return JLN_OK;
}

static jln_status read_all(jln_str *out, jln_err *err) {
    jln_xlsx *x = NULL;
    jln_xlsx_reader reader = {out, note_row, note_merge};
    jln_status status = jln_xlsx_open(path, &x, err);
    for (size_t i = 0; status == JLN_OK && i < jln_xlsx_sheet_count(x); i++) {
        jln_str_fmt(out, "[%s%s]", jln_xlsx_sheet_name(x, i),
                    jln_xlsx_sheet_hidden(x, i) ? " hidden" : "");
        status = jln_xlsx_read(x, i, &reader, err);
    }
    jln_xlsx_close(x);
    return status;
}

/* ---- a good one, from libxlsxwriter ---- */

START_TEST(written_by_libxlsxwriter) {
    lxw_workbook *book = workbook_new(path);
    lxw_worksheet *a = workbook_add_worksheet(book, "Été"),
                  *b = workbook_add_worksheet(book, "clé");
    lxw_format *day = workbook_add_format(book), *rate = workbook_add_format(book);
    format_set_num_format(day, "dd/mm/yyyy");
    format_set_num_format(rate, "0 %");
    lxw_row_col_options hidden = {.hidden = LXW_TRUE};
    worksheet_write_string(a, 0, 0, "12 600 000", NULL);
    worksheet_write_number(a, 0, 2, 12.3, NULL);
    worksheet_write_number(a, 1, 0, 41275, day);
    worksheet_write_number(a, 1, 1, 0.6, rate);
    worksheet_write_boolean(a, 2, 0, 1, NULL);
    worksheet_write_formula_num(a, 2, 1, "=1+1", NULL, 2);
    worksheet_write_formula_str(a, 2, 2, "=\"a\"", NULL, "a");
    worksheet_set_row_opt(a, 3, 15, NULL, &hidden);
    worksheet_write_number(a, 3, 0, 1e15, NULL);
    worksheet_merge_range(a, 5, 0, 5, 2, "ensemble", NULL);
    worksheet_hide(b);
    ck_assert_int_eq(workbook_close(book), LXW_NO_ERROR);
    jln_str out = {0};
    jln_err err = {0};
    ck_assert_msg(read_all(&out, &err) == JLN_OK, "%s %s", err.where, err.message);
    ck_assert_str_eq(
        jln_str_c(&out),
        "[Été]A1=T:12 600 000;C1=N:12.3;A2=D:2013-01-01;B2=N%:0.6;A3=B:1;B3=Nf:2;C3=Tf:a;"
        "A4=Nh:1000000000000000;A6=T:ensemble;merge 5,0-5,2;[clé hidden]");
    jln_str_free(&out);
}
END_TEST

/* ---- files made by hand ---- */

typedef struct {
    const char *name, *text;
} part;

#define RELS                                                                                       \
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
#define KIND "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
static const part skeleton[] = {
    {"_rels/.rels", RELS "<Relationship Id=\"r1\" Type=\"" KIND
                         "officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"},
    {"xl/workbook.xml", "<workbook xmlns:r=\"r\"><sheets><sheet name=\"F\" sheetId=\"1\" "
                        "r:id=\"r1\"/></sheets></workbook>"},
    {"xl/_rels/workbook.xml.rels", RELS
     "<Relationship Id=\"r1\" Type=\"" KIND "worksheet\" Target=\"/xl/worksheets/sheet1.xml\"/>"
     "<Relationship Id=\"r2\" Type=\"" KIND "sharedStrings\" Target=\"./sharedStrings.xml\"/>"
     "<Relationship Id=\"r3\" Type=\"" KIND "styles\" Target=\"worksheets/../styles.xml\"/>"
     "<Relationship Id=\"r4\" Type=\"" KIND
     "worksheet\" Target=\"http://x/\" TargetMode=\"External\"/></Relationships>"},
    {"xl/styles.xml", "<styleSheet><numFmts><numFmt numFmtId=\"164\" "
                      "formatCode=\"[$-40C]&quot;dm&quot;0\\d\"/></numFmts>"
                      "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
                      "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf "
                      "numFmtId=\"164\"/></cellXfs></styleSheet>"},
    {"xl/sharedStrings.xml",
     "<sst><si><t>un</t></si><si><r><t>de</t></r><r><t>ux</t></r><rPh><t>non</t></rPh></si></sst>"},
    {"xl/worksheets/sheet1.xml",
     "<worksheet><sheetData><row><c t=\"s\"><v>1</v></c></row></sheetData></worksheet>"},
};

/* Writes the skeleton with one part replaced, or added. */
static void make_book(const char *name, const char *text, size_t length) {
    int code;
    bool placed = false;
    unlink(path);
    zip_t *zip = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &code);
    ck_assert_ptr_nonnull(zip);
    for (size_t i = 0; i <= COUNT(skeleton); i++) {
        bool added = i == COUNT(skeleton);
        bool same = !added && name && strcmp(skeleton[i].name, name) == 0;
        if (added && (placed || !name || !text)) continue;
        if (same) placed = true;
        if (same && !text) continue;
        const char *content = same || added ? text : skeleton[i].text;
        zip_source_t *source =
            zip_source_buffer(zip, content, same || added ? length : strlen(content), 0);
        ck_assert_int_ge(zip_file_add(zip, added ? name : skeleton[i].name, source, 0), 0);
    }
    ck_assert_int_eq(zip_close(zip), 0);
}

#define SHEET      "xl/worksheets/sheet1.xml"
#define ROWS(rows) "<worksheet><sheetData>" rows "</sheetData></worksheet>"
static const struct {
    const char *name, *part, *text, *found; /* what is read, or a fragment of the refusal */
    bool refused;
} books[] = {
    {"as it is", NULL, NULL, "[F]A1=T:deux;", false},
    {"strict names", SHEET,
     "<x:worksheet "
     "xmlns:x=\"y\"><x:sheetData><x:row><x:c><x:v>1</x:v></x:c></x:row></x:sheetData></"
     "x:worksheet>",
     "[F]A1=N:1;", false},
    {"inline text", SHEET,
     ROWS("<row r=\"3\"><c r=\"B3\" t=\"inlineStr\"><is><t>a</t><r><t>b</t></r></is></c></row>"),
     "[F]B3=T:ab;", false},
    {"a formula no program computed", SHEET,
     ROWS("<row><c><f>1+1</f></c><c><f>2</f><v/></c></row>"), "[F]A1=Vf:;B1=Vf:;", false},
    {"an error", SHEET, ROWS("<row><c t=\"e\"><f>1/0</f><v>#DIV/0!</v></c></row>"),
     "[F]A1=Ef:#DIV/0!;", false},
    {"not a number", SHEET, ROWS("<row><c><v>12abc</v></c><c><v>1e999</v></c></row>"),
     "[F]A1=E:12abc;B1=E:1e999;", false},
    {"digits beyond the fifteenth", SHEET,
     ROWS("<row><c><v>12.300000000000001</v></c><c><v>1.2E7</v></c><c><v>1E-3</v></c><c><v>-0</v></"
          "c></row>"),
     "[F]A1=N:12.3;B1=N:12000000;C1=N:0.001;D1=N:0;", false},
    {"a date, and a format that only quotes its letters", SHEET,
     ROWS("<row><c s=\"1\"><v>41639.75</v></c><c s=\"2\"><v>5</v></c></row>"),
     "[F]A1=D:2013-12-31;B1=N:5;", false},
    {"days of 1900", SHEET,
     ROWS("<row><c s=\"1\"><v>1</v></c><c s=\"1\"><v>59</v></c><c s=\"1\"><v>60</v></c><c "
          "s=\"1\"><v>61</v></c></row>"),
     "[F]A1=D:1900-01-01;B1=D:1900-02-28;C1=N:60;D1=D:1900-03-01;", false},
    {"an empty cell", SHEET, ROWS("<row><c s=\"1\"/><c t=\"s\"/></row>"), "[F]", false},
    {"a hidden row", SHEET, ROWS("<row r=\"2\" hidden=\"1\"><c r=\"C2\"><v>7</v></c></row>"),
     "[F]C2=Nh:7;", false},
    {"no shared strings", "xl/sharedStrings.xml", NULL, "n'existe pas", true},
    {"a shared string out of range", SHEET, ROWS("<row><c t=\"s\"><v>2</v></c></row>"), "F!A1",
     true},
    {"a shared string below zero", SHEET, ROWS("<row><c t=\"s\"><v>-1</v></c></row>"),
     "n'existe pas", true},
    {"a row beyond the last", SHEET, ROWS("<row r=\"1048577\"><c><v>1</v></c></row>"),
     "numéro de ligne", true},
    {"rows in disorder", SHEET, ROWS("<row r=\"5\"/><row r=\"4\"/>"), "désordre", true},
    {"a column beyond the last", SHEET, ROWS("<row><c r=\"XFE1\"><v>1</v></c></row>"), "adresse",
     true},
    {"a cell of another row", SHEET, ROWS("<row r=\"2\"><c r=\"A3\"><v>1</v></c></row>"), "adresse",
     true},
    {"a merge beyond the sheet", SHEET,
     "<worksheet><mergeCells><mergeCell ref=\"A1:XFE9\"/></mergeCells></worksheet>", "fusionnées",
     true},
    {"a document type", SHEET,
     "<!DOCTYPE a [<!ENTITY b \"c\"><!ENTITY d \"&b;&b;\">]><worksheet>&d;</worksheet>", "DOCTYPE",
     true},
    {"a document type in the book", "xl/workbook.xml",
     "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><workbook/>", "DOCTYPE", true},
    {"not XML", SHEET, "<worksheet><sheetData></worksheet>", "mal formé", true},
    {"nothing in the sheet", SHEET, "", "mal formé", true},
    {"not UTF-8", SHEET, ROWS("<row><c t=\"str\"><v>\xE9</v></c></row>"), "mal formé", true},
    {"no sheet", SHEET, NULL, "sheet1.xml", true},
    {"no book", "xl/workbook.xml", NULL, "archive sans classeur", true},
    {"a target above the root", "_rels/.rels",
     RELS "<Relationship Id=\"r1\" Type=\"" KIND
          "officeDocument\" Target=\"../../x\"/></Relationships>",
     "sort du classeur", true},
    {"macros", "xl/vbaProject.bin", "x", "macros", true},
    {"OpenDocument", "mimetype", "application/vnd.oasis.opendocument.spreadsheet", "OpenDocument",
     true},
};

START_TEST(made_by_hand) {
    jln_str out = {0};
    jln_err err = {0};
    make_book(books[_i].part, books[_i].text, books[_i].text ? strlen(books[_i].text) : 0);
    jln_status status = read_all(&out, &err);
    if (books[_i].refused) {
        ck_assert_msg(status == JLN_EDATA, "%s: %d %s", books[_i].name, status, jln_str_c(&out));
        bool said = strstr(err.message, books[_i].found) || strstr(err.where, books[_i].found);
        ck_assert_msg(said, "%s: %s: %s", books[_i].name, err.where, err.message);
        ck_assert_msg(strstr(err.where, path) == err.where, "%s: %s", books[_i].name, err.where);
    } else {
        ck_assert_msg(status == JLN_OK, "%s: %s %s", books[_i].name, err.where, err.message);
        ck_assert_msg(strcmp(jln_str_c(&out), books[_i].found) == 0, "%s: %s", books[_i].name,
                      jln_str_c(&out));
    }
    jln_str_free(&out);
}
END_TEST

START_TEST(calendar_of_1904) {
    static const char book[] = "<workbook xmlns:r=\"r\"><workbookPr date1904=\"1\"/><sheets><sheet "
                               "name=\"F\" r:id=\"r1\"/></sheets></workbook>";
    char day[JLN_DATE_MAX];
    make_book("xl/workbook.xml", book, strlen(book));
    jln_str out = {0};
    jln_err err = {0};
    ck_assert_int_eq(read_all(&out, &err), JLN_OK);
    jln_str_free(&out);
    ck_assert(jln_xlsx_date("0", true, day));
    ck_assert_str_eq(day, "1904-01-01");
    ck_assert(jln_xlsx_date("40177", true, day));
    ck_assert_str_eq(day, "2013-12-31");
    ck_assert(!jln_xlsx_date("2958466", false, day));
}
END_TEST

/* A short way for whole numbers gives what the long one does. */
START_TEST(plain_numbers) {
    static const char *const numbers[][2] = {
        {"0", "0"},
        {"-0", "0"},
        {"7", "7"},
        {"-7", "-7"},
        {"007", "7"},
        {"-07", "-7"},
        {"7.0", "7"},
        {"7.50", "7.5"},
        {"12600000", "12600000"},
        {"123456789012345", "123456789012345"},
        {"-123456789012345", "-123456789012345"},
        {"1234567890123456", "1234567890123460"},
        {"9999999999999999", "10000000000000000"},
        {"1E+3", "1000"},
    };
    static const char *const bad[] = {"", "-", "12abc", "1 2", "0x10", "1e999", "nan", "1,5"};
    char out[JLN_NUM_MAX];
    for (size_t i = 0; i < COUNT(numbers); i++) {
        ck_assert_msg(jln_xlsx_plain(numbers[i][0], out), "%s", numbers[i][0]);
        ck_assert_str_eq(out, numbers[i][1]);
    }
    for (size_t i = 0; i < COUNT(bad); i++)
        ck_assert_msg(!jln_xlsx_plain(bad[i], out), "%s", bad[i]);
}
END_TEST

START_TEST(references) {
    uint32_t row;
    uint16_t column;
    char ref[JLN_XLSX_REF_MAX];
    static const char *const good[] = {"A1", "Z9", "AA10", "XFD1048576"},
                             *const bad[] = {"",     "A",        "1",     "A0",
                                             "XFE1", "A1048577", "A1:B2", "AAAAAAAAAA1"};
    for (size_t i = 0; i < COUNT(good); i++) {
        ck_assert(jln_xlsx_ref(good[i], &row, &column, NULL));
        ck_assert_str_eq(jln_xlsx_ref_text(row, column, ref), good[i]);
    }
    for (size_t i = 0; i < COUNT(bad); i++)
        ck_assert_msg(!jln_xlsx_ref(bad[i], &row, &column, NULL), "%s", bad[i]);
}
END_TEST

/* ---- sizes ---- */

/* A part of `count` times `text` between `head` and `tail`. */
static jln_status read_large(const char *head, const char *text, size_t count, const char *tail,
                             jln_err *err) {
    size_t length = strlen(text);
    char *content = malloc(strlen(head) + length * count + strlen(tail) + 1);
    ck_assert_ptr_nonnull(content);
    strcpy(content, head);
    char *at = content + strlen(head);
    for (size_t i = 0; i < count; i++, at += length) memcpy(at, text, length);
    strcpy(at, tail);
    make_book(SHEET, content, strlen(content));
    free(content);
    jln_str out = {0};
    jln_status status = read_all(&out, err);
    jln_str_free(&out);
    return status;
}

START_TEST(bombs) {
    static const struct {
        const char *name, *head, *text, *tail, *said;
        size_t count;
    } cases[] = {
        {"a part 1,000 times its packed size", "<worksheet>", "          ", "</worksheet>", "piégé",
         2000000},
        {"a text without end", "<worksheet><sheetData><row><c t=\"str\"><v>", "abcdefghij",
         "</v></c></row></sheetData></worksheet>", "32", 20000},
        {"elements without end", "", "<a>", "", "emboîtés", 1000},
        {"a row without end", "<worksheet><sheetData><row>", "<c><v>1</v></c>",
         "</row></sheetData></worksheet>", "colonnes", 20000},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        jln_err err = {0};
        jln_status status =
            read_large(cases[i].head, cases[i].text, cases[i].count, cases[i].tail, &err);
        ck_assert_msg(status == JLN_EDATA, "%s: %d", cases[i].name, status);
        ck_assert_msg(strstr(err.message, cases[i].said) != NULL, "%s: %s", cases[i].name,
                      err.message);
    }
}
END_TEST

/* Noise does not pack: what is tested is the length of one tag. */
START_TEST(a_tag_without_end) {
    size_t length = 4 << 20;
    char *text = malloc(length + 1);
    ck_assert_ptr_nonnull(text);
    unsigned seed = 7;
    for (size_t i = 0; i < length; i++)
        text[i] = (char)('a' + ((seed = seed * 1103515245u + 12345u) >> 16) % 26);
    text[length] = '\0';
    memcpy(text, "<worksheet a=\"", 14);
    make_book(SHEET, text, length);
    free(text);
    jln_str out = {0};
    jln_err err = {0};
    ck_assert_int_eq(read_all(&out, &err), JLN_EDATA);
    ck_assert_msg(strstr(err.message, "balise") != NULL, "%s", err.message);
    jln_str_free(&out);
}
END_TEST

/* ---- not a workbook at all, cut, or spoilt ---- */

static size_t slurp(unsigned char **bytes) {
    FILE *file = fopen(path, "rb");
    ck_assert_ptr_nonnull(file);
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    rewind(file);
    *bytes = malloc((size_t)size);
    ck_assert_uint_eq(fread(*bytes, 1, (size_t)size, file), (size_t)size);
    fclose(file);
    return (size_t)size;
}

static void spill(const void *bytes, size_t size) {
    FILE *file = fopen(path, "wb");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(bytes, 1, size, file), size);
    fclose(file);
}

START_TEST(other_files) {
    static const struct {
        const char *bytes, *said;
        size_t length;
    } cases[] = {{"", "pas un classeur", 0},
                 {"id;title\n", "pas un classeur", 9},
                 {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "mot de passe", 8},
                 {"PK\3\4 and then nothing", "coupé ou abîmé", 20}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        jln_xlsx *x;
        jln_err err = {0};
        spill(cases[i].bytes, cases[i].length);
        ck_assert_int_eq(jln_xlsx_open(path, &x, &err), JLN_EDATA);
        ck_assert_msg(strstr(err.message, cases[i].said) != NULL, "%s", err.message);
    }
    jln_xlsx *x;
    jln_err err = {0};
    unlink(path);
    ck_assert_int_eq(jln_xlsx_open(path, &x, &err), JLN_EIO);
}
END_TEST

START_TEST(cut_and_spoilt) {
    make_book(NULL, NULL, 0);
    unsigned char *good, *copy;
    size_t size = slurp(&good);
    copy = malloc(size);
    unsigned seed = 1;
    for (size_t i = 0; i < 300; i++) {
        memcpy(copy, good, size);
        size_t length = i % 3 ? size : i * size / 300;
        for (int n = 0; n < 4 && i % 3; n++) {
            seed = seed * 1103515245u + 12345u;
            copy[(seed >> 8) % size] ^= (unsigned char)(seed >> 3);
        }
        spill(copy, length);
        jln_str out = {0};
        jln_err err = {0};
        jln_status status = read_all(&out, &err);
        ck_assert_msg(status == JLN_OK || (status == JLN_EDATA && err.message[0] && err.where[0]),
                      "%zu: %d %s", i, status, err.message);
        jln_str_free(&out);
    }
    free(copy);
    free(good);
}
END_TEST

#ifdef CAN_FAIL_ALLOCATIONS
/* Each allocation fails in turn; libzip does not tell a lack of memory from a spoilt file
 * everywhere. */
START_TEST(every_allocation_fails) {
    jln_status status = JLN_ENOMEM;
    int refusals = 0;
    make_book(NULL, NULL, 0);
    for (long n = 0; n < 5000; n++) {
        jln_str out = {0};
        jln_err err = {0};
        allocation_refused = false;
        allocations_left = n;
        status = read_all(&out, &err);
        allocations_left = -1;
        bool whole = status == JLN_OK && !out.failed;
        jln_str_free(&out);
        if (!allocation_refused) break;
        refusals++;
        ck_assert_msg(!whole || status == JLN_OK, "%ld", n);
        ck_assert_msg(status == JLN_OK || err.message[0], "%ld: %d", n, status);
    }
    ck_assert_int_eq(status, JLN_OK);
    ck_assert_int_gt(refusals, 20);
}
END_TEST
#endif

int main(void) {
    Suite *suite = suite_create("workbooks");
    TCase *all = tcase_create("all");
    tcase_add_checked_fixture(all, make_path, remove_path);
    tcase_set_timeout(all, 60);
    tcase_add_test(all, written_by_libxlsxwriter);
    tcase_add_loop_test(all, made_by_hand, 0, COUNT(books));
    tcase_add_test(all, calendar_of_1904);
    tcase_add_test(all, plain_numbers);
    tcase_add_test(all, references);
    tcase_add_test(all, bombs);
    tcase_add_test(all, a_tag_without_end);
    tcase_add_test(all, other_files);
    tcase_add_test(all, cut_and_spoilt);
#ifdef CAN_FAIL_ALLOCATIONS
    tcase_add_test(all, every_allocation_fails);
#endif
    suite_add_tcase(suite, all);
    SRunner *runner = srunner_create(suite);
    srunner_set_fork_status(runner, CK_NOFORK);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}

/* Packages and CSV files: good ones become typed rows, hostile ones an error with its place. */
#include "base/str.h"
#include "import/cell.h"
#include "import/csv.h"
#include "import/package.h"
#include "import/text.h"
#include "import/words.h"
#include "model/printed.h"

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* ---- allocations that fail when told to ---- */

#if !defined(__SANITIZE_ADDRESS__)
#define CAN_FAIL_ALLOCATIONS 1
static long allocations_left = -1; /* -1: never fail */
static long allocations_live;
static bool allocation_refused;

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);
void __libc_free(void *old);

static bool refused(void) {
    if (allocations_left < 0) return false;
    if (allocations_left == 0) {
        errno = ENOMEM;
        allocation_refused = true;
        return true;
    }
    allocations_left--;
    return false;
}

static void *counted(void *p) {
    if (p) allocations_live++;
    return p;
}

void *malloc(size_t size) {
    return refused() ? NULL : counted(__libc_malloc(size));
}

void *calloc(size_t count, size_t size) {
    return refused() ? NULL : counted(__libc_calloc(count, size));
}

void *realloc(void *old, size_t size) {
    if (refused()) return NULL;
    void *p = __libc_realloc(old, size);
    return old ? p : counted(p);
}

void free(void *old) {
    if (old) allocations_live--;
    __libc_free(old);
}
#endif

/* ---- a folder to write in ---- */

static char scratch[64];

static void make_scratch(void) {
    strcpy(scratch, "/tmp/jalon-import-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(scratch));
}

static int remove_one(const char *path, const struct stat *st, int flag, struct FTW *ftw) {
    (void)st, (void)flag, (void)ftw;
    return remove(path);
}

static void remove_scratch(void) {
    nftw(scratch, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

static const char *in_scratch(const char *name) {
    static char path[256];
    snprintf(path, sizeof path, "%s/%s", scratch, name);
    return path;
}

static void write_bytes(const char *name, const char *bytes, size_t length) {
    FILE *file = fopen(in_scratch(name), "wb");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(bytes, 1, length, file), length);
    ck_assert_int_eq(fclose(file), 0);
}

static void write_text(const char *name, const char *text) {
    write_bytes(name, text, strlen(text));
}

/* ---- a sink and a list of problems, as text ---- */

typedef struct {
    jln_str text;
    jln_str problems;
    long packages, files, rows;
    jln_status answer; /* of the next row */
} record;

static void clear_record(record *r) {
    jln_str_free(&r->text);
    jln_str_free(&r->problems);
}

static jln_status take_package(void *ctx, const jln_package *package, jln_err *err) {
    (void)package, (void)err;
    ((record *)ctx)->packages++;
    return JLN_OK;
}

static jln_status take_file(void *ctx, const jln_table *table, const char *file, const int *places,
                            jln_err *err) {
    (void)file, (void)err, (void)places;
    record *r = ctx;
    r->files++;
    jln_str_fmt(&r->text, "[%s]", table->name);
    return JLN_OK;
}

static jln_status take_row(void *ctx, const jln_row *row, jln_err *err) {
    record *r = ctx;
    r->rows++;
    if (r->answer != JLN_OK) return jln_err_set(err, r->answer, NULL, "%s", "le magasin refuse");
    jln_str_fmt(&r->text, "%ld:", row->line);
    for (size_t i = 0; i < row->table->column_count; i++) {
        const jln_field *f = &row->fields[i];
        if (f->tag == JLN_FIELD_INT) jln_str_fmt(&r->text, "%lld|", (long long)f->integer);
        else jln_str_fmt(&r->text, "%s|", f->tag == JLN_FIELD_TEXT ? f->text : "~");
    }
    jln_str_add(&r->text, ";");
    return JLN_OK;
}

static jln_status count_file(void *ctx, const jln_table *table, const char *file, const int *places,
                             jln_err *err) {
    (void)table, (void)file, (void)places, (void)err;
    ((record *)ctx)->files++;
    return JLN_OK;
}

static jln_status count_row(void *ctx, const jln_row *row, jln_err *err) {
    (void)row, (void)err;
    ((record *)ctx)->rows++;
    return JLN_OK;
}

static void take_problem(void *ctx, const jln_err *problem) {
    record *r = ctx;
    const char *name = problem->where, *pointer = strchr(name, '#');
    for (const char *c = name; *c && c != pointer; c++)
        if (*c == '/') name = c + 1;
    jln_str_fmt(&r->problems, "%s %s\n", name, problem->message);
}

static jln_sink sink_of(record *r) {
    return (jln_sink){r, take_package, take_file, take_row};
}

/* Reads and sends a package; `err` receives the outcome. */
static jln_status load(const char *dir, const jln_sink *sink, record *r, size_t limit,
                       jln_err *err) {
    jln_package package;
    jln_diag diag = {r, take_problem, 0, limit};
    jln_arena *arena = jln_arena_new();
    if (!arena) return jln_err_nomem(err);
    jln_status status = jln_package_read(dir, arena, &package, err);
    if (status == JLN_OK) status = jln_package_send(&package, arena, sink, &diag, err);
    jln_arena_free(arena);
    return status;
}

static void assert_has(const char *name, const char *text, const char *fragment) {
    ck_assert_msg(strstr(text, fragment) != NULL, "%s : « %s » absent de « %s »", name, fragment,
                  text);
}

/* ---- the text gate ---- */

static const struct {
    const char *name, *in, *out, *problem;
} texts[] = {
    {"empty", "", "", NULL},
    {"plain", "Axe 1", "Axe 1", NULL},
    {"trimmed", "  a b  ", "a b", NULL},
    {"trimmed of all spaces", "\u00A0\u202F\u3000é\u2009 ", "é", NULL},
    {"only spaces", " \u00A0 ", "", NULL},
    {"composed", "de\u0301cembre", "décembre", NULL},
    {"singleton", "\u212B", "Å", NULL},
    {"composed across a soft hyphen", "e\u00AD\u0301", "é", NULL},
    {"soft hyphen", "co\u00ADopération", "coopération", NULL},
    {"byte order mark inside", "a\uFEFFb", "ab", NULL},
    {"line break", "a\r\nb\nc\rd", "a b c d", NULL},
    {"line separator", "a\u2028b", "a b", NULL},
    {"tab", "a\tb", "a b", NULL},
    {"outer break", "\na\n", "a", NULL},
    {"typography", "« l’œuvre » – 12 €…", "« l’œuvre » – 12 €…", NULL},
    {"other scripts", "ߒߞߏ 中 ع", "ߒߞߏ 中 ع", NULL},
    {"bell", "a\ab", NULL, "U+0007"},
    {"escape", "\033[31m", NULL, "U+001B"},
    {"delete", "a\x7F", NULL, "U+007F"},
    {"C1", "a\xC2\x85", NULL, "U+0085"},
    {"bidi override", "a\u202Eb", NULL, "U+202E"},
    {"bidi isolate", "a\u2066b", NULL, "U+2066"},
    {"arabic mark", "a\u061Cb", NULL, "U+061C"},
    {"noncharacter", "a\uFFFFb", NULL, "U+FFFF"},
    {"plane end", "a\U0001FFFEb", NULL, "U+1FFFE"},
    {"windows-1252", "\xE9tat", NULL, "0xE9"},
    {"overlong", "a\xC0\x80", NULL, "0xC0"},
    {"surrogate", "\xED\xA0\x80", NULL, "UTF-8"},
    {"cut", "a\xE2\x82", NULL, "0xE2"},
};

START_TEST(text_gate) {
    char out[64];
    jln_err err = {0};
    const char *in = texts[_i].in;
    jln_status status = jln_text_clean(in, strlen(in), out, sizeof out, &err);
    if (texts[_i].problem) {
        ck_assert_int_eq(status, JLN_EDATA);
        ck_assert_str_eq(err.where, "");
        assert_has(texts[_i].name, err.message, texts[_i].problem);
    } else {
        ck_assert_msg(status == JLN_OK, "%s: %s", texts[_i].name, err.message);
        ck_assert_str_eq(out, texts[_i].out);
    }
}
END_TEST

START_TEST(text_gate_bounds) {
    char out[5];
    jln_err err = {0};
    ck_assert_int_eq(jln_text_clean("abcd", 4, out, sizeof out, &err), JLN_OK);
    ck_assert_int_eq(jln_text_clean("éé", 4, out, sizeof out, &err), JLN_OK);
    ck_assert_int_eq(jln_text_clean("abcde", 5, out, sizeof out, &err), JLN_EDATA);
    jln_err_clear(&err);
    ck_assert_int_eq(jln_text_clean("ééé", 6, out, sizeof out, &err), JLN_EDATA);
    jln_err_clear(&err);
    ck_assert_int_eq(jln_text_clean("a\0b", 3, out, sizeof out, &err), JLN_EDATA);
    assert_has("nul", err.message, "U+0000");
    char marks[1 + 40 * 2], big[256];
    jln_err_clear(&err);
    marks[0] = 'e';
    for (int i = 0; i < 40; i++) memcpy(marks + 1 + 2 * i, "\u0301", 2);
    ck_assert_int_eq(jln_text_clean(marks, sizeof marks, big, sizeof big, &err), JLN_EDATA);
    assert_has("marks", err.message, "30 accents");
}
END_TEST

/* ---- words ---- */

START_TEST(words_nearest) {
    static const char *const names[] = {"title", "level", NULL, "parent_id", "code_printed"};
    static const struct {
        const char *text, *nearest;
    } cases[] = {
        {"titel", "title"},        {"Title", "title"},     {"parent", NULL},
        {"parentid", "parent_id"}, {"xyz", NULL},          {"", NULL},
        {"levle", "level"},        {"code_imprime", NULL}, {"code-printed", "code_printed"}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *found = jln_nearest(cases[i].text, names, COUNT(names));
        ck_assert_msg(jln_str_eq(found, cases[i].nearest), "%s -> %s", cases[i].text,
                      found ? found : "-");
    }
}
END_TEST

START_TEST(words_quote_and_place) {
    char out[JLN_QUOTE_MAX], text[400];
    memset(text, 'x', sizeof text);
    ck_assert_str_eq(jln_quote("12a", 3, out), "« 12a »");
    ck_assert_str_eq(jln_quote("a\xFF\x07\u202E", 6, out), "« a\uFFFD\uFFFD\uFFFD »");
    jln_quote(text, sizeof text, out);
    ck_assert_uint_eq(strlen(out), 60 + strlen("« … »"));
    text[399] = '\0';
    jln_err err = {.status = JLN_EDATA};
    jln_words_place(&err, text, 123456, 7);
    ck_assert_str_eq(err.where + strlen(err.where) - 11, "xx:123456:7");
    ck_assert_int_eq(strncmp(err.where, "…x", 4), 0);
}
END_TEST

/* ---- CSV ---- */

static const struct {
    const char *name, *in, *out; /* records as "line:field|field|;", problems as "!line:column;" */
    const char *problem;         /* a fragment of the messages */
} files[] = {
    {"empty", "", "", ""},
    {"comma", "a,b\n1,2\n", "1:a|b|;2:1|2|;", ""},
    {"semicolon", "a;b\n1;2,5\n", "1:a|b|;2:1|2,5|;", ""},
    {"comma wins", "a,b;c\n1,2\n", "1:a|b;c|;2:1|2|;", ""},
    {"quoted comma in the header", "\"a,b\";c\n1;2\n", "1:a,b|c|;2:1|2|;", ""},
    {"no end of line", "a,b\n1,2", "1:a|b|;2:1|2|;", ""},
    {"byte order mark", "\uFEFFa,b\n", "1:a|b|;", ""},
    {"crlf", "a,b\r\n1,2\r\n3,4\r\n", "1:a|b|;2:1|2|;3:3|4|;", ""},
    {"cr", "a,b\r1,2\r3,4", "1:a|b|;2:1|2|;3:3|4|;", ""},
    {"empty lines", "\na,b\n\n\n1,2\n", "2:a|b|;5:1|2|;", ""},
    {"quoted quotes", "a\n\"say \"\"oui\"\"\"\n", "1:a|;2:say \"oui\"|;", ""},
    {"quoted line breaks", "a,b\n\"x\ny\nz\",2\n3,4\n", "1:a|b|;2:x y z|2|;5:3|4|;", ""},
    {"quoted cr lf", "a,b\r\n\"x\r\ny\",2\r\n3,4", "1:a|b|;2:x y|2|;4:3|4|;", ""},
    {"empty fields", "a,b\n,\n\"\",\n", "1:a|b|;2:||;3:||;", ""},
    {"spaces around", "a , b\n  1 ,\t2\n", "1:a|b|;2:1|2|;", ""},
    {"stray quote", "a,b\n1,x\"y\n3,4\n", "1:a|b|;!2:2;", "guillemet mal placé"},
    {"text after a quote", "a,b\n\"1\"x,2\n", "1:a|b|;!2:1;", "guillemet mal placé"},
    {"quote never closed", "a,b\n1,\"2\n3,4\n5,6\n", "1:a|b|;!2:2;", "jamais fermé"},
    {"bad UTF-8 is said once", "a,b\n1,\xE9\n3,4\n5,\xE9\n", "1:a|b|;!2:2;", "CSV UTF-8"},
    {"bad UTF-8 without an end of line", "a,b\n1,\xE9", "1:a|b|;!2:2;", "CSV UTF-8"},
    {"bad UTF-8 over two lines", "a,b\n1,\"\xE9\n\"\n3,4\n", "1:a|b|;!2:2;", "CSV UTF-8"},
    {"bad UTF-8 after a control character", "a,b\n\a,\xE9\n3,4\n", "1:a|b|;!2:1;3:3|4|;", "U+0007"},
    {"control character", "a,b\n\"1\n\",\"\n\a\"\n3,4\n", "1:a|b|;!3:2;5:3|4|;", "U+0007"},
};

static void dump_csv(const char *path, jln_str *out, jln_str *messages) {
    jln_csv *csv;
    jln_csv_record r;
    jln_err err = {0};
    ck_assert_msg(jln_csv_open(path, &csv, &err) == JLN_OK, "%s", err.message);
    for (;;) {
        jln_status status = jln_csv_next(csv, &r, &err);
        if (status == JLN_OK) break;
        if (status == JLN_ROW) {
            jln_str_fmt(out, "%ld:", r.line);
            for (size_t i = 0; i < r.count; i++) jln_str_fmt(out, "%s|", r.fields[i]);
        } else {
            ck_assert_int_eq(status, JLN_EDATA);
            jln_str_fmt(out, "!%s", err.where + strlen(path) + 1);
            jln_str_fmt(messages, "%s\n", err.message);
            jln_err_clear(&err);
        }
        jln_str_add(out, ";");
    }
    jln_csv_close(csv);
}

START_TEST(csv_files) {
    jln_str out = {0}, messages = {0};
    write_text("a.csv", files[_i].in);
    dump_csv(in_scratch("a.csv"), &out, &messages);
    ck_assert_str_eq(jln_str_c(&out), files[_i].out);
    assert_has(files[_i].name, jln_str_c(&messages), files[_i].problem);
    jln_str_free(&out);
    jln_str_free(&messages);
}
END_TEST

/* Records that cross the reader's chunks, at every offset around a boundary, with each kind of line
 * break. */
START_TEST(csv_chunks) {
    static const char *const breaks[] = {"\n", "\r\n", "\r"};
    enum { CHUNK = 64 * 1024 };
    for (size_t b = 0; b < COUNT(breaks); b++)
        for (int shift = 0; shift < 24; shift++) {
            jln_str in = {0}, out = {0};
            jln_str_fmt(&in, "a,b%s", breaks[b]);
            while (in.length + 4100 < CHUNK) jln_str_fmt(&in, "%04000d,1%s", 7, breaks[b]);
            while (in.length + 50 < CHUNK + (size_t)shift) jln_str_addc(&in, '9');
            jln_str_fmt(&in, ",2%s\"x%sy\",\"é\"\"\"%s5,6%s", breaks[b], breaks[b], breaks[b],
                        breaks[b]);
            write_bytes("a.csv", jln_str_c(&in), in.length);
            dump_csv(in_scratch("a.csv"), &out, NULL);
            const char *tail = strrchr(jln_str_c(&out), '5');
            ck_assert_str_eq(tail, "5|6|;");
            ck_assert_msg(strstr(jln_str_c(&out), ":x y|é\"|;") != NULL, "%zu %d", b, shift);
            long lines = 0;
            sscanf(strrchr(jln_str_c(&out), 'x') + sizeof "x y|é\"|;" - 1, "%ld", &lines);
            ck_assert_int_eq(lines, 21);
            jln_str_free(&in);
            jln_str_free(&out);
        }
}
END_TEST

START_TEST(csv_limits) {
    jln_str in = {0}, out = {0}, messages = {0};
    jln_str_add(&in, "a,b\n");
    for (int i = 0; i < 5000; i++) jln_str_addc(&in, 'x');
    jln_str_add(&in, ",1\n");
    for (int i = 0; i < 70; i++) jln_str_add(&in, "1,");
    jln_str_add(&in, "\n5,6\n7,\"");
    for (int i = 0; i < 400000; i++) jln_str_addc(&in, 'y');
    write_bytes("a.csv", jln_str_c(&in), in.length);
    dump_csv(in_scratch("a.csv"), &out, &messages);
    ck_assert_str_eq(jln_str_c(&out), "1:a|b|;!2:1;!3:65;4:5|6|;!5:2;");
    assert_has("field", jln_str_c(&messages), "texte de plus de 4096 octets");
    assert_has("fields", jln_str_c(&messages), "plus de 64 colonnes");
    assert_has("quote", jln_str_c(&messages), "cellule sans fin");
    jln_str_free(&in);
    jln_str_free(&out);
    jln_str_free(&messages);
}
END_TEST

/* ---- cells ---- */

static const char *const stage_codes[] = {"committed", "liquidated", "ordered", "paid", NULL};

static const struct {
    jln_col_type type;
    unsigned flags;
    int decimals;
    const char *in, *out; /* a number, a text, "~" for none, or "!fragment" */
} cells[] = {
    {JLN_COL_TEXT, 0, 0, "", "~"},
    {JLN_COL_TEXT, JLN_COL_KEY, 0, "", "'"},
    {JLN_COL_TEXT, JLN_COL_REQUIRED, 0, "", "!cellule vide"},
    {JLN_COL_TEXT, JLN_COL_KEY | JLN_COL_REQUIRED, 0, "", "!cellule vide"},
    {JLN_COL_TEXT, 0, 0, "Axe 1", "'Axe 1"},
    {JLN_COL_PRINTED, 0, 0, "", "~"},
    {JLN_COL_PRINTED, 0, 0, "PM", "'PM"},
    {JLN_COL_INT, 0, 0, "12", "12"},
    {JLN_COL_INT, 0, 0, "-7", "-7"},
    {JLN_COL_INT, 0, 0, "007", "7"},
    {JLN_COL_INT, 0, 0, "1 234 567", "1234567"},
    {JLN_COL_INT, 0, 0, "12a", "!trouvé « 12a », attendu un nombre entier"},
    {JLN_COL_INT, 0, 0, "12 34", "!attendu un nombre entier"},
    {JLN_COL_INT, 0, 0, "1234 567", "!attendu un nombre entier"},
    {JLN_COL_INT, 0, 0, "-", "!attendu un nombre entier"},
    {JLN_COL_INT, 0, 0, "+1", "!attendu un nombre entier"},
    {JLN_COL_INT, 0, 0, "1.0", "!sans point ni virgule"},
    {JLN_COL_INT, 0, 0, "1e3", "!attendu un nombre entier"},
    {JLN_COL_INT, 0, 0, "0x10", "!attendu un nombre entier"},
    {JLN_COL_INT, 0, 0, "9223372036854775807", "9223372036854775807"},
    {JLN_COL_INT, 0, 0, "-9223372036854775808", "-9223372036854775808"},
    {JLN_COL_INT, 0, 0, "9223372036854775808", "!plus petit"},
    {JLN_COL_INT, 0, 0, "99999999999999999999999999999999999999999999999999999999999999999999999",
     "!attendu un nombre entier"},
    {JLN_COL_AMOUNT, 0, 0, "40000", "40000"},
    {JLN_COL_AMOUNT, 0, 0, "quarante", "!d'un bloc, avec un « - » devant s'il est négatif"},
    {JLN_COL_AMOUNT, JLN_COL_FROM_ZERO, 0, "-0", "0"},
    {JLN_COL_AMOUNT, JLN_COL_FROM_ZERO, 0, "-40", "!trouvé « -40 », un nombre négatif"},
    {JLN_COL_AMOUNT, JLN_COL_FROM_ZERO, 0, "quarante", "!un montant de 0 ou plus"},
    {JLN_COL_AMOUNT, JLN_COL_FROM_ZERO, 0, "", "~"},
    {JLN_COL_DECIMAL, JLN_COL_FROM_ZERO, 0, "-0,5", "!attendu 0 ou plus"},
    {JLN_COL_AMOUNT, 0, 0, "-40 000", "-40000"},
    {JLN_COL_AMOUNT, 0, 0, "40\u00A0000\u202F000", "40000000"},
    {JLN_COL_AMOUNT, 0, 0, "40,5", "!sans point ni virgule"},
    {JLN_COL_AMOUNT, 0, 0, "40.000", "!sans point ni virgule"},
    {JLN_COL_AMOUNT, 0, 0, "40 000 FCFA", "!attendu un montant"},
    {JLN_COL_AMOUNT, 0, 2, "40", "4000"},
    {JLN_COL_AMOUNT, 0, 2, "40,5", "4050"},
    {JLN_COL_AMOUNT, 0, 2, "-1 040.05", "-104005"},
    {JLN_COL_AMOUNT, 0, 2, "40,005", "!au plus 2 chiffres"},
    {JLN_COL_AMOUNT, 0, 2, "40,", "!attendu un montant"},
    {JLN_COL_AMOUNT, 0, 2, ",5", "!attendu un montant"},
    {JLN_COL_AMOUNT, 0, 4, "922337203685477.5807", "9223372036854775807"},
    {JLN_COL_AMOUNT, 0, 4, "922337203685477.5808", "!plus petit"},
    {JLN_COL_AMOUNT, 0, 4, "9223372036854775807", "!plus petit"},
    {JLN_COL_DECIMAL, 0, 0, "12,5", "'12.5"},
    {JLN_COL_DECIMAL, 0, 0, "12.50", "'12.5"},
    {JLN_COL_DECIMAL, 0, 0, "-0", "'0"},
    {JLN_COL_DECIMAL, 0, 0, "-0,050", "'-0.05"},
    {JLN_COL_DECIMAL, 0, 0, "14 528 662", "'14528662"},
    {JLN_COL_DECIMAL, 0, 0, "12 %", "!attendu un nombre"},
    {JLN_COL_DECIMAL, 0, 0, "1.234,5", "!attendu un nombre"},
    {JLN_COL_DECIMAL, 0, 0, "0.1234567890123", "!au plus 12"},
    {JLN_COL_DECIMAL, 0, 0, "12345678901234567890123456789012345", "!plus petit"},
    {JLN_COL_YEAR, 0, 0, "2013", "2013"},
    {JLN_COL_YEAR, 0, 0, "2016", "!année du plan, de 2011 à 2015"},
    {JLN_COL_YEAR, 0, 0, "13", "!année du plan"},
    {JLN_COL_YEAR, 0, 0, "20 13", "!année du plan"},
    {JLN_COL_DATE, 0, 0, "2012-02-29", "'2012-02-29"},
    {JLN_COL_DATE, 0, 0, "2013-02-29", "!attendu une date"},
    {JLN_COL_DATE, 0, 0, "31/12/2012", "!écrivez « 2012-12-31 »"},
    {JLN_COL_DATE, 0, 0, "31/02/2012", "!qui existe"},
    {JLN_COL_DATE, 0, 0, "2012-1-1", "!attendu une date"},
    {JLN_COL_BOOL, 0, 0, "true", "1"},
    {JLN_COL_BOOL, 0, 0, "VRAI", "1"},
    {JLN_COL_BOOL, 0, 0, "oui", "1"},
    {JLN_COL_BOOL, 0, 0, "0", "0"},
    {JLN_COL_BOOL, 0, 0, "Non", "0"},
    {JLN_COL_BOOL, 0, 0, "nonn", "!« true » ou « false »"},
    {JLN_COL_BOOL, 0, 0, "2", "!« true » ou « false »"},
    {JLN_COL_CODE, 0, 0, "paid", "'paid"},
    {JLN_COL_CODE, 0, 0, "payd",
     "!committed, liquidated, ordered, paid ; vouliez-vous écrire « paid » ?"},
    {JLN_COL_CODE, 0, 0, "Paid", "!« paid »"},
    {JLN_COL_ID, 0, 0, "1.2.5/a_b-c:d", "'1.2.5/a_b-c:d"},
    {JLN_COL_ID, 0, 0, "a b", "!sans espace"},
    {JLN_COL_ID, 0, 0, "é", "!identifiant"},
    {JLN_COL_ID, 0, 0,
     "123456789012345678901234567890123456789012345678901234567890123456789012345678901",
     "!au plus 80"},
};

START_TEST(typed_cells) {
    jln_package package = {
        .is_plan = true, .decimals = cells[_i].decimals, .first_year = 2011, .last_year = 2015};
    jln_column column = {"amount", cells[_i].type, cells[_i].flags, stage_codes, NULL};
    char number[JLN_NUM_MAX], got[1200];
    jln_field field;
    jln_err err = {0};
    jln_status status = jln_cell_read(&package, &column, cells[_i].in, number, &field, &err);
    if (cells[_i].out[0] == '!') {
        ck_assert_msg(status == JLN_EDATA, "%s accepté", cells[_i].in);
        assert_has(cells[_i].in, err.message, cells[_i].out + 1);
        assert_has(cells[_i].in, err.message, "colonne « amount » : ");
        return;
    }
    ck_assert_msg(status == JLN_OK, "%s: %s", cells[_i].in, err.message);
    if (field.tag == JLN_FIELD_INT) snprintf(got, sizeof got, "%lld", (long long)field.integer);
    else if (field.tag == JLN_FIELD_TEXT) snprintf(got, sizeof got, "'%s", field.text);
    else strcpy(got, "~");
    ck_assert_str_eq(got, cells[_i].out);
}
END_TEST

START_TEST(years_of_data) {
    jln_package package = {0};
    jln_column column = {"year", JLN_COL_YEAR, 0, NULL, NULL};
    char number[JLN_NUM_MAX];
    jln_field field;
    jln_err err = {0};
    ck_assert_int_eq(jln_cell_read(&package, &column, "1998", number, &field, &err), JLN_OK);
    ck_assert_int_eq(jln_cell_read(&package, &column, "1899", number, &field, &err), JLN_EDATA);
    assert_has("1899", err.message, "de 1900 à 2200");
}
END_TEST

/* ---- datapackage.json ---- */

/* ---- figures as documents print them ---- */

static const struct {
    const char *text;
    const char *value; /* NULL: no number */
    bool misgrouped;
} printed[] = {
    {"0", "0", false},
    {"1421180", "1421180", false},
    {"1 421 180", "1421180", false},
    {"1\u00a0421\u202f180", "1421180", false},
    {"5 249  200", "5249200", false},
    {"6.646.600.000", "6646600000", false},
    {"1.050", "1050", false},
    {"13.54", "13.54", false},
    {"7 314,5", "7314.5", false},
    {"-4,04", "-4.04", false},
    {"7,35%", "7.35", false},
    {"17, 56 %", "17.56", false},
    {"313 1000 000", NULL, true},
    {"1 25 000", NULL, true},
    {"12 34", NULL, true},
    {"14 517176", NULL, true},
    {"1000 000", NULL, true},
    {"31.40.000", NULL, true},
    {"1 25 000,5 %", NULL, true},
    {"quarante mille", NULL, false},
    {"2018 2019 Total", NULL, false},
    {"PM", NULL, false},
    {"", NULL, false},
};

START_TEST(printed_figures) {
    char got[JLN_NUM_MAX];
    jln_rat number;
    const char *text = printed[_i].text;
    bool read = jln_printed_number(text, &number);
    ck_assert_msg(read == (printed[_i].value != NULL), "%s", text);
    ck_assert_msg(jln_printed_is_misgrouped(text) == printed[_i].misgrouped, "%s", text);
    if (!read) return;
    ck_assert(jln_rat_text(number, 6, true, got));
    ck_assert_str_eq(got, printed[_i].value);
}
END_TEST

static const char good_json[] =
    "{\n"
    "  \"name\": \"plan-essai\", \"title\": \"Plan d'essai\", \"description\": \"Un plan\",\n"
    "  \"profile\": \"data-package\", \"dependencies\": [\"autre\"],\n"
    "  \"licenses\": [{\"name\": \"MIT\"}],\n"
    "  \"sources\": [{\"id\": \"001\", \"title\": \"Le document\", \"path\": \"001.txt\"}],\n"
    "  \"jalon\": {\"kind\": \"plan\", \"real\": true, \"title_en\": \"Trial plan\", \"currency\": "
    "\"XOF\",\n"
    "    \"decimals\": 0, \"scale\": 1000, \"first_year\": 2011, \"last_year\": 2015,\n"
    "    \"templates\": [\"rapport-annuel\", \"bailleurs\"],\n"
    "    \"levels\": [{\"code\": \"axis\", \"fr\": \"axe\", \"fr_plural\": \"axes\", \"en\": "
    "\"axis\", \"en_plural\": \"axes\"},\n"
    "      {\"code\": \"activity\", \"fr\": \"activité\", \"fr_plural\": \"activités\", \"en\": "
    "\"activity\", \"en_plural\": \"activities\"}]},\n"
    "  \"resources\": [\n"
    "    {\"name\": \"budgets\", \"path\": \"sous/budgets.csv\"},\n"
    "    {\"name\": \"results\", \"path\": \"results.csv\", \"schema\": {\"fields\": [{\"name\": "
    "\"id\"}, {\"name\": \"parent_id\"},\n"
    "      {\"name\": \"level\"}, {\"name\": \"position\"}, {\"name\": \"code_printed\"}, "
    "{\"name\": \"title\"}, {\"name\": \"doc\"}, {\"name\": \"line\"}]}}\n"
    "  ]\n"
    "}\n";

static const char good_results[] = "id,parent_id,level,position,code_printed,title,doc,line\n"
                                   "1,,axis,1,Axe 1,Étendre,001,12\n"
                                   "1.1,1,activity,1,,\"Créer une\nmutuelle\",,\n";

static const char good_budgets[] = "activity_id;year;printed;doc;line\n"
                                   "1.1;2011;40 000;001;20\n"
                                   "1.1;2012;PM;001;20\n"
                                   ";;;;\n"
                                   "1.1;2013;;001;20\n";

static void write_good(void) {
    char sub[256];
    snprintf(sub, sizeof sub, "%s/sous", scratch);
    ck_assert_int_eq(mkdir(sub, 0700), 0);
    write_text("datapackage.json", good_json);
    write_text("results.csv", good_results);
    write_text("sous/budgets.csv", good_budgets);
}

START_TEST(good_package_read) {
    jln_package p;
    jln_err err = {0};
    jln_arena *arena = jln_arena_new();
    char dir[80];
    write_good();
    snprintf(dir, sizeof dir, "%s//", scratch);
    ck_assert_msg(jln_package_read(dir, arena, &p, &err) == JLN_OK, "%s %s", err.where,
                  err.message);
    ck_assert_str_eq(p.dir, scratch);
    ck_assert_str_eq(p.name, "plan-essai");
    ck_assert_str_eq(p.plan, "plan-essai");
    ck_assert_str_eq(p.title_en, "Trial plan");
    ck_assert(p.is_plan && !p.example && !p.label);
    ck_assert_str_eq(p.currency, "XOF");
    ck_assert_int_eq(p.scale, 1000);
    ck_assert_int_eq(p.last_year, 2015);
    ck_assert_uint_eq(p.level_count, 2);
    ck_assert_str_eq(p.levels[1].fr_plural, "activités");
    ck_assert_str_eq(p.documents[0].path, "001.txt");
    ck_assert_str_eq(p.dependencies[0], "autre");
    ck_assert_str_eq(p.templates[1], "bailleurs");
    ck_assert_uint_eq(p.resource_count, 2);
    ck_assert_uint_eq(p.resources[1].index, 1);
    ck_assert_uint_eq(p.resources[1].field_count, 8);
    jln_arena_free(arena);
}
END_TEST

START_TEST(good_package_sent) {
    record r = {0};
    jln_sink sink = sink_of(&r);
    jln_err err = {0};
    write_good();
    ck_assert_msg(load(scratch, &sink, &r, 20, &err) == JLN_OK, "%s", jln_str_c(&r.problems));
    ck_assert_int_eq(r.packages, 1);
    ck_assert_str_eq(jln_str_c(&r.text), "[results]2:1|~|axis|1|Axe 1|Étendre|~|001|12|;"
                                         "3:1.1|1|activity|1|~|Créer une mutuelle|~|~|~|;"
                                         "[budgets]2:1.1|2011|40 000|number|40000000|001|20|;"
                                         "3:1.1|2012|PM|pm|~|001|20|;"
                                         "5:1.1|2013|~|blank|~|001|20|;");
    clear_record(&r);
}
END_TEST

static const struct {
    const char *name, *find, *replace; /* one change of the good package */
    const char *place, *problem;       /* place without the folder */
} mutants[] = {
    {"no name", "\"name\": \"plan-essai\", ", "", "#/name", "trouvé rien, attendu un nom"},
    {"name in capitals", "plan-essai", "Plan", "#/name", "trouvé « Plan »"},
    {"name starts with a dot", "plan-essai", ".essai", "#/name", "attendu un nom"},
    {"name with a slash", "plan-essai", "a/b", "#/name", "attendu un nom"},
    {"name is a number", "\"plan-essai\"", "12", "#/name", "trouvé 12, attendu"},
    {"no title", "\"title\": \"Plan d'essai\", ", "", "#/title", "attendu le titre"},
    {"empty title", "Plan d'essai", "  ", "#/title", "attendu le titre"},
    {"bidi in the title", "Plan d'essai", "Plan \\u202E", "#/title", "U+202E"},
    {"control in the title", "Plan d'essai", "Plan \\u0007", "#/title", "U+0007"},
    {"nul in the title", "Plan d'essai", "Plan \\u0000", ":2:", "nul"},
    {"description is a list", "\"Un plan\"", "[]", "#/description", "trouvé une liste"},
    {"dependencies is a text", "[\"autre\"]", "\"autre\"", "#/dependencies", "attendu une liste"},
    {"dependency is a path", "[\"autre\"]", "[\"../autre\"]", "#/dependencies/0", "attendu un nom"},
    {"dependency twice", "[\"autre\"]", "[\"autre\", \"autre\"]", "#/dependencies/1", "deux fois"},
    {"depends on itself", "[\"autre\"]", "[\"plan-essai\"]", "#/dependencies/0", "lui-même"},
    {"no block", "\"jalon\":", "\"jalons\":", "#/jalon", "attendu un objet"},
    {"unknown key", "\"scale\":", "\"scal\":", "#/jalon/scal", "vouliez-vous écrire « scale » ?"},
    {"unknown key with a slash", "\"scale\":", "\"a/b~\":", "#/jalon/a~1b~0", "attendu : kind"},
    {"unknown key of a level", "\"fr_plural\": \"axes\"", "\"fr_plurals\": \"axes\"",
     "#/jalon/levels/0/fr_plurals", "« fr_plural »"},
    {"unknown kind", "\"kind\": \"plan\"", "\"kind\": \"plans\"", "#/jalon/kind",
     "« plan » ou « data »"},
    {"plan of a plan", "\"kind\": \"plan\"", "\"kind\": \"plan\", \"plan\": \"autre\"",
     "#/jalon/plan", "ôtez"},
    {"real is a text", "\"real\": true", "\"real\": \"oui\"", "#/jalon/real", "attendu true"},
    {"example without label", "\"real\": true", "\"real\": false", "#/jalon/label",
     "attendu l'étiquette"},
    {"label of real figures", "\"real\": true", "\"real\": true, \"label\": \"x\"", "#/jalon/label",
     "exemple"},
    {"currency in small letters", "XOF", "xof", "#/jalon/currency", "trois capitales"},
    {"currency too long", "XOF", "FCFA", "#/jalon/currency", "trois capitales"},
    {"decimals", "\"decimals\": 0", "\"decimals\": 5", "#/jalon/decimals", "de 0 à 4"},
    {"decimals is a real", "\"decimals\": 0", "\"decimals\": 0.5", "#/jalon/decimals",
     "nombre à virgule"},
    {"scale", "\"scale\": 1000", "\"scale\": 1001", "#/jalon/scale", "puissance de dix"},
    {"scale zero", "\"scale\": 1000", "\"scale\": 0", "#/jalon/scale", "de 1 à"},
    {"scale too large", "\"scale\": 1000", "\"scale\": 10000000000", "#/jalon/scale",
     "de 1 à 1000000000"},
    {"number too large", "\"scale\": 1000", "\"scale\": 99999999999999999999",
     ":7:", "nombre trop grand"},
    {"year", "\"first_year\": 2011", "\"first_year\": 11", "#/jalon/first_year", "de 1900 à 2200"},
    {"years reversed", "\"last_year\": 2015", "\"last_year\": 2010", "#/jalon/last_year",
     "à partir de 2011"},
    {"too many years", "\"last_year\": 2015", "\"last_year\": 2111", "#/jalon/last_year",
     "plus de 100 ans"},
    {"template", "\"bailleurs\"]", "\"Bailleurs\"]", "#/jalon/templates/1", "attendu un nom"},
    {"level twice", "\"code\": \"activity\"", "\"code\": \"axis\"", "#/jalon/levels/1",
     "deux fois"},
    {"level without plural", ", \"en_plural\": \"axes\"", "", "#/jalon/levels/0/en_plural",
     "trouvé rien"},
    {"levels of data", "\"kind\": \"plan\"", "\"kind\": \"data\"", "#/jalon/first_year",
     "celle d'un plan"},
    {"source without id", "{\"id\": \"001\", ", "{", "#/sources/0/id", "« 001 »"},
    {"source is a text", "{\"id\": \"001\", \"title\": \"Le document\", \"path\": \"001.txt\"}",
     "\"x\"", "#/sources/0", "attendu un objet"},
    {"unknown table", "\"name\": \"results\"", "\"name\": \"result\"", "#/resources/1/name",
     "vouliez-vous écrire « results » ?"},
    {"table twice", "\"name\": \"results\"", "\"name\": \"budgets\"", "#/resources/1", "deux fois"},
    {"no path", "\"path\": \"results.csv\"", "\"data\": []", "#/resources/1/path",
     "un seul fichier"},
    {"list of paths", "\"results.csv\"", "[\"results.csv\"]", "#/resources/1/path",
     "un seul fichier"},
    {"absolute path", "\"results.csv\"", "\"/etc/passwd\"", "#/resources/1/path", "chemin absolu"},
    {"drive", "\"results.csv\"", "\"C:results.csv\"", "#/resources/1/path", "chemin absolu"},
    {"parent folder", "\"results.csv\"", "\"../results.csv\"", "#/resources/1/path",
     "sort du dossier"},
    {"parent folder inside", "\"results.csv\"", "\"sous/../results.csv\"", "#/resources/1/path",
     "sort du dossier"},
    {"parent folder at the end", "\"results.csv\"", "\"sous/..\"", "#/resources/1/path",
     "sort du dossier"},
    {"backslash", "\"results.csv\"", "\"sous\\\\budgets.csv\"", "#/resources/1/path",
     "oblique inverse"},
    {"address", "\"results.csv\"", "\"https://exemple.org/a.csv\"", "#/resources/1/path",
     "adresse"},
    {"no such file", "\"results.csv\"", "\"resultats.csv\"", "#/resources/1/path",
     "« resultats.csv »"},
    {"file through a file", "\"results.csv\"", "\"results.csv/x\"", "#/resources/1/path",
     "attendu un fichier"},
    {"schema is a text", "{\"fields\":", "\"x\", \"y\": {\"fields\":", "#/resources/1/schema",
     "attendu un objet"},
    {"field twice", "{\"name\": \"parent_id\"}", "{\"name\": \"id\"}",
     "#/resources/1/schema/fields/1/name", "deux fois"},
    {"no resources", "\"resources\": [\n", "\"resources\": [], \"x\": [\n", "#/resources",
     "liste vide"},
    {"duplicate key", "\"description\":", "\"name\":", ":2:", "deux fois"},
    {"comma missing", "\"XOF\",", "\"XOF\"", ":7:", "syntaxe"},
    {"two values", "]\n}\n", "]\n}\n{}", ":17:", "en trop"},
    {"end missing", "  ]\n}\n", "  ]\n", ":16:", "fin du fichier"},
    {"not UTF-8", "Un plan", "Un pl\xE9n", ":2:", "UTF-8"},
    {"not an object", good_json, "[]", "#", "trouvé une liste, attendu un objet"},
    {"empty", good_json, "", ":1:1", "fin du fichier"},
};

static void write_mutant(const char *find, const char *replace) {
    jln_str text = {0};
    const char *at = strstr(good_json, find);
    ck_assert_ptr_nonnull(at);
    jln_str_addn(&text, good_json, (size_t)(at - good_json));
    jln_str_add(&text, replace);
    jln_str_add(&text, at + strlen(find));
    write_text("datapackage.json", jln_str_c(&text));
    jln_str_free(&text);
}

START_TEST(bad_descriptors) {
    jln_package p;
    jln_err err = {0};
    jln_arena *arena = jln_arena_new();
    write_good();
    write_mutant(mutants[_i].find, mutants[_i].replace);
    jln_status status = jln_package_read(scratch, arena, &p, &err);
    ck_assert_msg(status == JLN_EDATA, "%s: %d %s", mutants[_i].name, status, err.message);
    const char *file = "datapackage.json", *at = strstr(err.where, file);
    ck_assert_msg(at &&
                      strncmp(at + strlen(file), mutants[_i].place, strlen(mutants[_i].place)) == 0,
                  "%s: %s %s", mutants[_i].name, err.where, err.message);
    if (mutants[_i].place[0] == '#') ck_assert_str_eq(at + strlen(file), mutants[_i].place);
    assert_has(mutants[_i].name, err.message, mutants[_i].problem);
    jln_arena_free(arena);
}
END_TEST

static void assert_unreadable(const char *name, jln_status expected, const char *fragment) {
    jln_package p;
    jln_err err = {0};
    jln_arena *arena = jln_arena_new();
    jln_status status = jln_package_read(scratch, arena, &p, &err);
    ck_assert_msg(status == expected, "%s: %d %s", name, status, err.message);
    ck_assert_str_ne(err.where, "");
    assert_has(name, err.message, fragment);
    jln_arena_free(arena);
}

START_TEST(descriptors_that_are_no_files) {
    char path[256];
    snprintf(path, sizeof path, "%s/datapackage.json", scratch);
    assert_unreadable("absent", JLN_EIO, "lecture impossible");
    ck_assert_int_eq(mkdir(path, 0700), 0);
    assert_unreadable("folder", JLN_EDATA, "dossier");
    rmdir(path);
    ck_assert_int_eq(mkfifo(path, 0600), 0);
    assert_unreadable("pipe", JLN_EDATA, "fichier ordinaire");
    unlink(path);
    ck_assert_int_eq(symlink("/dev/zero", path), 0);
    assert_unreadable("device", JLN_EDATA, "fichier ordinaire");
    unlink(path);
    ck_assert_int_eq(symlink("/proc/self/status", path), 0);
    assert_unreadable("link", JLN_EDATA, "lien qui sort");
    unlink(path);
    ck_assert_int_eq(symlink("datapackage.json", path), 0);
    assert_unreadable("loop", JLN_EIO, "lecture impossible");
    unlink(path);
    write_text("datapackage.json", "");
    ck_assert_int_eq(truncate(path, 5 << 20), 0);
    assert_unreadable("large", JLN_EDATA, "octets");
    unlink(path);
    char *deep = malloc(1 << 20);
    ck_assert_ptr_nonnull(deep);
    memset(deep, '[', 1 << 20);
    write_bytes("datapackage.json", deep, 1 << 20);
    free(deep);
    assert_unreadable("deep", JLN_EDATA, "imbriqués");
}
END_TEST

START_TEST(files_that_are_no_files) {
    char path[256];
    static const struct {
        const char *name, *bytes;
        size_t length;
        const char *problem;
    } kinds[] = {
        {"xlsx", "PK\3\4\x14\0\6\0", 8,
         "classeur Excel ou une archive, enregistrez-le en CSV UTF-8"},
        {"xls", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8, "classeur Excel"},
        {"pdf", "%PDF-1.7\n", 9, "PDF"},
        {"utf-16", "\xFF\xFEi\0d\0", 6, "UTF-16"},
        {"binary", "id\0parent", 9, "pas du texte"},
        {"empty", "", 0, "fichier vide"},
        {"blank", "\n\n", 2, "fichier vide"},
    };
    write_good();
    for (size_t i = 0; i < COUNT(kinds) + 3; i++) {
        record r = {0};
        jln_sink sink = sink_of(&r);
        jln_err err = {0};
        snprintf(path, sizeof path, "%s/results.csv", scratch);
        unlink(path);
        if (i < COUNT(kinds)) write_bytes("results.csv", kinds[i].bytes, kinds[i].length);
        else if (i == COUNT(kinds)) ck_assert_int_eq(mkfifo(path, 0600), 0);
        else if (i == COUNT(kinds) + 1) ck_assert_int_eq(mkdir(path, 0700), 0);
        else {
            rmdir(path);
            write_text("results.csv", "");
            ck_assert_int_eq(truncate(path, (1L << 30) + 1), 0);
        }
        const char *problem = i < COUNT(kinds)        ? kinds[i].problem
                              : i == COUNT(kinds)     ? "fichier ordinaire"
                              : i == COUNT(kinds) + 1 ? "dossier"
                                                      : "octets";
        ck_assert_int_eq(load(scratch, &sink, &r, 20, &err), JLN_EDATA);
        assert_has(problem, jln_str_c(&r.problems), problem);
        assert_has("place", jln_str_c(&r.problems), "results.csv");
        assert_has("the other file is read", jln_str_c(&r.text), "[budgets]");
        assert_has("summary", err.message, "1 problème dans le paquet « plan-essai »");
        clear_record(&r);
    }
}
END_TEST

START_TEST(link_out_of_the_folder) {
    char path[256];
    write_good();
    snprintf(path, sizeof path, "%s/results.csv", scratch);
    unlink(path);
    ck_assert_int_eq(symlink("/etc/passwd", path), 0);
    assert_unreadable("link", JLN_EDATA, "lien qui sort du dossier");
    unlink(path);
    ck_assert_int_eq(symlink("..", in_scratch("haut")), 0);
    write_mutant("\"results.csv\"", "\"haut/results.csv\"");
    assert_unreadable("link of a folder", JLN_EDATA, "attendu un fichier du dossier");
    unlink(path);
    ck_assert_int_eq(symlink("sous/budgets.csv", path), 0);
    write_text("datapackage.json", good_json);
    jln_package p;
    jln_err err = {0};
    jln_arena *arena = jln_arena_new();
    ck_assert_int_eq(jln_package_read(scratch, arena, &p, &err), JLN_OK);
    jln_arena_free(arena);
}
END_TEST

static const struct {
    const char *name, *results, *problems; /* each problem as "place fragment", one a line */
} tables[] = {
    {"unknown column", "id,parent_id,level,position,code_printed,titel,doc,line\n",
     "results.csv:1:6 vouliez-vous écrire « title » ?\nresults.csv:1:1 colonne absente : "
     "title\nresults.csv:1:1 schema"},
    {"column twice", "id,parent_id,level,position,code_printed,title,title,line\n",
     "results.csv:1:7 deux fois, déjà en 6\nresults.csv:1:1 absente : doc\nresults.csv:1:1 schema"},
    {"columns missing", "id,level,position,title\n",
     "results.csv:1:1 absentes : parent_id, code_printed, doc, line ; attendu : id, parent_id, "
     "level, position, "
     "code_printed, title, doc, line\nresults.csv:1:1 schema"},
    {"another separator",
     "id,parent_id,level,position,code_printed,title,doc,line\n1;;axis;1;x;y;001;1\n",
     "results.csv:2:1 trouvé 1 cellule, attendu 8 comme dans l'en-tête ; gardez le séparateur"},
    {"column without name", "id,parent_id,level,position,code_printed,title,doc,line,\n",
     "results.csv:1:9 sans nom\nresults.csv:1:1 schema"},
    {"too few", "id,parent_id,level,position,code_printed,title,doc,line\n1,,axis,1,x,y,001\n",
     "results.csv:2:7 trouvé 7 cellules, attendu 8"},
    {"too many", "id,parent_id,level,position,code_printed,title,doc,line\n1,,axis,1,x,y,001,1,\n",
     "results.csv:2:9 trouvé 9 cellules, attendu 8"},
    {"cells",
     "id,parent_id,level,position,code_printed,title,doc,line\n,,axis,un,x,y,001,1\n1,,axis,1,x,,"
     "001,1\n",
     "results.csv:2:1 colonne « id » : cellule vide\nresults.csv:2:4 trouvé « un », attendu un "
     "nombre entier\n"
     "results.csv:3:6 colonne « title » : cellule vide"},
    {"line of a cell",
     "id,parent_id,level,position,code_printed,title,doc,line\n1,,axis,1,x,\"y\ny\",001,a\n",
     "results.csv:3:8 « a »"},
    {"not UTF-8",
     "id,parent_id,level,position,code_printed,title,doc,line\n1,,axis,1,x,\xC9t\xE9,001,1\n"
     "2,,axis,2,x,y,001,1\n",
     "results.csv:2:6 CSV UTF-8"},
    {"quote",
     "id,parent_id,level,position,code_printed,title,doc,line\n1,,axis,1,x,\"y\"z,001,1\n2,,axis\n",
     "results.csv:2:6 guillemet"},
    {"header not UTF-8", "id,parent_id,level,position,code_printed,titr\xE9,doc,line\n",
     "results.csv:1:6 UTF-8"},
};

static void assert_problems(const char *name, const char *got, const char *expected) {
    char place[64], fragment[256];
    while (*expected) {
        ck_assert_int_eq(sscanf(expected, "%63s %255[^\n]", place, fragment), 2);
        const char *end = strchr(got, '\n');
        ck_assert_msg(end && strncmp(got, place, strlen(place)) == 0 && got[strlen(place)] == ' ',
                      "%s: %s <> %s", name, got, expected);
        const char *at = strstr(got, fragment);
        ck_assert_msg(at && at < end, "%s: « %s » absent de %s", name, fragment, got);
        got = end + 1;
        expected += strcspn(expected, "\n");
        if (*expected) expected++;
    }
    ck_assert_msg(*got == '\0', "%s: en trop : %s", name, got);
}

START_TEST(bad_tables) {
    record r = {0};
    jln_sink sink = sink_of(&r);
    jln_err err = {0};
    write_good();
    write_text("results.csv", tables[_i].results);
    ck_assert_int_eq(load(scratch, &sink, &r, 20, &err), JLN_EDATA);
    assert_problems(tables[_i].name, jln_str_c(&r.problems), tables[_i].problems);
    clear_record(&r);
}
END_TEST

START_TEST(rows_that_do_not_finish) {
    record r = {0};
    jln_sink sink = sink_of(&r);
    jln_err err = {0};
    write_good();
    write_text("sous/budgets.csv",
               "line,printed,activity_id,year,doc\n1,quarante,1.1,2011,001\n2,40,1.1,2012,001\n"
               "3,1 25 000,1.1,2013,001\n");
    ck_assert_int_eq(load(scratch, &sink, &r, 20, &err), JLN_EDATA);
    assert_problems(
        "finish", jln_str_c(&r.problems),
        "budgets.csv:2:2 colonne « printed » : trouvé « quarante »\n"
        "budgets.csv:4:2 colonne « printed » : trouvé « 1 25 000 », attendu des groupes de trois");
    assert_has("the next row is read", jln_str_c(&r.text), "3:1.1|2012|40|number|40000|001|2|");
    clear_record(&r);
}
END_TEST

/* A cover without a value says why, or is not known. */
START_TEST(cover_states) {
    static const struct {
        const char *cells, *out; /* state and value; state and value of the row, or "!fragment" */
    } cases[] = {
        {"number,12.5", "number|12.5"},
        {",0", "number|0"},
        {"dash,", "dash|~"},
        {"blank,", "blank|~"},
        {"missing,", "missing|~"},
        {",", "missing|~"},
        {"dash,0", "!alors que l'état n'est pas « number »"},
        {"number,", "!« dash », « blank » ou « missing »"},
        {"na,", "!number, dash, blank, missing"},
    };
    write_text(
        "datapackage.json",
        "{\"name\": \"donnees\", \"title\": \"t\", \"jalon\": {\"kind\": \"data\", \"real\": true},"
        " \"resources\": [{\"name\": \"coverage\", \"path\": \"coverage.csv\"}]}");
    for (size_t i = 0; i < COUNT(cases); i++) {
        record r = {0};
        jln_sink sink = sink_of(&r);
        jln_err err = {0};
        jln_str text = {0};
        jln_str_fmt(&text,
                    "id,scheme,region,year,measure,unit,state,value,source,source_kind,doc,line\n"
                    "a,m,Kidal,2010,b,p,%s,s,document,,\n",
                    cases[i].cells);
        write_text("coverage.csv", jln_str_c(&text));
        bool wrong = cases[i].out[0] == '!';
        ck_assert_msg(load(scratch, &sink, &r, 20, &err) == (wrong ? JLN_EDATA : JLN_OK), "%s: %s",
                      cases[i].cells, jln_str_c(&r.problems));
        jln_str_clear(&text);
        jln_str_fmt(&text, "|p|%s|s|", cases[i].out);
        if (wrong) assert_has(cases[i].cells, jln_str_c(&r.problems), cases[i].out + 1);
        else assert_has(cases[i].cells, jln_str_c(&r.text), jln_str_c(&text));
        jln_str_free(&text);
        clear_record(&r);
    }
}
END_TEST

START_TEST(problems_stop_at_the_limit) {
    record r = {0};
    jln_sink sink = sink_of(&r);
    jln_err err = {0};
    jln_str text = {0};
    jln_str_add(&text, "id,parent_id,level,position,code_printed,title,doc,line\n");
    for (int i = 0; i < 100; i++) jln_str_add(&text, "1,,axis,x,,y,,\n");
    write_good();
    write_text("results.csv", jln_str_c(&text));
    ck_assert_int_eq(load(scratch, &sink, &r, 7, &err), JLN_EDATA);
    size_t lines = 0;
    for (const char *c = jln_str_c(&r.problems); *c; c++) lines += *c == '\n';
    ck_assert_uint_eq(lines, 7);
    ck_assert_int_eq(r.files, 1);
    assert_has("summary", err.message, "7 problèmes");
    jln_str_free(&text);
    clear_record(&r);
}
END_TEST

START_TEST(the_sink_refuses) {
    static const jln_status answers[] = {JLN_EDB, JLN_EDATA, JLN_ENOMEM};
    write_good();
    for (size_t i = 0; i < COUNT(answers); i++) {
        record r = {.answer = answers[i]};
        jln_sink sink = sink_of(&r);
        jln_err err = {0};
        ck_assert_int_eq(load(scratch, &sink, &r, 20, &err), answers[i]);
        ck_assert_str_eq(err.message, "le magasin refuse");
        ck_assert_str_eq(strrchr(err.where, '/'), "/results.csv:2");
        ck_assert_int_eq(r.rows, 1);
        clear_record(&r);
    }
}
END_TEST

START_TEST(data_packages) {
    static const struct {
        const char *name, *block, *problem;
    } cases[] = {
        {"about a plan",
         "\"kind\": \"data\", \"plan\": \"autre\", \"real\": false, \"label\": \"Fictif\"", NULL},
        {"about none", "\"kind\": \"data\", \"real\": true", NULL},
        {"about a plan it does not name",
         "\"kind\": \"data\", \"plan\": \"autres\", \"real\": true",
         "n'est pas parmi les « dependencies » (autre) ; vouliez-vous écrire « autre » ?"},
    };
    write_text("periods.csv",
               "code,year,first_day,last_day,closed\n2013,2013,2013-01-01,2013-12-31,oui\n");
    for (size_t i = 0; i < COUNT(cases); i++) {
        record r = {0};
        jln_sink sink = sink_of(&r);
        jln_err err = {0};
        jln_str text = {0};
        jln_str_fmt(&text,
                    "{\"name\": \"donnees\", \"title\": \"t\", \"dependencies\": [\"autre\"], "
                    "\"jalon\": {%s},"
                    " \"resources\": [{\"name\": \"periods\", \"path\": \"periods.csv\"}]}",
                    cases[i].block);
        write_text("datapackage.json", jln_str_c(&text));
        jln_status status = load(scratch, &sink, &r, 20, &err);
        ck_assert_msg(status == (cases[i].problem ? JLN_EDATA : JLN_OK), "%s: %s", cases[i].name,
                      err.message);
        if (cases[i].problem) assert_has(cases[i].name, err.message, cases[i].problem);
        else ck_assert_str_eq(jln_str_c(&r.text), "[periods]2:2013|2013|2013-01-01|2013-12-31|1|;");
        jln_str_free(&text);
        clear_record(&r);
    }
}
END_TEST

/* ---- order ---- */

static const struct {
    const char *name, *packages; /* "name:dependency,dependency ..." */
    const char *order;           /* or "!fragment" */
} orders[] = {
    {"one", "a", "a "},
    {"kept", "a b c", "a b c "},
    {"dependency first", "a:b b", "b a "},
    {"chain", "a:b b:c c", "c b a "},
    {"outside", "a:x b", "a b "},
    {"diamond", "a:b,c b:d c:d d", "d b c a "},
    {"twice", "a b a", "!« a » est donné deux fois"},
    {"itself", "a:a", "!a → a"},
    {"loop", "x a:x,b b:c c:a", "!b → c → a → b"},
    {"behind a loop", "z:a a:b b:a", "!a → b → a"},
};

START_TEST(package_order) {
    static char words[8][32], names[8][4][16];
    static const char *dependencies[8][4];
    jln_package packages[8] = {0};
    size_t order[8], count = 0;
    for (const char *p = orders[_i].packages; *p; count++) {
        int used = 0;
        ck_assert_int_eq(sscanf(p, "%31s %n", words[count], &used), 1);
        p += used;
        size_t n = 0;
        for (char *part = strtok(words[count], ":,"); part; part = strtok(NULL, ":,")) {
            dependencies[count][n] = strcpy(names[count][n], part);
            n++;
        }
        packages[count] = (jln_package){.dir = "dossier",
                                        .name = dependencies[count][0],
                                        .dependencies = dependencies[count] + 1,
                                        .dependency_count = n - 1};
    }
    jln_err err = {0};
    jln_status status = jln_package_order(packages, count, order, &err);
    if (orders[_i].order[0] == '!') {
        ck_assert_int_eq(status, JLN_EDATA);
        assert_has(orders[_i].name, err.message, orders[_i].order + 1);
        return;
    }
    char got[64] = "";
    for (size_t i = 0; i < count; i++) strcat(strcat(got, packages[order[i]].name), " ");
    ck_assert_int_eq(status, JLN_OK);
    ck_assert_str_eq(got, orders[_i].order);
}
END_TEST

/* ---- streaming ---- */

static void write_many(int rows) {
    FILE *file = fopen(in_scratch("sous/budgets.csv"), "w");
    ck_assert_ptr_nonnull(file);
    fputs("activity_id,year,printed,doc,line\n", file);
    for (int i = 0; i < rows; i++)
        fprintf(file, "1.%d.%d,%d,%d,001,%d\n", i % 97, i, 2011 + i % 5, i * 7, i);
    ck_assert_int_eq(fclose(file), 0);
}

/* 200 000 rows take no more memory than one. The speed is printed, not asserted: machines differ.
 */
START_TEST(rows_stream) {
    enum { ROWS = 200000 };
    record r = {0};
    jln_sink sink = {&r, take_package, count_file, count_row};
    jln_diag diag = {.limit = 20};
    jln_err err = {0};
    jln_package package;
    struct timespec from, to;
    jln_arena *arena = jln_arena_new();
    write_good();
    write_many(ROWS);
    ck_assert_int_eq(jln_package_read(scratch, arena, &package, &err), JLN_OK);
    size_t before = jln_arena_bytes(arena);
    clock_gettime(CLOCK_MONOTONIC, &from);
    ck_assert_msg(jln_package_send(&package, arena, &sink, &diag, &err) == JLN_OK, "%s %s",
                  err.where, err.message);
    clock_gettime(CLOCK_MONOTONIC, &to);
    double seconds = (double)(to.tv_sec - from.tv_sec) + 1e-9 * (double)(to.tv_nsec - from.tv_nsec);
    ck_assert_int_eq(r.rows, ROWS + 2);
    ck_assert_uint_le(jln_arena_bytes(arena) - before, 16384);
    if (getenv("JALON_BENCH")) printf("import: %.0f rows/s\n", ROWS / seconds);
    jln_arena_free(arena);
    clear_record(&r);
}
END_TEST

/* ---- out of memory ---- */

#ifdef CAN_FAIL_ALLOCATIONS
/* A package with text to compose, problems and a good row, while each allocation in turn fails: the
 * end is "out of memory" or what it would have been, and nothing leaks. */
START_TEST(every_allocation_fails) {
    write_good();
    write_text("results.csv", "id,parent_id,level,position,code_printed,title,doc,line\n"
                              "1,,axis,1,Axe 1,E\u0301tendre,001,12\n2,,axis,un,,x,,\n");
    long failures = 0;
    for (long n = 0;; n++) {
        record r = {0};
        jln_sink sink = {&r, take_package, count_file, count_row};
        jln_err err = {0};
        jln_package package;
        jln_diag diag = {.limit = 20};
        long live = allocations_live;
        allocations_left = n;
        allocation_refused = false;
        jln_arena *arena = jln_arena_new();
        jln_status status =
            arena ? jln_package_read(scratch, arena, &package, &err) : jln_err_nomem(&err);
        if (status == JLN_OK) status = jln_package_send(&package, arena, &sink, &diag, &err);
        jln_arena_free(arena);
        allocations_left = -1;
        clear_record(&r);
        ck_assert_msg(allocations_live == live, "allocation %ld: %ld de reste", n,
                      allocations_live - live);
        if (!allocation_refused) {
            ck_assert_int_eq(status, JLN_EDATA);
            break;
        }
        /* gettext does without the memory it cannot have: then the end is the usual one. */
        ck_assert_msg(status == JLN_ENOMEM || (status == JLN_EDATA && diag.count == 1),
                      "allocation %ld: %d %s %s", n, status, err.where, err.message);
        failures += status == JLN_ENOMEM;
    }
    ck_assert_int_gt(failures, 50);
}
END_TEST
#endif

/* ---- the packages of tests/hostile ---- */

/* tests/hostile/packages.csv: package, place (without the package's folder), fragment of the
 * message. */
START_TEST(hostile_packages) {
    jln_csv *csv;
    jln_csv_record line;
    jln_err err = {0};
    size_t seen = 0;
    ck_assert_int_eq(jln_csv_open("tests/hostile/packages.csv", &csv, &err), JLN_OK);
    ck_assert_int_eq(jln_csv_next(csv, &line, &err), JLN_ROW);
    while (jln_csv_next(csv, &line, &err) == JLN_ROW) {
        char dir[128];
        record r = {0};
        jln_sink sink = sink_of(&r);
        jln_err found = {0};
        ck_assert_uint_eq(line.count, 3);
        snprintf(dir, sizeof dir, "tests/hostile/%s", line.fields[0]);
        jln_status status = load(dir, &sink, &r, 20, &found);
        ck_assert_msg(status == JLN_EDATA, "%s: %d %s", dir, status, found.message);
        if (r.problems.length == 0) take_problem(&r, &found);
        jln_str wanted = {0};
        jln_str_add(&wanted, line.fields[1]);
        assert_has(dir, jln_str_c(&r.problems), jln_str_c(&wanted));
        assert_has(dir, jln_str_c(&r.problems), line.fields[2]);
        jln_str_free(&wanted);
        clear_record(&r);
        seen++;
    }
    jln_csv_close(csv);
    ck_assert_uint_ge(seen, 10);
}
END_TEST

static Suite *import_suite(void) {
    Suite *suite = suite_create("import");
    TCase *pure = tcase_create("text and cells"), *disk = tcase_create("files");
    tcase_add_loop_test(pure, text_gate, 0, COUNT(texts));
    tcase_add_test(pure, text_gate_bounds);
    tcase_add_test(pure, words_nearest);
    tcase_add_test(pure, words_quote_and_place);
    tcase_add_loop_test(pure, typed_cells, 0, COUNT(cells));
    tcase_add_loop_test(pure, printed_figures, 0, COUNT(printed));
    tcase_add_test(pure, years_of_data);
    tcase_add_loop_test(pure, package_order, 0, COUNT(orders));
    tcase_add_test(pure, hostile_packages);
    tcase_add_checked_fixture(disk, make_scratch, remove_scratch);
    tcase_set_timeout(disk, 60);
    tcase_add_loop_test(disk, csv_files, 0, COUNT(files));
    tcase_add_test(disk, csv_chunks);
    tcase_add_test(disk, csv_limits);
    tcase_add_test(disk, good_package_read);
    tcase_add_test(disk, good_package_sent);
    tcase_add_loop_test(disk, bad_descriptors, 0, COUNT(mutants));
    tcase_add_test(disk, descriptors_that_are_no_files);
    tcase_add_test(disk, files_that_are_no_files);
    tcase_add_test(disk, link_out_of_the_folder);
    tcase_add_loop_test(disk, bad_tables, 0, COUNT(tables));
    tcase_add_test(disk, rows_that_do_not_finish);
    tcase_add_test(disk, cover_states);
    tcase_add_test(disk, problems_stop_at_the_limit);
    tcase_add_test(disk, the_sink_refuses);
    tcase_add_test(disk, data_packages);
    tcase_add_test(disk, rows_stream);
#ifdef CAN_FAIL_ALLOCATIONS
    tcase_add_test(disk, every_allocation_fails);
#endif
    suite_add_tcase(suite, pure);
    suite_add_tcase(suite, disk);
    return suite;
}

int main(void) {
    SRunner *runner = srunner_create(import_suite());
    srunner_set_fork_status(runner, CK_NOFORK);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}

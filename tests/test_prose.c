/* The planner's texts: a small part of Markdown becomes typed rows; anything else is refused with
 * its line and column. */
#include "base/str.h"
#include "import/prose.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define COUNT(array) (int)(sizeof(array) / sizeof *(array))

typedef struct {
    jln_str rows, problems;
    int files;
} record;

static jln_status take_file(void *ctx, const jln_table *table, const char *file, const int *places,
                            jln_err *err) {
    (void)table, (void)file, (void)places, (void)err;
    ((record *)ctx)->files++;
    return JLN_OK;
}

static jln_status take_row(void *ctx, const jln_row *row, jln_err *err) {
    (void)err;
    const jln_field *f = row->fields;
    jln_str_fmt(&((record *)ctx)->rows, "%ld %lld %s %s %lld %s|%s\n", row->line,
                (long long)f[0].integer, f[1].text, f[2].text, (long long)f[3].integer, f[4].text,
                f[5].text);
    return JLN_OK;
}

static void take_problem(void *ctx, const jln_err *problem) {
    const char *place = strchr(problem->where, ':');
    jln_str_fmt(&((record *)ctx)->problems, "%s %s\n", place ? place + 1 : "-", problem->message);
}

static void send(const char *bytes, size_t length, record *r) {
    char path[16];
    int fd = memfd_create("texts", MFD_CLOEXEC);
    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq(write(fd, bytes, length), (ssize_t)length);
    snprintf(path, sizeof path, "%d", fd);
    jln_package package = {.dir = "/proc/self/fd", .name = "p"};
    jln_resource resource = {.name = "texts", .path = path};
    jln_sink sink = {r, NULL, take_file, take_row};
    jln_diag diag = {r, take_problem, 0, 100};
    jln_arena *arena = jln_arena_new();
    jln_err err = {0};
    jln_status status =
        jln_prose_send(&package, jln_table_find("texts"), &resource, arena, &sink, &diag, &err);
    ck_assert_msg(status == JLN_OK, "%s %s", err.where, err.message);
    jln_arena_free(arena);
    close(fd);
}

static const struct {
    const char *name, *text, *rows;
} GOOD[] = {
    {"nothing", "", ""},
    {"a paragraph over two lines", "# 2013\n## Perspectives\nun **gras\nsur deux** lignes\n",
     "3 2013 outlook fr 1 paragraph|un **gras sur deux** lignes\n"},
    {"titles without accents, capitals, a curved apostrophe",
     "# 2013\n## DIFFICULTES\na\n## L’essentiel\nb\n",
     "3 2013 difficulties fr 1 paragraph|a\n5 2013 summary fr 1 paragraph|b\n"},
    {"English by its titles", "# 2012\n## Outlook\na\n## Preface\nb\n## Préface\nc\n",
     "3 2012 outlook en 1 paragraph|a\n5 2012 preface en 1 paragraph|b\n"
     "7 2012 preface fr 1 paragraph|c\n"},
    {"lists",
     "# 2013\n## Mesures correctives\n- a\n  suite\n- b\n\n1. un\n2) deux\n\nfin\n\n1. un\n",
     "3 2013 measures fr 1 item|a suite\n5 2013 measures fr 2 item|b\n"
     "7 2013 measures fr 3 number|un\n8 2013 measures fr 4 number|deux\n"
     "10 2013 measures fr 5 paragraph|fin\n12 2013 measures fr 6 number|un\n"},
    {"two years, sub-titles, Windows line ends, a byte order mark",
     "\xEF\xBB\xBF# 2013\r\n## Préface\r\n### Merci\r\nà tous\r\n# 2012\r\n## Préface\r\nbis",
     "3 2013 preface fr 1 heading|Merci\n4 2013 preface fr 2 paragraph|à tous\n"
     "7 2012 preface fr 1 paragraph|bis\n"},
    {"signs that mean nothing", "# 2013\n## Activités\n3 * 4 < 13 et 5 > 2 ; a_b ; 2013. Fin\n",
     "3 2013 activities fr 1 paragraph|3 * 4 < 13 et 5 > 2 ; a_b ; 2013. Fin\n"},
    {"an empty section", "# 2013\n## Activités\n## Écarts\n", ""},
};

START_TEST(test_good) {
    record r = {0};
    send(GOOD[_i].text, strlen(GOOD[_i].text), &r);
    ck_assert_str_eq(jln_str_c(&r.problems), "");
    ck_assert_str_eq(jln_str_c(&r.rows), GOOD[_i].rows);
    ck_assert_int_eq(r.files, 1);
    jln_str_free(&r.rows);
    jln_str_free(&r.problems);
}
END_TEST

#define TOP "# 2013\n## Perspectives\n"

static const struct {
    const char *name, *text, *place, *fragment;
} BAD[] = {
    {"text before the year", "bonjour\n", "1:1", "# 2013"},
    {"text before a section", "# 2013\nbonjour\n", "2:1", "## Difficultés"},
    {"a section before the year", "## Perspectives\n", "1:1", "# 2013"},
    {"a year that is not one", "# deux mille\n", "1:3", "attendu une année"},
    {"a misspelt section", "# 2013\n## Dificultés\nx\n", "2:4",
     "vouliez-vous écrire « Difficultés »"},
    {"a section twice", TOP "a\n## Outlook\nb\n## Perspectives\n", "6:4", "déjà ligne 2"},
    {"four signs", TOP "#### x\n", "3:1", "attendu « # »"},
    {"a title without a space", TOP "###x\n", "3:1", "espace après"},
    {"bold in a title", TOP "### **x**\n", "3:1", "pas de gras"},
    {"a link", TOP "voir [ici](http://x)\n", "3:10", "un lien"},
    {"an image", TOP "![x](y)\n", "3:1", "une image"},
    {"HTML", TOP "été <b>x\n", "3:5", "balise HTML"},
    {"an HTML comment", TOP "<!-- x -->\n", "3:1", "balise HTML"},
    {"italics", TOP "un *mot* ici\n", "3:4", "italique"},
    {"three stars", TOP "un ***mot***\n", "3:4", "***"},
    {"underscores", TOP "un __mot__\n", "3:4", "**ainsi**"},
    {"code", TOP "un `mot`\n", "3:4", "accent grave"},
    {"a block of code", TOP "```\nx\n", "3:1", "bloc de code"},
    {"a quotation", TOP "> x\n", "3:1", "citation"},
    {"a table", TOP "| a | b |\n", "3:1", "tableau"},
    {"a rule", TOP "---\n", "3:1", "un trait"},
    {"an underlined title", TOP "Titre\n=====\n", "4:1", "un trait"},
    {"bold without end", TOP "un **mot\n\nsuite** x\n", "3:4", "pas fermé"},
    {"bold that ends after a space", TOP "un **mot ** x\n", "3:10", "se colle"},
    {"a list in a list", TOP "- a\n  - b\n", "4:3", "liste dans une liste"},
    {"an item that goes on at the margin", TOP "- a\nb\n", "4:1", "deux espaces"},
    {"a wrong number", TOP "1. a\n3. b\n", "4:1", "trouvé le numéro 3, attendu 2"},
    {"a list that starts at two", TOP "2. a\n", "3:1", "attendu 1"},
    {"bytes that are not UTF-8", TOP "été ab\xE9 c\n", "3:7",
     "« été ab\uFFFD c », dont l'octet 0xE9"},
    {"a control character", TOP "a\x01z\n", "3", "U+0001"},
    {"a direction override", TOP "a\u202Ez\n", "3", "sens d'écriture"},
    {"a workbook", "PK\3\4xxxx", "-", "texte brut"},
};

START_TEST(test_bad) {
    record r = {0};
    char start[16];
    send(BAD[_i].text, strlen(BAD[_i].text), &r);
    const char *first = jln_str_c(&r.problems);
    snprintf(start, sizeof start, "%s ", BAD[_i].place);
    ck_assert_msg(strncmp(first, start, strlen(start)) == 0, "%s: %s", BAD[_i].name, first);
    ck_assert_msg(strstr(first, BAD[_i].fragment) != NULL, "%s: %s", BAD[_i].name, first);
    jln_str_free(&r.rows);
    jln_str_free(&r.problems);
}
END_TEST

static size_t lines(const jln_str *text) {
    size_t n = 0;
    for (const char *p = jln_str_c(text); *p; p++) n += *p == '\n';
    return n;
}

/* One mistake is one problem, and the rest of the file is still read. */
START_TEST(test_said_once) {
    record r = {0};
    const char *text =
        "# 2013\n## Perspectivs\nx\n\ny\n- z\n## Difficultés\nun `mot\nsuite\n\nbon\n";
    send(text, strlen(text), &r);
    ck_assert_uint_eq(lines(&r.problems), 2);
    ck_assert_ptr_nonnull(strstr(jln_str_c(&r.rows), "|bon\n"));
    jln_str_free(&r.rows);
    jln_str_free(&r.problems);
}
END_TEST

/* Saved in another encoding, it would have a problem at each accent. */
START_TEST(test_other_encoding) {
    record r = {0};
    const char *text = "# 2013\r\n## Pr\xE9"
                       "face\r\n\xE9t\xE9\r\n\r\n- \xE0\r\n`\r\n";
    send(text, strlen(text), &r);
    ck_assert_uint_eq(lines(&r.problems), 1);
    ck_assert_msg(strncmp(jln_str_c(&r.problems), "2:6 ", 4) == 0, "%s", jln_str_c(&r.problems));
    ck_assert_str_eq(jln_str_c(&r.rows), "");
    jln_str_free(&r.rows);
    jln_str_free(&r.problems);
}
END_TEST

START_TEST(test_large) {
    record r = {0};
    size_t length = 0, size = 3 << 20;
    char *text = malloc(size);
    ck_assert_ptr_nonnull(text);
    length += (size_t)sprintf(text, TOP);
    memset(text + length, 'x', 5000);
    send(text, length + 5000, &r);
    ck_assert_msg(strncmp(jln_str_c(&r.problems), "3 ", 2) == 0, "%s", jln_str_c(&r.problems));
    jln_str_clear(&r.problems);
    for (int i = 0; i < 1500; i++) length += (size_t)sprintf(text + length, "mot mot\n");
    send(text, length, &r); /* a paragraph of 12,000 bytes */
    ck_assert_ptr_nonnull(strstr(jln_str_c(&r.problems), "couper en deux"));
    jln_str_clear(&r.problems);
    memset(text, '\n', size);
    send(text, size, &r);
    ck_assert_ptr_nonnull(strstr(jln_str_c(&r.problems), "octets"));
    free(text);
    jln_str_free(&r.rows);
    jln_str_free(&r.problems);
}
END_TEST

START_TEST(test_which) {
    const jln_table *texts = jln_table_find("texts"), *results = jln_table_find("results");
    ck_assert(jln_prose_is(texts, "a.md") && jln_prose_is(texts, "A.TXT"));
    ck_assert(!jln_prose_is(texts, "texts.csv") && !jln_prose_is(texts, "md"));
    ck_assert(!jln_prose_is(results, "results.md"));
}
END_TEST

int main(void) {
    Suite *suite = suite_create("prose");
    TCase *tests = tcase_create("prose");
    tcase_add_loop_test(tests, test_good, 0, COUNT(GOOD));
    tcase_add_loop_test(tests, test_bad, 0, COUNT(BAD));
    tcase_add_test(tests, test_said_once);
    tcase_add_test(tests, test_other_encoding);
    tcase_add_test(tests, test_large);
    tcase_add_test(tests, test_which);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}

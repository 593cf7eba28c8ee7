/* The audit: a plan that agrees with itself has no finding; a fault planted in a copy of it is
 * found by its rule, at its place, with what follows from it folded below; the real plan's findings
 * are a golden file. */
#include "audit/audit.h"
#include "audit/numerals.h"
#include "audit/words.h"

#include "base/num.h"
#include "base/str.h"
#include "import/package.h"
#include "store/load.h"

#include "failing.h"

#include <check.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* ---- a copy of a package, with faults ---- */

#define SMALL "tests/audit/plan"

/* The plans we publish, with what they get wrong. */
static const struct {
    const char *dir, *golden;
} plans[] = {
    {"data/pan-eps-2011-2015", "tests/golden/audit-pan-eps.txt"},
    {"data/csu-2018-2022", "tests/golden/audit-csu.txt"},
    {"data/bit-senegal-2020-2022", "tests/golden/audit-bit-senegal.txt"},
};

static const char *const files[] = {
    "datapackage.json", "results.csv",    "budgets.csv",    "funders.csv",   "financing.csv",
    "claims.csv",       "wordings.csv",   "indicators.csv", "targets.csv",   "figures.csv",
    "coverage.csv",     "structures.csv", "roles.csv",      "milestones.csv"};

static char scratch[64];

static const char *in_scratch(const char *name) {
    static char path[256];
    snprintf(path, sizeof path, "%s/%s", scratch, name);
    return path;
}

static void make_scratch(void) {
    strcpy(scratch, "/tmp/jalon-audit-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(scratch));
}

static void remove_scratch(void) {
    for (size_t i = 0; i < COUNT(files); i++) unlink(in_scratch(files[i]));
    unlink(in_scratch("jalon.db"));
    ck_assert_int_eq(rmdir(scratch), 0);
}

static void read_whole(const char *path, jln_str *out) {
    FILE *file = fopen(path, "rb");
    ck_assert_msg(file != NULL, "%s", path);
    char buffer[4096];
    size_t got;
    while ((got = fread(buffer, 1, sizeof buffer, file)) > 0) jln_str_addn(out, buffer, got);
    fclose(file);
    ck_assert(!out->failed);
}

static void write_whole(const char *path, const char *text, size_t length) {
    FILE *file = fopen(path, "wb");
    ck_assert_msg(file != NULL, "%s", path);
    ck_assert_uint_eq(fwrite(text, 1, length, file), length);
    ck_assert_int_eq(fclose(file), 0);
}

/* A text of one file replaced by another; NULL `file` ends a list. */
typedef struct {
    const char *file, *old, *new;
} edit;

enum { EDITS_MAX = 10 };

static void copy_file(const char *name, const edit *edits) {
    jln_str text = {0}, changed = {0};
    char path[128];
    snprintf(path, sizeof path, SMALL "/%s", name);
    read_whole(path, &text);
    for (size_t i = 0; edits && i < EDITS_MAX && edits[i].file; i++) {
        if (strcmp(edits[i].file, name) != 0) continue;
        const char *found = strstr(text.text, edits[i].old);
        ck_assert_msg(found != NULL, "%s not in %s", edits[i].old, name);
        jln_str_clear(&changed);
        jln_str_addn(&changed, text.text, (size_t)(found - text.text));
        jln_str_add(&changed, edits[i].new);
        jln_str_add(&changed, found + strlen(edits[i].old));
        jln_str swap = text;
        text = changed;
        changed = swap;
    }
    write_whole(in_scratch(name), text.text, text.length);
    jln_str_free(&text);
    jln_str_free(&changed);
}

static void print_problem(void *ctx, const jln_err *problem) {
    (void)ctx;
    fprintf(stderr, "%s: %s\n", problem->where, problem->message);
}

static jln_db *load(const char *dir, jln_arena *arena, const jln_plan **plan) {
    jln_err err = {0};
    jln_db *db = NULL;
    jln_load *load = NULL;
    jln_load_report report;
    jln_diag diag = {.emit = print_problem, .limit = 20};
    jln_package *package = jln_arena_alloc(arena, sizeof *package);
    jln_status status = jln_db_open(in_scratch("jalon.db"), JLN_DB_WRITE, &db, &err);
    if (status == JLN_OK) status = jln_package_read(dir, arena, package, &err);
    if (status == JLN_OK) status = jln_load_begin(db, arena, &diag, &load, &err);
    if (status == JLN_OK) {
        jln_sink sink = jln_load_sink(load);
        status = jln_package_send(package, arena, &sink, &diag, &err);
    }
    if (status == JLN_OK) status = jln_load_apply(load, &report, &err);
    jln_load_end(load);
    if (status == JLN_OK) status = jln_plan_read(db, package->name, arena, plan, &err);
    ck_assert_msg(status == JLN_OK, "%s: %s", err.where, err.message);
    return db;
}

/* ---- findings as text ---- */

static const char *or_empty(const char *text) {
    return text ? text : "";
}

static void print_short(const jln_audit *audit, jln_str *out) {
    for (size_t i = 0; i < audit->count; i++) {
        const jln_finding *f = &audit->items[i];
        jln_str_fmt(out, "%s%s %s %s|%s|%s l.%d,%d\n", f->cause ? "> " : "",
                    jln_severity_code(f->severity), f->id, or_empty(f->printed),
                    or_empty(f->computed), or_empty(f->difference), f->line, f->line_2);
    }
}

static void print_long(const jln_audit *audit, jln_arena *arena, jln_str *out) {
    for (size_t i = 0; i < audit->count; i++) {
        const jln_finding *f = &audit->items[i];
        const char *indent = f->cause ? "    " : "";
        const char *explanation = jln_finding_explanation(f, arena, JLN_EXPLAIN_IDS);
        ck_assert_ptr_nonnull(explanation);
        jln_str_fmt(out, "%s%s %s\n%s  %s\n%s  printed %s computed %s difference %s, %s:%d %s:%d\n",
                    indent, jln_severity_code(f->severity), f->id, indent, f->message, indent,
                    or_empty(f->printed), or_empty(f->computed), or_empty(f->difference),
                    or_empty(f->doc), f->line, or_empty(f->doc_2), f->line_2);
        if (*explanation) jln_str_fmt(out, "%s  %s\n", indent, explanation);
    }
}

static const jln_finding *find(const jln_audit *audit, const char *id) {
    for (size_t i = 0; i < audit->count; i++)
        if (strcmp(audit->items[i].id, id) == 0) return &audit->items[i];
    return NULL;
}

static bool is_number(const char *text) {
    jln_rat number;
    return text && jln_rat_parse(text, strlen(text), &number);
}

/* A difference is one of numbers, and then says what they measure. */
static void check_quantity(const jln_finding *f) {
    if (f->difference)
        ck_assert_msg(f->quantity != JLN_QUANTITY_WORDS && is_number(f->computed), "%s", f->id);
    if (f->quantity != JLN_QUANTITY_WORDS) ck_assert_msg(is_number(f->computed), "%s", f->id);
}

/* A sentence for the author: it opens with a capital, a quotation or a figure's own words, and
 * ends. */
static void check_message(const jln_finding *f) {
    size_t length = strlen(f->message);
    ck_assert_msg(length > 10 && f->message[length - 1] == '.', "%s", f->message);
    ck_assert_msg(f->message[0] < 'a' || f->message[0] > 'z', "%s", f->message);
    ck_assert_ptr_null(strstr(f->message, f->id));
}

/* Causes are other findings of the audit, each once; what they leave is told when it is something.
 */
static void check_causes(const jln_audit *audit, const jln_finding *f) {
    ck_assert(!f->cause || f->cause_count > 0);
    ck_assert_msg((f->explained == JLN_EXPLAINED_PARTLY) == (f->rest != NULL), "%s", f->id);
    for (size_t i = 0; i < f->cause_count; i++) {
        ck_assert_uint_lt(f->causes[i].rank, audit->count);
        const jln_finding *cause = &audit->items[f->causes[i].rank];
        ck_assert_str_eq(cause->id, f->causes[i].id);
        ck_assert_msg(cause != f, "%s", f->id);
        for (size_t j = 0; j < i; j++) ck_assert_uint_ne(f->causes[j].rank, f->causes[i].rank);
    }
}

/* The findings of one severity and rule stand together, errors over amounts before the others: the
 * numbers follow the order of print. */
static void check_order(const jln_audit *audit) {
    const jln_finding *before = NULL;
    for (size_t i = 0; i < audit->count; i++) {
        const jln_finding *f = &audit->items[i];
        if (f->cause) continue;
        if (before) ck_assert_int_le(before->severity, f->severity);
        bool closed = before && (before->severity != f->severity || strcmp(before->rule, f->rule));
        for (size_t j = i; closed && j < audit->count; j++) {
            const jln_finding *later = &audit->items[j];
            bool again = !later->cause && later->severity == before->severity &&
                         strcmp(later->rule, before->rule) == 0;
            bool split = f->severity <= JLN_SEVERITY_ROUNDING && later->quantity != before->quantity;
            ck_assert_msg(!again || split || later->quantity == JLN_QUANTITY_AMOUNT, "%s after %s",
                          later->id, f->id);
        }
        before = f;
    }
}

/* What holds for every audit. */
static void check_shape(const jln_audit *audit) {
    size_t errors = 0;
    const char *root = NULL;
    for (size_t i = 0; i < audit->count; i++) {
        const jln_finding *f = &audit->items[i];
        errors += f->severity == JLN_SEVERITY_ERROR;
        ck_assert_ptr_eq(find(audit, f->id), f);
        check_message(f);
        check_quantity(f);
        ck_assert_ptr_nonnull(f->about);
        ck_assert_int_gt(f->line, 0);
        ck_assert_int_eq(strncmp(f->id, f->rule, strlen(f->rule)), 0);
        if (f->cause) ck_assert_str_eq(f->cause, root);
        else root = f->id;
        check_causes(audit, f);
    }
    ck_assert_uint_eq(errors, audit->errors);
    check_order(audit);
}

/* JLN_GOLDEN=1 rewrites the expected file: its difference is the review. */
static void check_golden(const char *path, const jln_str *got) {
    jln_str expected = {0};
    if (getenv("JLN_GOLDEN")) write_whole(path, got->text, got->length);
    read_whole(path, &expected);
    ck_assert_str_eq(jln_str_c(got), jln_str_c(&expected));
    jln_str_free(&expected);
}

/* ---- planted faults ---- */

typedef struct {
    const char *name;
    edit edits[EDITS_MAX];
    const char *roots; /* ids of the findings on top */
} fault;

static const fault faults[] = {
#include "audit_faults.h"
};

static void print_roots(const jln_audit *audit, jln_str *out) {
    for (size_t i = 0; i < audit->count; i++)
        if (!audit->items[i].cause) jln_str_fmt(out, "%s\n", audit->items[i].id);
}

static void run_fault(const fault *f, jln_str *roots, jln_str *all) {
    jln_arena *arena = jln_arena_new();
    const jln_plan *plan;
    jln_audit audit;
    jln_err err = {0};
    make_scratch();
    for (size_t i = 0; i < COUNT(files); i++) copy_file(files[i], f->edits);
    jln_db *db = load(scratch, arena, &plan);
    ck_assert_msg(jln_audit_run(db, plan, arena, &audit, &err) == JLN_OK, "%s: %s", f->name,
                  err.message);
    check_shape(&audit);
    print_roots(&audit, roots);
    jln_str_fmt(all, "\n# %s\n", f->name);
    print_short(&audit, all);
    jln_db_close(db);
    jln_arena_free(arena);
    remove_scratch();
}

START_TEST(test_faults) {
    jln_str all = {0}, roots = {0};
    for (size_t i = 0; i < COUNT(faults); i++) {
        jln_str_clear(&roots);
        run_fault(&faults[i], &roots, &all);
        if (!getenv("JLN_GOLDEN"))
            ck_assert_msg(strcmp(jln_str_c(&roots), faults[i].roots) == 0,
                          "%s: expected\n%sgot\n%s", faults[i].name, faults[i].roots,
                          jln_str_c(&roots));
    }
    check_golden("tests/golden/audit-faults.txt", &all);
    jln_str_free(&all);
    jln_str_free(&roots);
}
END_TEST

/* ---- several causes ---- */

#define CLAIM(old, new)                                                                            \
    { "claims.csv", old, new }
#define SHARE(old, new)                                                                            \
    { "financing.csv", old, new }
static const struct {
    const char *name;
    edit edits[EDITS_MAX];
    const char *id, *cause, *explanation;
} explanations[] = {
    {"one cause says it all",
     {CLAIM("2.1.2,,2012,amount,45", "2.1.2,,2012,amount,54"),
      CLAIM("2.1.2,,,amount,135", "2.1.2,,,amount,144")},
     "subtotal-lines/2.1.2/total",
     "subtotal-lines/2.1.2/2012",
     ""},
    {"a total of two wrong years",
     {CLAIM("2.1.2,,2012,amount,45", "2.1.2,,2012,amount,54"),
      CLAIM("2.1.2,,2011,amount,30", "2.1.2,,2011,amount,35"),
      CLAIM("2.1.2,,,amount,135", "2.1.2,,,amount,149")},
     "subtotal-lines/2.1.2/total",
     "subtotal-lines/2.1.2/2012",
     "L’écart s’explique entièrement par les constats subtotal-lines/2.1.2/2012 (9) et "
     "subtotal-lines/2.1.2/2011 (5)."},
    {"a total of two wrong years, rounded",
     {CLAIM("2.1.2,,2012,amount,45", "2.1.2,,2012,amount,54"),
      CLAIM("2.1.2,,2011,amount,30", "2.1.2,,2011,amount,35"),
      CLAIM("2.1.2,,,amount,135", "2.1.2,,,amount,150")},
     "subtotal-lines/2.1.2/total",
     "subtotal-lines/2.1.2/2012",
     "L’écart s’explique en partie par les constats subtotal-lines/2.1.2/2012 (9) et "
     "subtotal-lines/2.1.2/2011 (5) ; il "
     "reste 1 millier de FCFA."},
    {"a total wrong by itself beside a wrong year",
     {CLAIM("2.1.2,,2012,amount,45", "2.1.2,,2012,amount,54"),
      CLAIM("2.1.2,,,amount,135", "2.1.2,,,amount,235")},
     "subtotal-years/2.1.2/total",
     "subtotal-lines/2.1.2/total",
     "L’écart s’explique entièrement par les constats subtotal-lines/2.1.2/total (100) et "
     "subtotal-lines/2.1.2/2012 (−9)."},
    {"two tables that part in two places of a year",
     {SHARE("1,etat,2012,210", "1,etat,2012,200"), SHARE("2,etat,2012,740", "2,etat,2012,755"),
      CLAIM("1,,2012,amount,360,Total", "1,,2012,amount,350,Total"),
      CLAIM("2,,2012,amount,1245,Total", "2,,2012,amount,1260,Total"),
      CLAIM(",,2012,amount,1605,Total", ",,2012,amount,1610,Total"),
      CLAIM("etat,2012,amount,950", "etat,2012,amount,955")},
     "two-tables/plan/2012",
     "two-tables/2/2012",
     "L’écart s’explique entièrement par les constats two-tables/2/2012 (15) et two-tables/1/2012 "
     "(−10)."},
    {"shares off by more than one of them",
     {CLAIM("76,64", "76,60"), CLAIM("23,36", "23,38")},
     "shares-sum/t/part/axes",
     "percentage/2/total",
     "L’écart s’explique entièrement par les constats percentage/2/total (0,04) et "
     "percentage/1/total (−0,02)."},
};
#undef CLAIM
#undef SHARE

START_TEST(test_explanations) {
    jln_arena *arena = jln_arena_new();
    const jln_plan *plan;
    jln_audit audit;
    jln_err err = {0};
    make_scratch();
    for (size_t i = 0; i < COUNT(files); i++) copy_file(files[i], explanations[_i].edits);
    jln_db *db = load(scratch, arena, &plan);
    ck_assert_int_eq(jln_audit_run(db, plan, arena, &audit, &err), JLN_OK);
    const jln_finding *f = find(&audit, explanations[_i].id);
    ck_assert_msg(f != NULL, "%s: no %s", explanations[_i].name, explanations[_i].id);
    ck_assert_str_eq(or_empty(f->cause), or_empty(explanations[_i].cause));
    ck_assert_str_eq(jln_finding_explanation(f, arena, JLN_EXPLAIN_IDS),
                     explanations[_i].explanation);
    jln_db_close(db);
    jln_arena_free(arena);
    remove_scratch();
}
END_TEST

/* ---- the real plan ---- */

START_TEST(test_real_plans) {
    jln_arena *arena = jln_arena_new();
    const jln_plan *plan;
    jln_audit audit;
    jln_err err = {0};
    jln_str got = {0};
    make_scratch();
    jln_db *db = load(plans[_i].dir, arena, &plan);
    ck_assert_int_eq(jln_audit_run(db, plan, arena, &audit, &err), JLN_OK);
    check_shape(&audit);
    print_long(&audit, arena, &got);
    check_golden(plans[_i].golden, &got);
    jln_str_free(&got);
    jln_db_close(db);
    jln_arena_free(arena);
    remove_scratch();
}
END_TEST

/* ---- numbers in words ---- */

static const struct {
    const char *text;
    int64_t value; /* -1: refused */
} numerals[] = {
    {"zéro", 0},
    {"un", 1},
    {"une", 1},
    {"seize", 16},
    {"dix-sept", 17},
    {"dix neuf", 19},
    {"vingt", 20},
    {"vingt et un", 21},
    {"vingt-et-une", 21},
    {"vingt un", 21},
    {"trente-deux", 32},
    {"soixante-neuf", 69},
    {"soixante-dix", 70},
    {"soixante et onze", 71},
    {"soixante-dix-sept", 77},
    {"quatre-vingts", 80},
    {"quatre vingt", 80},
    {"quatre-vingt-un", 81},
    {"quatre-vingt-dix", 90},
    {"quatre-vingt-dix-neuf", 99},
    {"septante-cinq", 75},
    {"nonante et un", 91},
    {"cent", 100},
    {"cent un", 101},
    {"deux cents", 200},
    {"deux cent", 200},
    {"Neuf Cent Quatre-Vingt-Dix-Neuf", 999},
    {"mille", 1000},
    {"mil neuf cent quatre-vingt-dix-neuf", 1999},
    {"deux mille", 2000},
    {"DEUX MILLE UN", 2001},
    {"vingt et un mille", 21000},
    {"cent mille", 100000},
    {"neuf cent quatre-vingt-dix-neuf mille neuf cent quatre-vingt-dix-neuf", 999999},
    {"un million", 1000000},
    {"deux millions trois", 2000003},
    {"neuf cent quatre-vingt-onze millions quatre cent quatre-vingt-dix", 991000490},
    {"un milliard", 1000000000},
    {"un milliard cinquante millions huit cent soixante-six mille", 1050866000},
    {"Quatre Vingt Sept Milliards Sept Cent Soixante Cinq  Millions Six Cent Mille", 87765600000},
    {"Cinq Milliards Deux Cent Quarante-neuf Millions Deux Cent Mille Francs CFA", 5249200000},
    {"huit cent quatre millions de FCFA", 804000000},
    {"six cent vingt\u2011huit millions", 628000000},
    {"mille milliards", 1000000000000},
    {"", -1},
    {"francs", -1},
    {"deux de", -1},
    {"et un", -1},
    {"vingt et", -1},
    {"vingt et deux", -1},
    {"quatre-vingt et un", -1},
    {"cinquante et onze", -1},
    {"cinquante-dix", -1},
    {"dix six", -1},
    {"dix-six", -1},
    {"un cent", -1},
    {"cent et un", -1},
    {"cent cent", -1},
    {"deux trois", -1},
    {"vingt trente", -1},
    {"deux vingts", -1},
    {"un mille", -1},
    {"mille mille", -1},
    {"million", -1},
    {"deux millions trois millions", -1},
    {"deux millions un milliard", -1},
    {"un milliard deux milliards", -1},
    {"mille millions", -1},
    {"zéro million", -1},
    {"un zéro", -1},
    {"mille milliards un", -1},
    {"deux mille milliards", -1},
    {"cent vaches", -1},
    {"12 millions", -1},
};

START_TEST(test_numerals) {
    for (size_t i = 0; i < COUNT(numerals); i++) {
        int64_t value = -1;
        bool read = jln_audit_numeral(numerals[i].text, &value);
        ck_assert_msg(read == (numerals[i].value >= 0) && value == numerals[i].value, "%s: %lld",
                      numerals[i].text, (long long)value);
    }
}
END_TEST

/* Spells 1 to 999 the classical way. */
static void spell_small(int n, jln_str *out) {
    static const char *const units[] = {"",       "un",    "deux",     "trois",    "quatre",
                                        "cinq",   "six",   "sept",     "huit",     "neuf",
                                        "dix",    "onze",  "douze",    "treize",   "quatorze",
                                        "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf"};
    static const char *const tens[] = {
        "",          "",         "vingt",    "trente",       "quarante",
        "cinquante", "soixante", "soixante", "quatre-vingt", "quatre-vingt"};
    if (n >= 100)
        jln_str_fmt(out, "%s%scent%s ", n >= 200 ? units[n / 100] : "", n >= 200 ? " " : "",
                    n % 100 ? "" : "s");
    n %= 100;
    if (n < 20) {
        jln_str_add(out, units[n]);
        return;
    }
    int ten = n / 10, rest = ten == 7 || ten == 9 ? n - (ten - 1) * 10 : n % 10;
    jln_str_add(out, tens[ten]);
    if (rest)
        jln_str_fmt(out, "%s%s", (rest == 1 || rest == 11) && ten < 8 ? " et " : "-", units[rest]);
}

static void spell(int64_t n, jln_str *out) {
    static const struct {
        int64_t unit;
        const char *word;
    } scales[] = {{1000000000, "milliards"}, {1000000, "millions"}, {1000, "mille"}, {1, ""}};
    for (size_t i = 0; i < COUNT(scales); i++) {
        int part = (int)(n / scales[i].unit);
        n %= scales[i].unit;
        if (!part) continue;
        if (!(scales[i].unit == 1000 && part == 1)) spell_small(part, out);
        jln_str_fmt(out, " %s ", scales[i].word);
    }
}

/* What is spelled reads back: all small numbers, and some of each size up to 10^12. */
START_TEST(test_numerals_round) {
    jln_str text = {0};
    int64_t step = 1, value;
    for (int64_t n = 1; n < 1000000000000; n += step) {
        if (n > 20000) step = step * 3 / 2 + 7;
        jln_str_clear(&text);
        spell(n, &text);
        value = -1;
        bool read = jln_audit_numeral(jln_str_c(&text), &value);
        ck_assert_msg(read && value == n, "%s: %lld", jln_str_c(&text), (long long)value);
    }
    jln_str_free(&text);
}
END_TEST

/* ---- two wordings ---- */

static const struct {
    const char *text, *other;
    jln_audit_likeness likeness;
    const char *gone, *come;
} wordings[] = {
    {"Le plan est adopté.", "LE PLAN, EST ADOPTE", JLN_AUDIT_ALIKE, "", ""},
    {"mise en œuvre", "Mise en Oeuvre", JLN_AUDIT_ALIKE, "", ""},
    {"la micro-finance", "la microfinance", JLN_AUDIT_ALIKE, "", ""},
    {"Elaborer le plan", "Élaborer le plan", JLN_AUDIT_ALIKE, "", ""},
    {"les salariés", "les salaries", JLN_AUDIT_SPELLING, "salariés", "salaries"},
    {"le financement public dédié", "les financements publics dédiés", JLN_AUDIT_SPELLING,
     "le … financement … public … dédié", "les … financements … publics … dédiés"},
    {"la CANAM est mandatée", "la CANAM est mandater", JLN_AUDIT_SPELLING, "mandatée", "mandater"},
    {"un programme en faveur des ménages", "programme en faveur de ménages", JLN_AUDIT_SPELLING,
     "un … des", "de"},
    {"données régulièrement actualisées", "données régulièrment actualisées", JLN_AUDIT_SPELLING,
     "régulièrement", "régulièrment"},
    {"activités d’information", "activités d’info", JLN_AUDIT_SPELLING, "information", "info"},
    {"avec les partenaires techniques et financiers", "avec les PTF", JLN_AUDIT_SPELLING,
     "partenaires techniques et financiers", "PTF"},
    {"plaidoyer pour l’appui", "Mener un plaidoyer pour l’appui", JLN_AUDIT_SPELLING, "",
     "Mener un"},
    {"les prestations des institutions", "les prestations servies par les institutions",
     JLN_AUDIT_SPELLING, "des", "servies par les"},
    {"la prévention vers les régions", "les activités de prévention au niveau des régions",
     JLN_AUDIT_SPELLING, "la … vers les", "les activités de … au niveau des"},
    {"les outils", "les outils de gestion", JLN_AUDIT_WORDING, "", "de gestion"},
    {"avec les mutuelles", "sans les mutuelles", JLN_AUDIT_WORDING, "avec", "sans"},
    {"le régime de la CMSS", "le régime de la CRM", JLN_AUDIT_WORDING, "CMSS", "CRM"},
    {"la redevabilité", "la recevabilité", JLN_AUDIT_WORDING, "redevabilité", "recevabilité"},
    {"de 2010 à 2015", "de 2011 à 2015", JLN_AUDIT_WORDING, "2010", "2011"},
    {"les textes sont adoptés", "les textes ne sont pas adoptés", JLN_AUDIT_WORDING, "",
     "ne … pas"},
    {"le plan et sa mise en œuvre", "le plan", JLN_AUDIT_WORDING, "et sa mise en œuvre", ""},
    {"", "le plan", JLN_AUDIT_WORDING, "", "le plan"},
};

START_TEST(test_words) {
    jln_arena *arena = jln_arena_new();
    jln_audit_vocabulary *vocabulary = jln_audit_vocabulary_new(arena);
    for (size_t i = 0; i < COUNT(wordings); i++) {
        jln_audit_contrast c;
        ck_assert(jln_audit_words_compare(vocabulary, wordings[i].text, wordings[i].other, &c));
        ck_assert_msg(c.likeness == wordings[i].likeness && strcmp(c.gone, wordings[i].gone) == 0 &&
                          strcmp(c.come, wordings[i].come) == 0,
                      "%s / %s: %d « %s » « %s »", wordings[i].text, wordings[i].other,
                      (int)c.likeness, c.gone, c.come);
    }
    jln_arena_free(arena);
}
END_TEST

START_TEST(test_codes) {
    static const char *const codes[] = {"error", "rounding", "warning", "note"};
    static const char *const words[] = {"erreur", "arrondi", "alerte", "note"};
    for (int i = 0; i < 4; i++) {
        ck_assert_str_eq(jln_severity_code((jln_severity)i), codes[i]);
        ck_assert_str_eq(jln_severity_words((jln_severity)i), words[i]);
    }
}
END_TEST

#ifdef CAN_FAIL_ALLOCATIONS
/* Each allocation of a run fails in turn: the run ends with an error, or went well without it. */
START_TEST(test_out_of_memory) {
    jln_arena *loading = jln_arena_new();
    const jln_plan *plan;
    make_scratch();
    for (size_t i = 0; i < COUNT(files); i++) copy_file(files[i], NULL);
    jln_db *db = load(scratch, loading, &plan);
    bool done = false;
    for (long left = 0; !done && left < 100000; left++) {
        jln_arena *arena = jln_arena_new();
        jln_audit audit;
        jln_err err = {0};
        allocation_refused = false;
        allocations_left = left;
        jln_status status = jln_audit_run(db, plan, arena, &audit, &err);
        allocations_left = -1;
        done = !allocation_refused;
        if (status != JLN_OK) ck_assert_int_eq(status, JLN_ENOMEM);
        ck_assert(!done || status == JLN_OK);
        jln_arena_free(arena);
    }
    ck_assert(done);
    jln_db_close(db);
    jln_arena_free(loading);
    remove_scratch();
}
END_TEST
#endif

int main(void) {
    Suite *suite = suite_create("audit");
    TCase *one = tcase_create("audit");
    tcase_set_timeout(one, 60);
    tcase_add_test(one, test_codes);
    tcase_add_test(one, test_faults);
    tcase_add_loop_test(one, test_explanations, 0, COUNT(explanations));
    tcase_add_loop_test(one, test_real_plans, 0, COUNT(plans));
    tcase_add_test(one, test_numerals);
    tcase_add_test(one, test_numerals_round);
    tcase_add_test(one, test_words);
#ifdef CAN_FAIL_ALLOCATIONS
    tcase_add_test(one, test_out_of_memory);
#endif
    suite_add_tcase(suite, one);
    SRunner *runner = srunner_create(suite);
    srunner_set_fork_status(runner, CK_NOFORK);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

/* The store: opening, refusing, migrating; loading by difference, whole or not at all; what is
 * refused and where. */
#include "failing.h"
#include "loaded.h"
#include "store/read.h"

#include <check.h>
#include <sqlite3.h>
#include <sys/stat.h>

#define COUNT(array) (int)(sizeof(array) / sizeof *(array))
#define PLAN         "tests/data/tiny/plan"
#define RETURNS      "tests/data/tiny/returns"
#define FRAME        "tests/data/frame"

static const char *const both[LOADED_MAX] = {PLAN, RETURNS};

static void exec(const char *path, const char *sql) {
    sqlite3 *handle = NULL;
    char *message = NULL;
    ck_assert_int_eq(sqlite3_open(path, &handle), SQLITE_OK);
    ck_assert_msg(sqlite3_exec(handle, sql, NULL, NULL, &message) == SQLITE_OK, "%s: %s", sql,
                  message);
    sqlite3_close(handle);
}

/* Sum of what a one-number query gives. */
static int64_t ask(const char *path, const char *sql) {
    sqlite3 *handle = NULL;
    sqlite3_stmt *statement = NULL;
    ck_assert_int_eq(sqlite3_open_v2(path, &handle, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    ck_assert_msg(sqlite3_prepare_v2(handle, sql, -1, &statement, NULL) == SQLITE_OK, "%s: %s", sql,
                  sqlite3_errmsg(handle));
    ck_assert_int_eq(sqlite3_step(statement), SQLITE_ROW);
    int64_t value = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    sqlite3_close(handle);
    return value;
}

/* ---- opening ---- */

START_TEST(test_new_database) {
    const char *path = in_scratch("new.db");
    jln_err err = {0};
    jln_db *db = NULL;
    ck_assert_int_eq(jln_db_open(path, JLN_DB_READ, &db, &err), JLN_EIO);
    ck_assert_str_eq(err.where, path);
    ck_assert_int_ne(access(path, F_OK), 0);
    jln_err_clear(&err);
    ck_assert_int_eq(jln_db_open(path, JLN_DB_WRITE, &db, &err), JLN_OK);
    jln_db_close(db);
    ck_assert_int_gt(ask(path, "PRAGMA user_version"), 0);
    ck_assert_int_eq(ask(path, "SELECT count(*) FROM plans"), 0);
    ck_assert_int_eq(
        ask(path, "SELECT count(*) FROM pragma_journal_mode WHERE journal_mode = 'delete'"), 1);
    ck_assert_int_eq(jln_db_open(path, JLN_DB_READ, &db, &err), JLN_OK);
    jln_db_close(db);
    jln_db_close(NULL);
}
END_TEST

/* A database as it was before a step of the schema is brought up to date by the next write, and
 * refused for reading. */
START_TEST(test_older_database) {
    const char *path = in_scratch("older.db");
    jln_err err = {0};
    jln_db *db = NULL;
    write_whole(path, "", 0);
    ck_assert_int_eq(jln_db_open(path, JLN_DB_READ, &db, &err), JLN_EDB);
    ck_assert_ptr_nonnull(strstr(err.message, "jalon load"));
    jln_err_clear(&err);
    ck_assert_int_eq(jln_db_open(path, JLN_DB_WRITE, &db, &err), JLN_OK);
    jln_db_close(db);
    int64_t version = ask(path, "PRAGMA user_version");
    ck_assert_int_eq(jln_db_open(path, JLN_DB_WRITE, &db, &err), JLN_OK);
    jln_db_close(db);
    ck_assert_int_eq(ask(path, "PRAGMA user_version"), version);
}
END_TEST

/* Tables and their columns, one a line. */
static void schema_of(const char *path, jln_str *out) {
    sqlite3 *handle = NULL;
    sqlite3_stmt *statement = NULL;
    jln_str_clear(out);
    ck_assert_int_eq(sqlite3_open_v2(path, &handle, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    ck_assert_int_eq(
        sqlite3_prepare_v2(
            handle,
            "SELECT m.type || ' ' || m.name || ' ' || p.name || ' ' || p.type || ' ' || "
            "p.\"notnull\" || p.pk FROM sqlite_schema AS m JOIN pragma_table_info(m.name) AS p "
            "ORDER BY m.name, p.cid",
            -1, &statement, NULL),
        SQLITE_OK);
    while (sqlite3_step(statement) == SQLITE_ROW)
        jln_str_fmt(out, "%s\n", (const char *)sqlite3_column_text(statement, 0));
    sqlite3_finalize(statement);
    sqlite3_close(handle);
}

/* A database of schema 2, kept as it was written then: what it holds is there after the upgrade,
 * its packages load over it again without a change, and its tables are those of a new database. */
START_TEST(test_schema_2) {
    static const char *const now[LOADED_MAX] = {PLAN, RETURNS, "tests/data/frame"};
    const char *path = in_scratch("schema-2.db"), *fresh = in_scratch("fresh.db");
    jln_str sql = {0}, upgraded = {0}, made = {0};
    jln_arena *arena = jln_arena_new();
    jln_load_report report;
    jln_err err = {0};
    jln_db *db = NULL;
    read_whole("tests/data/schema-2.sql", &sql);
    exec(path, jln_str_c(&sql));
    ck_assert_int_eq(jln_db_open(path, JLN_DB_READ, &db, &err), JLN_EDB);
    ck_assert_ptr_nonnull(strstr(err.message, "jalon load"));
    jln_err_clear(&err);
    ck_assert_msg(jln_db_open(path, JLN_DB_WRITE, &db, &err) == JLN_OK, "%s", err.message);
    ck_assert_int_eq(ask(path, "SELECT count(*) FROM coverage WHERE state = 'number'"), 4);
    ck_assert_int_eq(
        ask(path, "SELECT count(*) FROM coverage WHERE state = 'missing' AND id = 'e'"), 1);
    ck_assert_int_eq(ask(path, "SELECT sum(value) FROM coverage"), 131000);
    ck_assert_msg(load_into(db, now, arena, &report, NULL, &err) == JLN_OK, "%s", err.message);
    ck_assert_uint_eq(report.table_count, 1);
    ck_assert_str_eq(report.tables[0].table, "coverage");
    ck_assert_uint_eq(report.tables[0].added, 6);
    ck_assert_uint_eq(report.tables[0].changed, 1);
    jln_db_close(db);
    ck_assert_int_eq(jln_db_open(fresh, JLN_DB_WRITE, &db, &err), JLN_OK);
    jln_db_close(db);
    schema_of(path, &upgraded);
    schema_of(fresh, &made);
    ck_assert_str_eq(jln_str_c(&upgraded), jln_str_c(&made));
    ck_assert_int_eq(ask(path, "PRAGMA user_version"), ask(fresh, "PRAGMA user_version"));
    jln_str_free(&sql);
    jln_str_free(&upgraded);
    jln_str_free(&made);
    jln_arena_free(arena);
}
END_TEST

static void make_newer(const char *path) {
    exec(path, "PRAGMA user_version = 999");
}

static void make_foreign(const char *path) {
    exec(path, "PRAGMA application_id = 7");
}

static void make_unmarked(const char *path) {
    unlink(path);
    exec(path, "CREATE TABLE plans (name TEXT)");
}

static void make_text(const char *path) {
    write_whole(path, "ceci n'est pas une base, mais un texte assez long pour en avoir l'air", 70);
}

static void make_short(const char *path) {
    ck_assert_int_eq(truncate(path, 5000), 0);
}

static void make_noise(const char *path) {
    struct stat info;
    ck_assert_int_eq(stat(path, &info), 0);
    FILE *file = fopen(path, "r+b");
    ck_assert_ptr_nonnull(file);
    fseek(file, 100, SEEK_SET);
    for (long i = 100; i < info.st_size; i++) fputc((int)(i * 7919 % 251), file);
    fclose(file);
}

static const struct {
    const char *name;
    void (*spoil)(const char *path);
    const char *says; /* NULL: any words */
} BAD[] = {
    {"newer", make_newer, "version plus récente"},
    {"another program's", make_foreign, "n'est pas une base de Jalon"},
    {"without our mark", make_unmarked, "n'est pas une base de Jalon"},
    {"a text", make_text, NULL},
    {"cut short", make_short, NULL},
    {"overwritten", make_noise, NULL},
};

/* Refused as a database at the latest when it is read; never changed. */
START_TEST(test_bad_database) {
    const char *path = in_scratch("bad.db");
    jln_arena *arena = jln_arena_new();
    jln_db_close(load_good(path, both, arena));
    BAD[_i].spoil(path);
    jln_str before = {0}, after = {0};
    read_whole(path, &before);
    for (int mode = JLN_DB_WRITE; mode <= JLN_DB_READ; mode++) {
        jln_err err = {0};
        jln_db *db = NULL;
        jln_cursor *cursor = NULL;
        jln_status status = jln_db_open(path, (jln_db_mode)mode, &db, &err);
        if (status == JLN_OK) status = jln_export_open(db, "budgets", "tiny", &cursor, &err);
        while (status == JLN_OK || status == JLN_ROW) {
            status = jln_cursor_next(cursor, &err);
            if (status == JLN_OK) break;
        }
        ck_assert_msg(status == JLN_EDB, "%s: status %d, %s", BAD[_i].name, status, err.message);
        ck_assert_msg(!BAD[_i].says || strstr(err.message, BAD[_i].says), "%s: %s", BAD[_i].name,
                      err.message);
        jln_cursor_close(cursor);
        jln_db_close(db);
    }
    read_whole(path, &after);
    ck_assert_msg(before.length == after.length &&
                      memcmp(before.text, after.text, after.length) == 0,
                  "%s was changed", BAD[_i].name);
    jln_str_free(&before);
    jln_str_free(&after);
    jln_arena_free(arena);
}
END_TEST

START_TEST(test_not_a_file) {
    jln_err err = {0};
    jln_db *db = NULL;
    ck_assert_int_eq(jln_db_open(scratch, JLN_DB_WRITE, &db, &err), JLN_EIO);
    ck_assert_ptr_null(db);
    jln_err_clear(&err);
    ck_assert_int_eq(jln_db_open("/dev/null", JLN_DB_WRITE, &db, &err), JLN_EIO);
    jln_err_clear(&err);
    ck_assert_int_eq(jln_db_open(in_scratch("no/folder.db"), JLN_DB_WRITE, &db, &err), JLN_EIO);
}
END_TEST

START_TEST(test_busy) {
    const char *path = in_scratch("busy.db");
    jln_arena *arena = jln_arena_new();
    jln_db *db = load_good(path, both, arena);
    sqlite3 *other = NULL;
    ck_assert_int_eq(sqlite3_open(path, &other), SQLITE_OK);
    ck_assert_int_eq(sqlite3_exec(other, "BEGIN EXCLUSIVE", NULL, NULL, NULL), SQLITE_OK);
    jln_err err = {0};
    jln_cursor *cursor = NULL;
    jln_status status = jln_export_open(db, "budgets", "tiny", &cursor, &err);
    if (status == JLN_OK) status = jln_cursor_next(cursor, &err);
    ck_assert_int_eq(status, JLN_EDB);
    ck_assert_ptr_nonnull(strstr(err.message, "autre programme"));
    jln_cursor_close(cursor);
    sqlite3_close(other);
    jln_db_close(db);
    jln_arena_free(arena);
}
END_TEST

/* Who reads sees one state: what another program writes waits until the reader is gone. */
START_TEST(test_one_state) {
    static const char change[] = "BEGIN; UPDATE budgets SET amount = amount + 1; COMMIT";
    const char *path = in_scratch("state.db");
    char before[JLN_FINGERPRINT_MAX], during[JLN_FINGERPRINT_MAX];
    jln_arena *arena = jln_arena_new();
    jln_db_close(load_good(path, both, arena));
    jln_err err = {0};
    jln_db *db = NULL;
    sqlite3 *other = NULL;
    ck_assert_int_eq(jln_db_open(path, JLN_DB_READ, &db, &err), JLN_OK);
    ck_assert_int_eq(jln_fingerprint(db, "tiny", before, &err), JLN_OK);
    ck_assert_int_eq(sqlite3_open(path, &other), SQLITE_OK);
    ck_assert_int_eq(sqlite3_exec(other, change, NULL, NULL, NULL), SQLITE_BUSY);
    ck_assert_int_eq(jln_fingerprint(db, "tiny", during, &err), JLN_OK);
    ck_assert_str_eq(before, during);
    jln_db_close(db);
    ck_assert_int_eq(sqlite3_exec(other, "COMMIT", NULL, NULL, NULL), SQLITE_OK);
    ck_assert_int_gt(sqlite3_total_changes(other), 0);
    sqlite3_close(other);
    jln_arena_free(arena);
}
END_TEST

/* ---- loading by difference ---- */

static const jln_load_change *change_of(const jln_load_report *report, const char *table) {
    for (size_t i = 0; i < report->table_count; i++)
        if (strcmp(report->tables[i].table, table) == 0) return &report->tables[i];
    static const jln_load_change none;
    return &none;
}

START_TEST(test_same_again) {
    const char *path = in_scratch("same.db");
    jln_arena *arena = jln_arena_new();
    jln_db *db = load_good(path, both, arena);
    jln_str before = {0}, after = {0};
    read_whole(path, &before);
    jln_err err = {0};
    jln_load_report report;
    ck_assert_int_eq(load_into(db, both, arena, &report, NULL, &err), JLN_OK);
    ck_assert_uint_eq(report.table_count, 0);
    ck_assert_int_gt(report.rows, 100);
    read_whole(path, &after);
    ck_assert(before.length == after.length && memcmp(before.text, after.text, after.length) == 0);
    jln_db_close(db);
    jln_str_free(&before);
    jln_str_free(&after);
    jln_arena_free(arena);
}
END_TEST

/* One edit of a package loaded over the first: how many rows were added, changed and removed. */
static const struct {
    const char *name, *file, *old, *with, *table;
    int added, changed, removed;
} EDITS[] = {
    {"a changed amount", "budgets.csv", "4.1,2012,100", "4.1,2012,250", "budgets", 0, 1, 0},
    {"a number becomes PM", "budgets.csv", "4.1,2012,100", "4.1,2012,PM", "budgets", 0, 1, 0},
    {"a dash becomes a blank", "budgets.csv", "11.1,2012,-", "11.1,2012,", "budgets", 0, 1, 0},
    {"a line of the document", "budgets.csv", "11.2,2012,,d,", "11.2,2012,,d,9", "budgets", 0, 1,
     0},
    {"a row less", "budgets.csv", "5.1,2011,100,d,115\n", "", "budgets", 0, 0, 1},
    {"a row more", "financing.csv", "", "7,etat,2012,9,d,307\n", "financing", 1, 0, 0},
    {"a key changed", "financing.csv", "12,engage,2012", "12,engage,2013", "financing", 1, 0, 1},
    {"a title", "results.csv", "Tout manque", "Rien n'est arrivé", "results", 0, 1, 0},
    {"a node that nothing names moves", "results.csv", "1.1,1,activity,1", "1.1,11,activity,9",
     "results", 0, 1, 0},
    {"a setting", "settings.csv", "uemoa", "simple", "settings", 0, 1, 0},
    {"the plan's last year", "datapackage.json", "\"last_year\": 2013", "\"last_year\": 2015",
     "plans", 0, 1, 0},
    {"a level's word", "datapackage.json", "\"activités\"", "\"actions\"", "levels", 0, 1, 0},
};

START_TEST(test_difference) {
    const char *path = in_scratch("edit.db"), *copy = in_scratch("copy");
    jln_arena *arena = jln_arena_new();
    jln_db *db = load_good(path, both, arena);
    char file[300];
    copy_package(PLAN, copy);
    snprintf(file, sizeof file, "%s/%s", copy, EDITS[_i].file);
    edit_file(file, EDITS[_i].old, EDITS[_i].with);
    const char *const dirs[LOADED_MAX] = {copy};
    jln_err err = {0};
    jln_load_report report;
    loaded_problems problems = {0};
    jln_status status = load_into(db, dirs, arena, &report, &problems, &err);
    ck_assert_msg(status == JLN_OK, "%s: %s %s", EDITS[_i].name, problems.first.message,
                  err.message);
    ck_assert_msg(report.table_count == 1, "%s: %zu tables", EDITS[_i].name, report.table_count);
    const jln_load_change *c = change_of(&report, EDITS[_i].table);
    ck_assert_msg(c->added == EDITS[_i].added && c->changed == EDITS[_i].changed &&
                      c->removed == EDITS[_i].removed,
                  "%s: +%lld ~%lld -%lld", EDITS[_i].name, (long long)c->added,
                  (long long)c->changed, (long long)c->removed);
    jln_db_close(db);
    jln_arena_free(arena);
}
END_TEST

/* Two ways to the same data give the same data: an edit taken back leaves the fingerprint as it
 * was. */
START_TEST(test_fingerprint) {
    const char *path = in_scratch("print.db"), *copy = in_scratch("copy");
    jln_arena *arena = jln_arena_new();
    jln_db *db = load_good(path, both, arena);
    jln_err err = {0};
    jln_load_report report;
    char first[JLN_FINGERPRINT_MAX], edited[JLN_FINGERPRINT_MAX], back[JLN_FINGERPRINT_MAX],
        file[300];
    ck_assert_int_eq(jln_fingerprint(db, "tiny", first, &err), JLN_OK);
    copy_package(PLAN, copy);
    snprintf(file, sizeof file, "%s/budgets.csv", copy);
    edit_file(file, "4.1,2012,100", "4.1,2012,101");
    const char *const dirs[LOADED_MAX] = {copy};
    ck_assert_int_eq(load_into(db, dirs, arena, &report, NULL, &err), JLN_OK);
    ck_assert_int_eq(jln_fingerprint(db, "tiny", edited, &err), JLN_OK);
    ck_assert_str_ne(first, edited);
    ck_assert_int_eq(load_into(db, both, arena, &report, NULL, &err), JLN_OK);
    ck_assert_int_eq(jln_fingerprint(db, "tiny", back, &err), JLN_OK);
    ck_assert_str_eq(first, back);
    jln_db_close(db);
    jln_arena_free(arena);
}
END_TEST

/* One edit that is refused: where, in which words, and nothing written. `package`: p for the plan,
 * r for the returns, f for the framework. */
static const struct {
    const char *name;
    char package;
    const char *file, *old, *with, *where, *says;
} REFUSED[] = {
    {"a node that returns name is removed", 'p', "results.csv",
     "6.1,6,activity,1,6.1,Activité 6.1,d,14\n", "", "", "6.1"},
    {"a node that returns name moves", 'p', "results.csv", "9.1,9,activity,1", "9.1,1,activity,9",
     "results.csv", "9.1"},
    {"a funder that returns name is removed", 'p', "funders.csv", "don,2,Donateur,Don\n", "", "",
     "don"},
    {"a structure that returns name is removed", 'p', "structures.csv",
     "T,Service qui ne répond pas,,\n", "", "tiny-returns", "« T »"},
    {"a year outside the plan", 'p', "budgets.csv", "4.1,2012", "4.1,2016", "budgets.csv:15:2",
     "2016"},
    {"a key twice", 'p', "budgets.csv", "4.1,2012", "4.1,2011", "budgets.csv:15:1", "déjà défini"},
    {"a parent that is not there", 'p', "results.csv", "4.1,4,activity", "4.1,40,activity",
     "results.csv", "40"},
    {"a level that is not there", 'p', "results.csv", "4.1,4,activity", "4.1,4,task", "results.csv",
     "task"},
    {"a level under itself", 'p', "results.csv", "4.1,4,activity", "4.1,5.1,activity",
     "results.csv", "4.1"},
    {"two nodes in one place", 'p', "results.csv", "5.2,5,activity,2", "5.2,5,activity,1",
     "results.csv", "position"},
    {"a budget on an axis", 'p', "budgets.csv", "4.1,2012", "4,2012", "budgets.csv:15:1",
     "attendu une activité"},
    {"an unknown funder", 'p', "financing.csv", "4,don", "4,dno", "financing.csv:5:2", "dno"},
    {"an unknown period", 'r', "spending.csv", "4.1,don,2012", "4.1,don,2012-S2", "spending.csv",
     "2012-S2"},
    {"an unknown return", 'r', "progress.csv", "2.1,2012,done,100,,R,", "2.1,2012,done,100,,Q,",
     "progress.csv", "Q"},
    {"two returns of a structure for a period", 'r', "returns.csv", "R-S1,2012-S1,S", "R-S1,2012,S",
     "returns.csv:3:3", "deux fiches d'une même structure"},
    {"a revision of another year", 'r', "revisions.csv", "9.1,,2013", "9.1,,2023", "revisions.csv",
     "2023"},
    {"a target of no indicator", 'f', "targets.csv", "4,7,2012", "4,70,2012", "targets.csv:3:2",
     "aucun indicateur n'a la position 70 dans « 4 »"},
    {"a measurement of no indicator", 'f', "measurements.csv", "4,2,2012", "5,2,2012",
     "measurements.csv:3:2", "aucun indicateur n'a la position 2 dans « 5 »"},
};

START_TEST(test_refused) {
    const char *path = in_scratch("refused.db"), *copy = in_scratch("copy");
    jln_arena *arena = jln_arena_new();
    jln_db *db = load_good(path, both, arena);
    jln_str before = {0}, after = {0};
    read_whole(path, &before);
    char file[300];
    const char package = REFUSED[_i].package;
    copy_package(package == 'p' ? PLAN : package == 'r' ? RETURNS : FRAME, copy);
    snprintf(file, sizeof file, "%s/%s", copy, REFUSED[_i].file);
    edit_file(file, REFUSED[_i].old, REFUSED[_i].with);
    const char *const dirs[LOADED_MAX] = {copy};
    jln_err err = {0};
    jln_load_report report;
    loaded_problems problems = {0};
    jln_status status = load_into(db, dirs, arena, &report, &problems, &err);
    ck_assert_msg(status == JLN_EDATA, "%s: status %d, %s", REFUSED[_i].name, status, err.message);
    ck_assert_msg(problems.count > 0, "%s: no problem told", REFUSED[_i].name);
    ck_assert_msg(strstr(problems.first.where, REFUSED[_i].where) &&
                      strstr(problems.first.message, REFUSED[_i].says),
                  "%s: %s: %s", REFUSED[_i].name, problems.first.where, problems.first.message);
    jln_db_close(db);
    read_whole(path, &after);
    ck_assert_msg(before.length == after.length &&
                      memcmp(before.text, after.text, after.length) == 0,
                  "%s: written", REFUSED[_i].name);
    jln_str_free(&before);
    jln_str_free(&after);
    jln_arena_free(arena);
}
END_TEST

/* A row belongs to one package. */
START_TEST(test_two_owners) {
    const char *path = in_scratch("owners.db"), *copy = in_scratch("copy");
    jln_arena *arena = jln_arena_new();
    jln_db *db = load_good(path, both, arena);
    char file[300];
    copy_package(RETURNS, copy);
    snprintf(file, sizeof file, "%s/datapackage.json", copy);
    edit_file(file, "\"tiny-returns\"", "\"tiny-others\"");
    const char *const dirs[LOADED_MAX] = {copy};
    jln_err err = {0};
    jln_load_report report;
    loaded_problems problems = {0};
    ck_assert_int_eq(load_into(db, dirs, arena, &report, &problems, &err), JLN_EDATA);
    ck_assert_msg(strstr(problems.first.message, "tiny-returns") != NULL, "%s",
                  problems.first.message);
    jln_db_close(db);
    jln_arena_free(arena);
}
END_TEST

START_TEST(test_data_without_plan) {
    const char *const dirs[LOADED_MAX] = {RETURNS};
    jln_arena *arena = jln_arena_new();
    jln_err err = {0};
    jln_db *db = NULL;
    jln_load_report report;
    loaded_problems problems = {0};
    ck_assert_int_eq(jln_db_open(in_scratch("alone.db"), JLN_DB_WRITE, &db, &err), JLN_OK);
    ck_assert_int_eq(load_into(db, dirs, arena, &report, &problems, &err), JLN_EDATA);
    ck_assert_msg(strstr(problems.first.message, "« tiny »") != NULL, "%s", problems.first.message);
    jln_db_close(db);
    jln_arena_free(arena);
}
END_TEST

/* A load that is given up forgets everything. */
START_TEST(test_given_up) {
    const char *path = in_scratch("given-up.db");
    jln_arena *arena = jln_arena_new();
    jln_err err = {0};
    jln_db *db = NULL;
    jln_load *load = NULL;
    jln_diag diag = {.limit = 5};
    jln_package package = {0};
    ck_assert_int_eq(jln_db_open(path, JLN_DB_WRITE, &db, &err), JLN_OK);
    ck_assert_int_eq(jln_package_read(PLAN, arena, &package, &err), JLN_OK);
    ck_assert_int_eq(jln_load_begin(db, arena, &diag, &load, &err), JLN_OK);
    jln_sink sink = jln_load_sink(load);
    ck_assert_int_eq(jln_package_send(&package, arena, &sink, &diag, &err), JLN_OK);
    jln_load_end(load);
    jln_db_close(db);
    ck_assert_int_eq(ask(path, "SELECT count(*) FROM plans"), 0);
    jln_arena_free(arena);
}
END_TEST

/* ---- reading ---- */

static const struct {
    const char *table;
    int rows;
} EXPORTS[] = {
    {"results", 32},  {"budgets", 60},  {"financing", 6},    {"claims", 0},
    {"spending", 19}, {"progress", 16}, {"mobilisation", 4}, {"revisions", 2},
};

START_TEST(test_export) {
    jln_arena *arena = jln_arena_new();
    jln_db *db = load_good(in_scratch("export.db"), both, arena);
    jln_err err = {0};
    jln_cursor *cursor = NULL;
    jln_status status;
    int rows = 0;
    ck_assert_int_eq(jln_export_open(db, EXPORTS[_i].table, "tiny", &cursor, &err), JLN_OK);
    ck_assert_str_eq(jln_cursor_name(cursor, 0), "plan");
    while ((status = jln_cursor_next(cursor, &err)) == JLN_ROW) {
        ck_assert_str_eq(jln_cursor_text(cursor, 0), "tiny");
        rows++;
    }
    ck_assert_int_eq(status, JLN_OK);
    ck_assert_msg(rows == EXPORTS[_i].rows, "%s: %d rows", EXPORTS[_i].table, rows);
    jln_cursor_close(cursor);
    jln_db_close(db);
    jln_arena_free(arena);
}
END_TEST

/* A cover has a value where the document gives a number, and nothing where it prints none; the
 * columns are a contract. */
START_TEST(test_export_coverage) {
    static const char *const packages[LOADED_MAX] = {PLAN, RETURNS, "tests/data/frame"};
    static const char *const columns[] = {"scheme", "region", "year",        "measure", "unit",
                                          "value",  "source", "source_kind", "doc",     "line"};
    jln_arena *arena = jln_arena_new();
    jln_db *db = load_good(in_scratch("export.db"), packages, arena);
    jln_err err = {0};
    jln_cursor *cursor = NULL;
    int rows = 0, empty = 0;
    ck_assert_int_eq(jln_export_open(db, "coverage", "tiny", &cursor, &err), JLN_OK);
    ck_assert_int_eq(jln_cursor_columns(cursor), COUNT(columns));
    for (int i = 0; i < COUNT(columns); i++)
        ck_assert_str_eq(jln_cursor_name(cursor, i), columns[i]);
    for (; jln_cursor_next(cursor, &err) == JLN_ROW; rows++) empty += jln_cursor_null(cursor, 5);
    ck_assert_int_eq(rows, 11);
    ck_assert_int_eq(empty, 4);
    jln_cursor_close(cursor);
    jln_db_close(db);
    jln_arena_free(arena);
}
END_TEST

START_TEST(test_unknown_names) {
    jln_arena *arena = jln_arena_new();
    jln_db *db = load_good(in_scratch("names.db"), both, arena);
    jln_err err = {0};
    jln_cursor *cursor = NULL;
    ck_assert_int_eq(jln_export_open(db, "budget", "tiny", &cursor, &err), JLN_ENOTFOUND);
    ck_assert_ptr_nonnull(strstr(err.message, "budgets"));
    jln_err_clear(&err);
    ck_assert_int_eq(jln_plan_exists(db, "tinny", &err), JLN_ENOTFOUND);
    ck_assert_ptr_nonnull(strstr(err.message, "tiny"));
    jln_err_clear(&err);
    ck_assert_int_eq(jln_plan_exists(db, "tiny", &err), JLN_OK);
    ck_assert_int_eq(jln_plan_exists(db, "x' OR '1' = '1", &err), JLN_ENOTFOUND);
    jln_db_close(db);
    jln_arena_free(arena);
}
END_TEST

static int64_t count_rows(jln_db *db, jln_query query, const char *date) {
    const jln_params params = {.plan = "tiny", .date = date};
    jln_err err = {0};
    jln_cursor *cursor = NULL;
    int64_t rows = 0;
    ck_assert_int_eq(jln_query_open(db, query, &params, &cursor, &err), JLN_OK);
    while (jln_cursor_next(cursor, &err) == JLN_ROW) rows++;
    ck_assert_msg(!err.message[0], "%s", err.message);
    jln_cursor_close(cursor);
    return rows;
}

/* What was known on a day. */
START_TEST(test_dates) {
    jln_arena *arena = jln_arena_new();
    jln_db *db = load_good(in_scratch("dates.db"), both, arena);
    ck_assert_int_eq(count_rows(db, JLN_Q_SPENDING, "2012-07-14"), 0);
    ck_assert_int_eq(count_rows(db, JLN_Q_SPENDING, "2012-07-15"), 1);
    ck_assert_int_eq(count_rows(db, JLN_Q_SPENDING, "2013-01-15"), 18);
    ck_assert_int_eq(count_rows(db, JLN_Q_SPENDING, "2014-12-31"), 19);
    ck_assert_int_eq(count_rows(db, JLN_Q_PROGRESS, "2012-12-31"), 1);
    ck_assert_int_eq(count_rows(db, JLN_Q_REVISIONS, "2013-06-29"), 0);
    ck_assert_int_eq(count_rows(db, JLN_Q_REVISIONS, "2013-06-30"), 1);
    ck_assert_int_eq(count_rows(db, JLN_Q_REVISIONS, "2014-02-01"), 2);
    ck_assert_int_eq(count_rows(db, JLN_Q_BUDGETS, "2011-01-01"), 60);
    jln_db_close(db);
    jln_arena_free(arena);
}
END_TEST

/* ---- out of memory ---- */

#ifdef CAN_FAIL_ALLOCATIONS
/* Loads and reads all; every failure is told, and the database is the old one or the new one,
 * whole. */
static jln_status load_and_read(const char *path, jln_err *err) {
    jln_db *db = NULL;
    jln_cursor *cursor = NULL;
    jln_load_report report;
    jln_arena *arena = jln_arena_new();
    jln_status status = arena ? jln_db_open(path, JLN_DB_WRITE, &db, err) : jln_err_nomem(err);
    if (status == JLN_OK) status = load_into(db, both, arena, &report, NULL, err);
    if (status == JLN_OK) status = jln_export_open(db, "spending", "tiny", &cursor, err);
    int rows = 0;
    while (status == JLN_OK && (status = jln_cursor_next(cursor, err)) == JLN_ROW) {
        rows++;
        status = JLN_OK;
        if (rows == 19) break;
    }
    if (status == JLN_OK && rows != 19) status = JLN_EUSAGE;
    jln_cursor_close(cursor);
    jln_db_close(db);
    jln_arena_free(arena);
    return status;
}

START_TEST(test_out_of_memory) {
    const char *path = in_scratch("memory.db"), *journal = in_scratch("memory.db-journal");
    long step = 1;
    for (long n = 0;; n += step) {
        unlink(path);
        unlink(journal);
        jln_err err = {0};
        allocation_refused = false;
        allocations_left = n;
        jln_status status = load_and_read(path, &err);
        allocations_left = -1;
        if (!allocation_refused) {
            ck_assert_int_eq(status, JLN_OK);
            break;
        }
        ck_assert_msg(status == JLN_OK || (status < 0 && status != JLN_EUSAGE && err.message[0]),
                      "allocation %ld: status %d, « %s »", n, status, err.message);
        if (access(path, F_OK) != 0) continue;
        jln_err again = {0};
        status = load_and_read(path, &again);
        ck_assert_msg(status == JLN_OK, "after allocation %ld: %s", n, again.message);
        step = n < 400 ? 3 : n < 4000 ? 61 : 499;
    }
}
END_TEST
#endif

static void add_tests(TCase *c) {
    tcase_add_test(c, test_new_database);
    tcase_add_test(c, test_older_database);
    tcase_add_test(c, test_schema_2);
    tcase_add_loop_test(c, test_bad_database, 0, COUNT(BAD));
    tcase_add_test(c, test_not_a_file);
    tcase_add_test(c, test_busy);
    tcase_add_test(c, test_one_state);
    tcase_add_test(c, test_same_again);
    tcase_add_loop_test(c, test_difference, 0, COUNT(EDITS));
    tcase_add_test(c, test_fingerprint);
    tcase_add_loop_test(c, test_refused, 0, COUNT(REFUSED));
    tcase_add_test(c, test_two_owners);
    tcase_add_test(c, test_data_without_plan);
    tcase_add_test(c, test_given_up);
    tcase_add_loop_test(c, test_export, 0, COUNT(EXPORTS));
    tcase_add_test(c, test_export_coverage);
    tcase_add_test(c, test_unknown_names);
    tcase_add_test(c, test_dates);
#ifdef CAN_FAIL_ALLOCATIONS
    tcase_add_test(c, test_out_of_memory);
#endif
}

int main(void) {
    Suite *suite = suite_create("store");
    TCase *c = tcase_create("store");
    tcase_add_checked_fixture(c, make_scratch, remove_scratch);
    add_tests(c);
    suite_add_tcase(suite, c);
    SRunner *runner = srunner_create(suite);
    srunner_set_fork_status(runner, CK_NOFORK);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}

/* For tests: packages loaded into a database, from copies that may be edited first. Static
 * functions, one user per suite. */
#ifndef JLN_TESTS_LOADED_H
#define JLN_TESTS_LOADED_H

#include "base/str.h"
#include "import/package.h"
#include "store/load.h"

#include <check.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LOADED_MAX = 4 };

/* A folder of its own for each test; paths in it live until the next few calls. */
static char scratch[64];

static inline const char *in_scratch(const char *name) {
    static char paths[8][256];
    static unsigned next;
    char *path = paths[next++ % 8];
    snprintf(path, sizeof paths[0], "%s/%s", scratch, name);
    return path;
}

static inline void make_scratch(void) {
    strcpy(scratch, "/tmp/jalon-test-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(scratch));
}

static inline void remove_tree(const char *path) {
    DIR *dir = opendir(path);
    struct dirent *entry;
    while (dir && (entry = readdir(dir))) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
        jln_str inside = {0};
        jln_str_fmt(&inside, "%s/%s", path, entry->d_name);
        remove_tree(jln_str_c(&inside));
        jln_str_free(&inside);
    }
    if (dir) closedir(dir);
    remove(path);
}

static inline void remove_scratch(void) {
    remove_tree(scratch);
}

static inline void read_whole(const char *path, jln_str *out) {
    FILE *file = fopen(path, "rb");
    ck_assert_msg(file != NULL, "%s", path);
    char buffer[4096];
    size_t got;
    jln_str_clear(out);
    while ((got = fread(buffer, 1, sizeof buffer, file)) > 0) jln_str_addn(out, buffer, got);
    fclose(file);
    ck_assert(!out->failed);
}

static inline void write_whole(const char *path, const char *text, size_t length) {
    FILE *file = fopen(path, "wb");
    ck_assert_msg(file != NULL, "%s", path);
    ck_assert_uint_eq(fwrite(text, 1, length, file), length);
    ck_assert_int_eq(fclose(file), 0);
}

/* Copies a flat folder. */
static inline void copy_package(const char *from, const char *to) {
    DIR *dir = opendir(from);
    struct dirent *entry;
    jln_str text = {0};
    char path[512];
    ck_assert_msg(dir != NULL, "%s", from);
    ck_assert_int_eq(mkdir(to, 0700), 0);
    while ((entry = readdir(dir))) {
        if (entry->d_name[0] == '.') continue;
        snprintf(path, sizeof path, "%s/%s", from, entry->d_name);
        read_whole(path, &text);
        snprintf(path, sizeof path, "%s/%s", to, entry->d_name);
        write_whole(path, jln_str_c(&text), text.length);
    }
    closedir(dir);
    jln_str_free(&text);
}

/* Replaces the first `old` of a file; an `old` of "" adds at the end. */
static inline void edit_file(const char *path, const char *old, const char *with) {
    jln_str text = {0}, changed = {0};
    read_whole(path, &text);
    const char *all = jln_str_c(&text), *found = *old ? strstr(all, old) : all + text.length;
    ck_assert_msg(found != NULL, "« %s » is not in %s", old, path);
    jln_str_addn(&changed, all, (size_t)(found - all));
    jln_str_add(&changed, with);
    jln_str_add(&changed, found + strlen(old));
    write_whole(path, jln_str_c(&changed), changed.length);
    jln_str_free(&text);
    jln_str_free(&changed);
}

/* The first problem of a load, and how many there were. */
typedef struct {
    jln_err first;
    size_t count;
} loaded_problems;

static inline void note_problem(void *ctx, const jln_err *problem) {
    loaded_problems *p = ctx;
    if (p->count++ == 0) p->first = *problem;
}

/* Loads packages into an open database, in the order given. `problems` may be NULL. */
static inline jln_status load_into(jln_db *db, const char *const dirs[LOADED_MAX], jln_arena *arena,
                                   jln_load_report *report, loaded_problems *problems,
                                   jln_err *err) {
    jln_diag diag = {problems, problems ? note_problem : NULL, 0, 20};
    jln_load *load = NULL;
    *report = (jln_load_report){0};
    jln_status status = jln_load_begin(db, arena, &diag, &load, err);
    for (int i = 0; status == JLN_OK && i < LOADED_MAX && dirs[i]; i++) {
        jln_package *package = jln_arena_alloc(arena, sizeof *package);
        jln_sink sink = status == JLN_OK ? jln_load_sink(load) : (jln_sink){0};
        status = package ? jln_package_read(dirs[i], arena, package, err) : jln_err_nomem(err);
        if (status == JLN_OK) status = jln_package_send(package, arena, &sink, &diag, err);
    }
    if (status == JLN_OK) status = jln_load_apply(load, report, err);
    jln_load_end(load);
    return status;
}

/* Opens `path` and loads packages that must be right. */
static inline jln_db *load_good(const char *path, const char *const dirs[LOADED_MAX],
                                jln_arena *arena) {
    jln_err err = {0};
    jln_db *db = NULL;
    jln_load_report report;
    loaded_problems problems = {0};
    jln_status status = jln_db_open(path, JLN_DB_WRITE, &db, &err);
    if (status == JLN_OK) status = load_into(db, dirs, arena, &report, &problems, &err);
    ck_assert_msg(status == JLN_OK, "%s %s; %s %s", err.where, err.message, problems.first.where,
                  problems.first.message);
    return db;
}

#endif

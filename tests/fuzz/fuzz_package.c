/* Any bytes as a package: the text up to the first NUL is datapackage.json, the rest is a.csv,
 * which it may name. */
#include "base/utf8.h"
#include "import/package.h"

#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char dir[] = "/tmp/jalon-fuzz-XXXXXX";

static const char *path_of(const char *name) {
    static char path[64];
    snprintf(path, sizeof path, "%s/%s", dir, name);
    return path;
}

static void clean_up(void) {
    unlink(path_of("datapackage.json"));
    unlink(path_of("a.csv"));
    rmdir(dir);
}

static void make_dir(void) {
    static bool made;
    if (made) return;
    if (!mkdtemp(dir)) abort();
    atexit(clean_up);
    made = true;
}

static void write_file(const char *name, const uint8_t *data, size_t size) {
    int fd = open(path_of(name), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0 || write(fd, data, size) != (ssize_t)size) abort();
    close(fd);
}

static jln_status take_package(void *ctx, const jln_package *package, jln_err *err) {
    (void)ctx, (void)err;
    if (!package->name || !package->title || package->resource_count == 0) abort();
    if (package->is_plan && (!package->currency || package->level_count == 0)) abort();
    return JLN_OK;
}

static jln_status take_file(void *ctx, const jln_table *table, const char *file, const int *places,
                            jln_err *err) {
    (void)ctx, (void)table, (void)file, (void)places, (void)err;
    return JLN_OK;
}

/* What the store may count on. */
static jln_status take_row(void *ctx, const jln_row *row, jln_err *err) {
    (void)ctx, (void)err;
    for (size_t i = 0; i < row->table->column_count; i++) {
        const jln_field *field = &row->fields[i];
        bool needed = row->table->columns[i].flags & (JLN_COL_KEY | JLN_COL_REQUIRED);
        if (needed && field->tag == JLN_FIELD_NULL) abort();
        if (field->tag == JLN_FIELD_TEXT && !jln_utf8_valid(field->text, strlen(field->text), NULL))
            abort();
    }
    return JLN_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const uint8_t *nul = size ? memchr(data, 0, size) : NULL;
    size_t head = nul ? (size_t)(nul - data) : size;
    make_dir();
    write_file("datapackage.json", data, head);
    write_file("a.csv", nul ? nul + 1 : data, nul ? size - head - 1 : 0);
    jln_sink sink = {NULL, take_package, take_file, take_row};
    jln_diag diag = {.limit = 20};
    jln_err err = {0};
    jln_package package;
    jln_arena *arena = jln_arena_new();
    if (!arena) abort();
    jln_status status = jln_package_read(dir, arena, &package, &err);
    if (status == JLN_OK) status = jln_package_send(&package, arena, &sink, &diag, &err);
    if (status != JLN_OK && (!err.where[0] || !err.message[0])) abort();
    jln_arena_free(arena);
    return 0;
}

/* Any bytes as the planner's texts: no crash, and what comes out has passed the gate. */
#include "base/utf8.h"
#include "import/prose.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static jln_status take_file(void *ctx, const jln_table *table, const char *file, const int *places,
                            jln_err *err) {
    (void)ctx, (void)table, (void)file, (void)places, (void)err;
    return JLN_OK;
}

/* Bold comes in pairs, texts are not empty. */
static jln_status take_row(void *ctx, const jln_row *row, jln_err *err) {
    (void)ctx, (void)err;
    const char *text = row->fields[5].text;
    size_t n = strlen(text), stars = 0;
    if (n > JLN_FIELD_TEXT_MAX || !jln_utf8_valid(text, n, NULL)) abort();
    if (row->fields[0].integer < 1900 || row->fields[3].integer < 1) abort();
    for (const char *p = text; (p = strstr(p, "**")); p += 2) stars++;
    if (stars % 2) abort();
    for (size_t k = 0; k < n; k++)
        if ((unsigned char)text[k] < 0x20) abort();
    return JLN_OK;
}

static void check_problem(void *ctx, const jln_err *problem) {
    (void)ctx;
    if (!problem->where[0] || !problem->message[0]) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    char path[16];
    int fd = memfd_create("fuzz", MFD_CLOEXEC);
    if (fd < 0 || write(fd, data, size) != (ssize_t)size) abort();
    snprintf(path, sizeof path, "%d", fd);
    jln_package package = {.dir = "/proc/self/fd"};
    jln_resource resource = {.path = path};
    jln_sink sink = {NULL, NULL, take_file, take_row};
    jln_diag diag = {NULL, check_problem, 0, 50};
    jln_err err = {0};
    jln_arena *arena = jln_arena_new();
    if (!arena) abort();
    jln_status status =
        jln_prose_send(&package, jln_table_find("texts"), &resource, arena, &sink, &diag, &err);
    if (status != JLN_OK && status != JLN_EDATA) abort();
    jln_arena_free(arena);
    close(fd);
    return 0;
}

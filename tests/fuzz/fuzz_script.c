/* Any bytes as a template and as an indicator: no crash, no hang, and every refusal says where and
 * what. */
#include "../fake_host.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const constructors[] = {"section", "table", "cards", NULL};
static const jln_script_limits limits = {.instructions = 100000, .memory = 2 << 20};

static bool speaks; /* the script may raise a message of its own */

static void check(jln_status status, const jln_err *err) {
    if (status == JLN_OK) return;
    if (status != JLN_ESCRIPT && status != JLN_ELIMIT) abort();
    if (err->status != status || strncmp(err->where, "f.lua", 5) != 0 || !err->message[0]) abort();
    if (!jln_utf8_valid(err->message, strlen(err->message), NULL)) abort();
    if (speaks) return;
    /* What the guard accepts, Lua must be able to read: else they do not cut the text in the same
     * words. */
    const char *lua = strstr(err->message, "(Lua : ");
    if (lua && (strstr(lua, "unexpected symbol") || strstr(lua, "' expected") ||
                strstr(lua, "<name> expected")))
        abort();
    if (strstr(err->message, "erreur dans le fichier")) abort();
}

static void check_tree(const jln_tree *tree, int depth) {
    if (depth > 32 || tree->line < 1) abort();
    if (tree->text && !jln_utf8_valid(tree->text, strlen(tree->text), NULL)) abort();
    for (size_t i = 0; i < tree->item_count; i++) check_tree(&tree->items[i], depth + 1);
    for (size_t i = 0; i < tree->field_count; i++) {
        if (jln_tree_field(tree, tree->names[i]) != &tree->fields[i]) abort();
        check_tree(&tree->fields[i], depth + 1);
    }
}

static void as_tree(const char *path) {
    jln_arena *arena = jln_arena_new();
    const jln_tree *tree = NULL;
    jln_err err = {0};
    jln_status status = jln_script_tree(path, "f.lua", constructors, &limits, arena, &tree, &err);
    check(status, &err);
    if (status == JLN_OK) check_tree(tree, 0);
    jln_arena_free(arena);
}

static void as_indicator(const char *path) {
    static fake_host fake;
    memset(&fake, 0, sizeof fake);
    jln_script_host host = fake_script_host(&fake);
    jln_arena *arena = jln_arena_new();
    jln_script *script = NULL;
    const jln_tree *tree = NULL;
    jln_err err = {0};
    jln_status status = jln_script_open(path, "f.lua", &limits, &host, arena, &script, &tree, &err);
    check(status, &err);
    for (int i = 0; i < 2 && status == JLN_OK; i++) {
        jln_handle handle = 0;
        status = jln_script_value(script, &handle, &err);
        check(status, &err);
        if (status == JLN_OK && (handle == 0 || handle > fake.count)) abort();
    }
    jln_script_close(script);
    jln_arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    char path[32];
    int fd = memfd_create("fuzz", MFD_CLOEXEC);
    if (fd < 0 || write(fd, data, size) != (ssize_t)size) abort();
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    speaks = memmem(data, size, "error", 5) || memmem(data, size, "assert", 6);
    as_tree(path);
    as_indicator(path);
    close(fd);
    return 0;
}

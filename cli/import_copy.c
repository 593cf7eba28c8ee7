#include "cli/import_copy.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define SUFFIX "-a-corriger"

/* Where SUFFIX starts in a name without extension, or SUFFIX and a number; NULL. */
static const char *find_suffix(const char *name, size_t length) {
    for (const char *p = name; (p = strstr(p, SUFFIX)) && (size_t)(p - name) < length; p++) {
        const char *end = p + strlen(SUFFIX);
        if (end == name + length) return p;
        size_t digits = *end == '-' ? strspn(end + 1, "0123456789") : 0;
        if (digits && end + 1 + digits == name + length) return p;
    }
    return NULL;
}

static size_t bare_length(const char *name) {
    const char *dot = strrchr(name, '.');
    return dot ? (size_t)(dot - name) : strlen(name);
}

bool jln_import_is_copy(const char *name) {
    return find_suffix(name, bare_length(name)) != NULL;
}

/* "canam.xlsx" to "canam-a-corriger.xlsx"; the copy of a copy has the next number. */
static const char *copy_name(const char *name, jln_arena *arena) {
    size_t length = bare_length(name);
    const char *suffix = find_suffix(name, length);
    if (!suffix) return jln_arena_fmt(arena, "%.*s" SUFFIX ".xlsx", (int)length, name);
    const char *number = suffix + strlen(SUFFIX);
    int next = number < name + length ? atoi(number + 1) + 1 : 2;
    return jln_arena_fmt(arena, "%.*s" SUFFIX "-%d.xlsx", (int)(suffix - name), name, next);
}

static jln_status make_folder(const char *folder, jln_err *err) {
    struct stat info;
    if (mkdir(folder, 0777) == 0) return JLN_OK;
    if (errno == EEXIST && stat(folder, &info) == 0 && S_ISDIR(info.st_mode)) return JLN_OK;
    return jln_err_set(err, JLN_EIO, folder, _("le dossier ne se crée pas : %s"),
                       strerror(errno == EEXIST ? ENOTDIR : errno));
}

jln_status jln_import_copy(const jln_cli *cli, jln_form *form, const jln_form_known *known,
                           const char *path, jln_arena *arena, const char **copy, jln_err *err) {
    const char *slash = strrchr(path, '/'), *folder = cli->values[JLN_OPT_COPIES];
    const char *name = copy_name(slash ? slash + 1 : path, arena);
    if (!name) return jln_err_nomem(err);
    jln_status status = folder ? make_folder(folder, err) : JLN_OK;
    if (status != JLN_OK) return status;
    if (folder) *copy = jln_arena_fmt(arena, "%s/%s", folder, name);
    else *copy = jln_arena_fmt(arena, "%.*s%s", slash ? (int)(slash + 1 - path) : 0, path, name);
    if (!*copy) return jln_err_nomem(err);
    const jln_form_source source = {.plan = known->plan,
                                    .facts = known->facts,
                                    .frame = known->frame,
                                    .answers = form,
                                    .lang = cli->lang,
                                    .created = cli->days};
    return jln_form_write(jln_form_key_of(form), &source, *copy, err);
}

#include "cli/import_copy.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SUFFIX "-a-corriger"

enum { COPIES_MAX = 99 };

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

/* The part of a name before SUFFIX, and the number after it: 0 for a name without SUFFIX, 1 for
 * none. */
static size_t stem_of(const char *name, int *number) {
    size_t length = bare_length(name);
    const char *suffix = find_suffix(name, length);
    *number = 0;
    if (!suffix) return length;
    const char *digits = suffix + strlen(SUFFIX);
    *number = digits < name + length ? atoi(digits + 1) : 1;
    return (size_t)(suffix - name);
}

/* "canam-a-corriger.xlsx", then "canam-a-corriger-2.xlsx"... */
static const char *name_of(const char *folder, const char *name, size_t stem, int number,
                           jln_arena *arena) {
    if (number == 1) return jln_arena_fmt(arena, "%s%.*s" SUFFIX ".xlsx", folder, (int)stem, name);
    return jln_arena_fmt(arena, "%s%.*s" SUFFIX "-%d.xlsx", folder, (int)stem, name, number);
}

static bool same_bytes(const char *path, const char *other) {
    FILE *a = fopen(path, "rb"), *b = fopen(other, "rb");
    bool same = a && b;
    for (int x = 0, y = 0; same && x != EOF && y != EOF;) {
        x = getc(a);
        y = getc(b);
        same = x == y;
    }
    if (a) fclose(a);
    if (b) fclose(b);
    return same;
}

static jln_status make_folder(const char *folder, jln_err *err) {
    struct stat info;
    if (mkdir(folder, 0777) == 0) return JLN_OK;
    if (errno == EEXIST && stat(folder, &info) == 0 && S_ISDIR(info.st_mode)) return JLN_OK;
    return jln_err_set(err, JLN_EIO, folder, _("le dossier ne se crée pas : %s"),
                       strerror(errno == EEXIST ? ENOTDIR : errno));
}

/* The earlier copy that says the same as the last one, `number`; NULL. */
static const char *find_same(const char *folder, const char *name, size_t stem, int first,
                             int number, jln_arena *arena) {
    const char *last = name_of(folder, name, stem, number, arena);
    for (int i = first; last && i < number; i++) {
        const char *earlier = name_of(folder, name, stem, i, arena);
        if (earlier && same_bytes(earlier, last)) return earlier;
    }
    return NULL;
}

/* What stands under the name of a copy may have come back corrected: it is never written over. */
static jln_status write_next(const jln_form_key *key, const jln_form_source *source,
                             const char *folder, const char *name, jln_arena *arena,
                             const char **copy, jln_err *err) {
    int own, number;
    size_t stem = stem_of(name, &own);
    for (number = own + 1; number <= own + COPIES_MAX; number++) {
        *copy = name_of(folder, name, stem, number, arena);
        if (!*copy) return jln_err_nomem(err);
        if (access(*copy, F_OK) != 0) break;
    }
    if (number > own + COPIES_MAX)
        return jln_err_set(err, JLN_EIO, *copy, _("déjà %d copies de ce nom"), COPIES_MAX);
    jln_status status = jln_form_write(key, source, *copy, err);
    if (status != JLN_OK) return status;
    const char *same = find_same(folder, name, stem, own + 1, number, arena);
    if (!same) return JLN_OK;
    unlink(*copy);
    *copy = same;
    return JLN_OK;
}

jln_status jln_import_copy(const jln_cli *cli, jln_form *form, const jln_form_known *known,
                           const char *path, jln_arena *arena, const char **copy, jln_err *err) {
    const char *slash = strrchr(path, '/'), *asked = cli->values[JLN_OPT_COPIES];
    const char *folder = asked
                             ? jln_arena_fmt(arena, "%s/", asked)
                             : jln_arena_strn(arena, path, slash ? (size_t)(slash + 1 - path) : 0);
    if (!folder) return jln_err_nomem(err);
    jln_status status = asked ? make_folder(asked, err) : JLN_OK;
    if (status != JLN_OK) return status;
    const jln_form_source source = {.plan = known->plan,
                                    .facts = known->facts,
                                    .frame = known->frame,
                                    .answers = form,
                                    .lang = cli->lang,
                                    .created = cli->days};
    return write_next(jln_form_key_of(form), &source, folder, slash ? slash + 1 : path, arena, copy,
                      err);
}

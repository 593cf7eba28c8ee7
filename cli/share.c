#include "cli/share.h"

#include "base/i18n.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is_folder(const char *path) {
    struct stat info;
    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

/* The folder the program lies in, without a final slash. */
static jln_status own_folder(char out[4096], jln_err *err) {
    ssize_t length = readlink("/proc/self/exe", out, 4095);
    if (length <= 0)
        return jln_err_set(err, JLN_EIO, "/proc/self/exe", "%s",
                           _("ce lien ne se lit pas : les fichiers du "
                             "programme sont introuvables"));
    out[length] = '\0';
    *strrchr(out, '/') = '\0';
    return JLN_OK;
}

jln_status jln_share_path(const char *name, jln_arena *arena, const char **out, jln_err *err) {
    char folder[4096];
    jln_status status = own_folder(folder, err);
    if (status != JLN_OK) return status;
    const char *built = jln_arena_fmt(arena, "%s/share", folder);
    const char *installed = jln_arena_fmt(arena, "%s/../share/jalon", folder);
    if (!built || !installed) return jln_err_nomem(err);
    const char *found = is_folder(built) ? built : is_folder(installed) ? installed : NULL;
    if (!found)
        return jln_err_set(err, JLN_EIO, NULL,
                           _("les fichiers du programme sont introuvables, ni dans %s ni dans %s ; "
                             "réinstaller Jalon"),
                           built, installed);
    *out = jln_arena_fmt(arena, "%s/%s", found, name);
    return *out ? JLN_OK : jln_err_nomem(err);
}

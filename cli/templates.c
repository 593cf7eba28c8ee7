#include "cli/templates.h"

#include "base/i18n.h"
#include "cli/share.h"
#include "import/words.h"

#include <dirent.h>
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { KNOWN_MAX = 200 };

typedef struct {
    const char *folder;
    const char *names[KNOWN_MAX];
    size_t count;
} known;

static int compare_names(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* "bailleurs.lua" is the template "bailleurs". */
static jln_status add(known *k, const char *file, jln_arena *arena, jln_err *err) {
    const char *ending = ".lua";
    size_t length = strlen(file), tail = strlen(ending);
    if (length <= tail || *file == '.' || strcmp(file + length - tail, ending) != 0) return JLN_OK;
    if (k->count == KNOWN_MAX)
        return jln_err_set(err, JLN_ELIMIT, k->folder, _("plus de %d modèles"), KNOWN_MAX);
    k->names[k->count] = jln_arena_strn(arena, file, length - tail);
    return k->names[k->count++] ? JLN_OK : jln_err_nomem(err);
}

static jln_status read_folder(known *k, jln_arena *arena, jln_err *err) {
    jln_status status = jln_share_path("templates", arena, &k->folder, err);
    if (status != JLN_OK) return status;
    DIR *folder = opendir(k->folder);
    if (!folder)
        return jln_err_set(err, JLN_EIO, k->folder, _("ce dossier ne s'ouvre pas : %s"),
                           strerror(errno));
    for (struct dirent *entry; status == JLN_OK && (entry = readdir(folder));)
        status = add(k, entry->d_name, arena, err);
    closedir(folder);
    qsort(k->names, k->count, sizeof *k->names, compare_names);
    return status;
}

static bool is_there(const known *k, const char *name) {
    return k->count && bsearch(&name, k->names, k->count, sizeof *k->names, compare_names);
}

static jln_status say_unknown(const jln_package *package, size_t rank, const known *k,
                              jln_arena *arena, jln_diag *diag, jln_err *err) {
    char hint[JLN_QUOTE_MAX], list[JLN_LIST_MAX];
    const char *name = package->templates[rank];
    const char *place =
        jln_arena_fmt(arena, "%s/datapackage.json#/jalon/templates/%zu", package->dir, rank);
    if (!place) return jln_err_nomem(err);
    jln_err problem = {0};
    jln_err_set(&problem, JLN_EDATA, place,
                _("modèle de rapport « %.80s » inconnu%s ; attendu : %s ; ôter ce nom de la liste, "
                  "ou ajouter d'abord templates/%.80s.lua"),
                name, jln_suggest(name, k->names, k->count, hint),
                jln_list(k->names, k->count, list), name);
    jln_diag_emit(diag, &problem);
    return JLN_OK;
}

jln_status jln_templates_check(const jln_package *package, jln_arena *arena, jln_diag *diag,
                               jln_err *err) {
    known k = {0};
    if (!package->template_count) return JLN_OK;
    jln_status status = read_folder(&k, arena, err);
    for (size_t i = 0; status == JLN_OK && i < package->template_count && diag->count < diag->limit;
         i++)
        if (!is_there(&k, package->templates[i]))
            status = say_unknown(package, i, &k, arena, diag, err);
    return status;
}

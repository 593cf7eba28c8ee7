#include "import/file.h"

#include "base/i18n.h"
#include "import/words.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static jln_status cannot_read(const char *path, int code, jln_err *err) {
    jln_status status = code == ENOMEM ? jln_err_nomem(err)
                                       : jln_err_set(err, JLN_EIO, NULL,
                                                     _("lecture impossible : %s"), strerror(code));
    jln_words_place(err, path, 0, 0);
    return status;
}

static jln_status check_regular(const struct stat *st, int64_t limit, jln_err *err) {
    if (!S_ISREG(st->st_mode))
        return jln_err_set(err, JLN_EDATA, NULL, "%s",
                           S_ISDIR(st->st_mode)
                               ? _("c'est un dossier, attendu un fichier")
                               : _("ce n'est pas un fichier ordinaire, attendu un fichier"));
    if (st->st_size > limit)
        return jln_err_set(err, JLN_EDATA, NULL, _("fichier de %lld octets, au plus %lld attendus"),
                           (long long)st->st_size, (long long)limit);
    return JLN_OK;
}

jln_status jln_file_open(const char *path, int64_t limit, int *fd, jln_err *err) {
    struct stat st;
    *fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    if (*fd < 0) return cannot_read(path, errno, err);
    jln_status status =
        fstat(*fd, &st) == 0 ? check_regular(&st, limit, err) : cannot_read(path, errno, err);
    if (status == JLN_OK) return JLN_OK;
    jln_words_place(err, path, 0, 0);
    close(*fd);
    *fd = -1;
    return status;
}

jln_status jln_file_fill(int fd, const char *path, char *buffer, size_t size, size_t *length,
                         jln_err *err) {
    *length = 0;
    while (*length < size) {
        ssize_t n = read(fd, buffer + *length, size - *length);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return cannot_read(path, errno, err);
        if (n == 0) break;
        *length += (size_t)n;
    }
    return JLN_OK;
}

static bool starts(const char *bytes, size_t length, const char *mark, size_t mark_length) {
    return length >= mark_length && memcmp(bytes, mark, mark_length) == 0;
}

jln_status jln_file_sniff(const char *bytes, size_t length, jln_err *err) {
    static const struct {
        const char *mark;
        size_t length;
        const char *message;
    } kinds[] = {
        {"PK\3\4", 4,
         N_("ce fichier est un classeur Excel ou une archive, enregistrez-le en CSV UTF-8")},
        {"\xD0\xCF\x11\xE0", 4,
         N_("ce fichier est un classeur Excel, enregistrez-le en CSV UTF-8")},
        {"%PDF", 4, N_("ce fichier est un PDF, attendu un fichier de texte")},
        {"\xFF\xFE", 2, N_("ce fichier est en UTF-16, enregistrez-le en CSV UTF-8")},
        {"\xFE\xFF", 2, N_("ce fichier est en UTF-16, enregistrez-le en CSV UTF-8")},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (starts(bytes, length, kinds[i].mark, kinds[i].length))
            return jln_err_set(err, JLN_EDATA, NULL, "%s", _(kinds[i].message));
    if (length && memchr(bytes, '\0', length < 4096 ? length : 4096))
        return jln_err_set(err, JLN_EDATA, NULL, "%s",
                           _("ce fichier n'est pas du texte, enregistrez-le en CSV UTF-8"));
    return JLN_OK;
}

static const char *why_not_inside(const char *path) {
    if (path[0] == '\0') return N_("chemin vide");
    if (strstr(path, "://")) return N_("c'est une adresse, pas un fichier du dossier");
    if (path[0] == '/' || (path[1] == ':' && path[0] != '.')) return N_("chemin absolu");
    if (strchr(path, '\\')) return N_("barre oblique inverse ; écrivez « / »");
    for (const char *part = path; part; part = strchr(part, '/')) {
        if (*part == '/') part++;
        if (strncmp(part, "..", 2) == 0 && (part[2] == '/' || part[2] == '\0'))
            return N_("« .. » sort du dossier");
    }
    return NULL;
}

static bool is_under(const char *dir, const char *file) {
    size_t n = strlen(dir);
    if (n && dir[n - 1] == '/') n--; /* the root */
    return strncmp(dir, file, n) == 0 && file[n] == '/';
}

static jln_status check_links(const char *dir, const char *joined, const char *quoted,
                              jln_err *err) {
    char *real_dir = realpath(dir, NULL);
    char *real_file = real_dir ? realpath(joined, NULL) : NULL;
    jln_status status = JLN_OK;
    if (!real_file && errno == ENOMEM) status = jln_err_nomem(err);
    else if (!real_file)
        status =
            jln_err_set(err, JLN_EDATA, NULL, _("trouvé %s, attendu un fichier du dossier : %s"),
                        quoted, strerror(errno));
    else if (!is_under(real_dir, real_file))
        status = jln_err_set(err, JLN_EDATA, NULL,
                             _("trouvé %s, un lien qui sort du dossier ; copiez le fichier dans le "
                               "dossier"),
                             quoted);
    free(real_file);
    free(real_dir);
    return status;
}

jln_status jln_file_inside(const char *dir, const char *path, jln_err *err) {
    char quoted[JLN_QUOTE_MAX];
    jln_quote(path, strlen(path), quoted);
    const char *why = why_not_inside(path);
    if (why)
        return jln_err_set(
            err, JLN_EDATA, NULL,
            _("trouvé %s (%s), attendu un fichier du dossier, comme « results.csv »"), quoted,
            _(why));
    size_t size = strlen(dir) + strlen(path) + 2;
    char *joined = malloc(size);
    if (!joined) return jln_err_nomem(err);
    snprintf(joined, size, "%s/%s", dir, path);
    jln_status status = check_links(dir, joined, quoted, err);
    free(joined);
    return status;
}

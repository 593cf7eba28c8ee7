#include "out/atomic.h"

#include "base/i18n.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static jln_status io_error(jln_err *err, const char *path, int code) {
    return jln_err_set(err, JLN_EIO, path, _("écriture impossible : %s"), strerror(code));
}

/* The target with its links followed when it exists, so that a link stays a link. */
static char *real_target(const char *path) {
    char *real = realpath(path, NULL);
    return real ? real : strdup(path);
}

static mode_t new_file_mode(void) {
    mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

static jln_status create_beside(jln_atomic *a, mode_t mode, jln_err *err) {
    if (asprintf(&a->temporary, "%s.XXXXXX", a->path) < 0) {
        a->temporary = NULL;
        return jln_err_nomem(err);
    }
    int fd = mkostemp(a->temporary, O_CLOEXEC);
    if (fd < 0) {
        int code = errno;
        free(a->temporary); /* no file to remove */
        a->temporary = NULL;
        return io_error(err, a->path, code);
    }
    int failed = fchmod(fd, mode) ? errno : 0;
    if (close(fd) && !failed) failed = errno;
    return failed ? io_error(err, a->path, failed) : JLN_OK;
}

jln_status jln_atomic_begin(jln_atomic *a, const char *path, jln_err *err) {
    *a = (jln_atomic){.path = real_target(path)};
    if (!a->path) return jln_err_nomem(err);
    struct stat old;
    bool exists = stat(a->path, &old) == 0;
    jln_status status;
    if (exists && !S_ISREG(old.st_mode))
        status = jln_err_set(err, JLN_EIO, path, "%s", _("ce n'est pas un fichier ordinaire"));
    else status = create_beside(a, exists ? old.st_mode & 0777 : new_file_mode(), err);
    if (status) jln_atomic_abort(a);
    return status;
}

/* 0, or the errno of what failed. */
static int flush(const char *path, int flags) {
    int fd = open(path, flags | O_CLOEXEC);
    if (fd < 0) return errno;
    int failed = fsync(fd) ? errno : 0;
    if (close(fd) && !failed) failed = errno;
    return failed;
}

jln_status jln_atomic_commit(jln_atomic *a, jln_err *err) {
    int failed = flush(a->temporary, O_RDWR);
    if (!failed && rename(a->temporary, a->path)) failed = errno;
    jln_status status = failed ? io_error(err, a->path, failed) : JLN_OK;
    if (!failed) {
        free(a->temporary);
        a->temporary = NULL;
        (void)flush(dirname(a->path),
                    O_RDONLY | O_DIRECTORY); /* some shares refuse it: the file is there */
    }
    jln_atomic_abort(a);
    return status;
}

void jln_atomic_abort(jln_atomic *a) {
    if (a->temporary) unlink(a->temporary);
    free(a->temporary);
    free(a->path);
    *a = (jln_atomic){0};
}

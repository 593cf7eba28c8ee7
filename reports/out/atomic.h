/* Files written beside their target and renamed: a reader never sees half a file, a failure keeps
 * the old one. */
#ifndef JLN_OUT_ATOMIC_H
#define JLN_OUT_ATOMIC_H

#include "base/err.h"

/* Starts as {0}. Both texts are owned by the record until _commit or _abort. */
typedef struct {
    char *path;      /* the target, symbolic links followed */
    char *temporary; /* where to write: an empty file that exists, in the same folder */
} jln_atomic;

/* Creates the temporary file with the permissions the target has or would have. JLN_EIO naming the
 * path when the folder cannot be written or when the target exists and is not an ordinary file. */
jln_status jln_atomic_begin(jln_atomic *a, const char *path, jln_err *err);

/* Flushes the temporary file to the disk and puts it in the target's place. On failure the old file
 * stays, the temporary one is removed. Frees the record in both cases. */
jln_status jln_atomic_commit(jln_atomic *a, jln_err *err);

/* Removes the temporary file and frees the record; nothing happens when it was committed or never
 * begun. */
void jln_atomic_abort(jln_atomic *a);

#endif

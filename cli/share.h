/* Where the program's own files are: beside it in build/share, or in PREFIX/share/jalon. */
#ifndef JLN_CLI_SHARE_H
#define JLN_CLI_SHARE_H

#include "base/arena.h"
#include "base/err.h"

/* The path of `name` ("fonts", "locale", "templates/x.lua") among the shared files. JLN_EIO with
 * both places when neither folder is there; the file itself may be absent. */
jln_status jln_share_path(const char *name, jln_arena *arena, const char **out, jln_err *err);

#endif

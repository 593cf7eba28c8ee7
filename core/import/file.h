/* Opening files that someone else wrote: regular files only, bounded in size, text and not a
 * workbook. */
#ifndef JLN_IMPORT_FILE_H
#define JLN_IMPORT_FILE_H

#include "base/err.h"

#include <stddef.h>
#include <stdint.h>

/* Opens a regular file of at most `limit` bytes for reading, without ever waiting on a pipe or a
 * device; `*fd` is the caller's to close. JLN_EIO when it cannot be opened, JLN_EDATA for anything
 * else than such a file; `err` has a place. */
jln_status jln_file_open(const char *path, int64_t limit, int *fd, jln_err *err);

/* Fills `buffer` as far as the file goes; `*length` below `size` means its end. JLN_EIO, with a
 * place. */
jln_status jln_file_fill(int fd, const char *path, char *buffer, size_t size, size_t *length,
                         jln_err *err);

/* JLN_EDATA, without a place, when the first bytes of a file are those of a workbook, an archive, a
 * PDF, UTF-16 or other binary data. */
jln_status jln_file_sniff(const char *bytes, size_t length, jln_err *err);

/* Checks that `path`, as written in a package, is one relative file that stays in the folder: by
 * its letters, then after following links. JLN_EDATA without a place. */
jln_status jln_file_inside(const char *dir, const char *path, jln_err *err);

#endif

/* A row of settings.csv: settings are free, for a script may ask for its own; those the program
 * reads are checked. */
#ifndef JLN_MODEL_SETTING_H
#define JLN_MODEL_SETTING_H

#include "base/err.h"

#include <stddef.h>

/* JLN_EDATA with found and expected, and in `*column` the column at fault (0 key, 1 about, 2
 * value). */
jln_status jln_setting_check(const char *key, const char *about, const char *value, size_t *column,
                             jln_err *err);

#endif

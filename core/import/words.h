/* Words for the errors of import: what was found, quoted; the nearest known name; a place. */
#ifndef JLN_IMPORT_WORDS_H
#define JLN_IMPORT_WORDS_H

#include "base/err.h"

#include <stddef.h>

enum {
    JLN_QUOTE_MAX = 320, /* holds any quotation of this module */
    JLN_LIST_MAX = 480   /* holds any list of names */
};

/* `text` between quotation marks, cut at 60 characters; what cannot be shown becomes U+FFFD. Gives
 * `out`. */
const char *jln_quote(const char *text, size_t length, char out[JLN_QUOTE_MAX]);

/* The name a person probably meant, NULL when none is near. Names may be NULL: they are skipped. */
const char *jln_nearest(const char *text, const char *const *names, size_t count);

/* " ; vouliez-vous écrire « level » ?" when a name is near, else "". Gives `out`. */
const char *jln_suggest(const char *text, const char *const *names, size_t count,
                        char out[JLN_QUOTE_MAX]);

/* "id, level, title", cut with "…". Names may be NULL: they are skipped. Gives `out`. */
const char *jln_list(const char *const *names, size_t count, char out[JLN_LIST_MAX]);

/* Gives a recorded error without a place "file:line:column"; `column` 0 leaves it out, `line` 0
 * too. A long file name loses its beginning, never its end. */
void jln_words_place(jln_err *err, const char *file, long line, long column);

#endif
